"""The tone of articles, outlets, days and weeks: means of sentences, and means of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus.needs import takes_corpus
from analysis.schema import (
    ARTICLE_SENTIMENT,
    DAY_SENTIMENT,
    OUTLET_SENTIMENT,
    WEEK_SENTIMENT,
)
from analysis.sentiment.sentences import POLAR

if TYPE_CHECKING:
    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


@takes_corpus
def articles(corpus: Corpus) -> pd.DataFrame:
    """Average the sentences of each article.

    Parameters
    ----------
    corpus
        The selection to average. Its sentences' scores are the evidence behind every mean.

    Returns
    -------
    DataFrame
        An `ARTICLE_SENTIMENT` table, one row per article with at least one sentence in English.
    """
    found = [ARTICLE_SENTIMENT.empty(), *corpus.map_shards(_means_of)]
    return ARTICLE_SENTIMENT.conform(pd.concat(found, ignore_index=True))


def outlets(by_article: pd.DataFrame) -> pd.DataFrame:
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


def days(by_article: pd.DataFrame) -> pd.DataFrame:
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


def weeks(by_article: pd.DataFrame) -> pd.DataFrame:
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
        .dropna(subset="compound")
        .groupby("article")
        .agg(
            n_sentences=("compound", "size"),
            mean_compound=("compound", "mean"),
            share_negative=("negative", "mean"),
            share_positive=("positive", "mean"),
        )
    )
    about = shard.metadata[["article_id", "outlet", "published"]]
    return ARTICLE_SENTIMENT.conform(about.join(means, how="inner"))
