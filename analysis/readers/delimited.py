"""Reads CSV and TSV, one row an article."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from analysis.cells import Cells
from analysis.errors import CorpusError
from analysis.readers import roles as of_columns
from analysis.readers import rows
from analysis.readers.blocks import BLOCK, LONG, Raw
from analysis.readers.csv_records import (
    are_plain,
    count_rows,
    plain_lines,
    records,
    single_lines,
)
from analysis.readers.line_files import TORN, Flaw, Mark, Stretch, windows
from analysis.readers.pieces import pieces
from analysis.readers.played import played
from analysis.readers.raw_articles import LONGEST, PARSED, Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.blocks import Block
    from analysis.readers.line_files import Record
    from analysis.readers.raw_articles import Limit, Piece, Role, SourceRange

_DELIMITERS = ",;\t|"
_TOP = 50
"""The header stands within so many lines."""
ABOVE = "lines above the header are passed over; this line is taken for it"
UNQUOTED = "the file does not quote its fields; quotation marks are read as they stand"
NO_HEADER = (
    "there is no header; columns are numbered, and the longest is taken for the text; "
    "say which are which with roles, as in 'text:column 3, headline:column 2'"
)
_SHOWN = 200
"""So many lines decide what a file without header or quotation holds."""
_LONG_CELL = 60
"""Characters of a cell that is no name of a column."""


class Separated:
    """A CSV or TSV file as a source of articles.

    Parameters
    ----------
    path
        The file.
    given
        Role to column, from `roles.check`.
    """

    unit = "rows"

    def __init__(self, path: Path, *, given: Mapping[str, str]) -> None:
        self._path = path
        self._given = given

    @cached_property
    def _sheet(self) -> Sheet:
        return Sheet(self._path, wanted=frozenset(self._given.values()))

    @property
    def columns(self) -> list[str]:
        """The columns of the header."""
        return self._sheet.columns

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its column."""
        return played(
            self.columns,
            given=self._given,
            file=self._path.name,
            otherwise=self._sheet.longest,
        )

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the file, but for what is known."""
        sheet = self._sheet
        if sheet.is_empty():
            return iter(())
        roles = self.roles
        played = [role.column for role in roles.values()]
        context = json.dumps(
            [sheet.delimiter, len(sheet.columns), played, sheet.begin, sheet.notes]
        )
        cells = rows.picker(roles, sheet.columns)
        return pieces(sheet, context=context, cells=cells, known=known, limit=limit)


class Sheet:
    """The rows of a file, its delimiter sniffed among comma, semicolon, tab and bar.

    Parameters
    ----------
    path
        A file, mostly with a header line.
    wanted
        Names of columns that the user gave; a line that holds one is a header.

    Raises
    ------
    CorpusError
        If the file is empty, of another kind, or its header cannot be read.
    """

    def __init__(self, path: Path, *, wanted: frozenset[str] = frozenset()) -> None:
        self.raw = Raw(path)
        self._wanted = wanted
        self.columns: list[str] = []
        self.longest = ""
        self._header: list[str] = []
        self._is_plain = False
        self.delimiter = ""
        self.begin = Mark(0, 0, 0)
        self.notes: list[Issue] = []
        size = BLOCK
        while not self._has_header(self.raw.block(self.raw.start, size)):
            size *= 2

    def is_empty(self) -> bool:
        """Say whether nothing but white space comes after the header."""
        start = self.begin.byte
        while start < self.raw.size:
            found = self.raw.read(start, start + BLOCK)
            if not found.isspace():
                return not found
            start += len(found)
        return True

    def records(self, block: Block, at: Mark) -> Iterator[Record]:
        """Give the records of a block that begins at a mark."""
        lines, width = block.found.lines, len(self.columns)
        if self._is_plain:
            return plain_lines(lines, self.delimiter, width, header=self._header)
        if at.alone:
            return single_lines(lines, self.delimiter, width)
        at_end = self._ends_with(block, at.byte)
        return records(lines, self.delimiter, width, at_end=at_end, header=self._header)

    def torn(self, block: Block, at: Mark) -> Stretch:
        """Drop the row whose quotation mark is never closed: one line, or all that follows.

        If the rest of the file looks like rows, its lines are read one by one.
        """
        name = self.raw.name
        end = Mark(at.byte + block.found.sizes[0], at.row + 1, at.line + 1, alone=True)
        notes = windows(name, block.found, end.line)
        are_rows, after, spoilt, more = self._rest(end)
        fault = Issue(PARSED, TORN.reason, f"{name}, line {at.line + 1}")
        if not are_rows:
            end, notes, fault = after, notes + more, spoilt or fault
        return Stretch([], [fault, *notes], end, settled=False)

    def _rest(self, at: Mark) -> tuple[bool, Mark, Issue | None, list[Issue]]:
        """Say whether most lines from a mark on are rows; give their end, first fault and notes."""
        alone = written = 0
        spoilt: Issue | None = None
        notes: list[Issue] = []
        while at.byte < self.raw.size:
            block = self.raw.block(at.byte, BLOCK, first=at.line + 1)
            lines, sizes, faulty, _ = block.found
            counts = count_rows(lines, self.delimiter, len(self.columns))
            alone, written = alone + counts[0], written + counts[1]
            at = Mark(at.byte + sum(sizes), at.row, at.line + len(lines), alone=True)
            for fault in islice(faulty.values(), 0 if spoilt else 1):
                spoilt = Issue(PARSED, fault.reason, f"{self.raw.name}, {fault.place}")
            notes += windows(self.raw.name, block.found, at.line)
            if block.is_last:
                break
        return 2 * alone >= written, at._replace(byte=self.raw.size), spoilt, notes

    def _ends_with(self, block: Block, start: int) -> bool:
        """Say whether the file ends with a block, or nothing after it may close a field.

        Nothing can where no quotation mark is left, and no record is longer than an article.
        """
        end = start + block.n_bytes
        if block.is_last or block.n_bytes >= LONGEST:
            return True
        return block.n_bytes >= LONG and not self.raw.holds(b'"', end)

    def _has_header(self, block: Block) -> bool:
        """Take delimiter and columns from the top of the file; False if it goes on below."""
        lines, sizes, faults, _ = block.found
        name = self.raw.name
        at_end = self._ends_with(block, self.raw.start)
        header = _header_line(lines) if not faults else 0
        header = header or next((i for i, s in enumerate(lines, 1) if s.strip() or i in faults), 0)
        if not header and block.is_last:
            raise CorpusError(f"{name}: the file is empty.")
        if not header:
            return False
        if header in faults:
            raise CorpusError(f"{name}, line {header}: {faults[header].reason}.")
        self.delimiter = _delimiter(lines[header - 1])
        above = header - 1
        found = (
            (above + first, above + last, fields)
            for first, last, fields in records(lines[above:], self.delimiter, 0, at_end=at_end)
        )
        nothing = header, header, Flaw("no header")
        first, last, columns = next((r for r in found if r[2] is not None), nothing)
        if columns is nothing[2] and not block.is_last:
            return False
        if isinstance(columns, Flaw):
            raise CorpusError(f"{name}, line {first}: {columns.reason}.")
        self._header = columns
        self.columns = [column.strip() for column in columns]
        self.begin = Mark(self.raw.start + sum(sizes[:last]), 0, last)
        self.notes = windows(name, block.found, last)
        if any(line.strip() for line in lines[:above]):
            place = f"{name}, line {header}"
            self.notes.append(Issue(PARSED, ABOVE, place, dropped=False))
        if self._wanted.isdisjoint(self.columns) and _is_row(columns):
            self._number(block, header)
        sample = lines[last : last + _SHOWN]
        sample = sample if block.is_last else sample[:-1]
        self._is_plain = self.delimiter == "\t" and are_plain(sample, "\t", len(columns))
        if self._is_plain:
            self.notes.append(Issue(PARSED, UNQUOTED, name, dropped=False))
        return True

    def _number(self, block: Block, header: int) -> None:
        """Name the columns of a file without a header by their numbers."""
        above = header - 1
        lines, sizes = block.found.lines, block.found.sizes
        n_columns = len(self.columns)
        self._header = []
        self.columns = [f"column {number}" for number in range(1, n_columns + 1)]
        self.begin = Mark(self.raw.start + sum(sizes[:above]), 0, above)
        shown = records(lines[above : above + _SHOWN], self.delimiter, n_columns, at_end=False)
        widths = [0] * n_columns
        for _, _, row in shown:
            if isinstance(row, list):
                widths = [width + len(cell) for width, cell in zip(widths, row, strict=True)]
        self.longest = self.columns[widths.index(max(widths))]
        place = f"{self.raw.name}, line {header}"
        self.notes.append(Issue(PARSED, NO_HEADER, place, dropped=False))


def _is_row(columns: Sequence[str]) -> bool:
    """Say whether what should be a header is an article: no name is known, and a cell is long."""
    if len(columns) < 2 or not of_columns.KNOWN.isdisjoint(map(of_columns.fold, columns)):
        return False
    return any(len(cell) > _LONG_CELL and len(cell.split()) > 8 for cell in columns)


def _header_line(lines: Sequence[str]) -> int:
    """Give the number of the header if what stands above it is none, or 0."""
    for number, line in enumerate(lines[:_TOP], 1):
        row = next(Cells([line], delimiter=_delimiter(line), strict=False), [])
        names = of_columns.KNOWN.intersection(map(of_columns.fold, row))
        if len(names) > 1:
            return number if names & of_columns.TEXTS else 0
    return 0


def _delimiter(header: str) -> str:
    """Choose the delimiter that gives the header most columns with a role, then most columns."""

    def score(delimiter: str) -> tuple[int, int]:
        fields: list[Any] = next(Cells([header], delimiter=delimiter, strict=False), [])
        return sum(of_columns.fold(field) in of_columns.KNOWN for field in fields), len(fields)

    return max(_DELIMITERS, key=score)
