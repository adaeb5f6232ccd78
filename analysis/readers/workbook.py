"""Reads tables of Excel and LibreOffice, one row an article."""

from __future__ import annotations

import re
import zipfile
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.cells import excerpt
from analysis.errors import CorpusError
from analysis.readers import roles as of_columns
from analysis.readers import rows as of_rows
from analysis.readers.csv_records import AGAIN
from analysis.readers.entries import open_file
from analysis.readers.pieces import drafted
from analysis.readers.played import played
from analysis.readers.raw_articles import FOUND, PARSED, Issue, Limit, Piece, SourceRange
from analysis.readers.unfolding import sizes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from analysis.readers.raw_articles import Role

MOST_BYTES = 150_000_000
"""Bytes of all parts of a workbook when they are unpacked; it takes six times as much memory."""
MOST_TEXT = 200_000_000
"""Bytes of the texts of all cells, with those that a file holds once for many cells."""
MOST_CELLS = 10_000_000
"""Cells of all sheets, empty ones between others too."""
LONGEST_CELL = 32_767
CUT = f"Excel keeps {LONGEST_CELL:,} characters of a cell; a text of this length was cut"
NO_TEXT = "not read: sheets without a column for the text"
OTHER_COLUMNS = "not read: sheets whose columns are not those of the first"
_XML = re.compile(rb"[\xef\xbb\xbf\s]*<")
"""How a part begins that is XML, whatever it is called."""
_TOP = 50
"""The header stands within so many rows."""
_REPEATED = re.compile(
    rb"""number-rows-repeated=["'](\d+)["'](?:(?!</[\w-]+:table-row>).)*?value"""
)
_WIDE = re.compile(rb"""(<[^<>]*number-columns-repeated=["'](\d+)["'][^<>]*>)""")
MOST_COLUMNS = 16_384
"""Columns that a sheet can have."""
_AGAIN_AND_AGAIN = 10_000
"""A row that is no empty one is not repeated so often."""


class _Sheet(NamedTuple):
    name: str
    columns: list[str]
    header: list[Any]
    first: int
    """The number of the row below the header, from 1."""
    rows: list[list[Any]]


class Workbook:
    """An Excel or OpenDocument workbook as a source of articles; it is read whole.

    Parameters
    ----------
    path
        A ``.xlsx`` or ``.ods`` file.
    given
        Role to column, from `roles.check`.
    """

    unit = "rows"

    def __init__(self, path: Path, *, given: Mapping[str, str]) -> None:
        self._path = path
        self._given = given

    @cached_property
    def _data(self) -> bytes:
        try:
            with open_file(self._path) as file:
                return file.read()
        except OSError as error:
            raise CorpusError(f"{self._path.name}: cannot be opened: {error.strerror}.") from error

    @cached_property
    def _sheets(self) -> list[_Sheet]:
        _refuse_unfolding(self._path.name, self._data)
        return [_sheet(name, rows) for name, rows in _opened(self._path.name, self._data) if rows]

    @cached_property
    def _first(self) -> _Sheet:
        """The first sheet that has a column for the text, or the first of all."""
        if not self._sheets:
            raise CorpusError(f"{self._path.name}: the workbook is empty.")
        wanted = (sheet for sheet in self._sheets if self._has_text(sheet))
        return next(wanted, self._sheets[0])

    def _has_text(self, sheet: _Sheet) -> bool:
        if self._given.get("text"):
            return self._given["text"] in sheet.columns
        return not of_columns.TEXTS.isdisjoint(map(of_columns.fold, sheet.columns))

    @property
    def columns(self) -> list[str]:
        """The columns of the first sheet of articles."""
        return self._first.columns

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its column."""
        return played(self.columns, given=self._given, file=self._path.name)

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the workbook; all of it is one piece, whatever the limit."""
        del limit
        name, roles = self._path.name, self.roles
        columns = [role.column for role in roles.values()]
        digest = sha256(f"{name!r} {columns!r} ".encode() + self._data).hexdigest()
        alike = [sheet for sheet in self._sheets if sheet.columns == self.columns]
        notes = [
            Issue(
                FOUND,
                OTHER_COLUMNS if self._has_text(sheet) else NO_TEXT,
                f"{name}, sheet '{excerpt(sheet.name)}'",
                dropped=False,
            )
            for sheet in self._sheets
            if sheet.columns != self.columns
        ]
        rows = [
            (f"{name}, sheet '{excerpt(sheet.name)}', row {number}", row, row == sheet.header)
            for sheet in alike
            for number, row in enumerate(sheet.rows, sheet.first)
            if any(cell != "" for cell in row)
        ]
        extent = SourceRange(0, len(rows), len(rows), 0, digest)
        if not rows:
            return
        if extent in known:
            yield Piece(extent, None, [])
            return
        notes += [Issue(PARSED, AGAIN.reason, place) for place, _, is_header in rows if is_header]
        pick = of_rows.picker(roles, self.columns)
        picked = [
            (number, place, pick(row))
            for number, (place, row, is_header) in enumerate(rows, 1)
            if not is_header
        ]
        notes += [
            Issue(PARSED, CUT, place, dropped=False)
            for _, place, cells in picked
            if isinstance(cells[0], str) and len(cells[0]) == LONGEST_CELL
        ]
        drafts, faults = drafted(picked)
        yield Piece(extent, drafts, notes + faults)


