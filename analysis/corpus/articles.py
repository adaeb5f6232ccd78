"""From the pieces of a store to its list of articles: ids, days, outlets, ledger, fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus import sealed, shards
from analysis.corpus.pieces import about_piece, place_of
from analysis.corpus.standing_lines import standing_lines
from analysis.readers import ledger
from analysis.readers.accounts import account, optional
from analysis.readers.accounts import fingerprint as fingerprint_of
from analysis.readers.accounts import outlets as outlets_of
from analysis.readers.clean import undone
from analysis.readers.raw_articles import Issue
from analysis.schema import ARTICLES, CLEANED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from analysis.readers.raw_articles import SourceRange
    from analysis.readers.source import Source

ABOUT = tuple(column.name for column in ARTICLES.columns if column.name != "text")
"""The columns of `ARTICLES` that the list has; it also has `shard`, `row`, `undone`, `spoken`."""


def settle(
    store: Path, folder: Path, source: Source, extents: Sequence[SourceRange], *, today: date
) -> dict[str, Any]:
    """Write the list of articles.

    Parameters
    ----------
    store, folder
        The store, and its folder of this version.
    source
        The corpus, read to its end.
    extents
        Its pieces, in order; each lies in the store.
    today
        The day on which it is read; later ones than a year after it are no days of articles.

    Returns
    -------
    dict
        What `corpus.json` says of it: `name`, `articles` (the file and its seal), `shards`,
        `extents`, `roles`, `ledger`, `fingerprint` and `standing` lines.

    Raises
    ------
    CorpusError
        If no article is left, with the first reasons.
    """
    n_found = sum(extent.n_rows for extent in extents)
    pieces = _Pieces(store, extents)
    accounts = account(pieces.column, source, n_found=n_found, issues=pieces.faults, today=today)
    shard, row = (accounts.of(pieces.column(name)) for name in ("shard", "row"))
    places = shard.to_numpy(), row.to_numpy()
    outlets, roles = outlets_of(
        pieces.column, accounts, source.roles, lambda: _datelines(folder, pieces.shards, *places)
    )
    standing, notes = standing_lines(folder, pieces.shards, *places, outlets)
    known = {
        "article_id": accounts.of(accounts.ids),
        "published": accounts.days,
        "outlet": outlets,
    }
    listed = {
        name: known[name] if name in known else optional(accounts.of(pieces.column(name)))
        for name in ABOUT
    }
    fingerprint = fingerprint_of(pieces.column, accounts)
    file = f"articles-{fingerprint[:16]}.parquet"
    said = {name: accounts.of(pieces.column(name)) for name in ("undone", "spoken")}
    table = pa.table({**listed, "shard": shard, "row": row, **said})
    sealed.write_table_whole(store / file, table)
    told = ledger.ledger(source.unit, n_found, [*accounts.issues, *notes])
    return {
        "name": source.name,
        "articles": [file, *sealed.seal_whole(store / file)],
        "shards": pieces.shards,
        "extents": [list(extent) for extent in extents],
        "roles": ledger.roles_table(roles).to_dict("list"),
        "ledger": told.to_dict("list"),
        "fingerprint": fingerprint,
        "standing": standing.tolist(),
    }


class _Pieces:
    """All pieces of a corpus, read column by column: together they need not fit the memory."""

    def __init__(self, store: Path, extents: Sequence[SourceRange]) -> None:
        self._store = store
        self._extents = extents
        about = [about_piece(store, extent) for extent in extents]
        self.faults = [Issue(*fault) for piece in about for fault in piece["faults"]]
        self.shards = sorted({name for piece in about for name in piece["shards"]})
        number = {name: place for place, name in enumerate(self.shards)}
        self._numbers = [[number[name] for name in piece["shards"]] for piece in about]

    def column(self, name: str) -> pa.ChunkedArray:
        """Give one column of all articles, in the order of the source."""
        found = []
        for extent, numbers in zip(self._extents, self._numbers, strict=True):
            column = sealed.read_table(place_of(self._store, extent), (name,))[name]
            if name == "shard":
                own = np.array([*numbers, -1], np.int32)
                column = pa.chunked_array([own[column.to_numpy()]])
            found += column.chunks
        return pa.chunked_array(found)


def _datelines(folder: Path, names: Sequence[str], shard: Any, row: Any) -> pa.Array:
    """Give for each article the outlet that its dateline names, or null."""
    outlets = np.full(len(shard), None, dtype=object)
    for number, name in enumerate(names):
        here = np.flatnonzero(shard == number)
        said = shards.read(folder / name, "texts", ("outlet",))["outlet"]
        outlets[here] = said.take(pa.array(row[here])).to_numpy()
    return pa.array(outlets, pa.string(), from_pandas=True)


def undone_in(articles: pa.Table) -> pd.DataFrame:
    """Give what was undone in the articles of a list as a `CLEANED` table."""
    some = articles.filter(pc.not_equal(articles["undone"], ""))
    rows = [
        (article, *note)
        for article, written in zip(
            *(some[name].to_pylist() for name in ("article_id", "undone")), strict=True
        )
        for note in undone.from_text(written)
    ]
    return CLEANED.conform(pd.DataFrame(rows, columns=[column.name for column in CLEANED.columns]))
