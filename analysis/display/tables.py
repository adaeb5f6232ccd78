"""Result tables as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd

from analysis.display.wording import count
from analysis.errors import ParameterError
from analysis.markup import Html, verbatim
from analysis.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


ROWS = 100_000
"""Rows of a table that are written at once."""

SPARK = Html('<span class="spark" aria-hidden="true">{}</span>')
"""Signs that draw a line, which nobody wants to hear read aloud."""

_EMPTY = Html('<p class="{}">{}</p>')

_TABLE = Html(
    '<table class="{}">\n<caption>{}</caption>\n'
    "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
)


@dataclass(frozen=True)
class View:
    """A table ready to be read: few rows, rounded numbers, everything escaped.

    Parameters
    ----------
    table
        The rows to show.
    n_rows
        Rows of the whole table.
    caption
        What the table shows.
    note
        What it tells, in a sentence or two below the caption.
    links
        Columns whose cells lead to the part of the page that is about the row's term.
    signs
        Columns drawn in signs, which nobody wants to hear read aloud.
    """

    table: pd.DataFrame = field(repr=False)
    n_rows: int
    caption: str
    note: str = ""
    links: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self.to_html()), "text/plain": self.to_text()}

    def to_html(self) -> Html:
        """Give the table as HTML without any script, style or identifier; without rows, a line."""
        note = Html('<span class="note">{}</span>').format(self.note) if self.note else Html()
        caption = Html.escape(self._caption()) + note
        if self.table.empty:
            return _EMPTY.format(verbatim("standfirst nothing", caption), caption)
        kinds = [_kind(self.table[column]) for column in self.table.columns]
        meanings = _meanings(self.table.columns)
        head = Html().join(
            Html('<th scope="col" class="{}" title="{}">{}</th>').format(
                kind, meanings.get(str(c), ""), Html.escape(c).replace("_", Html("_<wbr>"))
            )
            for c, kind in zip(self.table.columns, kinds, strict=True)
        )
        body = Html("\n").join(
            Html("<tr>{}</tr>").format(Html().join(cells)) for cells in self._cells(kinds)
        )
        return _TABLE.format(verbatim("standfirst", caption + head + body), caption, head, body)

    def _cells(self, kinds: list[str]) -> Iterator[list[Html]]:
        """Give the cells of each row; the first link of a row can be reached by keyboard."""
        columns = [str(column) for column in self.table.columns]
        for row in self.table.itertuples(index=False, name=None):
            texts = [Html.escape(shown(value)) for value in row]
            for number, column in enumerate(self.links):
                place = columns.index(column)
                href = quote(anchor(shown(row[columns.index("term")])))
                skipped = Html(' tabindex="-1"') if number else ""
                texts[place] = Html('<a href="#{}"{}>{}</a>').format(href, skipped, texts[place])
            for column in self.signs:
                place = columns.index(column)
                texts[place] = SPARK.format(texts[place])
            yield [
                Html('<td class="{}">{}</td>').format(kind, text)
                for text, kind in zip(texts, kinds, strict=True)
            ]

    def to_text(self) -> str:
        """Give the table as plain text."""
        cells = self.table.map(shown)
        rows = [cells.to_string(index=False)] if len(cells) else []
        return "\n".join([self._caption(), *filter(None, [self.note]), *rows])

    def _caption(self) -> str:
        shown_rows = len(self.table)
        if shown_rows == self.n_rows:
            return f"{self.caption} ({count(self.n_rows, 'row')})"
        return f"{self.caption} (first {shown_rows:,} of {count(self.n_rows, 'row')})"


def show(
    table: pd.DataFrame,
    caption: str,
    *,
    rows: int = 20,
    columns: tuple[str, ...] = (),
    note: str = "",
    links: tuple[str, ...] = (),
) -> View:
    """Prepare a table for reading.

    Parameters
    ----------
    table
        Any result table; the first rows are shown as they stand.
    caption
        What the table shows, without a full stop.
    rows
        Rows to show at most.
    columns
        Columns to show; empty shows all.
    note
        What the table tells, in a sentence or two.
    links
        Columns whose cells lead to the lines of the row's term, as `pages.lines` shows them.

    Returns
    -------
    View
        Shown as HTML in a notebook and on a page, as text elsewhere.

    Raises
    ------
    ParameterError
        If `rows` is below 1.

    Examples
    --------
    >>> print(show(pd.DataFrame({"term": ["<b>"], "per_1000": [2.345]}), "Terms").to_text())
    Terms (1 row)
    term per_1000
     <b>     2.35
    """
    if rows < 1:
        raise ParameterError(f"rows to show (parameter 'top_n') must be 1 or more; found {rows}.")
    chosen = table[list(columns)] if columns else table
    return View(chosen.head(rows), len(table), caption, note, links)


def anchor(term: str) -> str:
    """Give the name of the part of a page that is about a term.

    Examples
    --------
    >>> anchor("US bases")
    'term-US_bases'
    """
    return "term-" + "_".join(term.split())


def shown(value: object) -> str:
    """Give one cell as a reader expects it: grouped, rounded, empty when unknown.

    Examples
    --------
    >>> shown(12345), shown(0.5), shown(float("nan")), shown(pd.Timestamp("2026-03-02"))
    ('12,345', '0.50', '', '2026-03-02')
    """
    if isinstance(value, str):
        return value
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:z,.2f}".replace("-", "−")  # z: what rounds to nothing has no sign
    return f"{value:,}"


def _meanings(columns: Iterable[str]) -> dict[str, str]:
    """Give what columns mean: as in the promised table that has most of them, then the next."""
    shown = set(columns)
    ranked = sorted(TABLES, key=lambda one: len(shown & {column.name for column in one.columns}))
    return {column.name: column.meaning for table in ranked for column in table.columns}


def _kind(column: pd.Series[Any]) -> str:
    """Give the class by which a page sets a column: numbers align, days do not break."""
    if column.name in {"left", "node", "right"}:  # the words around an occurrence meet in it
        return str(column.name)
    if pd.api.types.is_datetime64_any_dtype(column):
        return "day"
    return "num" if pd.api.types.is_numeric_dtype(column) else "text"
