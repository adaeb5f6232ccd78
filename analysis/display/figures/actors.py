"""Actors and their ties as a network on a circle."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.patches import PathPatch
from matplotlib.path import Path as MplPath

from analysis.display.figures.canvas import FAINT, Figure, _axes
from analysis.display.findings.actors import ties_finding
from analysis.schema import (
    ACTORS,
    TIES,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COMMUNITY = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#5d4a8a")


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
    finding = ties_finding(ties)
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
