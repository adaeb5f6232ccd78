"""Every number of the committed reports is counted back from the places behind it."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import cooccurrence as co
from analysis import frequency
from analysis.schema import NAMES
from analysis.sentiment.sentences import sentences
from analysis.stories import stories

ROOT = Path(__file__).parent.parent
REPORTS = {"kurdistan24": "seed", "estuary": "estuary"}


@pytest.fixture(params=REPORTS, scope="module")
def report(request):
    """The report's tables, and the selection its notebooks count."""
    folder = ROOT / "reports" / request.param / "data"
    tables = {
        path.stem: pd.read_csv(path, keep_default_na=False, na_values={"npmi": [""]})
        for path in folder.glob("*.csv")
    }
    return tables, request.getfixturevalue(REPORTS[request.param])


def _texts(story):
    return dict(zip(story.articles["article_id"], story.articles["text"], strict=True))


def test_all_result_tables_are_there(report):
    tables, _ = report

    assert set(tables) == {
        *("articles", "paragraphs", "coverage", "ledger", "roles", "frequency", "concordance"),
        *("sentence_sentiment", "article_sentiment", "outlet_sentiment", "day_sentiment"),
        *("week_sentiment", "mentions", "merges", "actors", "ties", "stories", "copies"),
        *("dispersion", "trend", "changes", "keyness", "typical"),
        *("tie_profiles", "ties_by_chance", "tie_evidence"),
    }


def test_every_profiled_term_recounts_by_article_story_and_week(report):
    tables, story = report
    places = pd.concat(frequency.spans(story))
    told = tables["stories"].set_index("article_id")["story"]
    about = story.metadata.set_index("article_id")
    monday = about["published"] - pd.to_timedelta(about["published"].dt.day_of_week, unit="D")
    for row in tables["dispersion"].itertuples():
        own = places.loc[places["term"] == row.term, "article_id"]
        trend = tables["trend"][tables["trend"]["term"] == row.term].set_index("begins")["n"]
        by_week = own.map(monday).dropna().dt.strftime("%Y-%m-%d").value_counts()
        assert (row.n, row.n_articles) == (len(own), own.nunique())
        assert row.n_stories == own.map(told).nunique()
        assert trend[trend > 0].to_dict() == by_week.to_dict()
        assert row.of_stories == told.nunique()


def test_every_compared_term_recounts_on_both_sides(report):
    tables, story = report
    places = pd.concat(frequency.spans(story))
    outlet = places["article_id"].map(story.metadata.set_index("article_id")["outlet"])
    for row in tables["typical"].itertuples():
        own = outlet[places["term"] == row.term]
        assert row.n_study == (own == row.study).sum()
        assert row.n_reference == (own != row.study).sum()
    shared = tables["typical"].merge(tables["keyness"], on=["study", "term", "n_study", "z"])
    assert len(shared) == len(tables["typical"])


def test_copies_are_the_stories_of_several_articles(report):
    tables, _ = report
    again = tables["stories"][tables["stories"]["n_copies"] > 0]

    assert sorted(tables["copies"]["article_id"]) == sorted(again["article_id"])


def test_every_term_recounts(report):
    tables, story = report
    places = pd.concat(frequency.spans(story))
    texts = _texts(story)
    found = places.groupby("term").agg(n=("start", "size"), n_articles=("article_id", "nunique"))
    told = tables["frequency"].set_index("term")

    assert len(told)
    assert found.to_dict() == told[["n", "n_articles"]].to_dict()
    for place in places.itertuples():
        surface = texts[place.article_id][place.start : place.end]
        assert frequency.normalise_term(surface) == place.term or surface.isupper()
    n_words = len(story.tokens)
    assert told["per_1000"].tolist() == pytest.approx((1000 * told["n"] / n_words).tolist())
    assert told["per_article"].tolist() == pytest.approx((told["n"] / len(texts)).tolist())


def test_every_concordance_line_stands_in_its_article(report):
    tables, story = report
    texts = _texts(story)
    for line in tables["concordance"].itertuples():
        text = texts[line.article_id]
        assert text[line.start : line.end] == line.node
        assert " ".join(text[: line.start].split()).endswith(line.left)
        assert " ".join(text[line.end :].split()).startswith(line.right)


