"""Trends: the rate of terms over calendar time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from analysis.corpus.needs import takes_counts
from analysis.errors import ParameterError, nearest
from analysis.frequency.counts import terms_of
from analysis.frequency.dispersion import bounds
from analysis.frequency.term_ids import normalise_term
from analysis.frequency.terms_by_article import stories_of
from analysis.schema import TREND
from analysis.statistics import Refusal, rate_intervals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts
    from analysis.frequency.terms_by_article import TermsByArticle

By = Literal["day", "week", "month", "year"]
OFTEN = 0.75
"""Outlets with words in this share of the units of time are the standard mix."""
_STEP = {"day": "D", "week": "7D", "month": "MS", "year": "YS"}


@takes_counts
def trend(
    corpus: Corpus | TermCounts,
    term: str,
    *,
    by: By = "week",
    standardise: bool = True,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Give the rate of a term for each calendar day, week, month or year.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`. Articles without a day are left out.
    term
        One or more words, as for `occurrences`.
    by
        ``day``, ``week`` (from Monday), ``month`` or ``year``.
    standardise
        Allow for a changing mix of outlets, in `expected` and `standardised`.
    seed
        Another seed gives other replicates of the bootstrap.
    cluster
        The story of each article, indexed by `article_id`: intervals take a story as one draw.
        Without it each article is a story of its own.

    Returns
    -------
    DataFrame
        A `TREND` table, one row for every unit from the first to the last article, in order; a
        unit without articles is a row without a rate.

    Raises
    ------
    ParameterError
        If `by` is unknown, or an article has no story in `cluster`.

    Notes
    -----
    A new outlet with a liking for a word raises the rate although nobody changed. Two columns
    guard against it. `standardised` (direct standardisation) is the mean of the outlets' rates in
    the unit, each weighted by its words of all the time; it is given for the outlets with words in
    three quarters of the units, where all of them wrote. `expected` counts the occurrences if each
    outlet had kept its rate of all the time; it is what `changes` compares with.
    """
    counted, terms = terms_of(corpus), [normalise_term(term)]
    return trend_of(
        terms,
        counted.by_article(terms),
        counted.corpus.metadata,
        stories_of(counted.corpus, cluster),
        by=by,
        standardise=standardise,
        seed=seed,
    )


def trend_of(
    terms: Sequence[str],
    found: TermsByArticle,
    about: pd.DataFrame,
    stories: NDArray[np.uint64],
    *,
    by: By = "week",
    standardise: bool = True,
    seed: int = 0,
) -> pd.DataFrame:
    """Give the `trend` of terms that are counted already.

    Parameters
    ----------
    terms
        The terms, no two the same.
    found
        Their occurrences.
    about
        `ARTICLES`, with a row for each article of `found`.
    stories
        The code of each article's story.
    by, standardise, seed
        As for `trend`.

    Returns
    -------
    DataFrame
        A `TREND` table, term by term.

    Raises
    ------
    ParameterError
        If `by` is unknown.
    """
    check_by(by)
    begins = _begins(about["published"], by)
    dated = begins.notna().to_numpy()
    if not dated.any():
        return TREND.empty()
    units = pd.date_range(begins.min(), begins.max(), freq=_STEP[by])
    outlets = about["outlet"].fillna("unknown") if standardise else pd.Series("", about.index)
    places = _Places(
        unit=units.get_indexer(pd.DatetimeIndex(begins[dated])),
        outlet=pd.factorize(outlets[dated], sort=True)[0],
        sizes=found.sizes[dated],
        stories=stories[dated],
    )
    tables, n_words = [TREND.empty()], places.by_outlet(places.sizes, len(units))
    for first, table in found.tables():
        counts = table[:, dated]
        rates = _rates(counts, places, len(units), seed)
        for number, rows in enumerate(counts):
            n = places.by_outlet(rows, len(units))
            tables.append(
                rates[number].assign(
                    term=terms[first + number],
                    begins=units,
                    expected=_expected(n, n_words),
                    standardised=_standardised(n, n_words) if standardise else np.nan,
                )
            )
    return TREND.conform(pd.concat(tables, ignore_index=True))


def check_by(by: str) -> None:
    """Refuse a unit of time that does not exist, with the nearest that does."""
    if by not in get_args(By):
        raise ParameterError(
            f"parameter 'by' must be day, week, month or year;{nearest(by, get_args(By))} "
            f"found '{by}'."
        )


def _begins(days: pd.Series[pd.Timestamp], by: str) -> pd.Series[pd.Timestamp]:
    """Give the first day of the unit in which each day lies."""
    midnight = days.dt.normalize()
    if by == "week":
        return midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
    if by == "month":
        return midnight - pd.to_timedelta(midnight.dt.day - 1, unit="D")
    if by == "year":
        return midnight - pd.to_timedelta(midnight.dt.day_of_year - 1, unit="D")
    return midnight


class _Places(NamedTuple):
    """Of each article with a day: its unit of time, outlet, words and story."""

    unit: NDArray[np.int64]
    outlet: NDArray[np.int64]
    sizes: NDArray[np.int64]
    stories: NDArray[np.uint64]

    def by_outlet(self, counts: NDArray[np.int64], n_units: int) -> NDArray[np.float64]:
        """Add counts up, one row a unit, one column an outlet."""
        n_outlets = int(self.outlet.max()) + 1
        cells = self.unit * n_outlets + self.outlet
        added = np.bincount(cells, counts, n_units * n_outlets).astype(np.float64)
        return added.reshape(n_units, n_outlets)


def _rates(
    counts: NDArray[np.int64], places: _Places, n_units: int, seed: int
) -> list[pd.DataFrame]:
    """Give each term's counts and rates, one row a unit, with their intervals."""
    order = np.argsort(places.unit, kind="stable")
    bounds_of = np.searchsorted(places.unit[order], np.arange(n_units + 1))
    rows: list[list[dict[str, object]]] = [[] for _ in counts]
    for first, last in pairwise(bounds_of.tolist()):
        here = order[first:last]
        found, sizes = counts[:, here], places.sizes[here]
        n_words = int(sizes.sum())
        if n_words:
            sure = rate_intervals(found, sizes, places.stories[here], seed=seed)
        else:
            sure = [Refusal("no words, so no rate" if len(here) else "no article")] * len(counts)
        for row, n, interval in zip(rows, found.sum(axis=1).tolist(), sure, strict=True):
            rate = 1_000 * n / n_words if n_words else np.nan
            shared = {"n": n, "n_words": n_words, "n_articles": len(here), "per_1000": rate}
            row.append({**shared, **bounds(interval)})
    return [pd.DataFrame(row) for row in rows]


def _expected(n: NDArray[np.float64], n_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the occurrences in each unit if each outlet kept its rate of all the time."""
    rates = n.sum(axis=0) / np.maximum(n_words.sum(axis=0), 1)
    return np.asarray((n_words * rates).sum(axis=1))


def _standardised(n: NDArray[np.float64], n_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the weighted mean of the outlets' rates, where all of the standard mix wrote."""
    wrote = n_words > 0
    standard = wrote.sum(axis=0) >= OFTEN * wrote.any(axis=1).sum()
    n, n_words = n[:, standard], n_words[:, standard]
    if not n_words.sum():
        return np.full(len(n), np.nan)
    weights = n_words.sum(axis=0) / n_words.sum()
    rates = 1_000 * n / np.where(n_words > 0, n_words, np.nan)
    return np.asarray((rates * weights).sum(axis=1))
