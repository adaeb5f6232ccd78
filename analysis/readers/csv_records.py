"""The records of a CSV file, whatever its quotation marks."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from analysis.cells import Cells
from analysis.readers.line_files import TORN, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.readers.line_files import Record

AGAIN = Flaw("the header again, and no article")
_QUOTED = re.compile(r'"(?:[^"]|"")*"\s*')
UNPAIRED = Flaw("quotation marks do not pair up; double a quotation mark inside a quoted field")


def records(
    lines: Sequence[str], delimiter: str, width: int, *, at_end: bool, header: Sequence[str] = ()
) -> Iterator[Record]:
    """Give the fields of each record of some lines.

    A stray quotation mark makes one field of all that follows, up to the next mark. If those lines
    look like rows, only the first line is dropped and they are read anew.

    Parameters
    ----------
    lines
        Lines with their ends; the first begins a record.
    delimiter
        One character.
    width
        How many fields a row has; 0 if any number will do.
    at_end
        Whether the file ends with them. If not, a record that they do not close is not given.
    header
        The fields of the header, of which a copy in the middle is no row.

    Yields
    ------
    Record
        After a torn one nothing more is given: how to go on, the rest of the file must say.
    """
    start = 0
    while start < len(lines):
        taken = Cells(islice(lines, start, None), delimiter=delimiter)
        first = start + 1
        try:
            for fields in taken:
                end = start + taken.n_lines
                yield first, end, AGAIN if fields == header else _content(fields, width)
                first = end + 1
        except csv.Error as error:
            torn = "unexpected end" in str(error)
        else:
            return
        if torn:
            if at_end:
                yield first, len(lines), TORN
            return
        if escaped := _escaped(lines, first, delimiter, width):
            start, fields = escaped
            yield first, start, fields
            continue
        last = start + taken.n_lines
        start = first if _are_rows(lines[first:last], delimiter, width) else last
        yield first, start, UNPAIRED


def _escaped(
    lines: Sequence[str], first: int, delimiter: str, width: int
) -> tuple[int, list[str]] | None:
    """Read a record whose quotation marks stand behind backslashes; give its last line too."""
    if '\\"' not in lines[first - 1]:
        return None
    taken = Cells(islice(lines, first - 1, None), delimiter=delimiter, escape="\\")
    try:
        fields = next(taken, [])
    except csv.Error:
        return None
    return (first - 1 + taken.n_lines, fields) if len(fields) == width else None


def plain_lines(
    lines: Sequence[str], delimiter: str, width: int, *, header: Sequence[str]
) -> Iterator[Record]:
    """Give each line as a record, in which quotation marks are characters like others."""
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\r\n").split(delimiter)
        yield number, number, AGAIN if fields == header else _content(fields, width)


def are_plain(lines: Sequence[str], delimiter: str, width: int) -> bool:
    r"""Say whether a file of lines does not quote its fields, although quotation marks begin some.

    Examples
    --------
    >>> are_plain(['7\t"No," she said.'], "\t", 2), are_plain(['7\t"No, she said."'], "\t", 2)
    (True, False)
    """
    rows = [line.rstrip("\r\n").split(delimiter) for line in lines if line.strip()]
    if any(len(row) != width for row in rows):
        return False
    marked = [field for row in rows for field in row if field.startswith('"')]
    return any(not _QUOTED.fullmatch(field) for field in marked)


def single_lines(lines: Sequence[str], delimiter: str, width: int) -> Iterator[Record]:
    """Give each line as a record of its own."""
    for number, line in enumerate(lines, 1):
        try:
            fields = next(Cells([line], delimiter=delimiter), [])
        except csv.Error:
            yield number, number, UNPAIRED
        else:
            yield number, number, _content(fields, width)


def count_rows(lines: Sequence[str], delimiter: str, width: int) -> tuple[int, int]:
    """Count the lines that, each read by itself, are rows; and those that are not blank."""
    written = [line for line in lines if line.strip()]
    rows = (next(Cells([line], delimiter=delimiter, strict=False)) for line in written)
    alone = sum(len(row) == width for row in rows)
    return alone, len(written)


def _are_rows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Say whether at least half of the lines, each read by itself, have as many fields as a row."""
    alone, written = count_rows(lines, delimiter, width)
    return 2 * alone >= written


def _content(fields: list[str], width: int) -> list[str] | Flaw | None:
    if len(fields) <= 1 and not "".join(fields).strip():
        return None
    if width and len(fields) != width:
        few = "few" if len(fields) < width else "many"
        return Flaw(f"too {few} fields: the header has {width}", f" (found {len(fields)})")
    return fields
