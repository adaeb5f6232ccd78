"""What a reader is told of stories, terms, trends and comparisons."""

import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.display.findings.corpus import stories_finding
from analysis.display.findings.frequency import dispersion_finding, keyness_finding
from analysis.display.findings.shared import counting
from analysis.display.findings.trend import changes_finding, mix_finding, trend_finding
from analysis.display.sparkline import BLOCKS, GAP, SIGNS, sparkline
from analysis.frequency import Changes, changes, compare, coverage, dispersion, trend
from analysis.schema import CHANGES, COVERAGE, STORIES, TREND
from analysis.stories.stories import copies, stories


@pytest.fixture(scope="module")
def selection(estuary):
    return estuary


@pytest.fixture(scope="module")
def found(selection):
    return stories(selection)


def as_stories(n_articles, n_stories):
    """Give so many articles, of which the last ones are copies of the first."""
    ids = [f"a{number:02}" for number in range(n_articles)]
    facts = {"original": True, "n_copies": 0, "n_shingles": 0, "n_shared": 0, "credit": ""}
    shares = {"containment": 1.0, "kept": 1.0, "added": 0.0}
    stories = [ids[number % n_stories] for number in range(n_articles)]
    return STORIES.conform(
        pd.DataFrame({"article_id": ids, "story": stories}).assign(**facts, **shares)
    )


def test_what_is_counted_is_told():
    assert counting(as_stories(64, 45), "article").startswith(
        "Every article is counted: 64 tell 45 stories, since 19 are copies of others. The numbers "
        "describe these 64 articles. An interval"
    )
    assert "none is a copy of another" in counting(as_stories(6, 6), "article")
    assert counting(as_stories(1, 1), "article").startswith("This is one article.")
    assert "5 of 6 articles; 1 is a copy and left out. The numbers describe these 5" in (
        counting(as_stories(6, 5), "story")
    )


def test_that_copies_were_not_looked_for_is_told(selection, monkeypatch):
    monkeypatch.setattr(sys.modules["analysis.stories.stories"], "MOST", 63)
    unsearched = stories(selection)
    told = "Copies were not looked for among 64 articles; 63 can be compared."

    assert counting(unsearched, "article").startswith(told)
    assert stories_finding(unsearched, copies(selection, unsearched)).startswith(told)


def test_stories_of_the_wire_are_told(selection, found):
    assert stories_finding(found, copies(selection, found)) == (
        "64 articles tell 45 stories. Printed more than once: 11 stories, of which Harbour Wire "
        "had 11 first. Of 19 copies, 3 credit nobody."
    )


def test_dispersion_with_and_without_an_interval(selection, found, seed):
    cluster = found.set_index("article_id")["story"]
    many = dispersion_finding(dispersion(selection, terms="silt", cluster=cluster))
    one = dispersion_finding(dispersion(seed, terms="bases"))

    assert many.startswith(
        "“silt” occurs 178 times in 58 of 64 articles and 41 of 45 stories (copies counted once); "
        "11.6 per 1,000 words (95 % interval 9.3 to 14.4); DPnorm 0.24, from 0 ("
    )
    assert one.startswith("“bases” occurs 7 times in 1 of 1 article; ")
    assert "interval" not in one.lower()
    assert "DP" not in one


def test_a_missing_interval_is_explained(news):
    corpus = news(*[("A", "2026-03-01", "Pay")] * 3)

    assert "No interval: these are fewer than 5 stories" in (
        dispersion_finding(dispersion(corpus, terms="pay"))
    )


def test_a_rise_is_told_with_both_ends(selection):
    assert trend_finding(trend(selection, term="silt")) == (
        "0.0 per 1,000 words in the week of 2 March 2026, 22.7 in the week of 4 May 2026 (the "
        "usual rates of the outlets that wrote would give 10.6 and 12.2)."
    )


def test_the_word_of_a_late_outlet_is_no_rise(selection):
    told = trend_finding(trend(selection, term="livelihoods"))

    assert "; which outlets wrote explains most of that: their usual rates give 0.0 and " in told


def test_gaps_and_units_of_time_are_told(news):
    rows = [("A", f"2026-{month}-01", "Pay rise") for month in ("01", "02", "05")]
    table = trend(news(*rows), term="pay", by="month")

    assert trend_finding(table, by="month") == (
        "500.0 per 1,000 words in January 2026, 500.0 in May 2026; 2 months without articles."
    )
    assert "of one day" in trend_finding(trend(news(rows[0]), term="pay"), by="day")


def test_outlets_that_came_late_or_went_early_are_told(selection, news):
    days = ["2026-03-01", "2026-03-09", "2026-03-17"]
    corpus = news(*[("A", day, "Pay") for day in days], ("B", days[0], "Pay"), ("B", "", "Pay"))

    assert "Estuary Today only since 6 April 2026. " in mix_finding(coverage(selection))
    assert "B only until 1 March 2026. " in mix_finding(coverage(corpus))
    assert not mix_finding(coverage(corpus).head(1))
    assert not mix_finding(COVERAGE.empty())


