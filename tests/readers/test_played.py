"""A table plays its roles, the text at least; what else could play one is named."""

import pytest

from analysis.errors import CorpusError
from analysis.readers.played import further, played
from analysis.readers.raw_articles import Role


def test_a_file_without_text_is_refused_with_its_columns():
    with pytest.raises(CorpusError) as error:
        played(["a", "b"], given={}, file="a.csv")
    assert str(error.value) == (
        "a.csv: no column holds the text of the articles. Name it text, body, content, fulltext, "
        "maintext, articletext, or say which it is with roles, as in 'text:COLUMN'; "
        "found columns ['a', 'b']."
    )


def test_a_table_without_columns_has_no_text():
    with pytest.raises(CorpusError, match="no column holds the text"):
        played([], given={}, file="a.parquet")


def test_a_list_of_stories_says_where_the_texts_are():
    with pytest.raises(CorpusError, match="a list of stories from Media Cloud"):
        played(["stories_id", "title", "media_name"], given={}, file="a.csv")


@pytest.mark.parametrize(
    ("columns", "given", "text"),
    [
        (["column 1", "column 2"], {}, Role("column 2", "guessed")),
        (["text", "column 2"], {}, Role("text", "guessed")),
        (["column 1", "column 2"], {"text": "column 1"}, Role("column 1", "given")),
    ],
)
def test_another_column_is_the_text_only_if_nothing_says_which(columns, given, text):
    assert played(columns, given=given, file="a.csv", otherwise="column 2")["text"] == text


def test_who_says_that_nothing_is_the_text_is_believed():
    with pytest.raises(CorpusError, match="no column holds the text"):
        played(["column 1"], given={"text": ""}, file="a.csv", otherwise="column 1")


def test_only_columns_that_play_no_role_are_further_ones():
    columns = ["text", "bodyText", "FULL TEXT", "date", "Crawl Date", "dateline"]
    assert further(columns, played(columns, given={}, file="a.csv")) == {
        "text": ["bodyText", "FULL TEXT"],
        "date": ["Crawl Date"],
    }
    assert "text" not in further(columns, played(columns, given={"text": "text"}, file="a.csv"))
