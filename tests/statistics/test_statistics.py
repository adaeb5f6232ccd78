"""Association measures against hand arithmetic and against nltk."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from analysis.statistics import cannot_say, npmi


def test_npmi_by_hand():
    """2 of 8 windows name both, 4 name each: p_ab = 1/4 = p_a p_b, so chance alone."""
    assert npmi(2, 4, 4, 8) == pytest.approx(0)
    assert npmi(3, 3, 3, 8) == pytest.approx(1)
    assert npmi(0, 3, 3, 8) == -1


def test_npmi_is_undefined_where_both_are_everywhere():
    assert math.isnan(npmi(8, 8, 8, 8))


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_npmi_is_nltks_pmi_over_its_bound(both, only_a, only_b, neither):
    n_a, n_b, n = both + only_a, both + only_b, both + only_a + only_b + neither

    pmi = BigramAssocMeasures.pmi(both, (n_a, n_b), n)

    assert npmi(both, n_a, n_b, n) == pytest.approx(pmi / -math.log2(both / n), abs=1e-9)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(1, 20))
def test_npmi_stays_between_minus_one_and_one(both, only_a, only_b, neither):
    n_a, n_b, n = both + only_a, both + only_b, both + only_a + only_b + neither
    if n_a and n_b:
        assert -1 - 1e-9 <= npmi(both, n_a, n_b, n) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("n", "word"), [(0, "nothing"), (1, "one article"), (3, "too few"), (60, "chance")]
)
def test_what_a_corpus_cannot_say_depends_on_its_size(n, word):
    assert word in cannot_say(n)
