"""Intervals by hand, against other packages, by law, and by how often they hold the truth."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import (
    Refusal,
    hash_ids,
    intervals,
    poisson_weights,
    rate_interval,
    rate_intervals,
    student_quantile,
    wilson,
)

ROOT = Path(__file__).parents[2]

COUNTS = [3, 0, 5, 1, 2, 0, 4, 7, 1, 0, 2, 3, 6, 0, 1, 2, 2, 9, 0, 3, 1, 4, 0, 2]
WORDS = [
    *[420, 310, 550, 260, 700, 190, 480, 620, 350, 280, 400, 510],
    *[460, 240, 330, 390, 610, 580, 200, 450, 300, 520, 270, 410],
]
"""Twenty-four articles."""


def _names(n):
    return hash_ids(f"a{number}" for number in range(n))


def test_the_t_interval_by_hand():
    """Articles of one length: the jackknife's error is that of a mean."""
    counts = np.array([2, 0, 1, 3, 4, 2])
    rate, error = counts.mean() / 500, counts.std(ddof=1) / math.sqrt(6) / counts.mean()
    away = (counts - counts.mean()) ** 2
    freedom = min(5, 10 / (6 * (away**2).sum() / away.sum() ** 2 - 1))
    found = rate_interval(counts, [500] * 6, _names(6))

    assert found.method == "few articles: t interval"
    assert math.log(found.high / rate) == pytest.approx(error * student_quantile(0.95, freedom))
    assert found.low * found.high == pytest.approx(rate**2)


def test_the_standard_error_is_that_of_the_jackknife():
    """resample 1.10.3: jackknife.variance of the rate; its root by the rate, on 18 articles."""
    counts, sizes = np.array(COUNTS[:18]), np.array(WORDS[:18])
    found = rate_interval(counts, sizes, _names(18))
    reach = math.log(found.high / found.low) / 2
    away = (counts - counts.sum() / sizes.sum() * sizes) / (1 - sizes / sizes.sum())
    kurtosis = 18 * (away**4).sum() / (away**2).sum() ** 2
    quantile = student_quantile(0.95, min(17, 2 * 17 / (kurtosis - 1)))

    assert reach / quantile == pytest.approx(0.187999344, rel=0.001)


def test_the_bootstrap_spreads_as_those_of_other_packages():
    """resample 1.10.3: method="extended" (Poisson); scipy 1.17.1: bootstrap (drawn from the list).

    Standard error of the logarithm of the rate, 100,000 and 200,000 replicates.
    """
    weights = poisson_weights(_names(24), range(20_000), seed=1)
    found = np.log(COUNTS @ weights / (WORDS @ weights)).std()

    assert found == pytest.approx(0.1648, rel=0.02)
    assert found == pytest.approx(0.1614, rel=0.05)


@pytest.mark.parametrize("n", [0, 1, 4])
def test_few_articles_are_refused_with_a_sentence(n):
    found = rate_interval([1] * n, [100] * n, _names(n))

    assert isinstance(found, Refusal)
    assert "fewer than 5 stories" in str(found)


def test_a_word_that_does_not_occur_is_refused():
    assert "does not occur" in str(rate_interval([0] * 30, [100] * 30, _names(30)))


def test_a_word_of_one_article_of_many_is_refused_or_very_wide():
    found = rate_interval([9, *[0] * 39], [100] * 40, _names(40))

    assert isinstance(found, Refusal)
    assert "too few stories" in str(found)


def test_copies_of_a_story_do_not_narrow_the_interval():
    random = np.random.default_rng(1)
    counts, sizes = random.poisson(2, 30), random.integers(200, 600, 30)
    once = rate_interval(counts, sizes, _names(30))
    thrice = rate_interval(np.tile(counts, 3), np.tile(sizes, 3), np.tile(_names(30), 3))
    apart = rate_interval(np.tile(counts, 3), np.tile(sizes, 3), _names(90))

    assert (thrice.low, thrice.high) == pytest.approx((once.low, once.high))
    assert apart.high - apart.low < 0.8 * (once.high - once.low)


def test_stories_are_counted_not_articles():
    stories = np.repeat(_names(4), 3)

    assert isinstance(rate_interval([1] * 12, [100] * 12, stories), Refusal)


