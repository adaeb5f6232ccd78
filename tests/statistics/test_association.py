"""Association measures by hand, against nltk and scipy, and by law."""

import math

import numpy as np
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


@given(FIELDS)
def test_g2_is_scipys(fields):
    stats = pytest.importorskip("scipy.stats")
    both, n_a, n_b, n = _counts(fields)
    table = np.array([[both, n_a - both], [n_b - both, n - n_a - n_b + both]])
    if not (table.sum(axis=0).all() and table.sum(axis=1).all()):
        return
    found = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")

    assert g2(both, n_a, n_b, n) == pytest.approx(found.statistic, abs=1e-7)


@given(FIELDS, st.integers(2, 9))
def test_g2_grows_with_the_corpus_and_logdice_does_not(fields, times):
    both, n_a, n_b, n = _counts(fields)
    larger = [times * x for x in (both, n_a, n_b, n)]

    assert g2(*larger) == pytest.approx(times * g2(both, n_a, n_b, n), abs=1e-6)
    assert log_dice(*larger[:3]) == pytest.approx(log_dice(both, n_a, n_b))
    assert log_dice(both, n_a, n_b) <= 14
