"""How many cells and bytes of text a workbook holds when all that it repeats is written out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ParserCreate

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROW, _CELLS = "table-row", ("table-cell", "covered-table-cell")


_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE | re.ASCII)


class Sizes(NamedTuple):
    """How large a workbook is.

    Parameters
    ----------
    cells
        Cells of Excel's sheets, empty ones between others too.
    text
        Bytes of the texts of all cells, or signs where a part is not ASCII.
    """

    cells: int
    text: int


def sizes(parts: Iterable[bytes]) -> Sizes:
    """Count what all cells hold.

    Excel keeps each text once and names it by its number; LibreOffice keeps a cell or row once and
    says how often it stands there.

    Parameters
    ----------
    parts
        The XML parts of a workbook.

    Returns
    -------
    Sizes
        Of all parts together.

    Raises
    ------
    ExpatError, ValueError
        If a part is no XML, a number is none, or a cell has a place that no sheet has.

    Examples
    --------
    >>> sizes([b"<sst><si><t>late</t></si></sst>", b"<row><c r='B2' t='s'><v>0</v></c></row>"])
    Sizes(cells=4, text=4)
    """
    counts = _Counts()
    for part in parts:
        counts.take(part)
    n_kept = len(counts.strings)
    shared = sum(n * counts.strings[i] for i, n in counts.references.items() if 0 <= i < n_kept)
    return Sizes(counts.cells, shared + counts.written)


class _Counts:
    """What of the parts that were taken so far makes a workbook large."""

    def __init__(self) -> None:
        self.strings: list[int] = []
        self.references: Counter[int] = Counter()
        self.written = self.cells = 0
        self._at = self._far = (0, 0)  # row and column
        self._row = self._cell = 0
        self._times = [1, 1]  # of the row and of the cell
        self._is_reference = False
        self._value = ""

    def take(self, part: bytes) -> None:
        """Read a part to its end."""
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._at = self._far = (0, 0)
        parser.Parse(part, True)
        self.cells += self._far[0] * self._far[1]

    def _start(self, tag: str, about: dict[str, str]) -> None:
        name = _bare(tag)
        if name in ("c", "v", "si"):
            self._value = ""
            self._cell = 0
            if name == "c":
                self._enter(about.get("r"))
                self._is_reference = about.get("t") == "s"
        elif name == "row":
            self._at = (int(about.get("r", self._at[0] + 1)), 0)
        elif name == _ROW:
            self._row, self._times[0] = 0, _times(about, "number-rows-repeated")
        elif name in _CELLS:
            self._times[1] = _times(about, "number-columns-repeated")
            self._cell = sum(map(len, about.values()))
        elif name == "s":
            self._cell += _times(about, "c")

    def _enter(self, place: str | None) -> None:
        """Go to a cell of Excel by its place, or to the next one."""
        self._at = (max(1, self._at[0]), self._at[1] + 1) if place is None else _place(place)
        self._far = max(self._far[0], self._at[0]), max(self._far[1], self._at[1])

    def _text(self, text: str) -> None:
        self._cell += len(text)
        self._value = text

    def _end(self, tag: str) -> None:
        name = _bare(tag)
        if name == "v" and self._is_reference:
            self.references[int(self._value or -1)] += 1
        elif name == "si":
            self.strings.append(self._cell)
        elif name in _CELLS:
            self._row += self._cell * self._times[1]
        elif name == _ROW:
            self.written += self._row * self._times[0]


def _place(written: str) -> tuple[int, int]:
    """Give row and column of a place such as AA7, from 1."""
    found = _PLACE.fullmatch(written)
    if not found:
        raise ValueError("a cell that no sheet has")
    column = 0
    for sign in found[1].upper():
        column = 26 * column + ord(sign) - 64
    return int(found[2]), column


def _times(about: dict[str, str], name: str) -> int:
    """Give a number by its name, whatever prefix that has."""
    return int(next((value for key, value in about.items() if _bare(key) == name), 1))


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