@given(st.integers(5, 40), st.integers(0, 1000))
def test_neither_order_nor_a_common_scale_matters(n, seed):
    random = np.random.default_rng(seed)
    counts, sizes, order = random.poisson(3, n), random.integers(50, 500, n), random.permutation(n)
    settings = {"replicates": 200}
    found = rate_interval(counts, sizes, _names(n), **settings)
    again = rate_interval(counts[order], sizes[order], _names(n)[order], **settings)
    longer = rate_interval(counts, 2 * sizes, _names(n), **settings)

    assert found == again
    if not isinstance(found, Refusal):
        assert found.low < counts.sum() / sizes.sum() < found.high
        assert longer.low == pytest.approx(found.low / 2)


def test_a_bound_is_at_least_one_standard_error_of_words_away():
    found = rate_interval([4] * 8, [100] * 8, _names(8))

    assert math.log(found.high / 0.04) == pytest.approx(1 / math.sqrt(32))


@pytest.mark.parametrize(
    ("case", "low", "high"),
    [
        ((0, 10), 0, 0.2775328),
        ((8, 10), 0.490162472, 0.943317849),
        ((3, 40), 0.025836026, 0.198642335),
        ((50, 400), 0.096115123, 0.161019098),
        ((1, 1), 0.206549314, 1),
    ],
)
def test_wilson_is_scipys(case, low, high):
    """scipy 1.17.1: binomtest, proportion_ci(method="wilson")."""
    found = wilson(*case)

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-7)


@given(st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))))
def test_the_bounds_of_wilson_are_a_quantile_of_their_own_error_away(case):
    hits, trials = case
    found = wilson(hits, trials)
    for bound in (found.low, found.high):
        error = math.sqrt(bound * (1 - bound) / trials)
        assert abs(bound - hits / trials) == pytest.approx(1.959964 * error, rel=1e-5)


def test_wilson_by_hand_and_its_refusal():
    """No hit in 10: the upper bound is z² / (10 + z²)."""
    z2 = 1.959963984540054**2  # scipy 1.17.1: special.ndtri(0.975)

    assert wilson(0, 10).high == pytest.approx(z2 / (10 + z2), rel=1e-14)
    assert wilson(0, 10).low == 0
    assert wilson(10, 10).high == 1
    assert "no case" in str(wilson(0, 0))


@pytest.mark.parametrize("copies", [False, True])
@pytest.mark.parametrize("n", [5, 10, 20, 50, 200])
def test_intervals_hold_the_truth_as_often_as_they_say(monkeypatch, n, copies):
    """A small `benchmarks.coverage`: 95 % nominal; 500 samples are sure to about 3 points."""
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks.coverage import coverage

    found = coverage(n, 1.0, samples=500, copies=copies, replicates=400)

    assert 0.91 <= found["coverage"] <= 0.98


@pytest.mark.parametrize("n", [3, 12, 40])
def test_many_rates_at_once_are_the_same_as_one_by_one(n):
    random = np.random.default_rng(n)
    table, sizes = random.poisson(0.4, (5, n)), random.integers(0, 500, n)
    table[:, sizes == 0] = 0
    table[2] = 0
    stories = hash_ids(str(number // 2) for number in range(n))

    assert rate_intervals(table, sizes, stories) == [
        rate_interval(row, sizes, stories) for row in table
    ]
    assert rate_intervals(table[:0], sizes, stories) == []


def test_a_word_of_very_many_stories_has_a_t_interval_close_to_the_bootstraps(monkeypatch):
    random = np.random.default_rng(3)
    table, sizes = random.poisson([[0.5], [2]], (2, 1_000)), random.integers(100, 500, 1_000)
    drawn = rate_intervals(table, sizes, _names(1_000))
    monkeypatch.setattr(intervals, "PLENTY", 600)
    rare, frequent = rate_intervals(table, sizes, _names(1_000))

    assert (rare, drawn[1].method) == (drawn[0], "bootstrap")
    assert frequent.method == "many articles: t interval"
    assert (frequent.low, frequent.high) == pytest.approx((drawn[1].low, drawn[1].high), rel=0.01)
