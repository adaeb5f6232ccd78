"""Lexical diversity by hand, against other packages and plain Python, and by law."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import mattr, mtld

ARTICLE = "2026-03-02_harbour-wire_dredging-plan.txt"
TEXTS = st.lists(st.integers(0, 8), min_size=1, max_size=80)


def plain_mattr(ids, window):
    windows = [ids[k : k + window] for k in range(len(ids) - window + 1)]
    return sum(len(set(words)) / window for words in windows) / len(windows)


def plain_factors(ids, threshold):
    """Count full stretches, then the part of the last."""
    factors, words = 0.0, []
    for word in ids:
        words.append(word)
        if len(set(words)) / len(words) <= threshold:
            factors, words = factors + 1, []
    if words:
        factors += (1 - len(set(words)) / len(words)) / (1 - threshold)
    return factors


def test_mattr_by_hand():
    """Windows of “a b a”, “b a c”: 2 and 3 different words of 3."""
    assert mattr([0, 1, 0, 2], window=3) == pytest.approx((2 / 3 + 1) / 2)


def test_mtld_by_hand():
    """“a a b b” falls to one half after two words, twice, whichever way it is read."""
    assert mtld([0, 0, 1, 1]) == 2


def test_measures_are_those_of_other_packages():
    """lexicalrichness 0.5.1: mattr, mtld; lexical-diversity 0.1.1 gives the same at 50 and 0.72."""
    path = Path(__file__).parents[2] / "seeds" / "estuary" / ARTICLE
    words = re.findall("[a-z]+", path.read_text(encoding="utf-8").lower())
    ids = [sorted(set(words)).index(word) for word in words]

    assert len(ids) == 263
    assert mattr(ids) == pytest.approx(0.844485981308, rel=1e-11)
    assert mattr(ids, window=25) == pytest.approx(0.898577405858, rel=1e-11)
    assert mtld(ids) == pytest.approx(125.160546568745, rel=1e-11)
    assert mtld(ids, threshold=0.8) == pytest.approx(81.404761904762, rel=1e-11)


def test_texts_that_are_too_short_have_no_value():
    assert math.isnan(mattr([0, 1], window=3))
    assert math.isnan(mtld([0, 1, 2]))
    assert math.isnan(mtld([]))


@given(TEXTS, st.integers(2, 10))
def test_mattr_is_that_of_plain_python(ids, window):
    if len(ids) >= window:
        assert mattr(ids, window=window) == pytest.approx(plain_mattr(ids, window))


@given(TEXTS, st.sampled_from([0.5, 0.6, 0.72, 0.9]))
def test_mtld_is_that_of_plain_python(ids, threshold):
    forward, backward = plain_factors(ids, threshold), plain_factors(ids[::-1], threshold)
    if forward and backward:
        expected = (len(ids) / forward + len(ids) / backward) / 2
        assert mtld(ids, threshold=threshold) == pytest.approx(expected)


@given(TEXTS, st.permutations(range(9)))
def test_which_word_is_which_does_not_matter(ids, names):
    renamed = [names[word] for word in ids]

    assert mtld(renamed) == mtld(ids) or math.isnan(mtld(ids))
    if len(ids) >= 5:
        assert mattr(renamed, window=5) == mattr(ids, window=5)
