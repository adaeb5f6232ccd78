"""How many bytes of text a workbook holds when all that it repeats is written out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.parsers.expat import ParserCreate

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROW, _CELLS = "table-row", ("table-cell", "covered-table-cell")


def text_bytes(parts: Iterable[bytes]) -> int:
    """Count the text of all cells.

    Excel keeps each text once and names it by its number; LibreOffice keeps a cell or row once and
    says how often it stands there.

    Parameters
    ----------
    parts
        The XML parts of a workbook.

    Returns
    -------
    int
        Bytes, or signs where a part is not ASCII.

    Raises
    ------
    ExpatError, ValueError
        If a part is no XML, or a number is none.

    Examples
    --------
    >>> text_bytes([b"<sst><si><t>late</t></si></sst>", b"<row><c t='s'><v>0</v></c></row>" ])
    4
    """
    counts = _Counts()
    for part in parts:
        counts.take(part)
    n_kept = len(counts.strings)
    shared = sum(n * counts.strings[i] for i, n in counts.references.items() if 0 <= i < n_kept)
    return shared + counts.written


class _Counts:
    """What of the parts that were taken so far makes a workbook large."""

    def __init__(self) -> None:
        self.strings: list[int] = []
        self.references: Counter[int] = Counter()
        self.written = 0
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
        parser.Parse(part, True)

    def _start(self, tag: str, about: dict[str, str]) -> None:
        name = _bare(tag)
        if name in ("c", "v", "si"):
            self._value = ""
            self._cell = 0
            if name == "c":
                self._is_reference = about.get("t") == "s"
        elif name == _ROW:
            self._row, self._times[0] = 0, _times(about, "number-rows-repeated")
        elif name in _CELLS:
            self._times[1] = _times(about, "number-columns-repeated")
            self._cell = sum(map(len, about.values()))
        elif name == "s":
            self._cell += _times(about, "c")

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


def _times(about: dict[str, str], name: str) -> int:
    """Give a number by its name, whatever prefix that has."""
    return int(next((value for key, value in about.items() if _bare(key) == name), 1))


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
