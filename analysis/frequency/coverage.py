"""How much each outlet wrote: the denominators behind all rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.corpus.needs import takes_corpus
from analysis.schema import COVERAGE

if TYPE_CHECKING:
    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


@takes_corpus
def coverage(corpus: Corpus) -> pd.DataFrame:
    """Say how much each outlet wrote: the denominators behind all rates.

    Parameters
    ----------
    corpus
        The selection to count in.

    Returns
    -------
    DataFrame
        A `COVERAGE` table, one row per outlet, the one with most articles first.
    """
    found = [COVERAGE.empty(), *corpus.map_shards(count_coverage)]
    return COVERAGE.conform(
        pd.concat(found, ignore_index=True)
        .groupby("outlet", as_index=False)
        .agg(
            n_articles=("n_articles", "sum"),
            n_words=("n_words", "sum"),
            first_day=("first_day", "min"),
            last_day=("last_day", "max"),
        )
    )


def count_coverage(shard: Shard) -> pd.DataFrame:
    """Count the articles and words of each outlet in one shard, as a `COVERAGE` table."""
    sentences = shard.column("sentences", "article"), shard.column("sentences", "n_words")
    n_words = np.bincount(sentences[0], sentences[1], len(shard))
    table = shard.metadata.assign(
        outlet=shard.metadata["outlet"].fillna("unknown"), n_words=n_words
    )
    return COVERAGE.conform(
        table.groupby("outlet", as_index=False).agg(
            n_articles=("article_id", "size"),
            n_words=("n_words", "sum"),
            first_day=("published", "min"),
            last_day=("published", "max"),
        )
    )
