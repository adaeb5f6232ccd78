"""Tone: nltk's numbers, and means that can be counted back."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import lexicons
from analysis.annotate import tone
from analysis.errors import ParameterError
from analysis.sentiment.articles import articles, days, outlets, weeks
from analysis.sentiment.sentences import extremes, sentences
from tests.kernels.shards import of_texts
from tests.kernels.texts import nltk_vader

FOUR = ["neg", "neu", "pos", "compound"]


NLTK = nltk_vader()


def _scores(text):
    """Score a text as one sentence."""
    data = np.frombuffer(text.encode(), np.uint8)
    scores = tone.score(data, np.array([0]), np.array([len(data)]))
    return [
        dict(zip(FOUR, row, strict=True)) for row in zip(*(c.tolist() for c in scores), strict=True)
    ]


@pytest.mark.parametrize("name", ["seed", "estuary"])
def test_every_sentence_of_the_shipped_corpora_scores_as_nltk_scores_it(name, request):
    made = request.getfixturevalue(name)
    texts = dict(zip(made.articles["article_id"], made.articles["text"], strict=True))
    scores = sentences(made)

    assert len(scores) == len(made.sentences)
    for row in scores.itertuples():
        expected = NLTK.polarity_scores(texts[row.article_id][row.start : row.end])
        assert {k: getattr(row, k) for k in FOUR} == expected


WORDS = st.sampled_from(
    [
        *sorted(lexicons.vader())[::97],
        "not",
        "never",
        "very",
        "but",
        "BUT",
        "hardly",
        "the",
        "port",
        "isn't",
        "without",
        "kind",
        "of",
        "so",
        "this",
        "GREAT",
        "bad",
        "!",
        "!!!",
        "?",
        "??",
        ":)",
        "the bomb",
        "“peace,”",
        "war.",
        "at",
        "least",
        "no",
        "doubt",
        "yeah",
        "right",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_generated_sentences_score_as_nltk_scores_them(text):
    if not text.strip():
        return
    assert _scores(text) == [NLTK.polarity_scores(text)]


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_text_scores_as_nltk_scores_it_and_stays_in_range(text):
    scores = _scores(text)

    assert scores == [NLTK.polarity_scores(text)]
    assert -1 <= scores[0]["compound"] <= 1


def test_another_lexicon_can_be_handed_in():
    corpus = of_texts("a port siltation")
    row = sentences(corpus).iloc[0]
    other = sentences(corpus, lexicon={"siltation": -2.0}).iloc[0]

    assert row["compound"] == 0 > other["compound"]


def test_article_outlet_and_day_are_means_of_what_stands_below(annotated):
    made = annotated("SENN (Wire) – Great peace. A terrible war.", "SENN (Post) – A port.")
    scores = sentences(made)
    by_article = articles(made)
    by_outlet = outlets(by_article)

    a = scores[scores["article_id"] == "a"]
    assert list(a["sentence"]) == [0, 2, 3], "the dateline is not scored"
    assert by_article.loc[0, "mean_compound"] == a["compound"].mean()
    assert by_article.loc[0, "share_negative"] == 1 / 3 == by_article.loc[0, "share_positive"]
    assert list(by_outlet["outlet"]) == ["Post", "Wire"]
    assert by_outlet.loc[1, "mean_compound"] == by_article.loc[0, "mean_compound"]
    assert days(by_article).empty, "no article has a date"


def test_each_article_weighs_the_same_in_its_outlet(estuary):
    by_article = articles(estuary)
    for outlet in outlets(by_article).itertuples():
        own = by_article[by_article["outlet"] == outlet.outlet]
        assert outlet.mean_compound == pytest.approx(own["mean_compound"].mean())
        assert outlet.n_articles == len(own)
    for one_day in days(by_article).itertuples():
        own = by_article[by_article["published"] == one_day.published]
        assert one_day.mean_compound == pytest.approx(own["mean_compound"].mean())


def test_weeks_begin_on_monday(annotated):
    """Sunday 1 March 2026 ends one week, Monday the 2nd begins the next."""
    made = annotated("A great peace.", "A terrible war.", "A port.")
    published = pd.Series(pd.to_datetime(["2026-03-01", "2026-03-02", None])).astype(
        "datetime64[s]"
    )
    by_week = weeks(articles(made).assign(published=published))

    assert [f"{week:%d %b}" for week in by_week["week"]] == ["23 Feb", "02 Mar"]
    assert list(by_week["n_articles"]) == [1, 1]


def test_extremes_are_the_ends_and_never_neutral(annotated):
    made = annotated("A great peace. A terrible war. A port.")
    ends = extremes(made, top_n=2)

    assert list(ends["compound"] < 0) == [True, False]
    with pytest.raises(ParameterError, match="'top_n' must be 1 or more; found 0"):
        extremes(made, top_n=0)
