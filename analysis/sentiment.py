"""Sentences into tone: VADER's four numbers a sentence, and means of them.

VADER was made for single sentences. Its `compound` saturates on long texts, so an article is
always the mean of its sentences and never scored as one text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from analysis import lexicons
from analysis.annotate.segments import segments
from analysis.errors import ParameterError
from analysis.kernels import vader as kernel
from analysis.schema import (
    ARTICLE_SENTIMENT,
    ARTICLES,
    DAY_SENTIMENT,
    OUTLET_SENTIMENT,
    SENTENCE_SENTIMENT,
    SENTENCES,
    WEEK_SENTIMENT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

POLAR = 0.05
"""From this compound on a sentence counts as positive (or, below zero, as negative)."""


def score_sentences(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    lexicon: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Score the tone of every sentence with nltk's VADER.

    Parameters
    ----------
    articles
        An `ARTICLES` table.
    sentences
        The `SENTENCES` to score.
    lexicon
        Valence by word, −4 to 4; without one, VADER's own.

    Returns
    -------
    DataFrame
        A `SENTENCE_SENTIMENT` table, one row per sentence. `neg`, `neu` and `pos` are shares of
        words, 0 to 1; `compound` runs from −1, most negative, to 1, most positive. The four are
        nltk's numbers to the last digit.

    Notes
    -----
    A sentence about bad news scores low even where its author takes no side, and a quoted voice
    scores like the narrator's.

    References
    ----------
    Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment analysis of
    social media text", *ICWSM*.
    """
    ARTICLES.check(articles)
    SENTENCES.check(sentences)
    vader = _vader() if lexicon is None else _model(lexicon)
    text = segments(articles, sentences)
    coded = kernel.code_sentences(text.data, text.bounds[:-1], text.bounds[1:], vader)
    scores = kernel.score_sentences(coded, vader)._asdict()
    return SENTENCE_SENTIMENT.conform(sentences.assign(**scores))


def extremes(scores: pd.DataFrame, *, top_n: int = 5) -> pd.DataFrame:
    """Give the most negative and the most positive sentences.

    Parameters
    ----------
    scores
        A `SENTENCE_SENTIMENT` table.
    top_n
        Sentences at each end, 1 or more.

    Returns
    -------
    DataFrame
        Rows of `scores`, the most negative first; no sentence twice, none that is neutral.

    Raises
    ------
    ParameterError
        If `top_n` is below 1.
    """
    SENTENCE_SENTIMENT.check(scores)
    if top_n < 1:
        raise ParameterError(f"parameter 'top_n' must be 1 or more; found {top_n}.")
    ranked = scores.sort_values(["compound", "article_id", "start"], ignore_index=True)
    negative = ranked[ranked["compound"] <= -POLAR].head(top_n)
    positive = ranked[ranked["compound"] >= POLAR].tail(top_n)
    return pd.concat([negative, positive], ignore_index=True)


def article_means(scores: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Average the sentences of each article.

    Parameters
    ----------
    scores
        A `SENTENCE_SENTIMENT` table: the evidence behind every mean.
    articles
        The `ARTICLES` they come from.

    Returns
    -------
    DataFrame
        An `ARTICLE_SENTIMENT` table, one row per article with at least one sentence.
    """
    SENTENCE_SENTIMENT.check(scores)
    ARTICLES.check(articles)
    means = (
        scores.assign(negative=scores["compound"] <= -POLAR, positive=scores["compound"] >= POLAR)
        .groupby("article_id", as_index=False)
        .agg(
            n_sentences=("compound", "size"),
            mean_compound=("compound", "mean"),
            share_negative=("negative", "mean"),
            share_positive=("positive", "mean"),
        )
    )
    return ARTICLE_SENTIMENT.conform(
        articles[["article_id", "outlet", "published"]].merge(means, on="article_id")
    )


def outlet_means(by_article: pd.DataFrame) -> pd.DataFrame:
    """Average the articles of each outlet, each article with the same weight.

    Parameters
    ----------
    by_article
        An `ARTICLE_SENTIMENT` table. Articles of unknown outlet are left out.

    Returns
    -------
    DataFrame
        An `OUTLET_SENTIMENT` table, one row per outlet.
    """
    ARTICLE_SENTIMENT.check(by_article)
    return OUTLET_SENTIMENT.conform(_means_by(by_article, "outlet"))


def day_means(by_article: pd.DataFrame) -> pd.DataFrame:
    """Average the articles of each day, each article with the same weight.

    Parameters
    ----------
    by_article
        An `ARTICLE_SENTIMENT` table. Articles of unknown day are left out.

    Returns
    -------
    DataFrame
        A `DAY_SENTIMENT` table, one row per day with at least one article; days without an
        article have no row, since there is no tone of nothing.
    """
    ARTICLE_SENTIMENT.check(by_article)
    return DAY_SENTIMENT.conform(_means_by(by_article, "published"))


def week_means(by_article: pd.DataFrame) -> pd.DataFrame:
    """Average the articles of each week, each article with the same weight.

    Parameters
    ----------
    by_article
        An `ARTICLE_SENTIMENT` table. Articles of unknown day are left out.

    Returns
    -------
    DataFrame
        A `WEEK_SENTIMENT` table, one row per week with at least one article.
    """
    ARTICLE_SENTIMENT.check(by_article)
    monday = by_article["published"].dt.to_period("W").dt.start_time
    return WEEK_SENTIMENT.conform(_means_by(by_article.assign(week=monday), "week"))


def _means_by(by_article: pd.DataFrame, column: str) -> pd.DataFrame:
    return by_article.groupby(column, as_index=False, dropna=True).agg(
        n_articles=("article_id", "size"),
        n_sentences=("n_sentences", "sum"),
        mean_compound=("mean_compound", "mean"),
        share_negative=("share_negative", "mean"),
        share_positive=("share_positive", "mean"),
    )


@cache
def _vader() -> kernel.Vader:
    return _model(lexicons.vader())


def _model(lexicon: Mapping[str, float]) -> kernel.Vader:
    return kernel.vader_model(lexicon, **lexicons.vader_rules())
