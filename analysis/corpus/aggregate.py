"""Counts of shards into counts of the corpus, in bounded memory and independent of the shards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.corpus.shard import Shard

ROOM = 8_000_000
"""Distinct rows that are held at once."""
WAITING = 2_000_000
"""Rows that wait before equal ones are added up."""
MOST = 1_000_000
"""Rows of a result."""
EVERY = 1 << 62
"""As `most`: keep every row."""


class HasShards(Protocol):
    """A corpus, or the shards of one that is not noted yet."""

    def map_shards(self, count: Callable[[Shard], Any]) -> Iterator[Any]:
        """Count something in every shard."""


class Aggregate(NamedTuple):
    """Counts of the whole corpus.

    Parameters
    ----------
    table
        One row a key, with its counts.
    min_count
        Rows with a smaller first count were left out; 1 if none was.
    """

    table: pa.Table
    min_count: int


class LeftOut(NamedTuple):
    """What a table of counts does not hold.

    Parameters
    ----------
    min_count
        The count below which rows were left out; 1 if none was.
    n_crowded
        Windows that were left out since they name too many actors.
    """

    min_count: int = 1
    n_crowded: int = 0


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
    annotated: HasShards,
    count: Callable[..., pa.Table],
    keys: Sequence[str],
    *,
    most: int = MOST,
    room: int = ROOM,
) -> Aggregate:
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
    Aggregate
        The counts.
    """
    tables = partial(_alone, annotated, count)
    return _aggregated(tables, {"": keys}, {"": most}, room)[""]


def aggregate_together(
    annotated: HasShards,
    count: Callable[..., Mapping[str, pa.Table]],
    keys: Mapping[str, Sequence[str]],
    *,
    most: Mapping[str, int],
    room: int = ROOM,
) -> dict[str, Aggregate]:
    """Count several things in one pass over all shards and add the counts up.

    Parameters
    ----------
    annotated
        The corpus.
    count
        As for `aggregate`, but gives several tables by name.
    keys
        Columns that name a row, for each table.
    most
        Rows to keep at most, of the tables that are named here; of others all.
    room
        As for `aggregate`, for all tables together; at least one row a table.

    Returns
    -------
    dict of str to Aggregate
        The counts, by the names of the tables.
    """
    return _aggregated(partial(_together, annotated, count), keys, most, room)


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
    found = _added_up(({"": table} for table in tables), {"": keys}, room)
    return None if found is None else found[""]


def _alone(
    annotated: HasShards, count: Callable[..., pa.Table], part: KeyPartition
) -> Iterator[dict[str, pa.Table]]:
    return ({"": table} for table in annotated.map_shards(partial(count, part=part)))


def _together(
    annotated: HasShards, count: Callable[..., Mapping[str, pa.Table]], part: KeyPartition
) -> Iterator[Mapping[str, pa.Table]]:
    return annotated.map_shards(partial(count, part=part))


def _aggregated(
    tables: Callable[[KeyPartition], Iterator[Mapping[str, pa.Table]]],
    keys: Mapping[str, Sequence[str]],
    most: Mapping[str, int],
    room: int,
) -> dict[str, Aggregate]:
    """Add up what each part of all keys comes to, in as few parts as there is room for."""
    n_parts, limits = 1, {name: most.get(name, EVERY) for name in keys}
    while True:
        found: dict[str, list[pa.Table]] = {name: [] for name in keys}
        for number in range(n_parts):
            sums = _added_up(tables(KeyPartition(number, n_parts)), keys, room)
            if sums is None:
                break
            for name, table in sums.items():
                found[name].append(_largest(table, keys[name], limits[name] + 1))
        else:
            return {
                name: cut(pa.concat_tables(found[name]), keys[name], limits[name]) for name in keys
            }
        n_parts *= 2


def _added_up(
    tables: Iterable[Mapping[str, pa.Table]], keys: Mapping[str, Sequence[str]], room: int
) -> dict[str, pa.Table] | None:
    """Add up tables by their names, or give None if there is no room for all of them."""
    sums = {name: _Sum(columns) for name, columns in keys.items()}
    for some in tables:
        for name, table in some.items():
            sums[name].add(table, room)
        if sum(one.n_distinct for one in sums.values()) > room:
            return None
    for one in sums.values():
        one.settle()
    if sum(one.n_distinct for one in sums.values()) > room:
        return None
    return {name: one.table for name, one in sums.items()}


class _Sum:
    """Tables that share their keys, of which equal rows are added up now and then."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._numbers: dict[str, int] = {}
        self._waiting: list[pa.Table] = []
        self._n_rows = 0
        self.n_distinct = 0

    def add(self, table: pa.Table, room: int) -> None:
        """Let a table wait, and add up if too many rows wait."""
        self._waiting.append(_numbered(table, self._keys, self._numbers))
        self._n_rows += len(table)
        if self._n_rows > self.n_distinct + max(min(WAITING, room), self.n_distinct):
            self.settle()

    def settle(self) -> None:
        """Add up all that waits."""
        self._waiting = [_summed(self._waiting, self._keys)]
        self._n_rows = self.n_distinct = len(self._waiting[0])

    @property
    def table(self) -> pa.Table:
        """What was added up last."""
        return _named(self._waiting[0], self._keys, self._numbers)


def cut(table: pa.Table, keys: Sequence[str], most: int) -> Aggregate:
    """Keep the rows with the largest counts; those that share the first one left out go too."""
    if len(table) <= most:
        return Aggregate(table, 1)
    top = _largest(table, keys, most + 1)
    count = next(name for name in table.column_names if name not in keys)
    min_count = pc.min(top[count]).as_py() + 1
    return Aggregate(top.filter(pc.greater_equal(top[count], min_count)), min_count)


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
