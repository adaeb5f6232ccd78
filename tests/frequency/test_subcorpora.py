"""Which articles a comparison takes, and what is said of those it cannot take."""

import pytest

from analysis.errors import LexiconError, ParameterError
from analysis.frequency.subcorpora import subcorpus, word_list


@pytest.fixture
def about(news):
    return news(
        ("Wire", "2026-03-01", "One"), ("Post", "2026-03-31", "Two"), ("Post", "", "Three")
    ).metadata


@pytest.mark.parametrize(
    ("chosen", "held"),
    [
        ("Wire", [True, False, False]),
        ("Wire, Post", [True, True, True]),
        (["Post"], [False, True, True]),
        ("2026-03-01/2026-03-31", [True, True, False]),
        ("../2026-03-30", [True, False, False]),
        ("2026-03-02/..", [False, True, False]),
    ],
)
def test_outlets_and_periods(about, chosen, held):
    assert subcorpus(chosen, about, name="study").holds(about).tolist() == held


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ("Wires", "parameter 'study': there is no outlet 'Wires'; did you mean 'Wire'?"),
        ("", "parameter 'study' must name outlets, with commas between, or a period"),
        ("2026-02-30/..", "parameter 'study': '2026-02-30' is no day of the calendar"),
        ("2025-01-01/2025-02-01", "parameter 'study': no article is of '2025-01-01/2025-02-01'"),
    ],
)
def test_what_is_not_there_is_refused(about, chosen, message):
    with pytest.raises(ParameterError, match=message.replace("?", r"\?")):
        subcorpus(chosen, about, name="study")


def test_an_outlet_may_have_a_comma_in_its_name(news):
    corpus = news(("Port, Old and New", "2026-03-01", "One"), ("Post", "2026-03-01", "Two"))

    assert subcorpus("Port, Old and New", corpus.metadata, name="study").outlets == (
        "Port, Old and New",
    )


def test_a_word_list_is_read_as_terms_are_counted(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("term,n\nStrike,3\nstrike,2\nU.S.,4\n", encoding="utf-8")
    table = word_list(str(path))

    assert dict(zip(table["term"], table["n"], strict=True)) == {"strike": 5, "US": 4}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term,n\npay,many\n", "line 2: 'n' must be a whole number of occurrences.*'many'"),
        ("term,n\npay,0\n", "must count at least one word"),
        ("word,n\npay,1\n", "column 'word' is unknown"),
    ],
)
def test_a_word_list_that_is_none_is_refused(tmp_path, text, message):
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        word_list(str(path))
