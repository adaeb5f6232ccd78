"""What was read from one stretch of a source, without its texts, as a file of the store."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from analysis.corpus import sealed, storage
from analysis.corpus.text_keys import KEY, keys_of
from analysis.readers.accounts import as_read
from analysis.readers.clean.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.corpus.text_keys import Places
    from analysis.readers.raw_articles import Piece, SourceRange


class Rows(NamedTuple):
    """The articles of a piece.

    Parameters
    ----------
    table
        One row a draft: the columns of `as_read`, and `spoken`.
    keys
        The keys of the texts; those with a flaw have none.
    """

    table: pa.Table
    keys: NDArray[np.bytes_]


def rows_of(piece: Piece) -> Rows:
    """Take from drafts what is kept of them when their texts are gone."""
    drafts = piece.drafts or []
    columns, digests = as_read(drafts)
    keys = np.zeros(len(drafts), KEY)
    keys[np.array([bool(digest) for digest in digests], bool)] = keys_of(
        (digest, draft.head) for digest, draft in zip(digests, drafts, strict=True) if digest
    )
    spoken = pa.array([language_of(draft.text) for draft in drafts], pa.string())
    return Rows(pa.table({**columns, "spoken": spoken}), keys)


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
