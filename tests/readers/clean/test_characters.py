"""Words that look the same are the same; what a script needs stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean import characters, undone
from analysis.readers.clean.characters import undo_characters


@pytest.mark.parametrize(
    ("written", "text", "kind", "n"),
    [
        ("Tu\u0308rkiye and Erdog\u0306an", "Türkiye and Erdoğan", undone.COMPOSED, 2),
        ("Is\xadra\xadel", "Israel", undone.SOFT, 2),
        ("govern\xad\nment", "government", undone.SOFT, 1),
        ("the\u200b port\ufeff of\u2060 Senn", "the port of Senn", undone.NO_WIDTH, 3),
        ("go\u200cvern\u200dment", "government", undone.NO_WIDTH, 2),
        ("Mr. \u200eHaider\u202a Salim\u202c", "Mr. Haider Salim", undone.DIRECTION, 3),
        (
            "the o\ufb03ce con\ufb01rmed \ufb02oods",
            "the office confirmed floods",
            undone.LIGATURES,
            3,
        ),
        ("US‑led, well‐known", "US-led, well-known", undone.HYPHEN_SIGNS, 2),
        ("Post\x1b[31m\x07", "Post[31m", undone.CONTROLS, 2),
        ("it isn\ufffdt", "it isn\ufffdt", undone.LOST, 1),
    ],
)
def test_characters_are_undone(written, text, kind, n):
    made, notes = undo_characters(written)
    assert made == text
    assert [(note.kind, note.n) for note in notes] == [(kind, n)]


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian needs the mark
        "क्\u200dष",
        "a family 👩\u200d👧 here",
        "soft\u00a0space, “quotes” – dashes\tand\r\nlines\f",
    ],
)
def test_what_a_script_needs_stays(text):
    assert undo_characters(text) == (text, [])


def test_marks_that_cannot_be_seen_are_shown_by_their_number():
    assert undo_characters("Is\xadrael")[1][0].example == "U+00AD"


@given(st.text(max_size=60))
def test_a_text_is_composed_and_stays_so(text):
    once = undo_characters(text)[0]
    assert unicodedata.is_normalized("NFC", once)
    assert undo_characters(once)[0] == once


def test_one_look_sees_every_sign_that_a_pattern_undoes():
    patterns = [p for p, _ in characters._INVISIBLE] + [characters._HYPHENS, characters._LIGATURE]
    signs = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    undone_signs = [c for c in signs if any(p.search(f"a{c}a") for p in patterns)]

    assert len(undone_signs) > 50
    assert [c for c in [*undone_signs, "\ufffd"] if not characters._ANY.search(c)] == []
