"""How much each outlet wrote: the denominators behind all rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.corpus.needs import takes_counts
from analysis.frequency.counts import terms_of
from analysis.schema import COVERAGE

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts


@takes_counts
def coverage(corpus: Corpus | TermCounts) -> pd.DataFrame:
    """Say how much each outlet wrote: the denominators behind all rates.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.

    Returns
    -------
    DataFrame
        A `COVERAGE` table, one row per outlet, the one with most articles first.
    """
    counted = terms_of(corpus)
    about = counted.corpus.metadata
    table = about.assign(outlet=about["outlet"].fillna("unknown"), n_words=counted.sizes)
    return COVERAGE.conform(
        table.groupby("outlet", as_index=False).agg(
            n_articles=("article_id", "size"),
            n_words=("n_words", "sum"),
            first_day=("published", "min"),
            last_day=("published", "max"),
        )
    )


def uneven(coverage: pd.DataFrame) -> pd.DataFrame:
    """Give the outlets that do not cover the time of all, so that time may set them apart.

    Parameters
    ----------
    coverage
        A `COVERAGE` table.

    Returns
    -------
    DataFrame
        Its rows of outlets without dates, if others have some, and of those before whose first or
        after whose last article a quarter of the time lies.

    Examples
    --------
    >>> len(uneven(COVERAGE.empty()))
    0
    """
    COVERAGE.check(coverage)
    first, last = coverage["first_day"], coverage["last_day"]
    quarter = (last.max() - first.min()) / 4
    late, early = first - first.min() > quarter, last.max() - last > quarter
    undated = first.isna() if first.notna().any() else late
    return COVERAGE.conform(coverage[late | early | undated])
