"""The corpus: what can be cut out of it, and how it answers to mistakes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import corpus as module
from analysis.errors import ParameterError
from analysis.schema import STORY_ZONES, ZONES


@pytest.fixture
def port(news):
    return news(
        ("Wire", "2026-03-02", "The port is shut."),
        ("Post, The", "2026-03-31", "The port is open."),
        ("Post, The", "2026-04-01", "The ferry sails."),
        (None, None, "Nobody knows."),
    )


def ids(corpus):
    return corpus.metadata["article_id"].tolist()


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({}, ["00", "01", "02", "03"]),
        ({"outlets": "Wire"}, ["00"]),
        ({"outlets": "Post, The"}, ["01", "02"]),
        ({"outlets": ["Post, The", "Wire"]}, ["00", "01", "02"]),
        ({"outlets": "Wire, Post, The"}, ["00", "01", "02"]),
        ({"period": "2026-03"}, ["00", "01"]),
        ({"period": "2026-03-31"}, ["01"]),
        ({"period": "2026"}, ["00", "01", "02"]),
        ({"period": "2026-03-31/.."}, ["01", "02"]),
        ({"period": "2026-03/2026-03"}, ["00", "01"]),
        ({"where": "headline.isna() and outlet == 'Wire'"}, ["00"]),
        ({"where": "text.str.contains('port')"}, ["00", "01"]),
        ({"where": "text.str.contains('port')", "period": "2026-03-03/.."}, ["01"]),
    ],
)
def test_articles_are_kept_by_outlet_period_and_condition(port, settings, kept):
    some = port.filter(**settings)

    assert ids(some) == kept
    assert some.articles["article_id"].tolist() == kept
    assert some.ledger["n_kept"].iloc[-1] == len(kept)


def test_a_series_over_the_articles_is_a_condition(port):
    some = port.filter(where=port.articles["text"].str.contains("ferry"))

    assert ids(some) == ["02"]
    assert some.ledger.iloc[-1][["n_in", "n_kept", "n_dropped"]].tolist() == [4, 1, 3]


def test_each_condition_is_a_step_and_counts_what_the_last_one_left(port):
    steps = port.filter(outlets="Post, The", period="2026-04", where="url.isna()").ledger.tail(3)

    assert steps["what"].tolist() == [
        "selected: headline, deck, body; Post, The",
        "selected: 2026-04",
        "selected: url.isna()",
    ]
    assert steps["n_in"].tolist() == [4, 2, 1]
    assert steps["n_kept"].tolist() == [2, 1, 1]
    assert steps["reason"].tolist() == ["other outlet", "other day, or none", ""]


def test_the_story_counts_unless_other_zones_are_asked_for(annotated):
    made = annotated("SENN (Wire) – He left.")

    assert made.zones == STORY_ZONES
    assert set(made.sentences["zone"]) == {"headline", "body"}
    assert set(made.filter(zones="dateline").sentences["zone"]) == {"dateline"}
    assert set(made.filter(zones=ZONES).sentences["zone"]) == {"headline", "dateline", "body"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"outlets": "Wir"}, "parameter 'outlets': there is no outlet 'Wir'; did you mean 'Wire'?"),
        ({"zones": "bodi"}, "parameter 'zones': there is no 'bodi'; did you mean 'body'?"),
        ({"period": "March"}, "parameter 'period' must be a day, a month, a year or a range"),
        ({"period": "2026-02-30"}, "'2026-02-30' is no day of the calendar"),
        ({"period": "2026-04/2026-03"}, "ends before it begins"),
        ({"where": "size > 3"}, "the query 'size > 3' cannot be answered"),
        ({"where": [True, False]}, "must be a Series of True and False .* found a list"),
        ({"where": pd.Series([1, 0, 0, 0])}, "found a int64 Series"),
        ({"where": pd.Series([True])}, "a row for each of the 4 articles .* found 1 rows"),
    ],
)
def test_what_cannot_be_selected_is_refused_in_one_line(port, settings, message):
    with pytest.raises(ParameterError, match=message.replace("?", r"\?")) as error:
        port.filter(**settings)

    assert "\n" not in str(error.value)


@given(kept=st.lists(st.booleans(), min_size=64, max_size=64))
def test_two_conditions_keep_what_both_keep(estuary, kept):
    mask = pd.Series(kept)
    one = estuary.filter(where=mask, outlets="Harbour Wire")
    expected = mask & (estuary.metadata["outlet"] == "Harbour Wire")

    assert ids(one) == estuary.metadata.loc[expected, "article_id"].tolist()
    assert estuary.take(np.flatnonzero(expected)).texts(ids(one)) == one.texts(ids(one))


def test_a_table_that_would_fill_the_memory_names_the_way_round(port, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 5)

    with pytest.raises(ParameterError, match=r"news\.batches\('tokens'\)"):
        _ = port.tokens
    assert sum(map(len, port.batches("sentences"))) == 4


def test_tab_completion_shows_what_a_user_needs(seed):
    offered = dir(seed)

    assert {"articles", "batches", "filter", "mentions", "sentences", "tokens"} <= set(offered)
    assert not [name for name in offered if name.startswith("_")]


def test_batches_of_tokens_have_the_type_numbers_of_the_whole(estuary, monkeypatch):
    whole = estuary.tokens
    monkeypatch.setattr(module, "ARTICLES_A_BATCH", 7)
    batches = list(estuary.batches("tokens"))

    assert len(batches) == 10
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), whole)
