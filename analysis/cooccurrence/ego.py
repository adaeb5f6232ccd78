"""One actor and those it is tied to: its ego network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.cooccurrence.backbone import strengths
from analysis.schema import TIES

if TYPE_CHECKING:
    import pandas as pd


def ego(ties_of_one_window: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Give the ties of one actor.

    Parameters
    ----------
    ties_of_one_window
        `TIES` within one window.
    actor
        Its name, as the table of actors has it.

    Returns
    -------
    DataFrame
        Its rows of the `TIES` table, the strongest tie first; none if it is tied to nobody.
    """
    TIES.check(ties_of_one_window)
    ends = ties_of_one_window["actor_a"], ties_of_one_window["actor_b"]
    return TIES.conform(ties_of_one_window[(ends[0] == actor) | (ends[1] == actor)])


def top_actor(ties_of_one_window: pd.DataFrame, *, actor: str = "") -> str:
    """Give the actor to look at: the one that is asked for, or the one that is tied most.

    Parameters
    ----------
    ties_of_one_window
        `TIES` within one window.
    actor
        The actor that is asked for; empty takes the one with the largest sum of windows over its
        ties, of several the first in the alphabet.

    Returns
    -------
    str
        Its name; empty if nobody is tied.
    """
    TIES.check(ties_of_one_window)
    return actor or next(iter(strengths(ties_of_one_window).index.tolist()), "")
