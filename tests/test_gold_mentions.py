"""Mentions agree with the gold labels of the shipped corpora, and the docs say how far."""

import re
from pathlib import Path

import pandas as pd

from analysis.schema import EXPLICIT

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "seeds" / "estuary" / "gold"
KEY = ["article_id", "start", "end", "actor"]


def _keys(table):
    return set(table[KEY].itertuples(index=False, name=None))


def _counted(corpus):
    """Give the mentions of the actors that the labels are about."""
    mentions = corpus.mentions
    labelled = pd.read_csv(GOLD / "mentions.csv")["actor"]
    counted = mentions["how"].isin(EXPLICIT) & (mentions["type"] != "place")
    return mentions[counted & mentions["actor"].isin(labelled)]


def _gold(how):
    labels = pd.read_csv(GOLD / "mentions.csv")
    types = pd.read_csv(ROOT / "seeds" / "estuary" / "actors.csv").set_index("actor")["type"]
    labels["type"] = labels["actor"].map(types)
    return labels[labels["how"].isin(how) & (labels["type"] != "place")]


def test_every_explicit_mention_of_the_estuary_is_found_and_nothing_else(estuary):
    expected, found = _keys(_gold(EXPLICIT)), _keys(_counted(estuary))
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    told = re.search(r"`estuary`.*\| (\d+), places left out \| (\d+) \| (\d+) of (\d+) \|", page)

    both = len(expected & found)
    assert tuple(map(int, told.groups())) == (len(expected), both, both, len(found))
    assert both >= 0.99 * max(len(expected), len(found))


def test_beside_the_labelled_actors_little_is_found(estuary):
    """The texts are written about the labelled actors; others are a school, a ship, villages."""
    mentions = estuary.mentions
    others = mentions[mentions["source"] == "tagger"]

    assert len(others[others["type"] != "place"]) <= 0.1 * len(mentions)


def test_the_way_of_naming_agrees_too(estuary):
    expected = _gold(EXPLICIT)
    joined = expected.merge(estuary.mentions, on=KEY)

    assert (joined["how_x"] == joined["how_y"]).mean() >= 0.99


def test_descriptions_of_governments_are_found(estuary):
    labels = _gold(["nominal"])
    labels = labels[labels["actor"].str.endswith(" government")]
    labels = labels[labels["surface"].str.endswith(" government")]
    labels = labels[labels["surface"] != "the government"]

    assert _keys(labels) - _keys(estuary.mentions) == set()
