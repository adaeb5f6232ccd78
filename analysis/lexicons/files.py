"""Read the rows of a CSV file, each with its line number, and refuse what is malformed."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.cells import Cells, excerpt, listing
from analysis.errors import LexiconError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"
"""The folder of the lists that ship."""
_CURE = "The file ships with standfirst: install it anew."


Line = tuple[int, list[str]]
"""The line of a row, and its cells in the order of the columns."""


class Row(NamedTuple):
    """One row of a CSV file: the line on which it ends, and its cells by column."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, *, columns: tuple[str, ...], required: str) -> list[Row]:
    """Read a CSV file whose first line names its columns.

    Parameters
    ----------
    path
        A UTF-8 file with commas between cells; a byte order mark is allowed.
    columns
        The columns it may have, in any order. Those it lacks are filled with empty cells.
    required
        The one column that it must have, and that may be empty in no row.

    Returns
    -------
    list of Row
        In the order of the file, without blank lines; cells have no spaces at their ends.

    Raises
    ------
    LexiconError
        If the file is missing, not UTF-8 or not CSV; if a column is unknown, given twice or
        missing; if a row has too many cells or an empty required one. The text names file and
        line.
    """
    lines = Cells(io.StringIO(_text(path), newline=""))
    try:
        header = [name.strip() for name in next(lines, [])]
        _check_header(path, header, columns, required)
        rows = list(_rows(path, lines, header, columns))
    except csv.Error as error:
        raise LexiconError(
            f"{path}, line {lines.n_lines}: not readable as CSV ({error}). "
            "A cell that holds a comma or a quote must stand in double quotes."
        ) from error
    for row in rows:
        if not row.cells[required]:
            raise LexiconError(
                f"{path}, line {row.line}: column '{required}' is empty. "
                "Fill it, or delete the line."
            )
    return rows


def read_cells(path: Path, *, columns: tuple[str, ...]) -> list[Line]:
    """Read a CSV file of a fixed form whose cells are kept as they are, spaces included.

    Parameters
    ----------
    path
        A UTF-8 file with commas between cells, without line breaks within them.
    columns
        Its columns, all of them and in this order.

    Returns
    -------
    list of Line
        The line and the cells of each row.

    Raises
    ------
    LexiconError
        If the file is missing, not UTF-8 or not CSV, or has other columns. The text names file
        and line.
    """
    lines = Cells(io.StringIO(_text(path), newline=""))
    try:
        rows = list(enumerate(lines, start=1))
    except csv.Error as error:
        raise LexiconError(
            f"{path}, line {lines.n_lines}: not readable as CSV ({error}). {_CURE}"
        ) from error
    for line, row in rows or [(1, [])]:
        if len(row) != len(columns) or (line == 1 and row != list(columns)):
            raise LexiconError(
                f"{path}, line {line}: a line must hold {', '.join(columns)}; found {row}. {_CURE}"
            )
    return rows[1:]


def by_kind(path: Path, rows: list[Line], *, kinds: tuple[str, ...]) -> dict[str, list[Line]]:
    """Sort the rows of a file by their first cell, which is left out of them.

    Raises
    ------
    LexiconError
        If a first cell is none of these kinds. The text names file and line.
    """
    sorted_out: dict[str, list[Line]] = {kind: [] for kind in kinds}
    for line, (kind, *rest) in rows:
        if kind not in sorted_out:
            raise LexiconError(
                f"{path}, line {line}: a line begins with one of {', '.join(kinds)}; "
                f"found '{kind}'. {_CURE}"
            )
        sorted_out[kind].append((line, rest))
    return sorted_out


def to_number(path: Path, line: int, cell: str) -> float:
    """Read the number that a cell must hold.

    Raises
    ------
    LexiconError
        If it holds none. The text names file and line.
    """
    try:
        return float(cell)
    except ValueError as error:
        raise LexiconError(
            f"{path}, line {line}: a number must stand here; found '{cell}'. {_CURE}"
        ) from error


def values(cell: str) -> list[str]:
    """Split a cell that holds several values.

    Examples
    --------
    >>> values("US; U.S.;")
    ['US', 'U.S.']
    """
    return [value.strip() for value in cell.split(";") if value.strip()]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LexiconError(
            f"{path}: the file cannot be read ({error.strerror}). Give the path of a CSV file."
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            f"{path}, line {line}: the text is not UTF-8 (byte 0x{raw[error.start]:02x}). "
            "Save the file as 'CSV UTF-8'."
        ) from error


def _check_header(path: Path, header: list[str], columns: tuple[str, ...], required: str) -> None:
    for place, name in enumerate(header):
        if name not in columns:
            raise LexiconError(
                f"{path}, line 1: column '{excerpt(name)}' is unknown;"
                f"{nearest(excerpt(name), columns)} Columns stand between commas "
                f"and may be: {', '.join(columns)}."
            )
        if name in header[:place]:
            raise LexiconError(f"{path}, line 1: column '{name}' stands twice. Delete one of them.")
    if required not in header:
        raise LexiconError(
            f"{path}, line 1: column '{required}' is missing. The first line must name the "
            f"columns, of which '{required}' is needed; found {listing(header)}."
        )


def _rows(path: Path, lines: Cells, header: list[str], columns: tuple[str, ...]) -> Iterator[Row]:
    blank = dict.fromkeys(columns, "")
    for cells in lines:
        line = lines.n_lines
        if len(cells) > len(header):
            raise LexiconError(
                f"{path}, line {line}: {len(cells)} cells, but the first line names {len(header)} "
                "columns. Put a cell that holds a comma in double quotes, and ';' between several "
                "values."
            )
        if any(cell.strip() for cell in cells):
            named = zip(header, cells, strict=False)  # a short row leaves its last cells empty
            yield Row(line, blank | {name: cell.strip() for name, cell in named})
