"""Rates over time as a figure: the rate with its interval, and the words by which it is divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.dates as mdates
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.display.figures.canvas import BLUE, FAINT, INK, Figure, canvas
from analysis.display.findings.trend import changes_finding, trend_finding
from analysis.schema import TREND

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.frequency import Changes

WIDTH_OF = {"day": 0.8, "week": 5.6, "month": 24.0, "year": 292.0}
"""Days that the bar of a unit of time is wide."""


def trend(trend: pd.DataFrame, changes: Changes, *, by: str = "week", note: str = "") -> Figure:
    """Draw the rate of a term over time, above the words by which it is divided.

    Parameters
    ----------
    trend
        A `TREND` table of one term.
    changes
        Its `CHANGES` table.
    by
        Its unit of time.
    note
        What the reader should know of this time, for the alternative text.

    Returns
    -------
    Figure
        Points with 95 % intervals, joined where units of time follow each other; a unit without
        articles is a gap. The dashed line is what the outlets' usual rates would give, dotted
        lines are changes of the rate. Bars below are words.
    """
    TREND.check(trend)
    name = f"“{trend['term'].iloc[0]}”: " if len(trend) else ""
    parts = [trend_finding(trend, by=by), changes_finding(changes), note]
    finding = name + " ".join(filter(None, parts))
    if trend["n_words"].sum() == 0:
        with canvas(height=0.8) as (drawing, (ax,)):
            ax.set_axis_off()
            ax.text(0.5, 0.5, "no article has a date", ha="center", va="center", color=FAINT)
        return Figure(drawing, trend_finding(trend, by=by))
    with canvas(height=4.4, panels=(3, 1)) as (drawing, (above, below)):
        _rates(above, trend, changes.table)
        below.bar(trend["begins"], trend["n_words"], width=WIDTH_OF[by], color=FAINT)
        below.set_ylabel("words")
        below.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
        below.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        below.xaxis.set_major_formatter(
            mdates.ConciseDateFormatter(below.xaxis.get_major_locator())
        )
        below.tick_params(axis="x", length=3)
    return Figure(drawing, finding)


def _rates(ax: Axes, trend: pd.DataFrame, changes: pd.DataFrame) -> None:
    expected = 1_000 * trend["expected"] / trend["n_words"].where(trend["n_words"] > 0)
    sure = trend.dropna(subset=["low", "high"])
    ax.plot(
        trend["begins"],
        expected,
        color=INK,
        lw=1,
        ls="--",
        label="usual for the outlets that wrote",
    )
    ax.vlines(
        sure["begins"],
        sure["low"],
        sure["high"],
        color=BLUE,
        alpha=0.35,
        lw=5,
        label="95 % interval",
    )
    ax.plot(
        trend["begins"],
        trend["per_1000"],
        color=BLUE,
        marker="o",
        lw=1.8,
        label="rate",
        clip_on=False,
        zorder=3,
    )
    for number, begins in enumerate(changes["begins"]):
        ax.axvline(begins, color=INK, lw=1, ls=":", label=None if number else "change")
    ax.set_ylim(bottom=0, top=max(ax.get_ylim()[1], 1e-9) * 1.2)
    ax.set_ylabel("per 1,000 words")
    ax.tick_params(axis="x", labelbottom=False, length=0)
    ax.legend(edgecolor="white", framealpha=1, loc="upper left", ncols=4, fontsize=9)