def test_changes_are_told_with_their_days(selection):
    by_day = trend(selection, term="livelihoods", by="day", standardise=False)
    told = changes_finding(changes(by_day))

    assert told.startswith("Its rate has changed beyond chance: since 6 April 2026 (between ")
    assert "in place of 0.0" in told


def test_no_change_and_a_short_series_are_told(selection):
    short = changes(trend(selection, term="silt", by="month"))

    assert "No lasting change" in changes_finding(Changes(CHANGES.empty(), ""))
    assert "cannot be told from chance" in changes_finding(short)


def test_typical_terms_of_each_comparison_are_told(selection):
    told = keyness_finding(compare(selection))

    assert told.startswith(
        "The outlets do not cover the same time: Estuary Today from 6 April 2026 to 9 May 2026 "
        "and the rest from 2 March 2026 to 10 May 2026. What sets one apart may be what happened "
        "then. Estuary Today: more “livelihoods” (7.7 against 0.0 per 1,000 words)"
    )
    assert (
        "Harbour Wire: too little to tell: none of 674 tested terms stands out, nor would one "
        "that is used twice as often."
    ) in told


def test_that_nothing_was_found_is_said_of_terms_that_would_have_been(selection):
    compared = compare(selection, study="Harbour Wire")
    told = [
        keyness_finding(compared._replace(n_telling={"Harbour Wire": n})) for n in (674, 600, 1)
    ]

    assert told[0].endswith(
        "Harbour Wire: none of 674 terms that would stand out if used twice as often is used more "
        "or less beyond chance."
    )
    assert told[1].endswith("beyond chance; of 74 more there is too little to tell.")
    assert "the term that would stand out if used twice as often is not used more" in told[2]


def test_periods_are_told_of_outlets_and_not_of_days(selection, news):
    rows = [("Fox", f"201{year}-05-01", "Pay rise") for year in range(2, 9)]
    rows += [("BBC", "", "Pay cut")] * 6
    rows += [(f"Late {number}", "2018-04-01", "Pay day") for number in range(6)]
    two = compare(news(*rows), study="Fox", reference="BBC")
    many = compare(news(*rows), study="Fox")

    assert keyness_finding(two).startswith(
        "The outlets do not cover the same time: BBC without dates and the rest from 1 May 2012 "
        "to 1 May 2018. "
    )
    assert "Late 3 from 1 April 2018 to 1 April 2018, 2 more and the rest" in keyness_finding(many)
    assert "same time" not in keyness_finding(compare(selection, study="2026-04-06/.."))


def test_both_directions_are_told_and_long_lists_are_cut(selection):
    compared = compare(selection, study="2026-04-06/..")
    told = keyness_finding(compared)
    surer = compared._replace(table=compared.table.assign(p_adjusted=0.01))

    assert "more “silt” (" in told
    assert "less “thorvey” (0.0 against " in told
    assert " more; less " in keyness_finding(surer)


@pytest.mark.parametrize(
    ("outlets", "told"),
    [("AB", "A and B: not tested. "), ("A", "Fewer than two outlets are known")],
)
def test_refusals_are_told_once(news, outlets, told):
    corpus = news(*[(outlet, "2026-03-01", "One") for outlet in outlets])

    assert keyness_finding(compare(corpus)).startswith(told)


def _series(rates):
    """A trend with these occurrences in 1,000 words each; None is a gap."""
    n = [0 if rate is None else rate for rate in rates]
    n_words = [0 if rate is None else 1_000 for rate in rates]
    return TREND.empty().reindex(range(len(rates))).assign(n=n, n_words=n_words)


def test_sparklines_by_hand():
    assert sparkline(_series([0, 7, None, 1])) == "▁█·▂"
    assert sparkline(_series([0, 0])) == "▁▁"
    assert sparkline(_series([3])) == ""
    assert sparkline(_series([])) == ""


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=200))
def test_sparklines_are_short_and_true_to_their_order(rates):
    signs = sparkline(_series(rates))

    assert len(signs) <= SIGNS
    if len(rates) <= SIGNS:
        order = {None: GAP}
        heights = [BLOCKS.find(sign) for sign in signs]
        for rate, sign, height in zip(rates, signs, heights, strict=True):
            assert (rate is None) == (sign == order[None])
            assert (rate == 0) == (height == 0)
        known = sorted((r, h) for r, h in zip(rates, heights, strict=True) if r is not None)
        assert [height for _, height in known] == sorted(height for _, height in known)


def test_findings_are_plain_text_even_of_hostile_outlets():
    table = COVERAGE.conform(
        pd.DataFrame(
            {
                "outlet": ["<b>", "A"],
                "n_articles": [1, 1],
                "n_words": [1, 1],
                "first_day": pd.to_datetime(["2026-03-09", "2026-03-01"]),
                "last_day": pd.to_datetime(["2026-03-10", "2026-03-10"]),
            }
        )
    )

    assert "<b> only since" in mix_finding(table)
