"""A corpus introduces itself."""

import pytest

from analysis.corpus import load
from analysis.display.card import card


def facts(corpus):
    return dict(card(corpus).facts)


def test_the_card_tells_articles_stories_outlets_days_and_what_counts(news):
    wire = "The port of Senn will close on Monday, the harbour master told the crews of all ships."
    corpus = news(
        ("Wire", "2026-03-02", wire),
        ("Post", "2026-03-03", wire),
        ("Post", "2026-04-02", "The ferry sailed."),
        ("Post", None, "The ferry came back."),
    )
    made = card(corpus)

    assert made.title == "Corpus “news”: 4 articles"
    assert dict(made.facts) == {
        "stories": "3; 1 is a copy",
        "outlets": "Post (3), Wire (1)",
        "days": "2 March 2026 to 2 April 2026; 1 article without a date",
        "gaps": "29 days until 2 April 2026",
        "dropped": "nothing",
        "counted": "headline, deck and body",
    }


def test_what_was_selected_is_told_step_by_step(estuary):
    some = estuary.filter(outlets="Harbour Wire").filter(period="2026-03")

    assert facts(some)["selection"] == (
        "headline, deck, body; Harbour Wire (16 of 64); 2026-03 (7 of 16)"
    )


def test_what_was_dropped_is_told_with_its_reason(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("text,outlet\nOne.,A\n,B\n", "utf-8")

    assert facts(load(path))["dropped"] == "1 (the text is empty)"


def test_of_many_outlets_five_are_named(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("text,outlet\n" + "".join(f"a,{o}\n" for o in "ABCDEFG"), "utf-8")

    assert facts(load(path))["outlets"] == "A (1), B (1), C (1), D (1), E (1) and 2 more"


def test_without_dates_the_card_says_so(seed):
    assert facts(seed)["days"] == "no article has a date"


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_the_corpus_shows_its_card(seed, kind):
    assert seed._repr_mimebundle_()[kind] == card(seed)._repr_mimebundle_()[kind]


def test_hostile_names_are_shown_and_never_obeyed(tmp_path):
    path = tmp_path / "<b>.csv"
    path.write_text("text,outlet\na,<i>&\n", "utf-8")
    html = load(path)._repr_mimebundle_()["text/html"]

    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;i&gt;&amp; (1)" in html
