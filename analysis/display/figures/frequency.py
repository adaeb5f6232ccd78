"""Terms as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display.figures.canvas import BLUE, Figure, _axes
from analysis.display.findings.frequency import frequency_finding
from analysis.schema import (
    FREQUENCY,
)

if TYPE_CHECKING:
    import pandas as pd


def frequency_bars(frequency: pd.DataFrame, *, top_n: int = 20) -> Figure:
    """Draw the most frequent terms as bars of their rate per 1,000 words.

    Parameters
    ----------
    frequency
        A `FREQUENCY` table.
    top_n
        Bars to draw.

    Returns
    -------
    Figure
    """
    FREQUENCY.check(frequency)
    top = frequency.head(top_n).iloc[::-1]
    with _axes(height=0.9 + 0.27 * max(len(top), 2)) as (drawing, ax):
        bars = ax.barh(list(top["term"]), top["per_1000"], color=BLUE, height=0.68)
        ax.bar_label(
            bars,
            [f"{rate:.1f}  (n = {n:,})" for rate, n in zip(top["per_1000"], top["n"], strict=True)],
            padding=4,
            fontsize=9,
        )
        ax.margins(x=0.16, y=0.02)
        ax.set_xlabel("occurrences per 1,000 words")
        ax.tick_params(axis="y", length=0)
    return Figure(drawing, frequency_finding(frequency))
