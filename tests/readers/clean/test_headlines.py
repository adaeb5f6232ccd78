"""The outlet behind a headline is no headline, and a headline counts once."""

import pytest

from analysis.readers.clean import clean
from analysis.readers.clean.undone import OUTLET, TWICE, from_text
from analysis.readers.raw_articles import RawArticle


def row(headline, body, outlet=""):
    return RawArticle("a", f"{headline}\n\n{body}", "n.csv", 1, len(headline), "", headline, outlet)


@pytest.mark.parametrize(
    ("headline", "outlet"),
    [
        ("Quay shut - The New York Times", "New York Times"),
        ("Quay shut – The New York Times", "nytimes.com"),
        ("Quay shut | World | The Harbour Post", "Harbour Post"),
        ("Quay shut | BBC News", "BBC"),
        ("Quay shut - BBC", "BBC News"),
        ("Quay shut — Reuters", ""),
        ("Quay shut -- HarbourPost.com", "Harbour Post"),
        ("Quay shut (Harbour Post)", "The Harbour Post"),
        ("Quay shut · Harbour Post", "harbourpost.co.uk"),
    ],
)
def test_the_outlet_goes(headline, outlet):
    made = clean(row(headline, "No ship left.", outlet))
    assert (made.text, made.head, made.headline) == ("Quay shut\n\nNo ship left.", 9, "Quay shut")
    assert [note[0] for note in from_text(made.undone)] == [OUTLET]


@pytest.mark.parametrize(
    ("headline", "outlet"),
    [
        ("Quay shut - for good", "Harbour Post"),
        ("Rain - and wind - in Senn", ""),
        ("Minister sues The New York Times", "New York Times"),
        ("The New York Times", "New York Times"),
        ("Quay shut - Gazette", "Harbour Post"),
    ],
)
def test_other_endings_stay(headline, outlet):
    raw = row(headline, "No ship left.", outlet)
    assert clean(raw) is raw


@pytest.mark.parametrize(
    "body",
    [
        "Quay shut in Senn The port was closed.",
        "Quay shut in Senn\nThe port was closed.",
        "QUAY SHUT IN SENN. The port was closed.",
        "Quay shut in  Senn - “The port” was closed.",
        "Quay shut in Senn Hundreds of people left.",
    ],
)
def test_a_headline_counts_once(body):
    made = clean(row("Quay shut in Senn", body))
    assert made.text == body
    assert made.text[: made.head].strip(". ").casefold().split() == ["quay", "shut", "in", "senn"]
    assert [note[0] for note in from_text(made.undone)] == [TWICE]


@pytest.mark.parametrize(
    "body",
    [
        "Quay shut in Senn again, and nobody is glad.",
        "Quay shut in Senn, they said.",
        "Quay shut in Senn Monday after a storm.",
        "Quay shut in Senn Bay after a storm; all of Bay was flooded.",
        "Quay shut in Sennheim",
        "Quay shut 2 days",
    ],
)
def test_a_sentence_that_goes_on_is_no_copy(body):
    raw = row("Quay shut in Senn", body)
    assert clean(raw) is raw


def test_the_outlet_goes_where_the_text_begins_with_the_headline_again():
    made = clean(
        row("Quay shut - Harbour Post", "Quay shut - Harbour Post The port.", "Harbour Post")
    )
    assert (made.text, made.head, made.headline) == ("Quay shut The port.", 9, "Quay shut")
