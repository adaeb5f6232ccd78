"""Actors and their ties as a network: a ring of actors, each with its name in a row of its own."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.font_manager import findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MplPath

from analysis.display.figures.canvas import FAINT, Figure, _axes
from analysis.display.findings.actors import network_finding
from analysis.schema import ACTORS, TIES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COMMUNITY = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#5d4a8a")
WIDTH = 547.2
"""Of all figures, in points: 7.6 inches. All lengths here are points."""
MARGIN, GAP = 8, 22
"""Around the figure, and from the ring to the names."""
ACROSS = 108
"""From the middle to the left and right of the ring."""
ROWS = (14, 42)
"""The height of a row: the least, for 80 actors, and the most, for a few."""
TALL = 400
"""The height of all rows, unless they are very few or very many."""
LONGEST = 60
"""Letters of a name of which no more fit into a row, whichever they are."""
LINE = 1.22
"""The height of a line of text, by the size of its letters."""


class _Place(NamedTuple):
    """Where an actor stands on the ring; `side` is -1 on the left and 1 on the right."""

    x: float
    y: float
    side: int


def tie_network(actors: pd.DataFrame, ties: pd.DataFrame) -> Figure:
    """Draw actors on a ring, community by community, and their ties as lines across it.

    Parameters
    ----------
    actors
        An `ACTORS` table.
    ties
        The `TIES` to draw, within one window, such as `cooccurrence.backbone` chooses them; if
        they are `TIE_PROFILES`, those not beyond chance are dashed. Only actors with such a tie
        are drawn.

    Returns
    -------
    Figure
        Larger points are named more often, thicker lines are more windows together; the number
        behind a name is its community, which its colour repeats. Every name has a row of its own,
        so no two can overlap; one too long for its row ends in an ellipsis.
    """
    ACTORS.check(actors)
    TIES.check(ties)
    finding = network_finding(actors, ties)
    tied = actors[actors["actor"].isin([*ties["actor_a"], *ties["actor_b"]])]
    if tied.empty:
        with _axes(height=0.8) as (drawing, ax):
            ax.set_axis_off()
            ax.text(0.5, 0.5, "no two actors occur together", ha="center", color=FAINT)
        return Figure(drawing, finding)
    ring = tied.sort_values(["community", "actor"])
    n_rows = math.ceil(len(ring) / 2)
    row = min(max(TALL / n_rows, ROWS[0]), ROWS[1])
    height = n_rows * row + 2 * MARGIN
    with _axes(height=height / 72) as (drawing, ax):
        drawing.set_layout_engine("none")
        ax.set_position((0, 0, 1, 1))
        ax.set_axis_off()
        ax.set_xlim(-WIDTH / 2, WIDTH / 2)
        ax.set_ylim(-height / 2, height / 2)
        places = _on_ring(list(ring["actor"]), row)
        _draw_ties(ax, ties, places, row, dict(zip(ring["actor"], ring["community"], strict=True)))
        _draw_actors(ax, ring, places, row)
    return Figure(drawing, finding)


def _on_ring(names: list[str], row: float) -> dict[str, _Place]:
    """Place names clockwise from the top, those of each side in rows of one height."""
    n_right = math.ceil(len(names) / 2)
    high = n_right * row / 2
    places = {}
    for number, name in enumerate(names):
        on_right = number < n_right
        of_side = n_right if on_right else len(names) - n_right
        place = number if on_right else len(names) - 1 - number  # the left side goes up again
        y = row * ((of_side - 1) / 2 - place)
        x = ACROSS * math.sqrt(1 - (y / high) ** 2)
        places[name] = _Place(x if on_right else -x, y, 1 if on_right else -1)
    return places


def _draw_ties(
    ax: Axes,
    ties: pd.DataFrame,
    places: dict[str, _Place],
    row: float,
    community: dict[str, int],
) -> None:
    """Draw each tie as a curve that bends towards the middle, the strongest on top."""
    most = ties["n_contexts"].max()
    known = ties["beyond_chance"] if "beyond_chance" in ties.columns else [""] * len(ties)
    columns = (ties[column] for column in ("actor_a", "actor_b", "n_contexts"))
    for a, b, n, beyond in reversed(list(zip(*columns, known, strict=True))):
        (x0, y0, _), (x1, y1, _) = places[a], places[b]
        inside = community[a] == community[b]
        bend = MplPath(
            [(x0, y0), (0.2 * (x0 + x1), 0.45 * (y0 + y1)), (x1, y1)],
            [MplPath.MOVETO, MplPath.CURVE3, MplPath.CURVE3],
        )
        line = PathPatch(
            bend,
            fill=False,
            lw=0.7 + min(4.8, 0.2 * row) * n / most,
            ec=_colour(community[a]) if inside else FAINT,
            ls=(0, (2.2, 1.6)) if beyond in {"no", "unclear"} else "solid",
            alpha=0.75 if inside else 0.5,
            capstyle="butt",
        )
        ax.add_patch(line)


def _draw_actors(ax: Axes, ring: pd.DataFrame, places: dict[str, _Place], row: float) -> None:
    """Draw each actor as a point, and its name in its row, joined to it by a fine line."""
    most = ring["n_mentions"].max()
    size = 9.0 if row >= 20 else 8.0
    n_lines = max(int(row / (LINE * size)), 1)
    room = WIDTH / 2 - MARGIN - ACROSS - GAP
    columns = (ring[name] for name in ("actor", "n_mentions", "community"))
    for name, mentions, group in zip(*columns, strict=True):
        x, y, side = places[name]
        edge = side * (ACROSS + GAP)
        ax.plot([x, edge - 2 * side], [y, y], color=FAINT, lw=0.4, zorder=2)
        area = 24 + min(300, 22 * row) * mentions / most
        ax.scatter([x], [y], s=area, color=_colour(group), edgecolors="white", lw=1, zorder=3)
        ax.text(
            edge,
            y,
            _fitted(name, f" ({group})", size=size, room=room, n_lines=min(n_lines, 2)),
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=size,
            linespacing=1.0,
        )


def _colour(community: int) -> str:
    return COMMUNITY[(community - 1) % len(COMMUNITY)]


def _fitted(name: str, number: str, *, size: float, room: float, n_lines: int) -> str:
    """Break a name into lines that fit their room, and cut what does not fit the last one."""
    words, lines = name.split(), [""]
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        rest = " ".join([longer, *words[1:]]) + number
        if len(lines) == n_lines:
            lines[-1] = _cut(rest[: -len(number)], number, size=size, room=room)
            return "\n".join(lines)
        if _width(longer + number, size) <= room:
            lines[-1] = longer
            words.pop(0)
        elif lines[-1]:
            lines.append("")
        else:
            lines = [_cut(words.pop(0), "", size=size, room=room), ""]
    return "\n".join(filter(None, lines)) + number


def _cut(text: str, number: str, *, size: float, room: float) -> str:
    """Shorten a text until it fits together with its number."""
    if _width(text + number, size) <= room:
        return text + number
    for length in range(min(len(text), LONGEST), 0, -1):
        shorter = text[:length].rstrip() + "…" + number
        if _width(shorter, size) <= room:
            return shorter
    return "…" + number


def _width(text: str, size: float) -> float:
    """Measure a line of text in points."""
    return size * sum(map(_advance, text))


@cache
def _advance(letter: str) -> float:
    """Give how wide a letter is, by the size of the letters; a sign in its stead if it has none."""
    font = get_font(findfont("DejaVu Sans"))
    if not font.get_char_index(ord(letter)):
        return 1.3
    font.set_size(100, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100
