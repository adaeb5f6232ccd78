"""Credits and bylines."""

import pytest

from analysis.annotate.bylines import is_byline, is_credit


@pytest.mark.parametrize(
    "paragraph",
    [
        "Editing by Ann Lee",
        "Editing by Ann Lee.",
        "(Reporting by Ann Lee in Paris; Editing by Bo Ek and Cy Dee)",
        "Additional reporting by Ann Lee, Bo Ek in Rome",
        "Writing by Ann Lee; additional reporting by Bo Ek",
        "Reporting and writing by Ann Lee",
        "Edited by Ann Lee",
        "Compiled by our news staff",
        "With reporting from AFP",
        "With additional reporting by Ann Lee.",
        "The Associated Press contributed to this report.",
        "[Ann Lee in Rome contributed reporting.]",
    ],
)
def test_credits(paragraph):
    assert is_credit(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "Writing by hand is dying, experts say.",
        "Reporting by Reuters showed that prices rose.",
        "He was editing a film.",
        "The deal was edited by Ann Lee.",
        "Editing by " + "Ann " * 29,
    ],
)
def test_sentences_of_the_story_are_no_credits(paragraph):
    assert not is_credit(paragraph)


@pytest.mark.parametrize("paragraph", ["By Ann Lee", "BY ANN LEE", "By Ann Lee in Rome"])
def test_bylines(paragraph):
    assert is_byline(paragraph)


@pytest.mark.parametrize(
    "paragraph", ["By", "By Sunday it was over.", "Bye Ann", "By far the best"]
)
def test_no_bylines(paragraph):
    assert not is_byline(paragraph)