def test_every_score_is_its_sentences_and_every_mean_recounts(report):
    tables, story = report
    again = sentences(story)
    told = tables["sentence_sentiment"]

    assert told.to_dict("list") == again.to_dict("list")
    by_article = told.groupby("article_id")["compound"]
    articles = tables["article_sentiment"].set_index("article_id")
    assert articles["mean_compound"].to_dict() == pytest.approx(by_article.mean().to_dict())
    assert articles["n_sentences"].to_dict() == by_article.size().to_dict()
    for share, polar in (
        ("share_negative", told["compound"] <= -0.05),
        ("share_positive", told["compound"] >= 0.05),
    ):
        recounted = polar.groupby(told["article_id"]).mean()
        assert articles[share].to_dict() == pytest.approx(recounted.to_dict())
    monday = pd.to_datetime(articles["published"]).dt.to_period("W").dt.start_time
    week = monday.dt.strftime("%Y-%m-%d").where(monday.notna())
    for name, key in (
        ("outlet", articles["outlet"]),
        ("day", articles["published"]),
        ("week", week),
    ):
        groups = tables[f"{name}_sentiment"].set_index("published" if name == "day" else name)
        known = articles[(key != "") & key.notna()]
        means = known.groupby(key)
        assert groups["n_articles"].to_dict() == means.size().to_dict()
        for column in ("mean_compound", "share_negative", "share_positive"):
            assert groups[column].to_dict() == pytest.approx(means[column].mean().to_dict())
        assert groups["n_sentences"].to_dict() == means["n_sentences"].sum().to_dict()


def test_every_mention_is_what_stands_in_the_text(report):
    tables, story = report
    texts = _texts(story)
    told = tables["mentions"]

    assert len(told) == len(story.mentions)
    assert all(texts[m.article_id][m.start : m.end] == m.surface for m in told.itertuples())


def test_every_actor_recounts_from_its_mentions(report):
    tables, _ = report
    named = tables["mentions"]
    adjectives = named.loc[named["how"] == "adjective", "actor"].value_counts()
    named = named[named["how"].isin(NAMES) & (named["type"] != "place")]
    ties = tables["ties"][tables["ties"]["window"] == "sentence"]
    for actor in tables["actors"].itertuples():
        own = named[named["actor"] == actor.actor]
        tied = ties[(ties["actor_a"] == actor.actor) | (ties["actor_b"] == actor.actor)]
        assert len(own) == actor.n_mentions
        assert len(own[["article_id", "sentence"]].drop_duplicates()) == actor.n_sentences
        assert own["article_id"].nunique() == actor.n_articles
        assert (len(tied), tied["n_contexts"].sum()) == (actor.degree, actor.strength)
        assert actor.n_adjectives == adjectives.get(actor.actor, 0)
    assert set(named["actor"]) == set(tables["actors"]["actor"])


def test_every_tie_recounts_from_the_windows_behind_it(report):
    tables, story = report
    named = co.mentions(story)
    told = tables["ties"]
    behind = pd.concat(
        [
            co.contexts_of(named, part).assign(window=window)
            for window, part in told.groupby("window")
        ]
    )
    groups = behind.groupby(["window", "actor_a", "actor_b"])["article_id"]
    recounted = pd.DataFrame({"n_contexts": groups.size(), "n_articles": groups.nunique()})

    assert (
        recounted.to_dict()
        == told.set_index(["window", "actor_a", "actor_b"])[["n_contexts", "n_articles"]].to_dict()
    )


def test_every_profiled_tie_recounts_by_story_and_half(report):
    tables, story = report
    named = tables["mentions"]
    named = named[named["how"].isin(NAMES) & (named["type"] != "place")]
    told = stories(story).set_index("article_id")
    kept = told[told["original"]].index
    about = story.metadata.set_index("article_id")["published"].loc[kept]
    named = named[named["article_id"].isin(kept)]
    dated = about.loc[named["article_id"].unique()].dropna()
    middle = (dated.min() + (dated.max() - dated.min()) / 2).floor("D")
    for tie in tables["tie_profiles"].itertuples():
        both = set.intersection(
            *(
                set(named.loc[named["actor"] == end, "article_id"])
                for end in (tie.actor_a, tie.actor_b)
            )
        )
        early = about.loc[sorted(both)] <= middle
        assert tie.n_stories == len(both)
        assert (tie.n_first, tie.n_second) == (
            early.sum(),
            (about.loc[sorted(both)] > middle).sum(),
        )


def test_every_place_behind_a_tie_names_both(report):
    tables, story = report
    mentions = story.mentions.set_index(["article_id", "start", "end"])["actor"]
    for place in tables["tie_evidence"].itertuples():
        at = [(place.article_id, place.start_a, place.end_a)]
        assert place.actor_a in set(mentions.loc[at])
        at = [(place.article_id, place.start_b, place.end_b)]
        assert place.actor_b in set(mentions.loc[at])


def test_coverage_and_ledger_recount(report):
    tables, story = report
    coverage = tables["coverage"]

    assert coverage["n_articles"].sum() == len(story.articles) == len(tables["articles"])
    assert coverage["n_words"].sum() == len(story.tokens)
    assert tables["ledger"]["n_kept"].iloc[-1] == len(story.articles)
    spans = tables["paragraphs"][["article_id", "start", "end"]]
    assert spans.to_dict("list") == story.paragraphs[["article_id", "start", "end"]].to_dict("list")
