"""Counts of shards into counts of the corpus, in bounded memory and independent of the shards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.corpus.corpus import Corpus

ROOM = 8_000_000
"""Distinct rows that are held at once."""
WAITING = 2_000_000
"""Rows that wait before equal ones are added up."""
MOST = 1_000_000
"""Rows of a result."""
EVERY = 1 << 62
"""As `most`: keep every row."""


class Counts(NamedTuple):
    """Counts of the whole corpus.

    Parameters
    ----------
    table
        One row a key, with its counts.
    fewest
        Rows with a smaller first count were left out; 1 if none was.
    """

    table: pa.Table
    fewest: int


class KeyPartition(NamedTuple):
    """One of several parts of all keys, which are counted one part after the other."""

    number: int = 0
    of: int = 1

    def holds(self, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which keys belong to this part, by their codes."""
        held: NDArray[np.bool_] = codes % self.of == self.number
        return held


ALL = KeyPartition()
"""All keys."""


def aggregate(
    annotated: Corpus,
    count: Callable[..., pa.Table],
    keys: Sequence[str],
    *,
    most: int = MOST,
    room: int = ROOM,
) -> Counts:
    """Count in all shards and add the counts up.

    If there are more distinct keys than there is room for, they are counted in parts: all shards
    once for each part of the keys. Of the result the rows with the largest counts are kept.

    Parameters
    ----------
    annotated
        The corpus.
    count
        Takes a `Shard` and, as `part`, a `KeyPartition`; gives a table with the keys in that
        partition and their counts. The first count decides which rows are kept.
    keys
        Columns that name a row.
    most
        Rows to keep at most. Rows with the same count stay together, so it may be fewer.
    room
        Distinct rows to hold at once. The result does not depend on it.

    Returns
    -------
    Tally
        The counts.
    """
    n_parts = 1
    while True:
        found: list[pa.Table] = []
        for number in range(n_parts):
            counted = partial(count, part=KeyPartition(number, n_parts))
            table = added_up(annotated.map_shards(counted), keys, room=room)
            if table is None:
                break
            found.append(_largest(table, keys, most + 1))
        else:
            return _cut(pa.concat_tables(found), keys, most)
        n_parts *= 2


def added_up(
    tables: Iterable[pa.Table], keys: Sequence[str], *, room: int = ROOM
) -> pa.Table | None:
    """Add up the rows of many tables that share their keys.

    Parameters
    ----------
    tables
        Tables with the columns `keys` and further ones that hold counts; at least one.
    keys
        Columns that name a row: texts, or dictionaries of texts where few texts return often.
    room
        Distinct rows that may be held.

    Returns
    -------
    pyarrow.Table or None
        One row for each key, in no particular order, counts in 64 bits; None if there is no room.

    Examples
    --------
    >>> one = pa.table({"term": ["pay", "strike"], "n": [2, 1]})
    >>> two = pa.table({"term": ["pay"], "n": [3]})
    >>> added_up([one, two], ["term"]).sort_by("term").to_pydict()
    {'term': ['pay', 'strike'], 'n': [5, 1]}
    """
    numbers: dict[str, int] = {}
    waiting: list[pa.Table] = []
    n_rows = n_distinct = 0
    for table in tables:
        waiting.append(_numbered(table, keys, numbers))
        n_rows += len(table)
        if n_rows > n_distinct + max(min(WAITING, room), n_distinct):
            waiting = [_summed(waiting, keys)]
            n_rows = n_distinct = len(waiting[0])
            if n_distinct > room:
                return None
    summed = _summed(waiting, keys)
    return _named(summed, keys, numbers) if len(summed) <= room else None


def with_min_count(table: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """Note on a table below which count its rows were left out, if any were."""
    if fewest > 1:
        table.attrs["fewest"] = fewest
    return table


def partition_codes(texts: pa.Array) -> NDArray[np.int64]:
    """Give each text a number below 2**32 that depends on nothing but the text."""
    raw = (crc32(text.encode()) for text in texts.to_pylist())
    return np.fromiter(raw, np.int64, len(texts))


def mixed(*columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Make one code of several, in their order."""
    code = columns[0]
    for column in columns[1:]:
        code = (code * 0x01000193 ^ column) & 0x7FFFFFFF
    return code


def _summed(tables: Sequence[pa.Table], keys: Sequence[str]) -> pa.Table:
    table = pa.concat_tables(tables)
    counts = [name for name in table.column_names if name not in keys]
    found = table.group_by(list(keys), use_threads=False).aggregate(
        [(name, "sum") for name in counts]
    )
    columns = [found[name] for name in (*keys, *(f"{count}_sum" for count in counts))]
    return pa.table(columns, names=[*keys, *counts])


def _numbered(table: pa.Table, keys: Sequence[str], numbers: dict[str, int]) -> pa.Table:
    """Give dictionary columns as numbers, the same in all tables, and counts in 64 bits."""
    columns = {}
    for name in table.column_names:
        column = table[name]
        if pa.types.is_dictionary(column.type):
            coded = column.combine_chunks()
            found = [numbers.setdefault(v, len(numbers)) for v in coded.dictionary.to_pylist()]
            columns[name] = pa.array(np.array(found, np.int32)[coded.indices.to_numpy()])
        else:
            columns[name] = column if name in keys else pc.cast(column, pa.int64())
    return pa.table(columns)


def _named(table: pa.Table, keys: Sequence[str], numbers: dict[str, int]) -> pa.Table:
    """Give numbers their texts back."""
    names = pa.array(list(numbers), pa.string())
    columns = {name: table[name] for name in table.column_names}
    for key in keys:
        if pa.types.is_integer(columns[key].type):
            columns[key] = names.take(columns[key].combine_chunks())
    return pa.table(columns)


def _largest(table: pa.Table, keys: Sequence[str], most: int) -> pa.Table:
    if len(table) <= most:
        return table
    count = next(name for name in table.column_names if name not in keys)
    order = [(count, "descending"), *((key, "ascending") for key in keys)]
    return table.take(pc.select_k_unstable(table, most, order))


def _cut(table: pa.Table, keys: Sequence[str], most: int) -> Counts:
    """Keep the rows with the largest counts; those that share the first one left out go too."""
    if len(table) <= most:
        return Counts(table, 1)
    top = _largest(table, keys, most + 1)
    count = next(name for name in table.column_names if name not in keys)
    fewest = pc.min(top[count]).as_py() + 1
    return Counts(top.filter(pc.greater_equal(top[count], fewest)), fewest)
