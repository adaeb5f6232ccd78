"""Intervals by hand, against scipy, by law, and by how often they hold the truth."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import Refusal, codes, rate_interval, student_quantile, wilson

ROOT = Path(__file__).parents[2]


def _names(n):
    return codes(f"a{number}" for number in range(n))


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


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(case):
    stats = pytest.importorskip("scipy.stats")
    peer = stats.binomtest(*case).proportion_ci(method="wilson")
    found = wilson(*case)

    assert (found.low, found.high) == pytest.approx((peer.low, peer.high), abs=1e-6)


def test_wilson_by_hand_and_its_refusal():
    """No hit in 10: the upper bound is z² / (10 + z²)."""
    z2 = 1.959964**2

    assert wilson(0, 10).high == pytest.approx(z2 / (10 + z2), abs=1e-6)
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
