"""Words cut at line ends are joined; compounds keep their hyphen."""

import pytest

from analysis.readers.clean.hyphens import undo_hyphens
from analysis.readers.clean.undone import HYPHENS


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The govern-\nment of Ger-\nmany", "The government of Germany"),
        ("The United Na-\r\ntions", "The United Nations"),
        ("a minis- \n ter", "a minister"),
        (
            "a well-\nknown, Ankara-\nbased, long-\nterm deal",
            "a well-known, Ankara-based, long-term deal",
        ),
        ("The cease-fire held. A cease-\nfire", "The cease-fire held. A cease-fire"),
        ("The ceasefire held. A cease-\nfire", "The ceasefire held. A ceasefire"),
        ("Kim Jong-\nun", "Kim Jong-un"),
    ],
)
def test_a_word_goes_on_in_the_next_line(written, text):
    made, notes = undo_hyphens(written)
    assert made == text
    assert notes[0].kind == HYPHENS


@pytest.mark.parametrize(
    "text",
    [
        "two-\nand three-year terms",
        "Al-\nQaeda",
        "the U.S.-\nled force",
        "in 2019-\nand later",
        "He left -\nand came back",
        "a line-\n\nanother paragraph",
        "- one\n- two",
    ],
)
def test_other_hyphens_stay(text):
    assert undo_hyphens(text) == (text, [])
