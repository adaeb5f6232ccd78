"""Rates over time, told in sentences: who rose, and who only joined late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display.wording import count, day, listing
from analysis.schema import CHANGES, COVERAGE, TREND

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import Any

    import pandas as pd

    from analysis.frequency import Changes


def trend_finding(trend: pd.DataFrame, *, by: str = "week") -> str:
    """Tell the rates of a term at both ends of the time, and what the outlets alone would make.

    Parameters
    ----------
    trend
        A `TREND` table of one term.
    by
        Its unit of time.

    Examples
    --------
    >>> trend_finding(TREND.empty())
    'No article has a date, so there is no rate over time.'
    """
    TREND.check(trend)
    there = trend[trend["n_words"] > 0].to_dict("records")
    if not there:
        return "No article has a date, so there is no rate over time."
    first, last = there[0], there[-1]
    if first is last:
        return f"All dated articles are of one {by}, so there is no rate over time."
    top = max(there, key=lambda unit: unit["per_1000"])
    text = (
        f"{first['per_1000']:.1f} per 1,000 words {_when(first['begins'], by)}, "
        f"{last['per_1000']:.1f} {_when(last['begins'], by)}"
    )
    if top["per_1000"] > max(first["per_1000"], last["per_1000"]):
        text += f", at most {top['per_1000']:.1f} {_when(top['begins'], by)}"
    text += _mix(first, last)
    gaps = len(trend) - len(there)
    return f"{text}; {count(gaps, by)} without articles." if gaps else f"{text}."


def mix_finding(coverage: pd.DataFrame) -> str:
    """Tell which outlets wrote only in a part of the time, since they bend every trend.

    Parameters
    ----------
    coverage
        A `COVERAGE` table. An outlet is told if a quarter of the time lies before its first or
        after its last article.

    Examples
    --------
    >>> mix_finding(COVERAGE.empty())
    ''
    """
    COVERAGE.check(coverage)
    dated = coverage.dropna(subset=["first_day", "last_day"])
    if len(dated) < 2:
        return ""
    begin, end = dated["first_day"].min(), dated["last_day"].max()
    quarter = (end - begin) / 4
    told = [
        *(
            f"{row['outlet']} only since {day(row['first_day'])}"
            for row in dated.to_dict("records")
            if row["first_day"] - begin > quarter
        ),
        *(
            f"{row['outlet']} only until {day(row['last_day'])}"
            for row in dated.to_dict("records")
            if end - row["last_day"] > quarter
        ),
    ]
    if not told:
        return ""
    more = [f"{len(told) - 5} more"] if len(told) > 5 else []
    return (
        f"Not all outlets wrote all the time: {listing(told[:5] + more)}. "
        "Believe a rise or a fall only where the rate leaves the dashed line, which is what the "
        "usual rates of the outlets of that time would give."
    )


def changes_finding(changes: Changes) -> str:
    """Tell since when a term has had another rate.

    Examples
    --------
    >>> from analysis.frequency import Changes
    >>> changes_finding(Changes(CHANGES.empty(), ""))
    'No lasting change of its rate is beyond chance.'
    """
    if changes.refusal:
        return changes.refusal
    CHANGES.check(changes.table)
    told = [
        f"since {day(change['begins'])} (between {day(change['earliest'])} and "
        f"{day(change['latest'])}) {change['per_1000_after']:.1f} per 1,000 words in place of "
        f"{change['per_1000_before']:.1f}"
        for change in changes.table.to_dict("records")
    ]
    if not told:
        return "No lasting change of its rate is beyond chance."
    return f"Its rate has changed beyond chance: {listing(told)}."


def _mix(first: Mapping[Hashable, Any], last: Mapping[Hashable, Any]) -> str:
    """Say what the usual rates of the outlets would give, and whether that is the whole change."""
    usual = [1_000 * unit["expected"] / unit["n_words"] for unit in (first, last)]
    rates = f"{usual[0]:.1f} and {usual[1]:.1f}"
    change = last["per_1000"] - first["per_1000"]
    rest = change - (usual[1] - usual[0])
    if abs(change) > 0.5 * last["per_1000"] and abs(rest) < 0.5 * abs(change):
        return f"; which outlets wrote explains most of that: their usual rates give {rates}"
    if f"{usual[0]:.1f}" != f"{usual[1]:.1f}":
        return f" (the usual rates of the outlets that wrote would give {rates})"
    return ""


def _when(begins: pd.Timestamp, by: str) -> str:
    if by == "month":
        return f"in {begins:%B %Y}"
    if by == "year":
        return f"in {begins:%Y}"
    return f"{'in the week of' if by == 'week' else 'on'} {day(begins)}"
