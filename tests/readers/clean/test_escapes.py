r"""Cells that were escaped as a whole are read; a path with ``\n`` in it is a path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean.escapes import undo_escapes
from analysis.readers.clean.undone import BYTES, ESCAPES, EXCEL, LEFT_ESCAPES, PARAGRAPHS


@pytest.mark.parametrize(
    ("written", "text", "kind"),
    [
        (r"Rain fell.\n\nWind came.", "Rain fell.\n\nWind came.", ESCAPES),
        (r"Rain fell\r\nThe wind came.\n", "Rain fell\nThe wind came.\n", ESCAPES),
        (r"Rain fell.\\n\\nWind came.", "Rain fell.\n\nWind came.", ESCAPES),
        (r'"It was \"big\".\nThey left."', 'It was "big".\nThey left.', ESCAPES),
        (r"See https:\/\/example.org\/a", "See https://example.org/a", ESCAPES),
        (r"u'It rained.\nA lot.'", "It rained.\nA lot.", BYTES),
        (r"“Rain.”\n“Wind.”", "“Rain.”\n“Wind.”", ESCAPES),
        (r"She said \"no\" and left.", 'She said "no" and left.', ESCAPES),
        (r"It isn\'t over.", "It isn't over.", ESCAPES),
        (r"It isn\u2019t over at the caf\u00e9", "It isn’t over at the café", ESCAPES),
        (r"A smile \ud83d\ude00 here", "A smile 😀 here", ESCAPES),
        (r"port\xa0of Senn, caf\xc3\xa9", "port\xa0of Senn, café", ESCAPES),
        (
            r"b'port\xc2\xa0of \xe2\x80\x9cSenn\xe2\x80\x9d.\nRain'",
            "port\xa0of “Senn”.\nRain",
            BYTES,
        ),
        (r'''b"It isn't over.\n"''', "It isn't over.\n", BYTES),
        (r"b'caf\xe9'", "café", BYTES),
        (r"""['Rain fell.', "It isn't over."]""", "Rain fell.\n\nIt isn't over.", PARAGRAPHS),
        ("Rain._x000D_\nWind._x000D_Fog.", "Rain.\nWind.\nFog.", EXCEL),
    ],
)
def test_escapes_are_read(written, text, kind):
    made, notes = undo_escapes(written)
    assert made == text
    assert {note.kind for note in notes} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        r"The file lies in C:\news\temp.",
        r"It lies on \\server\news\table today.",
        r"Type \n for a line end.",
        'He wrote "a" and \\"b\\".',
        "b'tis the season",
        "['sic] he wrote",
        "A name_x of 10 and _x0 there",
        r"\alpha and \nabla",
    ],
)
def test_what_may_be_meant_so_stays(text):
    assert undo_escapes(text)[0] == text


def test_escapes_beside_real_line_ends_are_told_and_stay():
    text = "Rain fell.\\n\\nWind came.\nFog came."
    made, notes = undo_escapes(text)
    assert made == text
    assert [note.kind for note in notes] == [LEFT_ESCAPES]


@given(st.text(alphabet="\\nrtux0a'\"b[], .A\n", max_size=40))
def test_any_text_ends_without_an_error(text):
    made, notes = undo_escapes(text)
    assert made == text or notes


@given(st.lists(st.text(alphabet="abÄ ”'\"", min_size=1, max_size=9), min_size=1, max_size=4))
def test_what_python_prints_is_read_back(paragraphs):
    assert undo_escapes(repr("".join(paragraphs).encode()))[0] == "".join(paragraphs)
    assert undo_escapes(repr(paragraphs))[0] == "\n\n".join(paragraphs)
