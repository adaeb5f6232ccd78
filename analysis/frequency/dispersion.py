"""Dispersion: whether a term is spread over the articles or heaped in a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.corpus.needs import takes_counts
from analysis.frequency.counts import terms_of
from analysis.frequency.term_ids import normalise_term
from analysis.frequency.terms_by_article import stories_of
from analysis.schema import DISPERSION
from analysis.settings import split_list
from analysis.statistics import (
    Interval,
    Refusal,
    deviation,
    deviation_norm,
    juilland,
    parts_with,
    rate_intervals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts
    from analysis.frequency.terms_by_article import TermsByArticle


@takes_counts
def dispersion(
    corpus: Corpus | TermCounts,
    terms: str | Sequence[str],
    *,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Say how evenly some terms are spread over the articles, and how sure their rates are.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.
    terms
        Terms of one to five words, as a sequence or a text with commas. They may be typed in any
        way; each is counted as `normalise_term` gives it.
    seed
        Another seed gives other replicates of the bootstrap.
    cluster
        The story of each article, indexed by `article_id`: `n_stories` counts copies of one story
        once, and intervals take a story as one draw. Without it each article is a story of its own.

    Returns
    -------
    DataFrame
        A `DISPERSION` table, one row a term, most frequent first; without a word, no row. The parts
        of the corpus are its articles.

    Raises
    ------
    ParameterError
        If an article has no story in `cluster`.

    Notes
    -----
    Rates of two terms in one corpus may be alike while one stands in every article and the other
    in a single one: then only the first says something about the coverage.
    """
    wanted = sorted({normalise_term(term) for term in split_list(terms)} - {""})
    if not wanted:
        return DISPERSION.empty()
    counted = terms_of(corpus)
    stories = stories_of(counted.corpus, cluster)
    return dispersion_of(wanted, counted.by_article(wanted), stories, seed=seed)


def dispersion_of(
    terms: Sequence[str], found: TermsByArticle, stories: NDArray[np.uint64], *, seed: int = 0
) -> pd.DataFrame:
    """Give `dispersion` of terms that are counted already.

    Parameters
    ----------
    terms
        The terms, no two the same.
    found
        Their occurrences.
    stories
        The code of each article's story.
    seed
        As for `dispersion`.

    Returns
    -------
    DataFrame
        A `DISPERSION` table.
    """
    rows = []
    for first, table in found.tables():
        sure = rate_intervals(table, found.sizes, stories, seed=seed)
        rows += [
            {
                "term": terms[first + number],
                **_row(table[number], found.sizes, stories),
                **bounds(i),
            }
            for number, i in enumerate(sure)
        ]
    return DISPERSION.conform(pd.DataFrame(rows)) if rows else DISPERSION.empty()


def _row(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], stories: NDArray[np.uint64]
) -> dict[str, object]:
    n, n_words = int(counts.sum()), int(sizes.sum())
    return {
        "n": n,
        "n_articles": parts_with(counts),
        "of_articles": parts_with(sizes),
        "n_stories": len(np.unique(stories[counts > 0])),
        "of_stories": len(np.unique(stories[sizes > 0])),
        "per_1000": 1_000 * n / max(n_words, 1),
        "dp": deviation(counts, sizes),
        "dp_norm": deviation_norm(counts, sizes),
        "juilland_d": juilland(counts, sizes),
    }


def bounds(found: Interval | Refusal) -> dict[str, object]:
    """Give an interval as columns, per 1,000 words; a refusal leaves them empty and says why."""
    if isinstance(found, Refusal):
        return {"low": np.nan, "high": np.nan, "note": str(found)}
    return {"low": 1_000 * found.low, "high": 1_000 * found.high, "note": found.method}
