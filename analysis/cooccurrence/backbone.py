"""The ties to draw: so few that a figure can be read, chosen by a rule that can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import ParameterError
from analysis.schema import TIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST, MOST = 5, 80
"""Actors that a figure may draw."""
TIES_AN_ACTOR = 2
"""Ties that are drawn for each actor, on average and at most."""


def backbone(ties_of_one_window: pd.DataFrame, *, n_actors: int = 30) -> pd.DataFrame:
    """Choose the ties to draw among the actors with most ties.

    Parameters
    ----------
    ties_of_one_window
        `TIES` within one window, all of them.
    n_actors
        Actors to draw at most, from 5 to 80: those with the largest sum of windows over their
        ties.

    Returns
    -------
    DataFrame
        A `TIES` table. If the actors have at most two ties each on average, it holds all their
        ties. Otherwise those without which the network would fall apart further, the strongest
        ones (a maximum spanning forest), and then those that stand out most among the ties of one
        of their actors.

    Raises
    ------
    ParameterError
        If `n_actors` is out of range.

    Notes
    -----
    How much a tie stands out is the disparity filter's measure: the probability that one of the k
    ties of an actor would have so large a share of its windows, if these were divided by lot. It
    chooses what is drawn and is no test; nothing is counted on what it leaves out.

    References
    ----------
    Serrano, Boguñá & Vespignani (2009), "Extracting the multiscale backbone of complex weighted
    networks", *Proceedings of the National Academy of Sciences* 106(16), 6483–6488.
    """
    TIES.check(ties_of_one_window)
    check_size(n_actors)
    table = TIES.conform(ties_of_one_window)
    strength = strengths(table)
    among = table["actor_a"].isin(strength.index[:n_actors])
    among &= table["actor_b"].isin(strength.index[:n_actors])
    chosen = table.assign(disparity=disparity(table))[among].reset_index(drop=True)
    room = TIES_AN_ACTOR * len({*chosen["actor_a"], *chosen["actor_b"]})
    if len(chosen) <= room:
        return TIES.conform(chosen)
    held = _spanning(chosen)
    rest = chosen[~held].sort_values(
        ["disparity", "n_contexts", "actor_a", "actor_b"], ascending=[True, False, True, True]
    )
    return TIES.conform(pd.concat([chosen[held], rest.head(room - int(held.sum()))]))


def strengths(ties_of_one_window: pd.DataFrame) -> pd.Series[int]:
    """Sum the windows over the ties of each actor, the largest sum first."""
    ends = pd.concat(
        ties_of_one_window[[side, "n_contexts"]].set_axis(["actor", "n_contexts"], axis=1)
        for side in ("actor_a", "actor_b")
    )
    sums = ends.groupby("actor")["n_contexts"].sum().sort_index()
    strongest: pd.Series[int] = sums.sort_values(ascending=False, kind="stable")
    return strongest


def disparity(ties_of_one_window: pd.DataFrame) -> NDArray[np.float64]:
    """Say of each tie how little it stands out: the smaller of both actors' probabilities.

    For an actor with one tie the probability is 1, since its tie has to hold all its windows.
    """
    smallest = np.ones(len(ties_of_one_window))
    n = ties_of_one_window["n_contexts"].to_numpy(np.float64)
    strength = strengths(ties_of_one_window)
    degree = pd.concat([ties_of_one_window[side] for side in ("actor_a", "actor_b")]).value_counts()
    for side in ("actor_a", "actor_b"):
        actor = ties_of_one_window[side]
        k = actor.map(degree).to_numpy(np.float64)
        share = n / actor.map(strength).to_numpy(np.float64)
        smallest = np.minimum(smallest, np.where(k > 1, (1 - share) ** (k - 1), 1.0))
    return smallest


def _spanning(chosen: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the ties of a maximum spanning forest; the strongest come first (Kruskal)."""
    group = {name: name for name in [*chosen["actor_a"], *chosen["actor_b"]]}

    def top(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    held = np.zeros(len(chosen), bool)
    for row, (a, b) in enumerate(zip(chosen["actor_a"], chosen["actor_b"], strict=True)):
        one, other = top(a), top(b)
        held[row] = one != other
        group[one] = other
    return held


def check_size(n_actors: int) -> None:
    """Refuse more actors, or fewer, than a figure can hold."""
    if not FEWEST <= n_actors <= MOST:
        raise ParameterError(
            f"actors to draw (parameter 'draw') must be from {FEWEST} to {MOST}; found {n_actors}."
        )
