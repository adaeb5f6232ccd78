"""A word for nothing that fills a cell is nothing; the mark of a cut text is no text."""

import pytest

from analysis.readers.clean import clean
from analysis.readers.clean.nothing import is_nothing, undo_cut
from analysis.readers.clean.undone import CUT, EMPTY, from_text
from analysis.readers.raw_articles import RawArticle


@pytest.mark.parametrize("cell", ["nan", "NaN", "None", "NULL", "null", "N/A", "<NA>", "[Removed]"])
def test_words_for_nothing(cell):
    assert is_nothing(cell)
    made = clean(
        RawArticle("", f"{cell}\n\nRain fell.", "n.csv", 1, len(cell), "", cell, cell, cell)
    )
    assert (made.text, made.head, made.headline, made.outlet, made.date) == (
        "Rain fell.",
        0,
        "",
        "",
        "",
    )
    assert [(note[0], note[1]) for note in from_text(made.undone)] == [(EMPTY, 3)]


@pytest.mark.parametrize("cell", ["", "Nan", "Null Island", "none of them", "nan bread", "3"])
def test_other_cells_are_text(cell):
    assert not is_nothing(cell)


@pytest.mark.parametrize("body", ["nan", "[Removed]", "NULL"])
def test_an_article_whose_text_is_nothing_is_empty(body):
    assert clean(RawArticle("", f"Quay shut\n\n{body}", "n.csv", 1, 9, "", "Quay shut")).text == ""


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The quay is sh… [+2000 chars]", "The quay is sh…"),
        ("The quay is shut.[+12 chars]\n", "The quay is shut."),
        ("The quay... [+1 characters]", "The quay..."),
        ("The quay is shut and […]", "The quay is shut and"),
    ],
)
def test_the_mark_of_a_cut_text_goes(written, text):
    made, notes = undo_cut(written)
    assert made == text
    assert [note.kind for note in notes] == [CUT]


def test_the_mark_within_a_text_stays():
    text = "The tweet ended [+20 chars] and so on."
    assert undo_cut(text) == (text, [])
