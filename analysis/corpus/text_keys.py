"""Keys of texts: which of them are annotated, and where."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SIZE = 16
KEY = np.dtype(f"S{SIZE}")
_RUNS = 8
"""This many sorted runs are merged into one."""


class Places(NamedTuple):
    """Where texts stand: the shard's number and the row in it; −1 for unknown ones."""

    shard: NDArray[np.int32]
    row: NDArray[np.int32]


def keys_of(texts: Iterable[tuple[bytes, int]]) -> NDArray[np.bytes_]:
    """Give the key of each text, of which the digest is given and the length of its headline.

    Two texts with the same key are annotated alike.

    Examples
    --------
    >>> keys = keys_of([(b"digest", 0), (b"digest", 5), (b"digest", 0)])
    >>> keys[0] == keys[2], keys[0] == keys[1]
    (True, False)
    """
    found = (
        blake2b(digest + head.to_bytes(8, "big"), digest_size=SIZE).digest()
        for digest, head in texts
    )
    return np.frombuffer(b"".join(found), KEY)


def as_column(keys: NDArray[np.bytes_]) -> pa.Array:
    """Give keys as a column of a table."""
    data = pa.py_buffer(np.ascontiguousarray(keys).tobytes())
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(SIZE), len(keys), [None, data])


def from_column(column: pa.ChunkedArray) -> NDArray[np.bytes_]:
    """Take keys back out of a table."""
    array = column.combine_chunks()
    keys = np.frombuffer(array.buffers()[1], KEY) if len(array) else np.empty(0, KEY)
    return keys[array.offset : array.offset + len(array)]


class Index:
    """Places of texts by their keys, 24 bytes a text, in a few sorted runs."""

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.bytes_], Places]] = []

    def add(self, keys: NDArray[np.bytes_], shard: int) -> None:
        """Enter the texts of one shard, in the order of its rows."""
        order = np.argsort(keys, kind="stable")
        places = Places(np.full(len(keys), shard, np.int32), order.astype(np.int32))
        self._runs.append((keys[order], places))
        if len(self._runs) >= _RUNS and len(self._runs[0][0]) < _RUNS * len(keys):
            self.merge()

    def merge(self) -> None:
        """Make one run of all."""
        keys = np.concatenate([run for run, _ in self._runs])
        order = np.argsort(keys, kind="stable")
        shard = np.concatenate([places.shard for _, places in self._runs])[order]
        row = np.concatenate([places.row for _, places in self._runs])[order]
        self._runs = [(keys[order], Places(shard, row))]

    def find(self, keys: NDArray[np.bytes_]) -> Places:
        """Give the place of each key."""
        found = Places(np.full(len(keys), -1, np.int32), np.full(len(keys), -1, np.int32))
        for run, places in self._runs:
            at = np.minimum(np.searchsorted(run, keys), len(run) - 1)
            here = (run[at] == keys) & (found.shard < 0)
            found.shard[here] = places.shard[at[here]]
            found.row[here] = places.row[at[here]]
        return found
