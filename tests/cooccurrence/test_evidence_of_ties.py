"""The places behind ties: true to the text, of different stories, spread over the time."""

import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import cooccurrence as co
from analysis.corpus import annotate
from analysis.errors import ParameterError
from analysis.schema import WINDOWS
from analysis.stories import stories

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("window", WINDOWS)
def test_every_drawn_tie_has_places_that_name_both(estuary, window):
    named = co.mentions(estuary)
    drawn = co.backbone(co.ties(named, window=window))
    found = stories(estuary)
    places = co.evidence(named, drawn, stories=found)
    mentions = estuary.mentions.set_index(["article_id", "start", "end"])["actor"]
    windows = co.contexts_of(named, drawn)

    for tie in drawn.itertuples():
        own = places[(places["actor_a"] == tie.actor_a) & (places["actor_b"] == tie.actor_b)]
        assert len(own) == min(3, tie.n_articles)
        told = own["article_id"].map(found.set_index("article_id")["story"])
        behind = windows[(windows["actor_a"] == tie.actor_a) & (windows["actor_b"] == tie.actor_b)]
        n_stories = behind["article_id"].map(found.set_index("article_id")["story"]).nunique()
        assert told.nunique() == min(3, n_stories)
        for place in own.itertuples():
            of_article = behind[behind["article_id"] == place.article_id]
            inside = (of_article["start"] <= place.start) & (place.end <= of_article["end"])
            assert inside.any()
            assert place.start <= min(place.start_a, place.start_b)
            assert max(place.end_a, place.end_b) <= place.end
            a, b = (
                (place.article_id, *span)
                for span in ((place.start_a, place.end_a), (place.start_b, place.end_b))
            )
            assert tie.actor_a in set(mentions.loc[[a]])
            assert tie.actor_b in set(mentions.loc[[b]])


def test_places_are_spread_over_the_time(news):
    words = ["alpha", "beta", "gamma", "delta", "kappa", "sigma", "omega"]
    made = news(
        *(
            ("Wire", f"2026-03-{day:02}", f"The United States met Iraq. {words[day % 7]}{day} " * 3)
            for day in range(1, 31)
        )
    )
    named = co.mentions(made)
    places = co.evidence(named, co.ties(named), stories=stories(made), n_places=3)
    days = made.metadata.set_index("article_id")["published"].loc[places["article_id"]].dt.day

    assert len(days) == 3
    assert days.max() - days.min() > 10


def test_the_closest_names_of_an_article_are_shown(annotated):
    made = annotated("The US spoke.\n\nIS is gone.\n\nMarovia met the US in March.")
    named = co.mentions(made)
    ties = co.ties(named, window="article")
    pair = ties[(ties["actor_a"] == "Marovia") & (ties["actor_b"] == "United States")]
    (place,) = co.evidence(named, pair, stories=stories(made)).to_dict("records")
    (text,) = made.articles["text"]

    assert text[place["start"] : place["end"]] == "Marovia met the US in March."
    assert text[place["start_b"] : place["end_b"]] == "US"


def test_no_place_at_all_is_refused(annotated):
    made = annotated("The US met Marovia.")
    named = co.mentions(made)
    with pytest.raises(ParameterError, match="'evidence'\\) must be 1 or more; found 0"):
        co.evidence(named, co.ties(named), stories=stories(made), n_places=0)


def test_lots_do_not_depend_on_the_order_of_ties(estuary):
    named, found = co.mentions(estuary), stories(estuary)
    ties = co.strongest(co.ties(named), top_n=6)
    once = co.evidence(named, ties, stories=found)
    pd.testing.assert_frame_equal(once, co.evidence(named, ties.iloc[::-1], stories=found))


@pytest.mark.parametrize("lots", [1, 2])
def test_places_do_not_depend_on_shards(estuary, tmp_path, monkeypatch, lots):
    monkeypatch.setattr(sys.modules["analysis.cooccurrence.evidence"], "LOTS", lots)
    sharded = annotate(ROOT / "seeds" / "estuary", store=tmp_path / "s", articles_a_shard=5)
    places = []
    for made in (estuary, sharded):
        named = co.mentions(made)
        drawn = co.ties(named, window="article").head(30)
        places.append(co.evidence(named, drawn, stories=stories(made), n_places=2))

    pd.testing.assert_frame_equal(*places)
