"""What the quick look lets pass, no step would touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean.articles import undo
from analysis.readers.clean.suspects import is_suspect


@given(
    st.one_of(st.text(max_size=80), st.text(alphabet="ab .-_x00[+](\\n'\"é“’\n\r&;<>", max_size=40))
)
def test_a_text_that_passes_needs_no_step(text):
    if not is_suspect(text):
        notes = []
        assert undo(text, notes) == text
        assert not notes


@pytest.mark.parametrize(
    "text", ["", "Rain fell.", "“Rain” – it’s 5 %.\n\nA well-known one.", "Москва 東京"]
)
def test_plain_text_passes(text):
    assert not is_suspect(text)
