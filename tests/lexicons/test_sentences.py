"""Punkt's tables are those of the package that publishes them."""

from __future__ import annotations

import pytest

from analysis.errors import LexiconError
from analysis.lexicons import punkt, sentences
from tests.kernels.texts import nltk_punkt


def test_the_tables_are_those_of_the_package():
    parameters = nltk_punkt()

    assert punkt() == {
        "abbreviations": parameters.abbrev_types,
        "starters": parameters.sent_starters,
        "collocations": parameters.collocations,
        "contexts": parameters.ortho_context,
    }


def test_they_are_as_large_as_those_of_nltks_own_english_model():
    sizes = {name: len(table) for name, table in punkt().items()}

    assert sizes == {"abbreviations": 156, "starters": 39, "collocations": 37, "contexts": 20366}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"line 1: a line must hold word, flags; found \[\]\. The file ships with"),
        ("flags,word\n", r"line 1: a line must hold word, flags; found \['flags', 'word'\]"),
        ("word,flags\nthe,126\nof\n", r"line 3: a line must hold word, flags; found \['of'\]"),
        ('word,flags\n"the"x,1\n', r"line 2: not readable as CSV"),
        ("word,flags\nthe,many\n", r"line 2: a number must stand here; found 'many'"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line_and_the_cure(monkeypatch, tmp_path, text, words):
    path = tmp_path / "punkt_contexts.csv"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sentences, "CONTEXTS", path)

    with pytest.raises(LexiconError, match=words):
        punkt()


def test_an_absent_file_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(sentences, "PUNKT", tmp_path / "punkt.csv")

    with pytest.raises(LexiconError, match=r"punkt\.csv: the file cannot be read"):
        punkt()
