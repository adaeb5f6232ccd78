"""Stop words and titles."""

from __future__ import annotations

import pytest

from analysis.errors import LexiconError
from analysis.lexicons import stop_words, titles
from analysis.lexicons.files import DATA, read_rows


def test_there_are_about_200_stop_words_or_more():
    assert (
        len(read_rows(DATA / "stop_words.csv", columns=("word", "class"), required="word")) >= 200
    )


def test_stop_words_are_lower_case_and_listed_once():
    rows = read_rows(DATA / "stop_words.csv", columns=("word", "class"), required="word")
    words = [row.cells["word"] for row in rows]

    assert words == [word.lower() for word in words]
    assert len(words) == len(set(words))
    assert all(row.cells["class"] for row in rows)


@pytest.mark.parametrize("word", ["the", "also", "would", "could", "they", "don't", "don’t", "n't"])
def test_a_function_word_is_a_stop_word(word):
    assert word in stop_words()


@pytest.mark.parametrize("word", ["said", "says", "told", "new", "year", "people", "government"])
def test_a_word_of_content_is_no_stop_word(word):
    assert word not in stop_words()


def test_there_are_at_least_150_titles_each_with_one_kind():
    rows = read_rows(DATA / "titles.csv", columns=("title", "kind"), required="title")
    kinds = {"office", "rank", "courtesy", "spokes", "role"}

    assert len(rows) >= 150
    assert {row.cells["kind"] for row in rows} == kinds
    assert sum(len(titles(kind=kind)) for kind in kinds) == len(rows) == len(titles())


@pytest.mark.parametrize(
    "title", ["president", "prime minister", "envoy", "spokesperson", "Mr", "Dr", "Sheikh", "Rep."]
)
def test_a_title_of_the_news_is_listed(title):
    assert title in titles()


def test_no_title_is_a_stop_word():
    assert not titles() & stop_words()


def test_an_unknown_kind_of_title_is_refused():
    with pytest.raises(LexiconError, match=r"'ranks' is unknown; did you mean 'rank'\?.*spokes"):
        titles(kind="ranks")
