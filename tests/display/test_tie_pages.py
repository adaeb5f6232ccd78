"""Ties on a page: columns that say something, and evidence that is shown and never obeyed."""

import pandas as pd
import pytest

from analysis import cooccurrence as co
from analysis.display import findings, tie_pages
from analysis.schema import TIE_EVIDENCE, TIE_PROFILES
from analysis.stories import stories


@pytest.fixture(scope="module")
def made(estuary):
    """The ties of the estuary, those that are drawn, and what is known of them."""
    named = co.mentions(estuary)
    counts = co.count(named)
    ties = co.ties(counts)
    drawn = co.backbone(ties, n_actors=12)
    found = stories(estuary)
    around = co.ego(ties, co.top_actor(ties))
    known = co.profiles(named, drawn, around, stories=found)
    places = co.evidence(named, drawn, stories=found)
    return estuary, counts, ties, drawn, known, places


def test_every_drawn_tie_has_its_places_with_source_and_both_names(made):
    corpus, _, _, drawn, known, places = made
    html = str(tie_pages.evidence(corpus, known.of(drawn), places).to_html())

    assert html.count("<details") == len(drawn)
    assert html.count("<small>") == len(places)
    assert html.count("<mark>") == 2 * len(places)
    assert "<mark>Tamsin Rook</mark>, the leader of the <mark>UAD</mark>, at the main gate." in html
    assert "<small>Lanmere Gazette, 18 March 2026</small>" in html


def test_columns_without_anything_to_say_are_left_out(made):
    *_, drawn, known, _ = made
    tested = tie_pages.overview(known.of(drawn), "Ties", n_rows=9).table
    bare = known.of(drawn).assign(beyond_chance="not tested")

    assert "stability" in tested.columns
    assert "change" not in tested.columns, "the halves have too few stories"
    assert "stability" not in tie_pages.overview(bare, "Ties", n_rows=9).table.columns


def test_an_ego_view_names_the_others(made):
    _, _, ties, _, known, _ = made
    around = co.ego(ties, "Tyrrovia")
    table = tie_pages.ego(known.of(around), "Tyrrovia", n_rows=len(around)).table

    assert "Tyrrovia" not in set(table["actor"])
    assert len(table) == len(around)
    told = findings.ego_finding(ties, known.of(around), "Tyrrovia")
    assert told.startswith("Tyrrovia is tied to 9 actors, most often Vessany (19), ")
    assert told.endswith("Of 36 pairs among those, 9 are tied as well.")


def test_an_actor_that_is_tied_to_nobody_is_told_with_the_nearest_name(made):
    _, _, ties, *_ = made
    told = findings.ego_finding(ties, TIE_PROFILES.empty(), "Tyrovia")
    assert told == "Tyrovia is tied to nobody here; did you mean 'Tyrrovia'?"
    assert findings.ego_finding(ties.head(0), TIE_PROFILES.empty(), "") == (
        "No two actors are tied here."
    )


def test_adjectives_are_told(made):
    _, counts, *_ = made
    apart = findings.adjectives_finding(counts, "name, acronym")

    assert "most often those of Tyrrovia (46) and Vessany (45), are counted apart" in apart
    assert findings.adjectives_finding(counts, "name, adjective").endswith("counted as mentions.")


def test_what_is_known_of_ties_is_told(made):
    *_, known, _ = made
    told = findings.profiles_finding(known)
    n = known.table["beyond_chance"].value_counts()

    assert f"{n['yes']} are beyond chance" in told
    assert "22 and 23 stories that name an actor" in told


def place(**changes):
    """One place of one tie; the text has the names at 4 and 12."""
    row = {
        "window": "sentence",
        "actor_a": "A",
        "actor_b": "B",
        "article_id": "a1",
        "start": 0,
        "end": 21,
        "start_a": 4,
        "end_a": 7,
        "start_b": 12,
        "end_b": 15,
        "headline": "Talks",
        "outlet": "Wire",
        "published": pd.Timestamp("2026-03-02"),
        "url": "https://example.org/a?b=1&c=2",
        "text": "The Ann met Bob today.",
    }
    tie = {"n_contexts": 1, "n_articles": 1, "n_stories": 1, "n_first": 0, "n_second": 0}
    known = {"beyond_chance": "yes", "change": "", "npmi": 0.1, "expected": 1.0}
    known |= {"p_adjusted": 0.1, "stability": 0.5}
    profile = pd.DataFrame([{**row, **tie, **known}])
    return tie_pages.Evidence(TIE_PROFILES.conform(profile), pd.DataFrame([row | changes]))


def test_a_place_by_hand():
    html = str(place().to_html())

    assert '<a href="https://example.org/a?b=1&amp;c=2">Talks</a>' in html
    assert (
        "<small>Wire, 2 March 2026</small><br>The <mark>Ann</mark> met <mark>Bob</mark> today"
        in html
    )
    assert place().to_text() == "A and B:\nTalks (Wire, 2 March 2026): The [Ann] met [Bob] today"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "//evil", "file:///etc", "", None, " ", "https://", "http:evil"),
        *('https://evil/"onclick="alert(1)', "https://evil/ x", "https://bank@evil/", "data:,x"),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address):
    assert "<a" not in str(place(url=address).to_html())


@pytest.mark.parametrize(
    "address", ["http://a.test", "HTTPS://a.test:80?q=1", "https://a.test/ä,b_(c)"]
)
def test_addresses_of_the_web_become_links(address):
    assert f'<a href="{address}">' in str(place(url=address).to_html())


def test_what_is_unknown_is_said():
    html = str(place(headline=None, outlet=None, published=pd.NaT).to_html())
    assert ">a1</a> <small>unknown outlet, no day</small>" in html


def test_hostile_texts_are_shown():
    text = "The <b> met <i> today"
    html = str(place(text=text, headline="<script>", outlet="$x$ \\y").to_html())

    assert "&lt;script&gt;" in html
    assert "<mark>&lt;b&gt;</mark> met <mark>&lt;i&gt;</mark>" in html
    assert 'class="terms mathjax_ignore' in html


def test_names_far_apart_are_shown_with_what_stands_around_them():
    text = f"{'x ' * 400}Ann {'y ' * 400}Bob{' z' * 400}"
    spans = {"start": 0, "end": len(text), "start_a": 800, "end_a": 803}
    spans |= {"start_b": 1604, "end_b": 1607}
    shown = place(text=text, **spans).to_text()

    assert shown.count("…") == 3
    assert "[Ann] y y" in shown
    assert "y y [Bob] z" in shown
    assert len(shown) < 1_000


def test_names_one_in_the_other_are_marked_once():
    shown = place(start_b=4, end_b=7).to_text()
    assert shown.endswith("The [Ann] met Bob today")


def test_without_ties_it_is_said():
    nothing = tie_pages.Evidence(TIE_PROFILES.empty(), TIE_EVIDENCE.empty().assign(published=[]))
    assert "No two actors occur together." in str(nothing.to_html())
    assert nothing.to_text() == "No two actors occur together."
