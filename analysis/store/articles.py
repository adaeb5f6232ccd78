"""From the pieces of a store to its list of articles: ids, days, outlets, ledger, fingerprint.

What one article cannot decide is decided here, for the whole corpus: whether the day or the month
comes first in its dates, which of two articles with one id is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus import dates, tables
from analysis.corpus.model import KEPT, Fault, Role
from analysis.corpus.roles import FOUND_IN_TEXT, NOT_FOUND
from analysis.schema import ARTICLES
from analysis.store import layout
from analysis.store.pieces import read_piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.corpus import Extent, Source

ABOUT = tuple(column.name for column in ARTICLES.columns if column.name != "text")
"""The columns of `ARTICLES` that the list has; beside them it has `shard` and `row`."""


class _Read(NamedTuple):
    """All pieces as one table, the names of the shards it numbers, and the faults so far."""

    table: pa.Table
    shards: list[str]
    faults: list[Fault]


def settle(store: Path, folder: Path, source: Source, extents: Sequence[Extent]) -> dict[str, Any]:
    """Write the list of articles.

    Parameters
    ----------
    store, folder
        The store, and its folder of this version.
    source
        The corpus, read to its end.
    extents
        Its pieces, in order; each lies in the store.

    Returns
    -------
    dict
        What `corpus.json` says of it: `name`, `articles` (the file), `shards`, `extents`, `roles`,
        `ledger` and `fingerprint`.

    Raises
    ------
    CorpusError
        If no article is left, with the first reasons.
    """
    n_found = sum(extent.n_rows for extent in extents)
    read = _read(store, extents)
    ids = tables.filled_ids(
        read.table["article_id"], read.table["number"], stem=source.stem, n_found=n_found
    )
    kept, faults = _kept(read.table, ids)
    faults = read.faults + faults
    table = read.table.set_column(0, "article_id", ids).filter(pa.array(kept))
    days, doubts = dates.read_days(table["date"].to_pylist())
    faults += _doubts(table, doubts, source.roles["date"].column)
    if not len(table):
        raise tables.nothing_left(source.name, source.unit, n_found, faults)
    outlets, roles = _outlets(folder, table, read.shards, source.roles)
    listed = {
        name: _optional(table[name]) for name in ("headline", "author", "url", "language")
    } | {
        "article_id": table["article_id"],
        "outlet": _optional(outlets),
        "published": pa.array(np.array([day or "NaT" for day in days], dtype="datetime64[s]")),
        "origin": table["origin"],
        "shard": table["shard"],
        "row": table["row"],
    }
    fingerprint = tables.fingerprint(table["digest"].to_pylist())
    order = pc.sort_indices(listed["article_id"])
    articles = pa.table({name: listed[name] for name in (*ABOUT, "shard", "row")})
    file = f"articles-{fingerprint[:16]}.parquet"
    layout.write_table_whole(store / file, articles.take(order))
    return {
        "name": source.name,
        "articles": file,
        "shards": read.shards,
        "extents": [list(extent) for extent in extents],
        "roles": tables.roles_table(roles).to_dict("list"),
        "ledger": tables.ledger(source.unit, n_found, faults).to_dict("list"),
        "fingerprint": fingerprint,
    }


def _read(store: Path, extents: Sequence[Extent]) -> _Read:
    pieces = [read_piece(store, extent) for extent in extents]
    names = sorted({name for _, shards, _ in pieces for name in shards})
    number = {name: place for place, name in enumerate(names)}
    found = []
    for table, shards, _ in pieces:
        numbers = np.array([*(number[name] for name in shards), -1], np.int32)
        shard = pa.array(numbers[table["shard"].to_numpy()])
        place = table.schema.get_field_index("shard")
        found.append(table.set_column(place, "shard", shard).replace_schema_metadata())
    faults = [fault for _, _, of_piece in pieces for fault in of_piece]
    return _Read(pa.concat_tables(found), names, faults)


def _kept(table: pa.Table, ids: pa.ChunkedArray) -> tuple[np.ndarray[Any, Any], list[Fault]]:
    """Say which articles are kept; of two with one id the first that can be used."""
    flaws = table["flaw"].to_numpy()
    kept = flaws == ""
    again = np.zeros(len(kept), bool)
    again[kept] = pd.Index(ids.filter(pa.array(kept)).to_pandas()).duplicated()
    origins = table["origin"]
    faults = [
        Fault(KEPT, flaws[k] or tables.SECOND, origins[k].as_py())
        for k in np.flatnonzero(~kept | again).tolist()
    ]
    return kept & ~again, faults


def _doubts(table: pa.Table, doubts: list[str], column: str) -> list[Fault]:
    """Note the articles whose day could not be read."""
    rows = [number for number, doubt in enumerate(doubts) if doubt]
    names = ("described_at", "origin", "date")
    some = table.select(names).take(pa.array(rows, pa.int64()))
    described_at, origins, cells = (some[name].to_pylist() for name in names)
    return [
        Fault(KEPT, doubts[row], tables.date_place(place, origin, column, cell), dropped=False)
        for row, place, origin, cell in zip(rows, described_at, origins, cells, strict=True)
    ]


def _outlets(
    folder: Path, table: pa.Table, shards: list[str], roles: dict[str, Role]
) -> tuple[pa.ChunkedArray, dict[str, Role]]:
    """Take the outlet from the datelines if no column has it."""
    if roles["outlet"].how != NOT_FOUND.how:
        return table["outlet"], dict(roles)
    shard, row = table["shard"].to_numpy(), table["row"].to_numpy()
    outlets = np.full(len(table), "", dtype=object)
    for number, name in enumerate(shards):
        here = np.flatnonzero(shard == number)
        said = layout.read_table(folder / name / "texts.parquet", ["outlet"])["outlet"]
        outlets[here] = said.take(pa.array(row[here])).fill_null("").to_numpy()
    role = Role("", FOUND_IN_TEXT) if outlets.any() else NOT_FOUND
    return pa.chunked_array([pa.array(outlets, pa.string())]), {**roles, "outlet": role}


def _optional(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Leave out what is unknown."""
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
