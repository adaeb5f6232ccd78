"""From rows to drafts."""

import datetime as dt

import pytest

from analysis.readers import roles, rows
from analysis.readers.raw_articles import Issue
from analysis.readers.roles import NAMES


def draft(**cells):
    return rows.draft(1, "n.csv, line 2", [cells.get(role) for role in NAMES])


def test_an_id_cell_names_the_article_and_an_empty_one_does_not():
    assert draft(text="a", id=7).article_id == "7"
    assert draft(text="a", id=" ").article_id == draft(text="a").article_id == ""


def test_the_columns_of_the_roles_are_found_by_their_places():
    played = roles.assign(["x", "date", "text"], given={}, file="n.csv")
    assert rows.places(played, ["x", "date", "text"])[:3] == [2, rows.NONE, 1]


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
    found = draft(text=" ", headline="Talks")
    assert (found.text, found.headline) == ("", "Talks")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(3, "a number"), ({}, "an object"), ([], "a list"), (True, "true or false"), (b"", "bytes")],
)
def test_a_text_that_is_no_string_is_dropped(value, kind):
    found = draft(text=value)
    assert isinstance(found, Issue)
    assert found.reason == f"the text is no text but {kind}"


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
