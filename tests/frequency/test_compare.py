"""Outlets compared in turn: the planted words, by hand, and what cannot be compared."""

import sys

import pandas as pd
import pytest

from analysis.display.findings.frequency import keyness_finding
from analysis.frequency import compare, dispersion, distinctive_terms, keyness
from analysis.stories.stories import stories

MODULE = sys.modules["analysis.frequency.compare"]  # its function has the same name


def test_each_outlet_is_compared_with_the_others(estuary):
    corpus = estuary
    made = compare(corpus)
    one = made.table[made.table["study"] == "Estuary Today"].reset_index(drop=True)
    alone = keyness(corpus, study="Estuary Today")

    assert sorted(set(made.table["study"])) == sorted(set(corpus.metadata["outlet"]))
    pd.testing.assert_frame_equal(one, alone[alone["p"].notna()].reset_index(drop=True))
    assert (made.refusals, made.n_left) == ({}, 0)


def test_the_largest_outlets_are_compared(estuary):
    made = compare(estuary, outlets=2)

    assert set(made.table["study"]) == {"Lanmere Gazette", "Ostrel Courier"}


def test_the_late_outlets_word_is_typical_of_it_with_intervals(estuary):
    corpus = estuary
    cluster = stories(corpus).set_index("article_id")["story"]
    table = distinctive_terms(corpus, compare(corpus, cluster=cluster).table, cluster=cluster)
    row = table[table["term"] == "livelihoods"].iloc[0]
    own = corpus.filter(outlets="Estuary Today")
    alone = dispersion(own, terms="livelihoods", cluster=cluster).iloc[0]

    assert (table["p_adjusted"] <= 0.05).all()
    assert (row["study"], row["n_study"], row["n_reference"]) == ("Estuary Today", 22, 0)
    assert (row["low_study"], row["high_study"]) == (alone["low"], alone["high"])
    assert row["low_study"] < row["per_1000_study"] < row["high_study"]
    assert pd.isna(row["low_reference"])


def test_few_terms_of_a_comparison_are_the_farthest(estuary):
    corpus = estuary
    made = compare(corpus, study="2026-04-06/..")
    table = distinctive_terms(corpus, made.table, most=3)
    sure = made.table[made.table["p_adjusted"] <= 0.05]

    assert len(sure) > 3
    assert set(table["z"].abs()) == set(sure["z"].abs().nlargest(3))


def test_a_word_list_has_no_interval(estuary, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("term,n\nriver,5000\nother,90000\n", encoding="utf-8")
    corpus = estuary
    made = compare(corpus, study="Harbour Wire", reference=str(path))
    table = distinctive_terms(corpus, made.table, reference=str(path))

    assert len(table)
    assert table["low_study"].notna().any()
    assert table["low_reference"].isna().all()


@pytest.mark.parametrize("outlets", ["A", ""])
def test_one_outlet_cannot_be_compared(news, outlets):
    made = compare(news(*[(outlets, "2026-03-01", "Pay")] * 6))

    assert made.table.empty
    assert "Fewer than two outlets" in made.refusals[""]


def test_outlets_with_few_articles_are_refused_one_by_one(news):
    rows = [("A", "2026-03-01", "Pay rise")] * 6 + [("B", "2026-03-01", "Pay cut")] * 2
    corpus = news(*rows)
    made = compare(corpus)

    assert set(made.refusals) == {"A", "B"}
    assert all("fewer than 5" in reason for reason in made.refusals.values())
    assert distinctive_terms(corpus, made.table).empty


def test_of_a_large_corpus_fewer_outlets_are_compared_and_the_page_says_so(estuary, monkeypatch):
    corpus = estuary
    monkeypatch.setattr(MODULE, "ARTICLES", 2 * len(corpus))
    made = compare(corpus)

    assert set(made.table["study"]) == {"Lanmere Gazette", "Ostrel Courier"}
    assert made.n_left == 2
    assert keyness_finding(made).endswith(" 2 further outlets: not compared.")
    assert compare(corpus, study="Harbour Wire").n_left == 0
    monkeypatch.setattr(MODULE, "ARTICLES", 1)
    assert set(compare(corpus).table["study"]) == {"Lanmere Gazette"}
