"""Dispersion over articles by hand, and what was planted in `estuary`."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.frequency import dispersion, terms
from analysis.statistics import hash_ids, rate_interval


def test_the_worked_example_of_gries_as_articles(news):
    """The word 1 to 5 times in articles of 9, 10, 10, 10 and 11 words."""
    texts = [
        " ".join(["silt"] * n + [f"w{k}" for k in range(size - n)])
        for n, size in zip(range(1, 6), (9, 10, 10, 10, 11), strict=True)
    ]
    row = dispersion(news(*[("A", "2026-03-01", text) for text in texts]), terms="silt").iloc[0]

    assert (row["n"], row["n_articles"], row["of_articles"]) == (15, 5, 5)
    assert row["per_1000"] == 300
    assert row["dp"] == pytest.approx(0.18)
    assert row["dp_norm"] == pytest.approx(0.18 / 0.82)
    assert row["juilland_d"] == pytest.approx(0.785, abs=0.0005)
    assert row["low"] < 300 < row["high"]
    assert row["note"] == "few articles: t interval"


def test_terms_are_counted_however_they_are_typed_and_once(news):
    corpus = news(("A", "2026-03-01", "U.S. bases. Bases"))
    table = dispersion(corpus, terms="Bases, bases, U.S. bases, absent")

    assert dict(zip(table["term"], table["n"], strict=True)) == {
        "bases": 2,
        "US bases": 1,
        "absent": 0,
    }


def test_intervals_are_those_of_the_statistics_room(estuary):
    corpus = estuary
    row = dispersion(corpus, terms="strike").iloc[0]
    words = corpus.tokens.merge(corpus.types, on="type_id").groupby("article_id")["term"]
    counts, sizes = words.agg(lambda terms: (terms == "strike").sum()), words.size()
    expected = rate_interval(counts, sizes, hash_ids(counts.index))

    assert (row["low"], row["high"]) == (1000 * expected.low, 1000 * expected.high)
    assert row["note"] == "bootstrap"


def test_stories_widen_the_interval(estuary):
    corpus = estuary
    ids = corpus.metadata["article_id"]
    story = pd.Series([f"s{k // 4}" for k in range(len(ids))], index=ids)
    alone = dispersion(corpus, terms="channel").iloc[0]
    together = dispersion(corpus, terms="channel", cluster=story).iloc[0]

    assert together["note"] == "few articles: t interval"
    assert alone["n"] == together["n"]


def test_few_articles_have_no_interval_but_a_sentence(seed):
    row = dispersion(seed, terms="bases").iloc[0]

    assert math.isnan(row["low"])
    assert "too few" in row["note"]


def test_a_word_in_every_article_is_spread_and_a_favourite_word_is_not(estuary):
    table = dispersion(estuary, terms="channel, livelihoods").set_index("term")

    assert table.loc["channel", "n_articles"] == 64
    assert table.loc["channel", "dp"] < 0.1
    assert table.loc["livelihoods", "dp"] > 0.7


def test_rates_are_those_of_the_frequency_table(estuary):
    corpus = estuary
    each = terms(corpus).head(30).set_index("term")
    table = dispersion(corpus, terms=list(each.index)).set_index("term").loc[each.index]

    assert np.array_equal(table["per_1000"], each["per_1000"])


def test_without_a_word_there_is_no_row(seed):
    assert dispersion(seed, terms=" , … ").empty
