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

from analysis.corpus import sealed, shards
from analysis.corpus.pieces import about_piece, place_of
from analysis.corpus.standing_lines import standing_lines
from analysis.readers import dates, ledger
from analysis.readers.clean import undone
from analysis.readers.raw_articles import KEPT, Issue, Role
from analysis.readers.roles import FOUND_IN_TEXT, NOT_FOUND
from analysis.schema import ARTICLES, CLEANED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.readers.raw_articles import SourceRange
    from analysis.readers.source import Source

ABOUT = tuple(column.name for column in ARTICLES.columns if column.name != "text")
"""The columns of `ARTICLES` that the list has; it also has `shard`, `row`, `undone`, `spoken`."""

_SAID = ("date", "outlet", "url", "author", "language")
"""What a text may say of itself."""


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
    ids = ledger.filled_ids(
        pieces.column("article_id"), pieces.column("number"), stem=source.stem, n_found=n_found
    )
    ids, kept, faults = _kept(pieces, ids)
    place = _Place(kept, pc.sort_indices(ids.filter(kept)))
    days, doubts = _days(pieces, place, source.roles["date"].column, today)
    faults = pieces.faults + _undone(pieces) + faults + doubts
    if not len(place.order):
        raise ledger.nothing_left(source.name, source.unit, n_found, faults)
    shard, row = (place.of(pieces.column(name)) for name in ("shard", "row"))
    outlets, roles = _outlets(folder, pieces, place, (shard, row), source.roles)
    places = shard.to_numpy(), row.to_numpy()
    standing = standing_lines(folder, pieces.shards, *places, outlets)
    faults += standing.notes
    known = {"article_id": place.of(ids), "published": days, "outlet": outlets}
    listed = {
        name: known[name] if name in known else _optional(place.of(pieces.column(name)))
        for name in ABOUT
    }
    fingerprint = ledger.fingerprint(_joined(pieces.column("digest").filter(kept)))
    file = f"articles-{fingerprint[:16]}.parquet"
    said = {name: place.of(pieces.column(name)) for name in ("undone", "spoken")}
    table = pa.table({**listed, "shard": shard, "row": row, **said})
    sealed.write_table_whole(store / file, table)
    return {
        "name": source.name,
        "articles": [file, *sealed.seal_whole(store / file)],
        "shards": pieces.shards,
        "extents": [list(extent) for extent in extents],
        "roles": ledger.roles_table(roles).to_dict("list"),
        "ledger": ledger.ledger(source.unit, n_found, faults).to_dict("list"),
        "fingerprint": fingerprint,
        "standing": standing.lines.tolist(),
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


class _Place(NamedTuple):
    """Which articles are kept, and their order by id."""

    kept: pa.ChunkedArray
    order: pa.Array

    def of(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Give a column of the kept articles, sorted by id."""
        return column.filter(self.kept).combine_chunks().take(self.order)


def _kept(
    pieces: _Pieces, ids: pa.ChunkedArray
) -> tuple[pa.ChunkedArray, pa.ChunkedArray, list[Issue]]:
    """Say which articles are kept: of two with one id and one text the first that can be used.

    Ids that restart, as where tables were joined, are told apart by a number.
    """
    flaws = pieces.column("flaw")
    kept = pc.equal(flaws, "")
    again = np.zeros(len(ids), bool)
    renamed: list[Issue] = []
    sound = np.flatnonzero(kept.to_numpy())
    if len(pc.unique(ids.filter(kept))) < len(sound):
        texts = {name: pieces.column(name).to_numpy()[sound] for name in ("shard", "row")}
        names = pd.Series(ids.filter(kept).to_pandas().to_numpy(object), index=sound)
        again[sound] = pd.DataFrame({"id": names.to_numpy(), **texts}).duplicated().to_numpy()
        names = names[~again[sound]]
        others = names[names.duplicated()]
        if len(others):
            origins = pieces.column("origin").take(pa.array(others.index)).to_pylist()
            renamed = [Issue(KEPT, ledger.RESTARTS, place, dropped=False) for place in origins]
            filled = ids.to_pandas().to_numpy(object)
            filled[others.index] = ledger.told_apart(others.tolist(), set(filled))
            ids = pa.chunked_array([pa.array(filled, pa.string())])
    faulty = np.flatnonzero(~kept.to_numpy() | again)
    if not len(faulty):
        return ids, kept, renamed
    rows = pa.array(faulty)
    reasons = flaws.take(rows).to_pylist()
    origins = pieces.column("origin").take(rows).to_pylist()
    faults = [
        Issue(KEPT, reason or ledger.SECOND, origin)
        for reason, origin in zip(reasons, origins, strict=True)
    ]
    return ids, pc.and_(kept, pa.chunked_array([pa.array(~again)])), [*faults, *renamed]


def _days(pieces: _Pieces, place: _Place, column: str, today: date) -> tuple[pa.Array, list[Issue]]:
    """Read the days; note the articles whose day cannot be read, in the order of the source."""
    written, outlets, cell_of = _dated(pieces, place)
    days, doubts, notes = dates.read_days(written, outlets, today=today)
    known = np.array([day or "NaT" for day in days], dtype="datetime64[s]")
    rows = np.flatnonzero(np.array([bool(doubt) for doubt in doubts], bool)[cell_of])
    faults = [Issue(KEPT, reason, example, dropped=False) for reason, example in notes]
    if len(rows):
        names = ("described_at", "origin")
        places = (pieces.column(name).filter(place.kept).take(rows).to_pylist() for name in names)
        faults += [
            Issue(
                KEPT,
                doubts[cell],
                ledger.date_place(described_at, origin, column, written[cell]),
                dropped=False,
            )
            for cell, described_at, origin in zip(cell_of[rows].tolist(), *places, strict=True)
        ]
    return pa.array(known[cell_of[place.order.to_numpy()]]), faults


def _played(pieces: _Pieces, roles: dict[str, Role]) -> dict[str, Role]:
    """Say that a role is not found if the texts might have said it and none did."""
    return {
        name: NOT_FOUND
        if role.how == FOUND_IN_TEXT
        and name in _SAID
        and pc.max(pieces.column(name)).as_py() in ("", None)
        else role
        for name, role in roles.items()
    }


def _dated(pieces: _Pieces, place: _Place) -> tuple[list[str], list[str], NDArray[np.integer[Any]]]:
    """Give each date of an outlet once, its outlet, and for each article which of them it has."""
    names = ("date", "outlet")
    date_of, outlet_of = (
        pieces.column(name).filter(place.kept).combine_chunks().dictionary_encode()
        for name in names
    )
    n_outlets = max(1, len(outlet_of.dictionary))
    pairs = date_of.indices.to_numpy().astype(np.int64) * n_outlets + outlet_of.indices.to_numpy()
    each, cell_of = np.unique(pairs, return_inverse=True)
    dates_at, outlets_at = (pa.array(rows) for rows in (each // n_outlets, each % n_outlets))
    written = date_of.dictionary.take(dates_at).to_pylist()
    return written, outlet_of.dictionary.take(outlets_at).to_pylist(), cell_of


def _outlets(
    folder: Path,
    pieces: _Pieces,
    place: _Place,
    texts: tuple[pa.Array, pa.Array],
    roles: dict[str, Role],
) -> tuple[pa.Array, dict[str, Role]]:
    """Take the outlet from the datelines where neither a column nor the file says it."""
    roles = _played(pieces, roles)
    given = _optional(place.of(pieces.column("outlet")))
    if roles["outlet"].how not in (NOT_FOUND.how, FOUND_IN_TEXT):
        return given, roles
    shard, row = (column.to_numpy() for column in texts)
    outlets = np.full(len(shard), None, dtype=object)
    for number, name in enumerate(pieces.shards):
        here = np.flatnonzero(shard == number)
        said = shards.read(folder / name, "texts", ("outlet",))["outlet"]
        outlets[here] = said.take(pa.array(row[here])).to_numpy()
    found = pc.coalesce(given, pa.array(outlets, pa.string(), from_pandas=True))
    role = Role("", FOUND_IN_TEXT) if found.null_count < len(found) else NOT_FOUND
    return found, {**roles, "outlet": role}


def _undone(pieces: _Pieces) -> list[Issue]:
    """Tell what was undone in the texts: for each kind how often, in how many articles."""
    column = pieces.column("undone")
    rows = pa.array(np.flatnonzero(pc.not_equal(column, "").to_numpy()))
    written = column.take(rows).to_pylist()
    return undone.told(
        map(undone.from_text, written), pieces.column("origin").take(rows).to_pylist()
    )


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


def _joined(column: pa.ChunkedArray) -> bytes:
    """Give values of one size as bytes, one after the other."""
    size = column.type.byte_width
    return b"".join(
        bytes(memoryview(chunk.buffers()[1])[chunk.offset * size :][: len(chunk) * size])
        for chunk in column.chunks
    )


def _optional(column: pa.Array) -> pa.Array:
    """Leave out what is unknown."""
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
