"""The false-discovery rate by hand, against scipy and R, and by law."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import benjamini_hochberg

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_adjusted_by_hand():
    """0.01 * 4/1, 0.02 * 4/2, 0.03 * 4/3, and 0.2: none may exceed the one after it."""
    assert benjamini_hochberg([0.2, 0.01, 0.03, 0.02]) == pytest.approx([0.2, 0.04, 0.04, 0.04])


def test_questions_that_were_not_answered_do_not_count():
    found = benjamini_hochberg([0.01, np.nan, 0.04])

    assert found[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(found[1])


def test_questions_asked_elsewhere_count():
    assert benjamini_hochberg([0.01], of=5) == pytest.approx([0.05])
    assert benjamini_hochberg([0.5], of=5) == 1
    assert len(benjamini_hochberg([], of=5)) == 0


def test_it_is_scipys_and_rs():
    """scipy 1.17.1: false_discovery_control; R 4.2.2: p.adjust (BH)."""
    values = [0.5, 0.003, 0.02, 0.9, 0.02, 0.0004, 0.07]
    peers = [0.583333333333, 0.0105, 0.035, 0.9, 0.035, 0.0028, 0.098]

    assert benjamini_hochberg(values) == pytest.approx(peers, rel=1e-11)


@given(VALUES)
def test_it_is_that_of_plain_python(values):
    """The smallest of p times questions by rank, over all p that are as large or larger."""
    ranked = sorted(values)
    scaled = [(p, p * len(ranked) / (k + 1)) for k, p in enumerate(ranked)]
    expected = [min(1, *(value for other, value in scaled if other >= p)) for p in values]

    assert benjamini_hochberg(values) == pytest.approx(expected)


@given(VALUES)
def test_adjusting_never_lowers_and_keeps_the_order(values):
    found = benjamini_hochberg(values)
    order = np.argsort(values, kind="stable")

    assert (found >= np.array(values) - 1e-12).all()
    assert (np.diff(found[order]) >= 0).all()
    assert (found <= 1).all()
