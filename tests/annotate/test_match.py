"""Matching is the longest-first regular expression, only quicker."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.match import matcher, plain

FORMS = st.lists(
    st.text(alphabet="aA-'. b", min_size=1, max_size=6).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(FORMS, st.text(alphabet="aA-'. b", max_size=40))
def test_finds_what_the_regular_expression_finds(forms, text):
    pattern = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))
    expected = [m.span() for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]

    assert [(start, end) for start, end, _ in matcher(forms).find(text)] == expected


def test_whole_words_and_capitals_only():
    found = matcher(["US", "IS", "EU"]).find("US-led, is this EUROPE? IS it us")

    assert [number for *_, number in found] == [0, 1]


def test_none_takes_a_number_and_is_never_found():
    assert [number for *_, number in matcher([None, "US"]).find("None US")] == [1]


def test_a_form_must_begin_with_a_sign():
    with pytest.raises(ValueError, match="must begin with a word or a sign"):
        matcher([" US"])


@given(st.text(max_size=30))
def test_plain_keeps_every_offset(text):
    assert len(plain(text)) == len(text)
