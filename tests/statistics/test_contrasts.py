"""Contrasts of two corpora by hand, against other packages, and by law.

Above 0 is more in the study corpus.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import log_likelihood, log_odds, log_ratio, percent_difference

COUNTS = st.tuples(st.integers(0, 80), st.integers(0, 80)).filter(any)
SIZES = st.tuples(st.integers(100, 5000), st.integers(100, 5000))

# Occurrences and words of study and reference; kitconc 4.0.1: keyness ("log-likelihood-2", signed:
# below 0 for negative keywords) and effect_size ("log-ratio", "%diff"). pycorpdiff 0.1.0a27's
# signed log_likelihood gives the same values.
KEYNESS = [
    ((12_000, 10_000, 1_000_000, 1_000_000), 182.069452, 0.263034406, 20),
    ((30, 10, 10_000, 10_000), 10.4649629, 1.5849625, 200),
    ((5, 40, 8_000, 20_000), -8.05051999, -1.67807191, -68.75),
    ((4, 0, 1_000, 3_000), 11.0903549, 4.5849625, math.nan),  # kitconc's %diff takes 0 as 0.5
    ((0, 7, 2_000, 5_000), -4.71061131, -2.48542683, -100),
    ((50, 50, 100_000, 50_000), -11.7783036, -1, -50),
]


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


def test_the_worked_example_of_the_log_likelihood_wizard():
    """UCREL's: 12,000 and 10,000 in a million words each, as pycorpdiff 0.1.0a27 prints it."""
    assert log_likelihood(12_000, 10_000, 1e6, 1e6) == pytest.approx(182.07, abs=0.005)


@pytest.mark.parametrize(("counts", "keyness", "ratio", "percent"), KEYNESS)
def test_contrasts_and_their_signs_are_those_of_other_packages(counts, keyness, ratio, percent):
    assert log_likelihood(*counts) == pytest.approx(abs(keyness), rel=1e-8)
    assert log_ratio(*counts) == pytest.approx(ratio, rel=1e-8)
    assert percent_difference(*counts) == pytest.approx(percent, rel=1e-8, nan_ok=True)
    assert np.sign(log_ratio(*counts)) == np.sign(log_odds(*counts)) == np.sign(keyness)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((12_000, 10_000, 1_000_000, 1_000_000), 182.069451665),
        ((5, 40, 8_000, 20_000), 8.05051998878),
        ((4, 0, 1_000, 3_000), 11.090354889),
        ((50, 50, 100_000, 50_000), 11.7783035656),
    ],
)
def test_log_likelihood_is_scipys(counts, value):
    """scipy 1.17.1: power_divergence, lambda_="log-likelihood"."""
    assert log_likelihood(*counts) == pytest.approx(value, rel=1e-10)


@pytest.mark.parametrize(
    ("prior", "convokit", "scattertext"),
    [
        (
            1_000,
            [65.1547832, 4.9059262, -2.9220733, 0.3176025, -0.3532437],
            [64.887335, 4.905899, -2.922064, 0.317603, -0.353244],
        ),
        (
            100_000,
            [62.8851252, 4.7993524, -2.8619851, 1.4665645, -1.3252195],
            [62.630604, 4.799325, -2.861974, 1.466564, -1.325219],
        ),
    ],
)
def test_log_odds_are_those_of_other_packages(prior, convokit, scattertext):
    """convokit 5.0.0: FightingWords; scattertext 0.2.2: LogOddsRatioInformativeDirichletPrior.

    Both with the counts of both sides, scaled to the prior. The variance of scattertext has two
    more terms, for all other words; they matter for words as frequent as the first.
    """
    study, reference = [12_000, 30, 5, 4, 0], [10_000, 10, 40, 0, 7]
    found = log_odds(study, reference, 1_000_000, 2_000_000, prior=prior)

    assert found == pytest.approx(convokit, rel=1e-6)
    assert found[1:] == pytest.approx(scattertext[1:], rel=1e-5)
    assert found[0] == pytest.approx(scattertext[0], rel=0.005)


@given(COUNTS, SIZES)
def test_all_measures_agree_on_the_direction(counts, sizes):
    difference = counts[0] * sizes[1] - counts[1] * sizes[0]
    ratio, z = float(log_ratio(*counts, *sizes)), float(log_odds(*counts, *sizes))
    if all(counts) and difference:
        assert (ratio > 0) == (difference > 0) == (z > 0)
        assert (percent_difference(*counts, *sizes) > 0) == (difference > 0)
    if not difference:
        assert log_likelihood(*counts, *sizes) == pytest.approx(0, abs=1e-9)
