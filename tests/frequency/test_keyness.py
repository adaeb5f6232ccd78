"""Keyness by hand, its direction, and what was planted in `estuary`."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ParameterError
from analysis.frequency import compare, keyness, terms
from analysis.statistics import log_likelihood, log_odds


def _of(table, term):
    return table.set_index("term").loc[term]


@pytest.fixture
def two_sides(news):
    """Six articles a side; the Wire writes of silt, the Post of sand, both of the port."""
    return news(
        *[("Wire", "2026-03-01", "Silt fills the port. Silt, silt!")] * 6,
        *[("Post", "2026-03-02", "Sand fills the port today")] * 6,
    )


def test_counts_rates_and_measures_by_hand(two_sides):
    """36 words of the Wire, 30 of the Post."""
    row = _of(keyness(two_sides, study="Wire"), "silt")

    assert (row["n_study"], row["n_reference"]) == (18, 0)
    assert (row["n_articles_study"], row["n_articles_reference"]) == (6, 0)
    assert row["per_1000_study"] == 500
    assert row["g2"] == pytest.approx(log_likelihood(18, 0, 36, 30))
    assert row["z"] == pytest.approx(log_odds(18, 0, 36, 30))
    assert row["log_ratio"] == pytest.approx(np.log2(18 / 36 / (0.5 / 30)))
    assert np.isnan(row["percent_diff"])
    assert row["test"] == "articles shuffled"


def test_typical_of_the_study_corpus_is_first_and_of_the_reference_last(two_sides):
    table = keyness(two_sides, study="Wire")

    assert table["term"].iloc[0] == "silt"
    assert table["term"].iloc[-1] in {"sand", "today"}
    assert table["z"].iloc[0] > 0 > table["z"].iloc[-1]
    assert _of(table, "silt")["p_adjusted"] < 0.05
    assert _of(table, "sand")["p_adjusted"] < 0.05
    assert _of(table, "port")["p_adjusted"] > 0.05


def test_turning_the_sides_turns_the_signs(two_sides):
    one = keyness(two_sides, study="Wire").set_index("term")
    other = keyness(two_sides, study="Post").set_index("term").loc[one.index]

    assert other["z"].to_numpy() == pytest.approx(-one["z"].to_numpy())
    assert other["g2"].to_numpy() == pytest.approx(one["g2"].to_numpy())
    assert other["p"].to_numpy() == pytest.approx(one["p"].to_numpy(), abs=0.05)


def test_a_period_against_the_rest_and_against_another_period(news):
    corpus = news(*[("A", f"2026-03-{day:02d}", f"Word w{day}") for day in range(1, 10)])
    rest = keyness(corpus, study="2026-03-01/2026-03-03")
    other = keyness(corpus, study="2026-03-01/2026-03-03", reference="2026-03-08/..")

    assert _of(rest, "word")["n_reference"] == 6
    assert _of(other, "word")["n_reference"] == 2
    assert "w5" not in set(other["term"])


def test_both_sides_add_up_to_the_frequency_table(estuary):
    corpus = estuary
    table = keyness(corpus, study="Harbour Wire", n_words=2)
    each = terms(corpus, n_words=2).set_index("term").loc[table["term"]]

    assert (table["n_study"] + table["n_reference"]).tolist() == each["n"].tolist()


def test_a_word_list_as_reference(two_sides, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("term,n\nsilt,10\nport,500\nother,490\n", encoding="utf-8")
    row = _of(keyness(two_sides, study="Wire", reference=str(path)), "silt")

    assert (row["n_study"], row["n_reference"], row["n_articles_reference"]) == (18, 10, 0)
    assert row["g2"] == pytest.approx(log_likelihood(18, 10, 36, 1000))
    assert (row["test"], row["p_adjusted"] < 0.001) == ("word counts", True)


def test_a_word_that_one_article_repeats_is_not_a_finding(news):
    corpus = news(
        ("Wire", "2026-03-01", "Tide tide tide tide tide tide tide tide"),
        *[("Wire", "2026-03-01", "The tide came")] * 1,
        *[("Wire", "2026-03-01", "Ships and grain")] * 6,
        *[("Post", "2026-03-01", "Ships and tide")] * 1,
        *[("Post", "2026-03-01", "Ships and grain")] * 7,
    )
    row = _of(keyness(corpus, study="Wire"), "tide")

    assert row["g2"] > 3.84
    assert row["p"] > 0.05


def test_copies_of_one_story_move_together(news):
    """Six articles of the Wire are one story: one piece cannot differ by more than chance."""
    corpus = news(
        *[("Wire", "2026-03-01", "Silt fills the port")] * 6,
        *[("Post", "2026-03-02", f"Sand fills port {number}") for number in range(6)],
    )
    story = pd.Series(
        ["same"] * 6 + [str(number) for number in range(6)],
        index=corpus.metadata["article_id"],
    )
    alone = _of(keyness(corpus, study="Wire"), "silt")
    together = _of(keyness(corpus, study="Wire", cluster=story), "silt")

    assert alone["p"] < 0.01
    assert together["p"] > 0.1


def test_few_articles_a_side_are_not_tested_and_the_table_says_so(news):
    corpus = news(*[("Wire", "2026-03-01", "Silt")] * 4, *[("Post", "2026-03-01", "Sand")] * 9)
    table = keyness(corpus, study="Wire")

    assert table["p"].isna().all()
    assert set(table["test"]) == {""}
    assert "has 4 articles and the reference 9" in compare(corpus, study="Wire").refusals["Wire"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"study": "Wires"}, "parameter 'study': there is no outlet 'Wires'"),
        ({"study": "Wire", "reference": "Wire, Post"}, "must choose different articles; found 6"),
        ({"study": "Wire", "prior": 0}, "parameter 'prior' must be above 0 words; found 0"),
        ({"study": "Wire", "n_words": 6}, "parameter 'n_words' must be"),
    ],
)
def test_settings_out_of_range_are_refused(two_sides, settings, message):
    with pytest.raises(ParameterError, match=message):
        keyness(two_sides, **settings)


def test_planted_words_of_estuary_are_found(estuary):
    """The late outlet's word, the rising word, and the minister who is gone; not the control."""
    corpus = estuary
    by_outlet = keyness(corpus, study="Estuary Today")
    by_time = keyness(corpus, study="2026-04-06/..")
    outlet, time = by_outlet.set_index("term"), by_time.set_index("term")

    assert by_outlet["term"].iloc[0] == "livelihoods"
    assert outlet.loc["livelihoods", "p_adjusted"] < 0.05
    assert by_time["term"].iloc[0] == "silt"
    assert time.loc["silt", "p_adjusted"] < 0.05
    assert time.loc["thorvey", "p_adjusted"] < 0.05
    assert time.loc["thorvey", "z"] < 0
    assert abs(time.loc["channel", "log_ratio"]) < 0.2


def test_nothing_is_found_where_outlets_are_drawn_by_lot(estuary):
    corpus, random, n_found = estuary, np.random.default_rng(1), 0
    for number in range(6):
        outlets = random.permutation(corpus.metadata["outlet"].to_numpy())
        shuffled = replace(corpus, metadata=corpus.metadata.assign(outlet=outlets))
        table = keyness(shuffled, study="Estuary Today", seed=number)
        n_found += (table["p_adjusted"] <= 0.05).any()

    assert n_found <= 1


def test_terms_that_are_not_shuffled_count_as_tested(two_sides, monkeypatch):
    whole = keyness(two_sides, study="Wire").set_index("term")
    monkeypatch.setattr(import_module("analysis.frequency.keyness"), "PLACES", 7)
    table = keyness(two_sides, study="Wire").set_index("term")

    assert (table["test"] == "articles shuffled").sum() == 1
    assert table.loc["silt", "p_adjusted"] == pytest.approx(
        table.loc["silt", "p"] * (whole["test"] == "articles shuffled").sum()
    )
