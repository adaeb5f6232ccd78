"""Rates over calendar time by hand, and what was planted in `estuary`."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.frequency import changes, trend


def _days(table):
    return [f"{day:%Y-%m-%d}" for day in table["begins"]]


def test_rates_and_gaps_by_hand(news):
    corpus = news(
        ("A", "2026-03-02", "Pay strike now here"),
        ("A", "2026-03-02", "Pay pay"),
        ("A", "2026-03-05", "Nothing"),
    )
    table = trend(corpus, term="pay", by="day")

    assert _days(table) == ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]
    assert table["n"].tolist() == [3, 0, 0, 0]
    assert table["n_words"].tolist() == [6, 0, 0, 1]
    assert table["n_articles"].tolist() == [2, 0, 0, 1]
    assert table["per_1000"].iloc[0] == 500
    assert table["per_1000"].iloc[1:].isna().tolist() == [True, True, False]
    assert table["note"].iloc[1] == "no article"
    assert "too few" in table["note"].iloc[0]


@pytest.mark.parametrize(
    ("by", "begins"),
    [
        ("day", "2026-03-01 2026-03-02"),
        ("week", "2026-02-23 2026-03-02"),
        ("month", "2026-03-01"),
    ],
)
def test_units_are_those_of_the_calendar(news, by, begins):
    corpus = news(("A", "2026-03-01", "Sunday"), ("A", "2026-03-02", "Monday"))

    assert _days(trend(corpus, term="x", by=by)) == begins.split()


def test_months_without_articles_are_gaps_across_a_year(news):
    corpus = news(("A", "2025-12-31", "Old"), ("A", "2026-02-01", "New"))

    assert _days(trend(corpus, term="x", by="month")) == "2025-12-01 2026-01-01 2026-02-01".split()


def test_articles_without_a_day_are_left_out(news):
    corpus = news(("A", "2026-03-02", "Pay"), ("A", "", "Pay"))

    assert trend(corpus, term="pay")["n"].tolist() == [1]
    assert trend(news(("A", "", "Pay")), term="pay").empty


def test_direct_standardisation_by_hand(news):
    """A uses the word in half of its words, B never; A writes 4 of 8 words, then 2 of 6."""
    corpus = news(
        ("A", "2026-03-02", "Pay rise pay rise"),
        ("B", "2026-03-02", "One two three four"),
        ("A", "2026-03-03", "Pay rise"),
        ("B", "2026-03-03", "One two three four"),
    )
    table = trend(corpus, term="pay", by="day")
    weight_of_a = 6 / 14

    assert table["per_1000"].tolist() == pytest.approx([2000 / 8, 1000 / 6])
    assert table["standardised"].tolist() == pytest.approx([500 * weight_of_a] * 2)
    assert table["expected"].tolist() == pytest.approx([2, 1])


def test_standardisation_is_that_of_epitools(news):
    """epitools 0.5.10.1 (R): ageadjust.direct (adj.rate) and ageadjust.indirect (exp)."""
    n = {"A": (3, 1), "B": (2, 5), "C": (0, 4)}
    n_words = {"A": (10, 20), "B": (30, 25), "C": (15, 8)}
    corpus = news(
        *[
            (
                outlet,
                f"2026-03-0{2 + day}",
                "pay " * n[outlet][day] + "x " * (words - n[outlet][day]),
            )
            for day in (0, 1)
            for outlet, words in ((name, sizes[day]) for name, sizes in n_words.items())
        ]
    )
    table = trend(corpus, term="pay", by="day")

    assert table["n_words"].tolist() == [55, 53]
    assert table["standardised"].tolist() == pytest.approx([117.283950617, 222.222222222])
    assert table["expected"].tolist() == pytest.approx([7.760210803689, 7.239789196311])


def test_where_an_outlet_of_the_standard_is_silent_there_is_no_standardised_rate(news):
    rows = [("A", f"2026-03-0{day}", "Pay rise") for day in range(2, 7)]
    rows += [("B", f"2026-03-0{day}", "Pay rise") for day in range(2, 6)]
    table = trend(news(*rows), term="pay", by="day")

    assert table["standardised"].isna().tolist() == [False] * 4 + [True]


def test_without_standardising_the_whole_corpus_has_one_rate(news):
    corpus = news(("A", "2026-03-02", "Pay rise"), ("B", "2026-03-03", "Two words"))
    table = trend(corpus, term="pay", by="day", standardise=False)

    assert table["expected"].tolist() == pytest.approx([0.5, 0.5])
    assert table["standardised"].isna().all()


def test_counts_and_expected_counts_add_up(estuary):
    table = trend(estuary, term="silt")

    assert table["n"].sum() == 178
    assert table["expected"].sum() == pytest.approx(178)
    assert table["n_articles"].sum() == 64


def test_the_rising_word_rises_with_intervals_around_its_rate(estuary):
    table = trend(estuary, term="silt").iloc[1:]

    assert table["per_1000"].iloc[-1] > 4 * table["per_1000"].iloc[0]
    assert (table["low"] < table["per_1000"]).all()
    assert (table["per_1000"] < table["high"]).all()
    assert len(changes(trend(estuary, term="silt", by="day")).table) > 0


def test_a_late_outlets_favourite_word_is_no_trend(estuary):
    """Its rate jumps only if the mix of outlets is not allowed for."""
    corpus = estuary
    naive = changes(trend(corpus, term="livelihoods", by="day", standardise=False)).table

    assert len(naive) == 1
    assert naive["begins"].iloc[0] == pd.Timestamp("2026-04-06")
    assert changes(trend(corpus, term="livelihoods", by="day")).table.empty
    assert trend(corpus, term="livelihoods")["standardised"].max() == 0


def test_a_word_that_keeps_its_rate_has_no_change(estuary):
    assert changes(trend(estuary, term="channel", by="day")).table.empty


def test_short_series_are_refused_with_a_sentence(estuary):
    found = changes(trend(estuary, term="silt", by="month"))

    assert found.table.empty
    assert "3 units of time" in found.refusal


def test_changes_give_rates_and_days(news):
    rows = [
        ("A", f"2026-03-{day:02d}", "Pay " * (1 + 7 * (day > 14)) + "x " * 40)
        for day in range(1, 29)
    ]
    (found,) = changes(trend(news(*rows), term="pay", by="day")).table.to_dict("records")

    assert found["begins"] == pd.Timestamp("2026-03-15")
    assert found["earliest"] <= found["begins"] <= found["latest"]
    assert found["per_1000_before"] == pytest.approx(1000 / 41)
    assert found["per_1000_after"] == pytest.approx(8000 / 48, rel=0.01)
    assert not math.isnan(found["p_adjusted"])


def test_an_unknown_unit_is_refused(seed):
    with pytest.raises(
        ParameterError, match="must be day, week, month or year; did you mean 'week'"
    ):
        trend(seed, term="bases", by="weeks")


def test_stories_are_one_draw(estuary):
    corpus = estuary
    same = pd.Series("one story", index=corpus.metadata["article_id"])

    assert np.isnan(trend(corpus, term="silt", cluster=same)["low"]).all()
