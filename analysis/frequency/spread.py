"""Dispersion: whether a term is spread over the articles or heaped in a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import ParameterError
from analysis.frequency.articles import by_article, stories_of
from analysis.frequency.words import normal
from analysis.schema import DISPERSION
from analysis.statistics import (
    Interval,
    Refusal,
    deviation,
    deviation_norm,
    juilland,
    parts_with,
    rate_interval,
)
from analysis.store.lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.store import Annotated


def dispersion(
    corpus: Annotated,
    *,
    terms: str | Sequence[str],
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Say how evenly some terms are spread over the articles, and how sure their rates are.

    Parameters
    ----------
    corpus
        The selection to count in.
    terms
        Terms of one to five words, as a sequence or a text with commas. They may be typed in any
        way; each is counted as `normal` gives it.
    seed
        Another seed gives other replicates of the bootstrap.
    cluster
        The story of each article, indexed by `article_id`: intervals take a story as one draw.
        Without it each article is a story of its own.

    Returns
    -------
    DataFrame
        A `DISPERSION` table, one row a term, most frequent first. The parts of the corpus are its
        articles.

    Raises
    ------
    ParameterError
        If no term is given, or an article has no story in `cluster`.

    Notes
    -----
    Rates of two terms in one corpus may be alike while one stands in every article and the other
    in a single one: then only the first says something about the coverage.
    """
    wanted = sorted({normal(term) for term in listed(terms)} - {""})
    if not wanted:
        raise ParameterError("parameter 'terms' must name at least one word or phrase.")
    found = by_article(corpus, wanted)
    stories = stories_of(corpus, cluster)
    rows = [
        {"term": term, **_row(found.of(number), found.sizes, stories, seed)}
        for number, term in enumerate(wanted)
    ]
    return DISPERSION.conform(pd.DataFrame(rows))


def _row(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], stories: NDArray[np.uint64], seed: int
) -> dict[str, object]:
    n, n_words = int(counts.sum()), int(sizes.sum())
    return {
        "n": n,
        "n_articles": parts_with(counts),
        "of_articles": parts_with(sizes),
        "per_1000": 1_000 * n / max(n_words, 1),
        **bounds(rate_interval(counts, sizes, stories, seed=seed)),
        "dp": deviation(counts, sizes),
        "dp_norm": deviation_norm(counts, sizes),
        "juilland_d": juilland(counts, sizes),
    }


def bounds(found: Interval | Refusal) -> dict[str, object]:
    """Give an interval as columns, per 1,000 words; a refusal leaves them empty and says why."""
    if isinstance(found, Refusal):
        return {"low": np.nan, "high": np.nan, "note": str(found)}
    return {"low": 1_000 * found.low, "high": 1_000 * found.high, "note": found.method}
