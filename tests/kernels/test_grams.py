"""Sequences of words are counted as a Counter of tuples counts them."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import grams as kernel
from tests.kernels.texts import MANY


def expected(segments, size):
    return Counter(
        tuple(segment[k : k + size]) for segment in segments for k in range(len(segment) - size + 1)
    )


def counted(segments, size):
    ids = np.array([i for segment in segments for i in segment], np.int32)
    offsets = np.cumsum([0, *map(len, segments)])
    grams = kernel.count_grams(ids, offsets, size)
    assert not grams.groups.any()
    assert sorted(grams.numbers.tolist()) == list(range(len(grams.first)))
    return {
        tuple(ids[k : k + size].tolist()): int(n)
        for k, n in zip(grams.first[grams.numbers], grams.counts, strict=True)
    }


@MANY
@given(
    st.lists(st.lists(st.integers(0, 5), max_size=12), max_size=6),
    st.sampled_from([1, 2, 3, 4, 5]),
)
def test_sequences_are_those_of_a_counter(segments, size):
    assert counted(segments, size) == expected(segments, size)


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_many_parts(monkeypatch, size):
    monkeypatch.setattr(kernel, "PART", 64)
    draw = np.random.default_rng(2)
    segments = [draw.integers(0, 30, n).tolist() for n in draw.integers(0, 90, 60)]
    assert counted(segments, size) == expected(segments, size)


def test_large_numbers_keep_apart():
    top = 2**31 - 1
    assert counted([[top, 0, top], [0, top]], 2) == {(top, 0): 1, (0, top): 2}


@pytest.mark.parametrize("size", [0, 6])
def test_other_sizes_are_refused(size):
    with pytest.raises(ValueError, match=f"1, 2, 3, 4 or 5 words; found {size}"):
        kernel.count_grams(np.empty(0, np.int32), np.zeros(1, np.int64), size)


@MANY
@given(
    st.lists(st.lists(st.lists(st.integers(0, 4), max_size=6), max_size=4), max_size=5),
    st.sampled_from([1, 2, 3]),
)
def test_groups_have_the_sequences_of_a_counter_each(articles, size):
    segments = [segment for article in articles for segment in article]
    groups = np.array([k for k, article in enumerate(articles) for _ in article], np.int64)
    ids = np.array([i for segment in segments for i in segment], np.int32)
    grams = kernel.count_grams(ids, np.cumsum([0, *map(len, segments)]), size, groups)
    names = [tuple(ids[k : k + size].tolist()) for k in grams.first]
    order = np.arange(len(articles))[::-1]
    turned, counts, begins = kernel.by_gram(grams, order, len(names))
    counters = [expected(article, size) for article in articles]

    assert (np.diff(grams.groups) >= 0).all()
    columns = (column.tolist() for column in grams[1:])
    assert {(group, names[number]): n for group, number, n in zip(*columns, strict=True)} == {
        (group, gram): n for group, each in enumerate(counters) for gram, n in each.items()
    }
    for number, gram in enumerate(names):
        rows = slice(*begins[number : number + 2])
        having = [(at, counters[k][gram]) for at, k in enumerate(order) if gram in counters[k]]
        assert list(zip(turned[rows].tolist(), counts[rows].tolist(), strict=True)) == having
