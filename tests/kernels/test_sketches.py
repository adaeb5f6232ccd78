"""Sketches sample sets fairly; what sets share is counted as by plain Python sets."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import sketches as kernel
from analysis.kernels.shingles import LIMIT, Sets

SETS = st.lists(st.sets(st.integers(0, 12)), min_size=1, max_size=6)


def as_sets(sets):
    hashes = np.array([value for each in sets for value in sorted(each)], np.int64)
    return Sets(hashes, np.cumsum([0, *map(len, sets)]))


@given(SETS)
def test_what_two_sets_share_is_their_intersection(sets):
    pairs = list(combinations(range(len(sets)), 2))
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T

    assert kernel.shared(as_sets(sets), first, second).tolist() == [
        len(sets[one] & sets[two]) for one, two in pairs
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), unique=True), st.integers(1, 7))
def test_each_owner_of_a_hash_is_paired_with_the_next_few(entries, reach):
    hashes, owners = np.array(sorted(entries), np.int64).reshape(-1, 2).T
    expected = set()
    for value in set(hashes.tolist()):
        same = [owner for one, owner in sorted(entries) if one == value]
        expected |= {
            (one, two) for k, one in enumerate(same) for two in same[k + 1 : k + 1 + reach]
        }

    pairs = kernel.neighbours(hashes, owners, reach=reach)
    assert [(pair >> 32, pair & 0xFFFFFFFF) for pair in pairs.tolist()] == sorted(expected)


@given(st.integers(1, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_components_are_those_of_a_search(n, pairs):
    pairs = [(one % n, two % n) for one, two in pairs]
    label = list(range(n))
    for _ in range(n):
        for one, two in pairs:
            label[one] = label[two] = min(label[one], label[two])
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T

    assert kernel.components(n, first, second).tolist() == label


@given(st.lists(st.sets(st.integers(0, LIMIT - 1), max_size=30), max_size=4), st.integers(0, 9))
def test_a_sketch_is_the_low_part_of_a_set_and_some_at_least(sets, fewest):
    found = kernel.sketch(as_sets(sets), one_in=4, fewest=fewest)

    kept = [
        found.hashes[a:b].tolist() for a, b in zip(found.offsets, found.offsets[1:], strict=False)
    ]
    for each, sketch in zip(sets, kept, strict=True):
        n_low = sum(value < LIMIT // 4 for value in each)
        assert sketch == sorted(each)[: max(n_low, fewest)]


def test_sketches_share_about_as_much_as_their_sets():
    draw = np.random.default_rng(1)
    for exact in (0.1, 0.5, 0.9):
        both = draw.integers(0, LIMIT, round(4000 * exact))
        own = [draw.integers(0, LIMIT, 4000 - len(both)) for _ in range(2)]
        sets = as_sets([{*both.tolist(), *each.tolist()} for each in own])
        sample = kernel.sketch(sets, one_in=8, fewest=16)

        found = kernel.shared(sample, np.array([0]), np.array([1]))[0]
        assert abs(found / np.diff(sample.offsets).min() - exact) < 0.07
