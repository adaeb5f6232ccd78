"""The false-discovery rate by hand, against scipy, and by law."""

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


@given(VALUES)
def test_it_is_scipys(values):
    stats = pytest.importorskip("scipy.stats")

    assert benjamini_hochberg(values) == pytest.approx(stats.false_discovery_control(values))


@given(VALUES)
def test_adjusting_never_lowers_and_keeps_the_order(values):
    found = benjamini_hochberg(values)
    order = np.argsort(values, kind="stable")

    assert (found >= np.array(values) - 1e-12).all()
    assert (np.diff(found[order]) >= 0).all()
    assert (found <= 1).all()
