"""Lines of the page are furniture; sentences that begin like them are not."""

import pytest

from analysis.annotate.furniture import is_furniture
from analysis.annotate.zones import headline_end, paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Hide caption",
        "toggle caption",
        "Image caption The quay of Senn on Monday",
        "Read more",
        "READ MORE: How the quay was shut",
        "Read more about the strike",
        "Also read: Ferries wait",
        "Related stories",
        "Advertisement",
        "Story continues below advertisement",
        "Sign up for our morning newsletter",
        "Subscribe to the Harbour Post newsletter and get the news in your inbox.",
        "Get the latest in your inbox every day",
        "Follow us on Twitter and Facebook.",
        "Follow Ann Lee on X: @annlee",
        "Copyright 2026 The Harbour Post. All rights reserved.",
        "© 2026 Harbour Post",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Editor’s note: This story was first printed in May.",
        "The views expressed in this article are the author’s own and do not reflect those of us.",
        "Ann Lee is a senior reporter at the Harbour Post. Follow her at @annlee.",
        "Updated at 3:15 p.m. ET",
        "Published 2 March 2026",
        "Ann Lee/AFP via Getty Images",
        "Page 2 of 2",
        "Share this article",
        "The post Quay shut appeared first on Harbour Post.",
        "Have a tip? Write to tips@example.org",
    ],
)
def test_lines_of_the_page(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than he did, she said, and you will know.",
        "The newsletter of the party said no.",
        "Sign up for the army, he told the men.",
        "Share prices fell on Monday.",
        "Follow the money, the minister said.",
        "Comments by the minister angered the crews.",
        "Get out, they shouted.",
        "Copyright law protects the book, the court said.",
        "Related companies paid 3 million.",
        "Published reports said that 12 ships left.",
        "Ann Lee is a reporter, and she was there.",
        "Support for the plan fell to 20 percent.",
        "Images of the quay shocked the town.",
        "Updated figures show that 20 people died in 2026, the ministry said.",
        "Join the club, he said, and smiled.",
        "Watch out for the tide.",
        "See more of it? Nobody wants to.",
    ],
)
def test_sentences_that_begin_alike(line):
    assert not is_furniture(line)


def test_furniture_is_a_zone_and_leaves_the_others_as_they_are():
    text = (
        "Quay shut\n\nHide caption\n\nA storm shut the quay\n\nSENN (Post) – No ship left.\n\n"
        "Read more: Ferries wait\n\nThe crews wait.\n\nEditing by Bo Ek\n\nFollow us on Facebook"
    )
    found = [
        (span.zone, text[span.start : span.end])
        for span in paragraphs(text, head=headline_end(text))
    ]
    assert found == [
        ("headline", "Quay shut"),
        ("furniture", "Hide caption"),
        ("deck", "A storm shut the quay"),
        ("dateline", "SENN (Post) –"),
        ("body", "No ship left."),
        ("furniture", "Read more: Ferries wait"),
        ("body", "The crews wait."),
        ("credit", "Editing by Bo Ek"),
        ("furniture", "Follow us on Facebook"),
    ]


def test_a_text_of_nothing_else_is_its_body():
    assert [span.zone for span in paragraphs("Read more: Ferries wait")] == ["body"]
