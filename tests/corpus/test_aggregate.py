"""Adding up: by hand, by law, and in less room."""

from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis import frequency
from analysis.corpus.aggregate import KeyPartition, added_up, aggregate, mixed, partition_codes
from tests.kernels.shards import OneShard, of_texts

COUNTS = st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9)), min_size=1)


def _table(counts):
    names = pa.array(list(counts), pa.string())
    return pa.table({"term": names, "n": pa.array(list(counts.values()), pa.int32())})


class Shards:
    """What `tally` asks of a corpus, of shards that are counts already."""

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
    assert kept == {term: n for term, n in expected.items() if n >= found.fewest}
    assert (found.fewest == 1) == (len(expected) <= most)


@given(st.lists(st.text(max_size=5)), st.integers(1, 9))
def test_every_key_is_in_exactly_one_part(terms, of):
    numbers = partition_codes(pa.array(terms, pa.string()))
    held = [KeyPartition(number, of).holds(mixed(numbers, numbers[::-1])) for number in range(of)]

    assert [sum(column) for column in zip(*held, strict=True)] == [1] * len(terms)


def test_terms_that_are_left_out_are_told():
    table = frequency.terms(of_texts("pay pay pay strike strike port dock"), most=2)

    assert list(table["term"]) == ["pay", "strike"]
    assert table.attrs == {"fewest": 2}
    assert isinstance(of_texts("pay"), OneShard)
