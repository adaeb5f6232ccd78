"""The bound of one word against all splits, and what it does with words it need not look at."""

import math

import numpy as np

from analysis.kernels import tilts as kernel


def _bound(row, sizes, study, least_z=0.0):
    articles = np.flatnonzero(row)
    begins = np.array([0, len(articles)])
    counts = np.array(row)[articles]
    return kernel.bound(
        articles, counts, begins, np.array(sizes), np.array(study, bool), least_z=least_z
    )[0]


def test_the_only_extreme_splits_are_two_and_the_other_direction_is_known():
    """All of 8 articles of the study group have the word, none of 8 others: 2 splits of 12,870."""
    least = _bound([1] * 8 + [0] * 8, [30] * 16, [1] * 8 + [0] * 8)

    assert 2 / math.comb(16, 8) <= least < 2.001 / math.comb(16, 8)


def test_a_side_that_cannot_be_as_far_adds_nothing():
    """2 of 20 articles are the study group: with all 9 of the word they are one split of 190."""
    row = [3, 6] + [0] * 18

    assert 1 / 190 <= _bound(row, [30] * 20, [1, 1] + [0] * 18) < 1.01 / 190


def test_turning_the_sides_or_the_articles_round_changes_nothing():
    random = np.random.default_rng(2)
    row, sizes = random.poisson(2, 30), random.integers(20, 90, 30)
    study = np.arange(30) < 9
    one = _bound(row, sizes, study)

    assert math.isclose(_bound(row, sizes, ~study), one, rel_tol=1e-6)
    assert math.isclose(_bound(row[::-1], sizes[::-1], study[::-1]), one, rel_tol=1e-6)


def test_words_near_expectation_or_spread_evenly_are_left_alone():
    assert _bound([1, 0, 1, 0], [9] * 4, [1, 1, 0, 0]) == 1
    assert _bound([1, 1, 1, 1], [9] * 4, [1, 1, 0, 0]) == 1
    assert _bound([1] * 8 + [0] * 8, [30] * 16, [1] * 8 + [0] * 8, least_z=9) == 1
