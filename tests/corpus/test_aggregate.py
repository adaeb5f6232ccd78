"""Adding up: by hand, by law, and in less room."""

from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis import frequency
from analysis.corpus.aggregate import (
    KeyPartition,
    LeftOut,
    added_up,
    aggregate,
    aggregate_together,
    mixed,
    partition_codes,
)
from tests.kernels.shards import of_texts

COUNTS = st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9)), min_size=1)


def _table(counts):
    names = pa.array(list(counts), pa.string())
    return pa.table({"term": names, "n": pa.array(list(counts.values()), pa.int32())})


class Shards:
    """What `aggregate` asks of a corpus, of shards that are counts already."""

    def __init__(self, counts):
        self.all = counts

    def map_shards(self, count):
        return (count(one) for one in self.all)


def _count(counts, part):
    table = _table(counts)
    return table.filter(
        pa.array(part.holds(mixed(partition_codes(table["term"].combine_chunks()))))
    )


@given(COUNTS, st.integers(1, 5))
def test_sums_are_counters_however_little_room_there_is(counts, room):
    expected = sum((Counter(one) for one in counts), Counter())
    found = aggregate(Shards(counts), _count, ["term"], room=room).table

    assert dict(zip(*found.to_pydict().values(), strict=True)) == dict(expected)
    if len(expected) > room:
        assert added_up(map(_table, counts), ["term"], room=room) is None


@given(COUNTS, st.integers(1, 6), st.integers(1, 9))
def test_the_most_frequent_are_kept_and_equals_stay_together(counts, most, room):
    expected = sum((Counter(one) for one in counts), Counter())
    found = aggregate(Shards(counts), _count, ["term"], most=most, room=room)
    kept = dict(zip(*found.table.to_pydict().values(), strict=True))

    assert len(kept) <= most
    assert kept == {term: n for term, n in expected.items() if n >= found.min_count}
    assert (found.min_count == 1) == (len(expected) <= most)


def _count_both(counts, part):
    table = _count(counts, part)
    return {"terms": table, "again": table.append_column("m", table["n"])}


@given(COUNTS, st.integers(2, 8), st.integers(1, 6))
def test_several_tables_of_one_pass_are_those_of_a_pass_each(counts, room, most):
    corpus, keys = Shards(counts), {"terms": ["term"], "again": ["term"]}
    both = aggregate_together(corpus, _count_both, keys, most={"terms": most}, room=room)
    alone = aggregate(corpus, _count, ["term"], most=most, room=room)

    assert both["terms"].min_count == alone.min_count
    assert both["terms"].table.sort_by("term") == alone.table.sort_by("term")
    assert sum(both["again"].table["m"].to_pylist()) == sum(sum(one.values()) for one in counts)


def test_one_pass_is_enough_if_there_is_room():
    counts = [{"a": 1, "b": 2}, {"a": 3}]
    passes = []

    class Once(Shards):
        def map_shards(self, count):
            passes.append(count)
            return super().map_shards(count)

    aggregate_together(
        Once(counts), _count_both, {"terms": ["term"], "again": ["term"]}, most={}, room=9
    )

    assert len(passes) == 1


@given(st.lists(st.text(max_size=5)), st.integers(1, 9))
def test_every_key_is_in_exactly_one_part(terms, of):
    numbers = partition_codes(pa.array(terms, pa.string()))
    held = [KeyPartition(number, of).holds(mixed(numbers, numbers[::-1])) for number in range(of)]

    assert [sum(column) for column in zip(*held, strict=True)] == [1] * len(terms)


def test_terms_that_are_left_out_are_told():
    counts = frequency.count(of_texts("pay pay pay strike strike port dock"))

    assert list(frequency.terms(counts, most=2)["term"]) == ["pay", "strike"]
    assert counts.totals(most=2).min_count == 2
    assert counts.left_out == {"frequency": LeftOut(1, 0)}
