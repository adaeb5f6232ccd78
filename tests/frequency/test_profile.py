"""Profiles of terms: the same numbers as term by term, and lines that stand where they say."""

from importlib import import_module

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import frequency
from analysis.errors import ParameterError
from analysis.frequency import terms_by_article
from analysis.frequency.profile import LINES, _chosen
from analysis.stories.stories import stories


@pytest.fixture(scope="module")
def counted(estuary):
    """A selection, its terms, and the story of each of its articles."""
    selection = estuary
    cluster = stories(selection).set_index("article_id")["story"]
    return selection, frequency.terms(selection), cluster


def test_a_profile_has_the_numbers_of_each_term_alone(counted):
    selection, terms, cluster = counted
    made = frequency.profile(selection, terms, top_n=3, also=["Livelihoods"], cluster=cluster)
    names = ["silt", "said", "channel", "livelihoods"]
    alone = frequency.dispersion(selection, terms=names, cluster=cluster)

    assert made.facts["term"].tolist() == names
    pd.testing.assert_frame_equal(made.facts, alone)
    for name in names:
        trend = frequency.trend(selection, term=name, cluster=cluster)
        pd.testing.assert_frame_equal(frequency.of_term(made.trends, name), trend)
        lines = frequency.of_term(made.lines, name)
        every = frequency.concordance(selection, term=name, width=40)
        assert len(lines) == min(len(every), LINES)
        assert len(lines.merge(every)) == len(lines)


def test_copies_count_once_among_stories(news):
    corpus = news(
        ("A", "2026-03-01", "Pay strike"), ("B", "2026-03-01", "Pay strike"), ("B", "", "Pay")
    )
    cluster = pd.Series(["00", "00", "02"], ["00", "01", "02"])
    terms = frequency.terms(corpus)
    told = frequency.profile(corpus, terms, cluster=cluster).facts.set_index("term")
    alone = frequency.profile(corpus, terms).facts.set_index("term")

    columns = ["n", "n_articles", "of_articles", "n_stories", "of_stories"]
    assert told.loc["pay", columns].tolist() == [3, 3, 3, 2, 2]
    assert told.loc["strike", columns].tolist() == [2, 2, 3, 1, 2]
    assert alone.loc["strike", columns].tolist() == [2, 2, 3, 2, 3]


def test_lines_are_spread_over_all_occurrences(news):
    corpus = news(*[("A", "2026-03-01", "Pay now pay")] * 6)
    terms = frequency.terms(corpus)
    lines = frequency.profile(corpus, terms, lines=4).lines
    pay = frequency.of_term(lines, "pay")

    # Of 12 occurrences, two an article, these are numbers 0, 3, 6 and 9.
    assert pay["article_id"].tolist() == ["00", "01", "03", "04"]
    assert pay["start"].tolist() == [0, 8, 0, 8]
    assert pay["node"].tolist() == ["Pay", "pay", "Pay", "pay"]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(1, 30))
def test_chosen_lines_are_distinct_rise_and_are_all_if_there_is_room(counts, most):
    rows = [row for row, count in enumerate(counts) if count]
    found = terms_by_article.TermsByArticle(
        *(pd.Series(x, dtype="int64").to_numpy() for x in (counts, rows, [c for c in counts if c])),
        pd.Series([0, len(rows)]).to_numpy(),
    )
    row, place = _chosen(found, 0, most)
    pairs = list(zip(row.tolist(), place.tolist(), strict=True))

    assert len(pairs) == min(sum(counts), most)
    assert pairs == sorted(set(pairs))
    assert all(0 <= there < counts[article] for article, there in pairs)


def test_terms_of_several_lengths_and_one_that_is_absent(news):
    corpus = news(("A", "2026-03-01", "Port strike"), ("A", "2026-03-01", "A port strike"))
    made = frequency.profile(corpus, frequency.terms(corpus), also=["Port Strike"])
    absent = frequency.profile(corpus, frequency.terms(corpus), also=["rain"])

    assert frequency.of_term(made.lines, "port strike")["start"].tolist() == [0, 2]
    assert made.facts["term"].tolist() == ["port", "port strike", "strike"]
    assert frequency.of_term(absent.facts, "rain")["n"].tolist() == [0]
    assert frequency.of_term(absent.lines, "rain").empty


def test_few_terms_at_once_give_the_same(counted, monkeypatch):
    selection, terms, cluster = counted
    whole = frequency.profile(selection, terms, top_n=5, cluster=cluster)
    monkeypatch.setattr(terms_by_article, "FIELDS", 2 * len(selection))

    for one, other in zip(
        frequency.profile(selection, terms, top_n=5, cluster=cluster), whole, strict=True
    ):
        pd.testing.assert_frame_equal(one, other)


def test_nothing_to_count_gives_empty_tables(seed):
    selection = seed.filter(zones="deck")
    made = frequency.profile(selection, frequency.terms(selection).head(0))

    assert all(table.empty for table in made)


def test_settings_out_of_range_are_refused(seed):
    terms = frequency.terms(seed)
    with pytest.raises(ParameterError, match="'top_n' must be 1 or more; found 0"):
        frequency.profile(seed, terms, top_n=0)
    with pytest.raises(ParameterError, match="'lines' must be 1 or more; found 0"):
        frequency.profile(seed, terms, lines=0)


def test_very_many_terms_are_cut_to_the_first_ones(seed, monkeypatch):
    monkeypatch.setattr(import_module("analysis.frequency.profile"), "TERMS", 3)
    terms = frequency.terms(seed)

    assert len(frequency.profile(seed, terms, top_n=50).facts) == 3
