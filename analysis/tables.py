"""Result tables as a reader sees them, and as files that other programs read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd

from analysis.errors import ParameterError
from analysis.prose import Text, count, listing
from analysis.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

ROWS = 100_000
"""Rows of a table that are written at once."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


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
        return {"text/html": self.to_html(), "text/plain": self.to_text()}

    def to_html(self) -> str:
        """Give the table as HTML without any script, style or identifier; without rows, a line."""
        note = f'<span class="note">{html.escape(self.note)}</span>' if self.note else ""
        caption = f"{html.escape(self._caption())}{note}"
        if self.table.empty:
            return f'<p class="standfirst nothing">{caption}</p>'
        kinds = [_kind(self.table[column]) for column in self.table.columns]
        meanings = _meanings(self.table.columns)
        head = "".join(
            f'<th scope="col" class="{kind}" title="{html.escape(meanings.get(str(c), ""))}">'
            f"{html.escape(str(c)).replace('_', '_<wbr>')}</th>"
            for c, kind in zip(self.table.columns, kinds, strict=True)
        )
        body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in self._cells(kinds))
        return (
            f'<table class="standfirst">\n<caption>{caption}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        )

    def _cells(self, kinds: list[str]) -> Iterator[list[str]]:
        """Give the cells of each row; the first link of a row can be reached by keyboard."""
        columns = [str(column) for column in self.table.columns]
        for row in self.table.itertuples(index=False, name=None):
            texts = [html.escape(shown(value)) for value in row]
            for number, column in enumerate(self.links):
                place = columns.index(column)
                href = quote(anchor(shown(row[columns.index("term")])))
                skipped = ' tabindex="-1"' if number else ""
                texts[place] = f'<a href="#{href}"{skipped}>{texts[place]}</a>'
            for column in self.signs:
                place = columns.index(column)
                texts[place] = f'<span class="spark" aria-hidden="true">{texts[place]}</span>'
            yield [
                f'<td class="{kind}">{text}</td>' for text, kind in zip(texts, kinds, strict=True)
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


def save(
    output: str, tables: Mapping[str, pd.DataFrame | Iterable[pd.DataFrame]], **graphs: nx.Graph
) -> Text:
    """Write tables as CSV and networks as GEXF and GraphML, if a folder is given.

    Parameters
    ----------
    output
        The folder; it is made if it is not there. Empty writes nothing.
    tables
        Tables by name, whole or in parts one after the other, each written as ``<name>.csv``:
        UTF-8, comma, header, days as YYYY-MM-DD. A text that a spreadsheet would take for a
        formula gets a leading apostrophe.
    graphs
        Networks by name, each written as ``<name>.gexf`` and ``<name>.graphml``.

    Returns
    -------
    Text
        What was written, for the reader.
    """
    if not output:
        return Text("No files were written; set the parameter 'output' to a folder to get them.")
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        parts = _parts(table) if isinstance(table, pd.DataFrame) else table
        n_rows = _write_csv(folder / f"{name}.csv", parts)
        written.append(f"{name}.csv ({count(n_rows, 'row')}{_left_out(table)})")
    for name, network in graphs.items():
        for suffix, text in to_xml(network).items():
            (folder / f"{name}.{suffix}").write_bytes(text)
            written.append(f"{name}.{suffix}")
    return Text(f"Written: {listing(written)}.")


def _parts(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Give a table in parts, the first one even if it is empty."""
    for first in range(0, max(len(table), 1), ROWS):
        yield table.iloc[first : first + ROWS]


def _write_csv(place: Path, parts: Iterable[pd.DataFrame]) -> int:
    """Write parts of one table under one header; give how many rows there were."""
    n_rows = 0
    with place.open("wb") as file:
        for number, part in enumerate(parts):
            file.write(to_csv(part, header=number == 0).encode())
            n_rows += len(part)
    return n_rows


def _left_out(table: object) -> str:
    fewest = table.attrs.get("fewest", 1) if isinstance(table, pd.DataFrame) else 1
    return f"; those counted fewer than {fewest:,} times are left out" if fewest > 1 else ""


def to_csv(table: pd.DataFrame, *, header: bool = True) -> str:
    """Give a table as CSV text that is safe to open in a spreadsheet.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"term": ["=1+1", "pay"], "n": [-1, 2]})), end="")
    term,n
    '=1+1,-1
    pay,2
    """
    texts = [c for c in table.columns if pd.api.types.is_string_dtype(table[c])]
    safe = table.assign(
        **{
            c: table[c].where(~table[c].str.startswith(_FORMULA, na=False), "'" + table[c])
            for c in texts
        }
    )
    return safe.to_csv(index=False, header=header, lineterminator="\n", date_format="%Y-%m-%d")


def to_xml(network: nx.Graph) -> dict[str, bytes]:
    """Give a network as GEXF and as GraphML, without the day and the version that wrote it.

    Parameters
    ----------
    network
        Nodes and edges with plain attributes.

    Returns
    -------
    dict of str to bytes
        The files' contents under ``gexf`` and ``graphml``.
    """
    import networkx as nx

    clean = nx.relabel_nodes(network, _legal)
    for attributes in [
        *dict(clean.nodes(data=True)).values(),
        *(d for *_, d in clean.edges(data=True)),
    ]:
        attributes.update({k: _legal(v) for k, v in attributes.items() if isinstance(v, str)})
    gexf, graphml = BytesIO(), BytesIO()
    nx.write_gexf(clean, gexf)
    nx.write_graphml(clean, graphml)
    undated = re.sub(rb' lastmodifieddate="[^"]*"', b"", gexf.getvalue())
    undated = re.sub(rb"<creator>.*?</creator>", b"<creator>standfirst</creator>", undated)
    return {"gexf": undated, "graphml": graphml.getvalue()}


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
        return f"{value:,.2f}".replace("-", "−")
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


def _legal(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)