def _sheet(name: str, rows: list[list[Any]]) -> _Sheet:
    """Take the header off a sheet: the first row that names a text, or the first."""
    written = [number for number, row in enumerate(rows) if any(cell != "" for cell in row)]
    above = written[0] if written else 0
    for number in written[:_TOP]:
        names = set(map(of_columns.fold, map(of_rows.cell_text, rows[number])))
        if names & of_columns.TEXTS and len(names & of_columns.KNOWN) > 1:
            above = number
            break
    columns = list(map(of_rows.cell_text, rows[above]))
    return _Sheet(name, columns, rows[above], above + 2, rows[above + 1 :])


def _opened(name: str, data: bytes) -> list[tuple[str, list[list[Any]]]]:
    """Give name and rows of each sheet."""
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return [
                (sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
                for sheet in book.sheet_names
            ]
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        reason = excerpt(str(error)) or type(error).__name__
        raise CorpusError(f"{name}: not a workbook that can be read ({reason}).") from error


def _refuse_unfolding(name: str, data: bytes) -> None:
    """Refuse a file of few bytes that would fill the memory."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            wrong = _unfolds(archive)
    except Exception as error:  # zipfile raises many kinds for damaged files
        told = "; a password protects it" if "password" in str(error) else ""
        raise CorpusError(f"{name}: not a workbook that can be read{told}.") from error
    if wrong:
        raise CorpusError(f"{name}: {wrong}.")


def _unfolds(archive: zipfile.ZipFile) -> str:
    """Say what of a workbook is too large, or nothing."""
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > MOST_BYTES:
        return f"over {MOST_BYTES // 1_000_000:,} MB when unpacked; save it as CSV"
    # This parses all parts, too: for a missing end the library would wait for ever.
    n_cells, n_bytes = sizes(_parts(archive))
    if n_cells + sum(map(_n_repeated, _parts(archive))) > MOST_CELLS:
        return f"it has over {MOST_CELLS:,} cells; delete what is empty, or save it as CSV"
    if n_bytes > MOST_TEXT:
        return f"its cells hold over {MOST_TEXT // 1_000_000} MB of text; save it as CSV"
    return ""


def _parts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Give the parts that are XML, whatever they are called, one after the other."""
    for info in archive.infolist():
        part = archive.read(info) if info.file_size else b""
        if _XML.match(part):
            yield part


def _n_repeated(part: bytes) -> int:
    """Count the cells that a sheet of LibreOffice repeats; too many if it does so wildly."""
    again = max(map(int, _REPEATED.findall(part)), default=1)
    wide = [(int(number), tag) for tag, number in _WIDE.findall(part)]
    filled = sum(number for number, tag in wide if b"value" in tag)
    if again > _AGAIN_AND_AGAIN or max((number for number, _ in wide), default=0) > MOST_COLUMNS:
        return MOST_CELLS + 1
    return again * filled
