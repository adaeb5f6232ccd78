"""Tone over time, or sentence by sentence."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.display.figures.canvas import BLUE, FAINT, RED, Figure, _axes
from analysis.display.findings.sentiment import tone_by_sentence_finding, tone_over_time_finding
from analysis.schema import (
    ARTICLE_SENTIMENT,
    SENTENCE_SENTIMENT,
    WEEK_SENTIMENT,
)
from analysis.sentiment.sentences import POLAR

# Okabe and Ito's colours, which colour-blind readers can tell apart.
POINTS = 20_000
"""Articles that are drawn as points at most; of more, every second or third and so on."""


def tone(scores: pd.DataFrame, by_article: pd.DataFrame, by_week: pd.DataFrame) -> Figure:
    """Draw tone over time, or sentence by sentence where there is no time to draw it over.

    Parameters
    ----------
    scores
        A `SENTENCE_SENTIMENT` table of the first sentences.
    by_article, by_week
        The `ARTICLE_SENTIMENT` and `WEEK_SENTIMENT` means of all. With two weeks or more, each
        article is a point at its day; otherwise each of `scores` is a bar, in reading order.

    Returns
    -------
    Figure
    """
    SENTENCE_SENTIMENT.check(scores)
    ARTICLE_SENTIMENT.check(by_article)
    WEEK_SENTIMENT.check(by_week)
    if len(by_week) >= 2:
        return _tone_over_time(by_article, by_week)
    return _tone_by_sentence(scores, int(by_article["n_sentences"].sum()))


def _tone_over_time(by_article: pd.DataFrame, by_week: pd.DataFrame) -> Figure:
    middle = pd.Timedelta(days=3)
    with _axes(height=3.8) as (drawing, ax):
        ax.axhline(0, color=FAINT, lw=0.8)
        drawn = by_article.iloc[:: 1 + len(by_article) // POINTS]
        ax.scatter(
            drawn["published"],
            drawn["mean_compound"],
            s=26,
            color=FAINT,
            alpha=0.75,
            label="one article",
        )
        ax.plot(
            by_week["week"] + middle,
            by_week["mean_compound"],
            color=BLUE,
            marker="o",
            lw=1.8,
            label="mean of a week",
        )
        reach = max(0.5, float(by_article["mean_compound"].abs().max()) * 1.1)
        ax.set_ylim(-reach, reach)
        ax.set_ylabel("mean compound of an article")
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
        ax.legend(frameon=False, loc="upper left", ncols=2, fontsize=9)
    return Figure(drawing, tone_over_time_finding(by_week))


def _tone_by_sentence(scores: pd.DataFrame, n_sentences: int) -> Figure:
    with _axes(height=3.4) as (drawing, ax):
        values = scores["compound"]
        colours = [RED if v <= -POLAR else BLUE if v >= POLAR else FAINT for v in values]
        ax.bar(range(1, len(values) + 1), values, color=colours, width=0.7)
        ax.axhline(0, color=FAINT, lw=0.8)
        ax.set_ylim(-1, 1)
        ax.set_xlim(0.3, max(len(values), 2) + 0.7)
        ax.set_xlabel("sentence, in reading order")
        ax.set_ylabel("compound")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    return Figure(drawing, tone_by_sentence_finding(scores, n_sentences))
