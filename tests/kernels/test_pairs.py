"""Pairs are those of itertools.combinations."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import pairs as kernel
from tests.kernels.texts import MANY


def expected(units):
    return Counter(pair for unit in units for pair in combinations(sorted(set(unit)), 2))


def counted(units):
    contexts = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    actors = np.array([actor for unit in units for actor in unit], np.int64)
    pairs = kernel.count_pairs(contexts, actors)
    rows = list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    assert rows == sorted(rows)
    return dict(zip(rows, pairs.counts.tolist(), strict=True))


@MANY
@given(st.lists(st.lists(st.integers(0, 9), max_size=8), max_size=8))
def test_pairs_are_those_of_combinations(units):
    assert counted(units) == expected(units)


def test_a_larger_table():
    draw = np.random.default_rng(1)
    units = [draw.integers(0, 50, n).tolist() for n in draw.integers(0, 20, 80)]
    assert counted(units) == expected(units)


def test_a_crowd_in_one_context_comes_in_any_order():
    crowd = np.random.default_rng(1).permutation(200).tolist()
    assert counted([crowd, crowd[:100]]) == expected([crowd, crowd[:100]])


def test_an_actor_named_twice_counts_once():
    assert counted([[3, 1, 3, 1]]) == {(1, 3): 1}


def test_no_mentions_no_pairs():
    assert counted([]) == counted([[], [4]]) == {}


@pytest.mark.parametrize(
    ("contexts", "actors", "message"),
    [
        ([1, 0], [0, 1], "must never fall"),
        ([0, 0], [0, -2], "found -2"),
        ([0], [0, 1], "found 1 contexts and 2 actors"),
    ],
)
def test_what_cannot_be_counted_is_refused(contexts, actors, message):
    with pytest.raises(ValueError, match=message):
        kernel.count_pairs(np.array(contexts), np.array(actors))


@MANY
@given(st.lists(st.lists(st.lists(st.integers(0, 6), max_size=5), max_size=4), max_size=5))
def test_groups_are_those_in_which_a_set_finds_the_pair(articles):
    units = [unit for article in articles for unit in article]
    sizes = [len(unit) for unit in units]
    of_unit = np.array([k for k, article in enumerate(articles) for _ in article], np.int64)
    contexts = np.repeat(np.arange(len(units)), sizes)
    actors = np.array([actor for unit in units for actor in unit], np.int64)
    pairs = kernel.count_pairs(contexts, actors, np.repeat(of_unit, sizes))
    sets = [set(expected(article)) for article in articles]

    found = zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    assert pairs.groups.tolist() == [sum(pair in each for each in sets) for pair in found]
