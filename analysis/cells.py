"""Opens CSV: every file of rows, whatever it holds, is taken apart into cells here."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST = 2**31 - 1
"""Characters of a cell; by itself csv stops at 128 KiB. It is what every platform takes."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How formulas begin; some spreadsheets also take the signs in full width."""


class Cells:
    """The rows of some lines as lists of cells, however long they are.

    Parameters
    ----------
    lines
        Lines with their ends.
    delimiter
        One character.
    escape
        A character that makes the next one plain, in files that do not double quotation marks.
    strict
        Whether a quotation mark that does not pair up raises `csv.Error`.

    Examples
    --------
    >>> list(Cells(['a,"b, c"']))
    [['a', 'b, c']]
    """

    def __init__(
        self,
        lines: Iterable[str],
        *,
        delimiter: str = ",",
        escape: str | None = None,
        strict: bool = True,
    ) -> None:
        self._rows = csv.reader(
            lines,
            delimiter=delimiter,
            escapechar=escape,
            doublequote=escape is None,
            strict=strict,
        )

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        before = csv.field_size_limit(_LONGEST)  # it is the whole process's, so it is put back
        try:
            return next(self._rows)
        finally:
            csv.field_size_limit(before)

    @property
    def n_lines(self) -> int:
        """How many lines were taken so far."""
        return self._rows.line_num


def excerpt(text: str, most: int = 80) -> str:
    r"""Give the beginning of a cell on one line, for a message.

    Examples
    --------
    >>> excerpt("a\nb"), excerpt("x" * 9, most=3)
    ('a\\nb', 'xxx…')
    """
    shown = text[:most]
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in shown)
    return shown + "…" * (len(text) > most)


def listing(names: Sequence[str], most: int = 30) -> str:
    """Give the first of some names, for a message.

    Examples
    --------
    >>> listing(["a", "b", "c"], most=2)
    "['a', 'b'] and 1 more"
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{[excerpt(name, 40) for name in names[:most]]}{more}"


def plain_text(cell: str) -> str:
    """Give a cell without the apostrophe that keeps spreadsheets from taking it for a formula.

    Examples
    --------
    >>> plain_text("'=1+1"), plain_text("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith(tuple(f"'{sign}" for sign in FORMULA)) else cell
