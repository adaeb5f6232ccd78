"""Contrasts of two corpora by hand, against scipy, and by law; above 0 is more in the study."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import log_likelihood, log_odds, log_ratio, percent_difference

COUNTS = st.tuples(st.integers(0, 80), st.integers(0, 80)).filter(any)
SIZES = st.tuples(st.integers(100, 5000), st.integers(100, 5000))


def test_log_likelihood_by_hand():
    """30 of 10,000 against 10 of 10,000: 20 were expected in each."""
    by_hand = 2 * (30 * math.log(30 / 20) + 10 * math.log(10 / 20))

    assert log_likelihood(30, 10, 10_000, 10_000) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(10.465, abs=0.001)


def test_log_odds_by_hand():
    """The prior of 1,000 words gives the word its pooled share: 1,000 * 40 / 20,000 = 2."""
    odds = math.log(32 / (11_000 - 32)) - math.log(12 / (11_000 - 12))
    error = math.sqrt(1 / 32 + 1 / 12)

    assert log_odds(30, 10, 10_000, 10_000) == pytest.approx(odds / error)


def test_more_in_the_study_corpus_is_positive_and_less_is_negative():
    more, less = (30, 10, 10_000, 10_000), (10, 30, 10_000, 10_000)
    for measure in (log_ratio, percent_difference, log_odds):
        assert measure(*more) > 0 > measure(*less)
    assert log_ratio(*more) == pytest.approx(-log_ratio(*less))
    assert log_odds(*more) == pytest.approx(-log_odds(*less))


def test_words_of_one_side_only():
    assert log_ratio(4, 0, 1000, 1000) == 3
    assert log_ratio(0, 4, 1000, 1000) == -3
    assert percent_difference(0, 4, 1000, 1000) == -100
    assert math.isnan(percent_difference(4, 0, 1000, 1000))
    assert log_likelihood(4, 0, 1000, 1000) == pytest.approx(8 * math.log(2))
    assert log_odds(4, 0, 1000, 1000) > 0


def test_words_of_neither_side():
    assert log_likelihood(0, 0, 1000, 1000) == 0
    for measure in (log_ratio, percent_difference, log_odds):
        assert math.isnan(measure(0, 0, 1000, 1000))


def test_a_heavier_prior_draws_rare_words_to_no_difference():
    light, heavy = (float(log_odds(3, 0, 5000, 5000, prior=x)) for x in (10, 100_000))

    assert light > heavy > 0


@given(COUNTS, SIZES)
def test_log_likelihood_is_scipys(counts, sizes):
    stats = pytest.importorskip("scipy.stats")
    expected = [sum(counts) * size / sum(sizes) for size in sizes]
    peer = stats.power_divergence(counts, expected, lambda_="log-likelihood")

    assert log_likelihood(*counts, *sizes) == pytest.approx(peer.statistic, abs=1e-8)


@given(COUNTS, SIZES)
def test_all_measures_agree_on_the_direction(counts, sizes):
    difference = counts[0] * sizes[1] - counts[1] * sizes[0]
    ratio, z = float(log_ratio(*counts, *sizes)), float(log_odds(*counts, *sizes))
    if all(counts) and difference:
        assert (ratio > 0) == (difference > 0) == (z > 0)
        assert (percent_difference(*counts, *sizes) > 0) == (difference > 0)
    if not difference:
        assert log_likelihood(*counts, *sizes) == pytest.approx(0, abs=1e-9)
