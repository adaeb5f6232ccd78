"""Dispersion against Gries's example and by law."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import deviation, deviation_norm, juilland, parts_with

PARTS = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=12,
).filter(lambda parts: any(n for n, _ in parts))


def test_the_worked_example_of_gries():
    """Gries (2008): a word 1, 2, 3, 4 and 5 times in parts of 9, 10, 10, 10 and 11 words."""
    counts, sizes = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]

    assert deviation(counts, sizes) == pytest.approx(0.18)
    assert deviation_norm(counts, sizes) == pytest.approx(0.18 / 0.82)
    assert juilland(counts, sizes) == pytest.approx(0.785, abs=0.0005)
    assert parts_with(counts) == 5


def test_even_and_heaped_words():
    assert deviation([3, 3, 3], [10, 10, 10]) == 0
    assert juilland([3, 3, 3], [10, 10, 10]) == 1
    assert deviation_norm([9, 0, 0], [10, 10, 10]) == pytest.approx(1)
    assert juilland([9, 0, 0], [10, 10, 10]) == pytest.approx(0)


def test_where_dispersion_is_undefined():
    for measure in (deviation, deviation_norm, juilland):
        assert math.isnan(measure([0, 0], [10, 10]))
    assert math.isnan(deviation_norm([3], [10]))
    assert math.isnan(juilland([3], [10]))


def test_parts_without_words_change_nothing():
    for measure in (deviation, deviation_norm, juilland):
        assert measure([1, 2, 0], [10, 20, 0]) == measure([1, 2], [10, 20])


@given(PARTS)
def test_measures_stay_in_their_ranges(parts):
    counts, sizes = zip(*parts, strict=True)

    assert 0 <= deviation(counts, sizes) <= deviation_norm(counts, sizes) <= 1 + 1e-9
    assert -1e-9 <= juilland(counts, sizes) <= 1


@given(PARTS, st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(parts, random):
    shuffled = random.sample(parts, len(parts))
    for measure in (deviation, deviation_norm, juilland):
        one, other = (measure(*zip(*rows, strict=True)) for rows in (parts, shuffled))
        assert one == pytest.approx(other, abs=1e-12)
