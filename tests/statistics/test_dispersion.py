"""Dispersion against other packages and by law."""

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


@pytest.mark.parametrize(
    ("word", "n_parts", "d", "dp", "dp_norm"),
    [
        ("a", 5, 0.785150453, 0.18, 0.219512195),
        ("b", 5, 0.968091043, 0.02, 0.024390244),
        ("g", 2, 0.387627564, 0.6, 0.731707317),
        ("i", 1, 0, 0.82, 1),
        ("q", 1, 0, 0.8, 0.975609756),
        ("x", 1, 0, 0.78, 0.951219512),
    ],
)
def test_the_worked_example_of_gries(word, n_parts, d, dp, dp_norm):
    """The corpus that scattertext's documentation takes from Gries's "Analyzing dispersion".

    scattertext 0.2.2: Dispersion (Range, Juilland's D, DP, DP norm); corpus-dispersion 0.2.0 gives
    the same values.
    """
    lines = "bamnibeup basatbewqn bcagabesta baghabeaat bahaabeaxat".split()
    counts, sizes = [line.count(word) for line in lines], [len(line) for line in lines]

    assert parts_with(counts) == n_parts
    assert juilland(counts, sizes) == pytest.approx(d, abs=1e-9)
    assert deviation(counts, sizes) == pytest.approx(dp, abs=1e-9)
    assert deviation_norm(counts, sizes) == pytest.approx(dp_norm, abs=1e-9)


def test_parts_that_differ_much_in_length():
    """corpus-dispersion 0.2.0, on the example of its documentation."""
    counts, sizes = [10, 5, 8, 12, 3], [1000, 800, 1200, 900, 600]

    assert juilland(counts, sizes) == pytest.approx(0.816228228296, rel=1e-11)
    assert deviation(counts, sizes) == pytest.approx(0.156725146199, rel=1e-11)
    assert deviation_norm(counts, sizes) == pytest.approx(0.180836707152, rel=1e-11)


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
