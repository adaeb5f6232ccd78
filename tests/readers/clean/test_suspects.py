"""What the quick look lets pass, no step would touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean.articles import STEPS, through, undo
from analysis.readers.clean.suspects import is_common, is_suspect

TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="ab .-_x00[+](\\n'\"é“’\n\r&;<>", max_size=40),
    st.lists(
        st.sampled_from(
            r"a <p> </p> &amp; &shy; &#173; &lt; \u00ad \n b' ]( […] _x000D_ ¬ ‐ - Ã© â€™".split()
            + list(" \xad\n\t\x01\x7f")
        ),
        max_size=12,
    ).map("".join),
)


@given(TEXTS)
def test_a_text_that_passes_needs_no_step(text):
    if not is_suspect(text):
        notes = []
        assert through(STEPS, text, notes) == text
        assert not notes


@given(TEXTS)
def test_steps_that_are_passed_over_would_have_done_nothing(text):
    notes, all_notes = [], []
    assert undo(text, notes) == through(STEPS, text, all_notes)
    assert notes == all_notes


@given(st.text(alphabet=st.characters(max_codepoint=0x200), max_size=30))
def test_signs_are_common_whether_or_not_a_text_has_others_too(text):
    assert is_common(text) == all(map(is_common, text)) == is_common(f"{text}…")


@pytest.mark.parametrize(
    "text", ["", "Rain fell.", "“Rain” – it’s 5 %.\n\nA well-known one.", "Москва 東京"]
)
def test_plain_text_passes(text):
    assert not is_suspect(text)
