"""Changes: since when a term has had another rate."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.schema import CHANGES, TREND
from analysis.statistics import Refusal, benjamini_hochberg, change_points


class Changes(NamedTuple):
    """When a term's rate changed.

    Parameters
    ----------
    table
        A `CHANGES` table, one row a change, in order of time; none if no change is beyond chance.
    refusal
        Why none was looked for; empty if changes were.
    """

    table: pd.DataFrame
    refusal: str


def changes(trend: pd.DataFrame, *, seed: int = 0) -> Changes:
    """Find since when a term has had another rate.

    Parameters
    ----------
    trend
        A `TREND` table of one term.
    seed
        Another seed gives other shuffles.

    Returns
    -------
    Changes
        Their table; where the series is too short, an empty one and the reason.

    Notes
    -----
    Occurrences are compared with `expected`, so the rates before and after are those of an
    unchanged mix of outlets. `statistics.change_points` says how.
    """
    TREND.check(trend)
    found = change_points(trend["n"], trend["expected"], seed=seed)
    if isinstance(found, Refusal):
        return Changes(CHANGES.empty(), str(found))
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
        return Changes(CHANGES.empty(), "")
    table = pd.DataFrame(rows)
    adjusted = benjamini_hochberg(table["p"].to_numpy())
    return Changes(CHANGES.conform(table.assign(p_adjusted=adjusted)), "")
