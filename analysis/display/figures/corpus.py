"""Outlets as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from analysis.display.figures.canvas import BLUE, Figure, _axes
from analysis.display.findings.corpus import coverage_finding
from analysis.schema import (
    COVERAGE,
)

if TYPE_CHECKING:
    import pandas as pd


def coverage_bars(coverage: pd.DataFrame) -> Figure:
    """Draw the number of articles of each outlet.

    Parameters
    ----------
    coverage
        A `COVERAGE` table.

    Returns
    -------
    Figure
    """
    COVERAGE.check(coverage)
    table = coverage.iloc[::-1]
    with _axes(height=0.9 + 0.34 * max(len(table), 2)) as (drawing, ax):
        bars = ax.barh(list(table["outlet"]), table["n_articles"], color=BLUE, height=0.6)
        notes = zip(table["n_articles"], table["n_words"], strict=True)
        labels = [f"{n:,}  ({words:,} words)" for n, words in notes]
        ax.bar_label(bars, labels, padding=4, fontsize=9)
        ax.margins(x=0.25, y=0.05)
        ax.set_xlabel("articles")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.tick_params(axis="y", length=0)
    return Figure(drawing, coverage_finding(coverage))
