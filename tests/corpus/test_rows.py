"""From rows to drafts."""

import datetime as dt

import pytest

from analysis.corpus import rows
from analysis.corpus.rows import Row
from analysis.errors import CorpusError


def harvest(*cells, columns=("text",), n_found=None):
    good = [Row(number, f"n.csv, line {number + 1}", c) for number, c in enumerate(cells, 1)]
    return rows.harvest(
        good, [], columns=columns, n_found=n_found or len(good), file="n.csv", given={}
    )


def test_without_an_id_a_row_is_named_by_file_and_number():
    found = harvest({"text": "a"}, {"text": "b"}, n_found=12_345)
    assert [draft.article_id for draft in found.drafts] == ["n-00001", "n-00002"]
    assert harvest({"text": "a"}).drafts[0].article_id == "n-0001"


def test_an_empty_id_cell_falls_back_to_file_and_number():
    found = harvest({"text": "a", "id": " "}, {"text": "b", "id": 7}, columns=("text", "id"))
    assert [draft.article_id for draft in found.drafts] == ["n-0001", "7"]


@pytest.mark.parametrize(
    ("headline", "text", "whole", "head"),
    [
        ("", "a\nb", "a\nb", 0),
        ("Talks", "No deal.", "Talks\n\nNo deal.", 5),
        ("Talks", "Talks\n\nNo deal.", "Talks\n\nNo deal.", 5),
        ("Talks", "\n Talks \r\nNo deal.", "\n Talks \r\nNo deal.", 7),
        ("Talks", "Talks resume.", "Talks\n\nTalks resume.", 5),
        ("Talks", "Talks", "Talks", 5),
    ],
)
def test_the_headline_is_put_before_the_text_unless_it_stands_there(headline, text, whole, head):
    assert rows.compose(headline, text) == (whole, head)


def test_a_row_without_text_is_empty_even_if_it_has_a_headline():
    found = harvest({"text": " ", "title": "Talks"}, columns=("text", "title"))
    assert (found.drafts[0].text, found.drafts[0].headline) == ("", "Talks")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(3, "a number"), ({}, "an object"), ([], "a list"), (True, "true or false"), (b"", "bytes")],
)
def test_a_text_that_is_no_string_is_dropped(value, kind):
    found = harvest({"text": value})
    assert found.drafts == []
    assert found.faults[0].reason == f"the text is no text but {kind}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (" a ", "a"),
        (7.0, "7"),
        (7.5, "7.5"),
        (["a", None, "b"], "a, b"),
        (dt.date(2024, 3, 5), "2024-03-05"),
    ],
)
def test_cells_of_any_type_are_written_as_text(value, text):
    assert rows.cell_text(value) == text


def test_a_file_without_rows_is_refused():
    with pytest.raises(CorpusError, match=r"n\.csv: there are no articles; found columns \['text"):
        harvest()
