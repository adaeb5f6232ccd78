"""From a batch of Parquet to cells, a bounded number of bytes at a time.

What takes few bytes in a file may be long when it is written out: a text that a thousand rows
share stands there once. It is measured before it is written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.readers.rows import SPOILT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BROKEN = (
    pa.lib.ArrowException,
    ArithmeticError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What pyarrow raises for bytes that are not what their column promises."""
_A_VALUE = 8
"""Bytes of a number, or thereabouts."""


def gathered(
    batches: Iterable[pa.RecordBatch], rows: int, n_bytes: int
) -> Iterator[pa.RecordBatch]:
    """Join batches until there are enough rows or bytes.

    Parameters
    ----------
    batches
        Batches of one schema.
    rows, n_bytes
        How many are enough.

    Yields
    ------
    RecordBatch
        The same rows in the same order.
    """
    held: list[pa.RecordBatch] = []
    n_rows = held_bytes = 0
    for batch in batches:
        held.append(batch)
        n_rows += batch.num_rows
        held_bytes += size(batch)
        if n_rows >= rows or held_bytes >= n_bytes:
            yield pa.concat_batches(held)
            held, n_rows, held_bytes = [], 0, 0
    if held:
        yield pa.concat_batches(held)


def longest(values: pa.Array) -> int:
    """Give the bytes of the longest text in a dictionary, or 0 where there is none."""
    coded = pa.types.is_dictionary(values.type)
    return int(pc.max(_lengths(values.dictionary)).as_py() or 0) if coded else 0


def halved(batch: pa.RecordBatch, most: int) -> Iterator[pa.RecordBatch]:
    """Cut a batch until each part can be written out.

    Parameters
    ----------
    batch
        One batch of a row group.
    most
        How many bytes a part may have, if it has more than one row.

    Yields
    ------
    RecordBatch
        The same rows in the same order.
    """
    if batch.num_rows > 1 and size(batch) > most:
        middle = batch.num_rows // 2
        yield from halved(batch.slice(0, middle), most)
        yield from halved(batch.slice(middle), most)
    else:
        yield batch


def size(values: pa.Array | pa.RecordBatch) -> int:
    """Give about how many bytes values have when they are written out."""
    if isinstance(values, pa.RecordBatch):
        return sum(map(size, values.columns))
    kind = values.type
    if pa.types.is_dictionary(kind):
        lengths = _lengths(values.dictionary)
        return int(pc.sum(lengths.take(values.indices)).as_py() or 0) + _A_VALUE * len(values)
    if pa.types.is_struct(kind):
        return sum(map(size, values.flatten()))
    if pa.types.is_nested(kind) and hasattr(values, "flatten"):
        return size(values.flatten()) + _A_VALUE * len(values)
    return int(pc.sum(_lengths(values)).as_py() or 0) + _A_VALUE * len(values)


def cells(values: pa.Array) -> list[Any]:
    """Write values out; one that cannot be read is `SPOILT`."""
    if pa.types.is_dictionary(values.type):
        rows = values.indices.to_numpy(zero_copy_only=False)
        known = values.indices.is_valid().to_numpy(zero_copy_only=False)
        used, places = np.unique(rows[known].astype(np.int64), return_inverse=True)
        written = cells(values.dictionary.take(pa.array(used)))
        found: list[Any] = [None] * len(values)
        for row, place in zip(np.flatnonzero(known).tolist(), places.tolist(), strict=True):
            found[row] = written[place]
        return found
    try:
        return list(values.to_pylist())
    except BROKEN:
        return [_cell(value) for value in values]


def _cell(value: pa.Scalar) -> Any:
    try:
        return value.as_py()
    except BROKEN:
        return SPOILT


def _lengths(values: pa.Array) -> pa.Array:
    """Give the bytes of each text; numbers count elsewhere."""
    try:
        return pc.binary_length(values)
    except pa.ArrowNotImplementedError:
        return pa.array(np.zeros(len(values), np.int64))
