"""Trends: the rate of a term over calendar time, and since when it has been another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from analysis.errors import ParameterError, nearest
from analysis.frequency.articles import by_article, stories_of
from analysis.frequency.spread import bounds
from analysis.frequency.words import normal
from analysis.schema import CHANGES, TREND
from analysis.statistics import Refusal, benjamini_hochberg, change_points, rate_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.store import Annotated

By = Literal["day", "week", "month"]
OFTEN = 0.75
"""Outlets with words in this share of the days, weeks or months are the standard mix."""
_STEP = {"day": "D", "week": "7D", "month": "MS"}


def trend(
    corpus: Annotated,
    *,
    term: str,
    by: By = "week",
    standardise: bool = True,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Give the rate of a term for each calendar day, week or month.

    Parameters
    ----------
    corpus
        The selection to count in. Articles without a day are left out.
    term
        One or more words, as for `occurrences`.
    by
        ``day``, ``week`` (from Monday) or ``month``.
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
    if by not in get_args(By):
        raise ParameterError(
            f"parameter 'by' must be day, week or month;{nearest(by, get_args(By))} found '{by}'."
        )
    found = by_article(corpus, [normal(term)])
    articles = pd.DataFrame(
        {
            "begins": _begins(corpus.about["published"], by),
            "outlet": corpus.about["outlet"].fillna("unknown"),
            "story": stories_of(corpus, cluster),
            "n": found.of(0),
            "n_words": found.sizes,
        }
    ).dropna(subset="begins")
    if articles.empty:
        return TREND.empty()
    units = pd.date_range(articles["begins"].min(), articles["begins"].max(), freq=_STEP[by])
    kept = articles if standardise else articles.assign(outlet="all")
    table = pd.DataFrame([_unit(articles[articles["begins"] == unit], seed) for unit in units])
    return TREND.conform(
        table.assign(
            begins=units,
            expected=_expected(kept, units),
            standardised=_standardised(kept, units) if standardise else np.nan,
        )
    )


def changes(trend: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Find since when a term has had another rate.

    Parameters
    ----------
    trend
        A `TREND` table.
    seed
        Another seed gives other shuffles.

    Returns
    -------
    DataFrame
        A `CHANGES` table, one row a change, in order of time; none if no change is beyond chance.
        Where the series is too short, ``attrs["refusal"]`` says so.

    Notes
    -----
    Occurrences are compared with `expected`, so the rates before and after are those of an
    unchanged mix of outlets. `statistics.change_points` says how.
    """
    TREND.check(trend)
    found = change_points(trend["n"], trend["expected"], seed=seed)
    if isinstance(found, Refusal):
        made = CHANGES.empty()
        made.attrs["refusal"] = str(found)
        return made
    rate = 1_000 * trend["n"].sum() / max(trend["n_words"].sum(), 1)
    days = trend["begins"]
    rows = [
        {
            "begins": days[change.place],
            "earliest": days[change.low],
            "latest": days[change.high],
            "per_1000_before": rate * change.before,
            "per_1000_after": rate * change.after,
            "p": change.p,
        }
        for change in found
    ]
    if not rows:
        return CHANGES.empty()
    table = pd.DataFrame(rows)
    return CHANGES.conform(table.assign(p_adjusted=benjamini_hochberg(table["p"].to_numpy())))


def _begins(days: pd.Series[pd.Timestamp], by: str) -> pd.Series[pd.Timestamp]:
    """Give the first day of the unit in which each day lies."""
    midnight = days.dt.normalize()
    if by == "week":
        return midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
    if by == "month":
        return midnight - pd.to_timedelta(midnight.dt.day - 1, unit="D")
    return midnight


def _unit(articles: pd.DataFrame, seed: int) -> dict[str, object]:
    n, n_words = int(articles["n"].sum()), int(articles["n_words"].sum())
    if not n_words:
        note = "no words, so no rate" if len(articles) else "no article"
        return {
            "n": n,
            "n_words": n_words,
            "n_articles": len(articles),
            "per_1000": np.nan,
            **bounds(Refusal(note)),
        }
    found = rate_interval(
        articles["n"].to_numpy(),
        articles["n_words"].to_numpy(),
        articles["story"].to_numpy(),
        seed=seed,
    )
    return {
        "n": n,
        "n_words": n_words,
        "n_articles": len(articles),
        "per_1000": 1_000 * n / n_words,
        **bounds(found),
    }


def _by_outlet(
    articles: pd.DataFrame, units: pd.DatetimeIndex
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give occurrences and words, one row a unit, one column an outlet."""
    n, n_words = (
        articles.pivot_table(column, "begins", "outlet", aggfunc="sum", fill_value=0)
        for column in ("n", "n_words")
    )
    return n.reindex(units, fill_value=0), n_words.reindex(units, fill_value=0)


def _expected(articles: pd.DataFrame, units: pd.DatetimeIndex) -> NDArray[np.float64]:
    """Give the occurrences in each unit if each outlet kept its rate of all the time."""
    n, n_words = (table.to_numpy(np.float64) for table in _by_outlet(articles, units))
    rates = n.sum(axis=0) / np.maximum(n_words.sum(axis=0), 1)
    return np.asarray((n_words * rates).sum(axis=1))


def _standardised(articles: pd.DataFrame, units: pd.DatetimeIndex) -> NDArray[np.float64]:
    """Give the weighted mean of the outlets' rates, where all of the standard mix wrote."""
    n, n_words = (table.to_numpy(np.float64) for table in _by_outlet(articles, units))
    wrote = n_words > 0
    standard = wrote.sum(axis=0) >= OFTEN * wrote.any(axis=1).sum()
    n, n_words = n[:, standard], n_words[:, standard]
    if not n_words.sum():
        return np.full(len(units), np.nan)
    weights = n_words.sum(axis=0) / n_words.sum()
    rates = 1_000 * n / np.where(n_words > 0, n_words, np.nan)
    return np.asarray((rates * weights).sum(axis=1))
