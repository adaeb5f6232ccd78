"""Reads CSV and TSV, one row an article."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.corpus import decode, roles
from analysis.corpus.model import PARSED, Fault
from analysis.corpus.rows import Row
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 2**31 - 1
NEVER_CLOSED = "a quotation mark is never closed"
UNPAIRED = "quotation marks do not pair up; double a quotation mark inside a quoted field"


_Record = tuple[int, int, list[str] | str]


@dataclass(frozen=True)
class Sheet:
    """A file of rows: its columns, the rows that could be read, and what was wrong with others."""

    columns: list[str]
    rows: list[Row]
    faults: list[Fault]
    n_found: int


def parse(path: Path) -> Sheet:
    """Read the rows of a CSV file, its delimiter sniffed among comma, semicolon, tab and bar.

    Parameters
    ----------
    path
        A file with a header line.

    Returns
    -------
    Sheet
        Each row with the line on which it begins, quoted line breaks counted.

    Raises
    ------
    CorpusError
        If the file is empty, of another kind, or its header cannot be read.
    """
    lines = decode.read_lines(path)
    header = next(
        (i for i, line in enumerate(lines.lines, 1) if line.strip() or i in lines.faults), 0
    )
    if not header:
        raise CorpusError(f"{path.name}: the file is empty.")
    if header in lines.faults:
        raise CorpusError(f"{path.name}, line {header}: {lines.faults[header].reason}.")
    with _long_fields():
        records = _records(lines.lines, _delimiter(lines.lines[header - 1]))
        first, _, columns = next((r for r in records if r[2] != []), (header, header, "no header"))
        if isinstance(columns, str):
            raise CorpusError(f"{path.name}, line {first}: {columns}.")
        return _sheet(path.name, [c.strip() for c in columns], list(records), lines)


def _sheet(
    file: str,
    columns: list[str],
    records: Sequence[_Record],
    lines: decode.Lines,
) -> Sheet:
    rows: list[Row] = []
    faults = []
    number = 0
    for first, last, fields in records:
        spoilt = next((n for n in range(first, last + 1) if n in lines.faults), None)
        if fields == [] and not spoilt:
            continue
        number += 1
        place = f"{file}, line {first}"
        if spoilt:
            fault = lines.faults[spoilt]
            faults.append(Fault(PARSED, fault.reason, f"{file}, {fault.place}"))
        elif isinstance(fields, str):
            faults.append(Fault(PARSED, fields, place))
        elif len(fields) != len(columns):
            few = "few" if len(fields) < len(columns) else "many"
            reason = f"too {few} fields: the header has {len(columns)}"
            faults.append(Fault(PARSED, reason, f"{place} (found {len(fields)})"))
        else:
            rows.append(Row(number, place, dict(zip(columns, fields, strict=True))))
    faults += [
        Fault(PARSED, decode.WINDOWS, f"{file}, line {n}", dropped=False) for n in lines.windows
    ]
    return Sheet(columns, rows, faults, number)


def _delimiter(header: str) -> str:
    """Choose the delimiter that gives the header most columns with a role, then most columns."""
    known = {name for names in roles.NAMES.values() for name in names}

    def score(delimiter: str) -> tuple[int, int]:
        fields = next(csv.reader([header], delimiter=delimiter), [])
        return sum(roles.fold(field) in known for field in fields), len(fields)

    return max(_DELIMITERS, key=score)


def _records(lines: list[str], delimiter: str) -> Iterator[_Record]:
    """Give each record with its first and last line; a fault instead of the fields if it has one.

    A stray quotation mark makes one field of all that follows, up to the next mark. If those lines
    look like rows, only the first line is dropped and they are read anew.
    """
    width = 0
    start = 0
    while start < len(lines):
        rest = (lines[i] for i in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        first = start + 1
        try:
            for fields in reader:
                yield first, start + reader.line_num, _unless_blank(fields)
                width = width or len(_unless_blank(fields))
                first = start + reader.line_num + 1
        except csv.Error as error:
            reason = NEVER_CLOSED if "unexpected end" in str(error) else UNPAIRED
        else:
            return
        last = start + reader.line_num
        start = first if _are_rows(lines[first:last], delimiter, width) else last
        yield first, start, reason
        if reason == NEVER_CLOSED:
            yield from _line_by_line(lines, start, delimiter)
            return


def _line_by_line(lines: list[str], start: int, delimiter: str) -> Iterator[_Record]:
    for number, line in enumerate(lines[start:], start + 1):
        try:
            fields = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            yield number, number, UNPAIRED
        else:
            yield number, number, _unless_blank(fields)


def _are_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Say whether at least half of the lines, each read by itself, have as many fields as a row."""
    written = [line for line in lines if line.strip()]
    alone = sum(len(next(csv.reader([line], delimiter=delimiter))) == width for line in written)
    return 2 * alone >= len(written)


def _unless_blank(fields: list[str]) -> list[str]:
    return [] if len(fields) == 1 and not fields[0].strip() else fields


@contextmanager
def _long_fields() -> Iterator[None]:
    """Lift csv's limit of 128 KB a field while a file is read."""
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)
