"""Result tables into figures, each with a sentence that tells what it shows.

The only room that draws. Nothing is counted or filtered here.
"""

from __future__ import annotations

import base64
import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.dates as mdates
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MplPath
from matplotlib.ticker import MaxNLocator

from analysis import prose
from analysis.schema import (
    ACTORS,
    ARTICLE_SENTIMENT,
    COVERAGE,
    FREQUENCY,
    SENTENCE_SENTIMENT,
    TIES,
    WEEK_SENTIMENT,
)
from analysis.sentiment import POLAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

INK = "#1a1a1a"
FAINT = "#8a8a8a"
BLUE, RED, AMBER = "#1f5a92", "#b3382c", "#c98a1b"
# Okabe and Ito's colours, which colour-blind readers can tell apart.
POINTS = 20_000
"""Articles that are drawn as points at most; of more, every second or third and so on."""
COMMUNITY = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#5d4a8a")

_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,  # a "$" in a corpus is a dollar sign
    "figure.dpi": 100,
    "savefig.dpi": 160,
}


@dataclass(frozen=True)
class Figure:
    """A drawing and the sentence that tells its finding to those who do not see it.

    Parameters
    ----------
    drawing
        The matplotlib figure.
    alt
        The alternative text; it states what the figure shows, not what kind of figure it is.
    """

    drawing: Drawing = field(repr=False)
    alt: str

    def png(self) -> bytes:
        """Give the drawing as PNG, the same bytes every time."""
        buffer = BytesIO()
        with mpl.rc_context(_STYLE):
            FigureCanvasAgg(self.drawing).print_png(buffer, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        image = base64.b64encode(self.png()).decode()
        return (
            {"image/png": image, "text/plain": f"Figure: {self.alt}"},
            {"image/png": {"alt": self.alt}},
        )


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
    return Figure(drawing, prose.frequency_finding(frequency))


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
    return Figure(drawing, prose.coverage_finding(coverage))


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


def tie_network(actors: pd.DataFrame, ties: pd.DataFrame) -> Figure:
    """Draw actors on a circle, community by community, and their ties as lines across it.

    Parameters
    ----------
    actors
        An `ACTORS` table.
    ties
        The `TIES` to draw, within one window. Only actors with such a tie are drawn.

    Returns
    -------
    Figure
        Larger points are named more often, thicker lines are more windows together; the number
        beside a name is its community, which its colour repeats.
    """
    ACTORS.check(actors)
    TIES.check(ties)
    finding = prose.ties_finding(ties)
    with _axes(height=6.4) as (drawing, ax):
        ax.set_axis_off()
        tied = actors[actors["actor"].isin([*ties["actor_a"], *ties["actor_b"]])]
        if tied.empty:
            ax.text(0.5, 0.5, "no two actors occur together", ha="center", color=FAINT)
            return Figure(drawing, finding)
        ring = tied.sort_values(["community", "actor"])
        at = _on_circle(list(ring["actor"]))
        _draw_ties(ax, ties, at)
        _draw_actors(ax, ring, at)
        ax.set_xlim(-2.05, 2.05)
        ax.set_ylim(-1.3, 1.3)
    return Figure(drawing, finding)


@contextmanager
def canvas(
    *, height: float, panels: tuple[int, ...] = (1,)
) -> Iterator[tuple[Drawing, tuple[Axes, ...]]]:
    """Give an empty drawing in the style of all figures.

    Parameters
    ----------
    height
        Inches; all figures are equally wide.
    panels
        Heights of the axes relative to each other, from above; they share their horizontal axis.

    Yields
    ------
    drawing, axes : Figure and tuple of Axes
        Of matplotlib.
    """
    with mpl.rc_context(_STYLE):
        drawing = Drawing(figsize=(7.6, height), layout="constrained")
        axes = drawing.subplots(
            len(panels), sharex=True, squeeze=False, gridspec_kw={"height_ratios": panels}
        )
        yield drawing, tuple(axes[:, 0])


@contextmanager
def _axes(*, height: float) -> Iterator[tuple[Drawing, Axes]]:
    with canvas(height=height) as (drawing, (ax,)):
        yield drawing, ax


def _on_circle(names: list[str]) -> dict[str, tuple[float, float]]:
    """Place names clockwise from the top at equal distances."""
    angles = [math.pi / 2 - 2 * math.pi * place / len(names) for place in range(len(names))]
    return {name: (math.cos(a), math.sin(a)) for name, a in zip(names, angles, strict=True)}


def _draw_ties(ax: Axes, ties: pd.DataFrame, at: dict[str, tuple[float, float]]) -> None:
    """Draw each tie as a curve that bends towards the middle, the strongest on top."""
    most = ties["n_contexts"].max()
    columns = (ties.iloc[::-1][column] for column in ("actor_a", "actor_b", "n_contexts"))
    for a, b, n in zip(*columns, strict=True):
        (x0, y0), (x1, y1) = at[a], at[b]
        bend = MplPath(
            [(x0, y0), (0.3 * (x0 + x1), 0.3 * (y0 + y1)), (x1, y1)],
            [MplPath.MOVETO, MplPath.CURVE3, MplPath.CURVE3],
        )
        shade = 0.78 - 0.4 * n / most
        line = PathPatch(bend, fill=False, lw=0.8 + 5 * n / most, ec=str(shade), capstyle="round")
        ax.add_patch(line)


def _draw_actors(ax: Axes, ring: pd.DataFrame, at: dict[str, tuple[float, float]]) -> None:
    most = ring["n_mentions"].max()
    for name, mentions, group in zip(
        ring["actor"], ring["n_mentions"], ring["community"], strict=True
    ):
        x, y = at[name]
        size = 30 + 420 * mentions / most
        colour = COMMUNITY[(group - 1) % len(COMMUNITY)]
        ax.scatter([x], [y], s=size, color=colour, edgecolors="white", linewidths=1, zorder=3)
        centred = abs(x) < 0.15
        ax.annotate(
            f"{name} ({group})",
            (x, y),
            xytext=(0, 12 * y) if centred else (14 * (1 if x > 0 else -1), 4 * y),
            textcoords="offset points",
            ha="center" if centred else "left" if x > 0 else "right",
            va="center" if not centred else "bottom" if y > 0 else "top",
            fontsize=9,
        )


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
    return Figure(drawing, prose.tone_over_time_finding(by_week))


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
    return Figure(drawing, prose.tone_by_sentence_finding(scores, n_sentences))
