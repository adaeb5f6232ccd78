"""Sentences into tone: VADER's four numbers a sentence, and means of them.

VADER was made for single sentences. Its `compound` saturates on long texts, so an article is
always the mean of its sentences and never scored as one text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.annotate import tone
from analysis.errors import ParameterError
from analysis.schema import (
    ARTICLE_SENTIMENT,
    DAY_SENTIMENT,
    OUTLET_SENTIMENT,
    SENTENCE_SENTIMENT,
    WEEK_SENTIMENT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.annotate.shard import Shard
    from analysis.store import Annotated

SCORES = ("neg", "neu", "pos", "compound")
POLAR = 0.05
"""From this compound on a sentence counts as positive (or, below zero, as negative)."""


def score_sentences(
    corpus: Annotated, *, lexicon: Mapping[str, float] | None = None, most: int | None = None
) -> pd.DataFrame:
    """Score the tone of every sentence with nltk's VADER.

    Parameters
    ----------
    corpus
        The selection to score.
    lexicon
        Valence by word, −4 to 4; without one, VADER's own.
    most
        Sentences to give at most, the first ones in reading order; None gives all.

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
    social media text", *Eighth International Conference on Weblogs and Social Media* (ICWSM-14).
    """
    found, n = [SENTENCE_SENTIMENT.empty()], 0
    for part in corpus.parts(partial(scores_of, lexicon=lexicon)):
        found.append(part if most is None else part.head(most - n))
        n += len(found[-1])
        if n == most:
            break
    return SENTENCE_SENTIMENT.conform(pd.concat(found, ignore_index=True))


def scores_of(shard: Shard, *, lexicon: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Give the scores of one shard, as a `SENTENCE_SENTIMENT` table.

    Parameters
    ----------
    shard
        Some articles.
    lexicon
        As for `score_sentences`.
    """
    scores = {name: shard.column("sentences", name) for name in SCORES}
    if lexicon is not None:
        scores = _scored_anew(shard, lexicon)
    return SENTENCE_SENTIMENT.conform(shard.sentences.assign(**scores))


def extremes(corpus: Annotated, *, top_n: int = 5) -> pd.DataFrame:
    """Give the most negative and the most positive sentences.

    Parameters
    ----------
    corpus
        The selection to look in.
    top_n
        Sentences at each end, 1 or more.

    Returns
    -------
    DataFrame
        Rows of `SENTENCE_SENTIMENT`, the most negative first; no sentence twice, none that is
        neutral.

    Raises
    ------
    ParameterError
        If `top_n` is below 1.
    """
    if top_n < 1:
        raise ParameterError(f"parameter 'top_n' must be 1 or more; found {top_n}.")
    found = [SENTENCE_SENTIMENT.empty(), *corpus.counts(partial(_ends, top_n=top_n))]
    return _ends_of(pd.concat(found, ignore_index=True), top_n)


def article_means(corpus: Annotated) -> pd.DataFrame:
    """Average the sentences of each article.

    Parameters
    ----------
    corpus
        The selection to average. Its sentences' scores are the evidence behind every mean.

    Returns
    -------
    DataFrame
        An `ARTICLE_SENTIMENT` table, one row per article with at least one sentence.
    """
    found = [ARTICLE_SENTIMENT.empty(), *corpus.counts(_means_of)]
    return ARTICLE_SENTIMENT.conform(pd.concat(found, ignore_index=True))


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


def _means_of(shard: Shard) -> pd.DataFrame:
    """Average the sentences of each article of a shard."""
    compound = shard.column("sentences", "compound")
    means = (
        pd.DataFrame(
            {
                "article": shard.column("sentences", "article"),
                "compound": compound,
                "negative": compound <= -POLAR,
                "positive": compound >= POLAR,
            }
        )
        .groupby("article")
        .agg(
            n_sentences=("compound", "size"),
            mean_compound=("compound", "mean"),
            share_negative=("negative", "mean"),
            share_positive=("positive", "mean"),
        )
    )
    about = shard.about[["article_id", "outlet", "published"]]
    return ARTICLE_SENTIMENT.conform(about.join(means, how="inner"))


def _ends(shard: Shard, *, top_n: int) -> pd.DataFrame:
    return _ends_of(scores_of(shard), top_n)


def _ends_of(scores: pd.DataFrame, top_n: int) -> pd.DataFrame:
    ranked = scores.sort_values(["compound", "article_id", "start"], ignore_index=True)
    negative = ranked[ranked["compound"] <= -POLAR].head(top_n)
    positive = ranked[ranked["compound"] >= POLAR].tail(top_n)
    return pd.concat([negative, positive], ignore_index=True)


def _scored_anew(shard: Shard, lexicon: Mapping[str, float]) -> dict[str, NDArray[np.float64]]:
    """Score with another lexicon than the one that annotated."""
    columns = (shard.column("sentences", name).tolist() for name in ("article", "start", "end"))
    texts = [shard.text_of(article) for article in range(len(shard))]
    raw = [texts[a][start:end].encode() for a, start, end in zip(*columns, strict=True)]
    bounds = np.cumsum([0, *map(len, raw)])
    data = np.frombuffer(b"".join(raw), np.uint8)
    return tone.score(data, bounds[:-1], bounds[1:], lexicon=lexicon)._asdict()
