"""Result tables as files that other programs read."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.cells import FORMULA
from analysis.corpus.aggregate import LeftOut
from analysis.display.tables import ROWS
from analysis.display.wording import Text, count, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def save(
    output: str,
    tables: Mapping[str, pd.DataFrame | Iterable[pd.DataFrame]],
    *,
    left_out: Mapping[str, LeftOut] = MappingProxyType({}),
    **graphs: nx.Graph,
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
    left_out
        What tables by these names do not hold.
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
        lacking = _lacking(left_out.get(name, LeftOut()))
        written.append(f"{name}.csv ({count(n_rows, 'row')}{lacking})")
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


def _lacking(left_out: LeftOut) -> str:
    said, (min_count, n_crowded) = "", left_out
    if min_count > 1:
        said += f"; those counted fewer than {min_count:,} times are left out"
    if n_crowded:
        are = "is" if n_crowded == 1 else "are"
        said += f"; {count(n_crowded, 'window')} that named too many actors {are} left out"
    return said


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
    safe = table.assign(**{column: _safe(table[column]) for column in texts})
    return safe.to_csv(index=False, header=header, lineterminator="\n", date_format="%Y-%m-%d")


def _safe(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Let no line begin like a formula; a carriage return alone would not be put in quotes."""
    guarded = texts.where(~texts.str.startswith(FORMULA, na=False), "'" + texts)
    return guarded.str.replace("\r(?!\n)", "\r\n", regex=True)


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

    clean = nx.relabel_nodes(network, _legal_names(network))
    for attributes in [
        *dict(clean.nodes(data=True)).values(),
        *(d for *_, d in clean.edges(data=True)),
    ]:
        attributes.update({k: _legal(v) for k, v in attributes.items() if isinstance(v, str)})
    gexf, graphml = BytesIO(), BytesIO()
    nx.write_gexf(clean, gexf)
    nx.write_graphml_xml(clean, graphml)  # not lxml, which orders and spaces otherwise
    undated = re.sub(rb' lastmodifieddate="[^"]*"', b"", gexf.getvalue())
    undated = re.sub(rb"<creator>.*?</creator>", b"<creator>standfirst</creator>", undated)
    return {"gexf": undated, "graphml": graphml.getvalue()}


def _legal_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name without what XML cannot hold; two names stay two."""
    legal: dict[str, str] = {}
    taken = {name for name in names if _legal(name) == name}
    for name in names:
        new = _legal(name)
        while new != name and new in taken:
            new += "\ufffd"
        taken.add(new)
        legal[name] = new
    return legal


def _legal(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
