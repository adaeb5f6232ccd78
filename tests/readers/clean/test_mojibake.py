"""What was decoded wrongly is decoded again where it is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean.mojibake import undo_mojibake
from analysis.readers.clean.undone import MOJIBAKE


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("â€œRainâ€\ufffd, he didnâ€™t say â€” no.", "“Rain”, he didn’t say — no."),
        ("A cafÃ© in SÃ£o Paulo", "A café in São Paulo"),
        ("Price: Â£5 in ZÃ¼rich", "Price: £5 in Zürich"),
        ("He didn‚Äôt say", "He didn’t say"),
        ("He didn\x92t say \x93no\x94", "He didn’t say “no”"),
        ("“Right” here.\nHe didnâ€™t.", "“Right” here.\nHe didn’t."),
    ],
)
def test_mojibake_is_repaired(written, text):
    made, notes = undo_mojibake(written)
    assert made == text
    assert [note.kind for note in notes] == [MOJIBAKE]


@pytest.mark.parametrize(
    "text",
    [
        "Ça va, PÂTÉ à Å, São Paulo",
        "der Fähre – groß",
        "Ã is a letter",
        "naïve café “quote”",
        "Đà Nẵng",
    ],
)
def test_what_is_right_stays(text):
    assert undo_mojibake(text) == (text, [])


@given(st.text(alphabet="abc éüßçñøå“”’–— \n", max_size=60))
def test_western_text_stays(text):
    assert undo_mojibake(text) == (text, [])
