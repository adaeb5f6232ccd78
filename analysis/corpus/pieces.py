"""What was read from one stretch of a source, without its texts, as a file of the store."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from analysis.corpus import sealed, storage
from analysis.corpus.text_keys import KEY, keys_of
from analysis.readers.clean.languages import language_of
from analysis.readers.ledger import article_digest, flaw, text_digest
from analysis.readers.raw_articles import RawArticle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.corpus.text_keys import Places
    from analysis.readers.raw_articles import Piece, SourceRange

AS_READ = (
    "article_id",
    "origin",
    "described_at",
    "headline",
    "outlet",
    "date",
    "author",
    "url",
    "language",
    "undone",
)
"""What is known about an article before days are read and ids are checked."""

DIGEST = 32
"""Bytes of an article's digest."""


class Rows(NamedTuple):
    """The articles of a piece.

    Parameters
    ----------
    table
        One row a draft: what `AS_READ` names, `number`, `spoken`, `flaw` and `digest`.
    keys
        The keys of the texts; those with a flaw have none.
    """

    table: pa.Table
    keys: NDArray[np.bytes_]


def rows_of(piece: Piece) -> Rows:
    """Take from drafts what is kept of them when their texts are gone."""
    drafts = piece.drafts or []
    fields = dict(zip(RawArticle._fields, zip(*drafts, strict=True), strict=False))
    flaws = [flaw(draft) for draft in drafts]
    digests = [b"" if wrong else text_digest(d) for d, wrong in zip(drafts, flaws, strict=True)]
    of_articles = [
        article_digest(draft, digest) if digest else bytes(DIGEST)
        for draft, digest in zip(drafts, digests, strict=True)
    ]
    sound = np.array([bool(digest) for digest in digests], bool)
    keys = np.zeros(len(drafts), KEY)
    keys[sound] = keys_of(
        (digest, draft.head) for digest, draft in zip(digests, drafts, strict=True) if digest
    )
    columns: dict[str, Any] = {name: _texts(fields.get(name, ())) for name in AS_READ}
    columns["number"] = pa.array(fields.get("number", ()), pa.int32())
    columns["spoken"] = pa.array(map(language_of, fields.get("text", ())), pa.string())
    columns["flaw"] = pa.array(flaws, pa.string())
    columns["digest"] = pa.array(of_articles, pa.binary(DIGEST))
    return Rows(pa.table(columns), keys)


def write_piece(
    store: Path, piece: Piece, rows: Rows, places: Places, shards: Sequence[str]
) -> None:
    """Write a piece with the place of each text."""
    used = sorted(np.unique(places.shard[places.shard >= 0]).tolist(), key=shards.__getitem__)
    number_of = np.full(len(shards) + 1, -1, np.int32)
    number_of[used] = np.arange(len(used))
    numbers = number_of[places.shard]
    table = rows.table.append_column("shard", pa.array(numbers)).append_column(
        "row", pa.array(places.row)
    )
    about = {
        "shards": [shards[number] for number in used],
        "faults": [list(fault) for fault in piece.faults],
    }
    table = table.replace_schema_metadata({"about": json.dumps(about)})
    sealed.write_table_whole(place_of(store, piece.extent), table)


def about_piece(store: Path, extent: SourceRange) -> dict[str, Any]:
    """Give the names of the `shards` in which a piece's texts stand, and its `faults`."""
    schema = sealed.read_schema(place_of(store, extent))
    about: dict[str, Any] = json.loads(schema.metadata[b"about"])
    return about


def place_of(store: Path, extent: SourceRange) -> Path:
    """Give the file of a piece."""
    name = sha256(json.dumps(list(extent)).encode()).hexdigest()[:24]
    return store / storage.PIECES / f"{name}.parquet"


def _texts(values: Sequence[str]) -> pa.Array:
    """Give a column of texts; half characters are written out, for an article that is dropped."""
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        clean = [value.encode("utf-8", "backslashreplace").decode() for value in values]
        return pa.array(clean, pa.string())
