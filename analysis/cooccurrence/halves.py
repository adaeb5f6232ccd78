"""Change: whether two actors are named together more in one half of the time than in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.statistics import Groups, benjamini_hochberg, permutation_tests, would_show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

FEWEST_OF_HALF = 30
"""Stories that each half must have."""
LIKELY = 0.05
"""The largest adjusted p of a change."""


class Halves(NamedTuple):
    """Stories with a tie before and after the middle of the time.

    Parameters
    ----------
    first, second
        Of each tie, the stories of each half that name both actors.
    change
        Of each tie ``more``, ``less``, ``same``, ``unclear``, or nothing where
        the halves are not compared.
    n_first, n_second
        Dated stories of each half that name an actor.
    middle
        The last day of the first half; nothing without days.
    refusal
        Why the halves are not compared; empty if they are.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    change: list[str]
    n_first: int
    n_second: int
    middle: date | None
    refusal: str


def halves(days: pd.Series[pd.Timestamp], both: Sequence[NDArray[np.int64]]) -> Halves:
    """Compare ties in the two halves of the time.

    Parameters
    ----------
    days
        The day of each story, which may be unknown.
    both
        The numbers of the stories of each tie.

    Returns
    -------
    Halves
        The share of a half's stories that name both is compared with the other half's. p is that
        of `statistics.permutation_test`, which shuffles whole stories, adjusted for the number of
        ties (Benjamini & Hochberg 1995). ``same`` is said only where a tie twice as frequent,
        or half, would have stood out in four of five such corpora.

    Notes
    -----
    The middle is that of the time and not of the stories, so a half may be short of stories: then
    nothing is compared.
    """
    known = days.notna().to_numpy()
    if not known.any():
        nothing = np.zeros(len(both), np.int64)
        return Halves(nothing, nothing, [""] * len(both), 0, 0, None, "No story has a date.")
    begin, end = days.min(), days.max()
    middle = (begin + (end - begin) / 2).floor("D")
    early = known & (days <= middle).to_numpy()
    late = known & ~early
    first, second = (
        np.array([half[rows].sum() for rows in both], np.int64) for half in (early, late)
    )
    n_first, n_second = int(early.sum()), int(late.sum())
    about = (n_first, n_second, middle.date())
    if min(n_first, n_second) < FEWEST_OF_HALF:
        refusal = (
            f"The halves of the time have {n_first:,} and {n_second:,} stories that name an actor; "
            f"with fewer than {FEWEST_OF_HALF} in one, ties are not compared."
        )
        return Halves(first, second, [""] * len(both), *about, refusal)
    change = _changes(early[known], [np.cumsum(known)[rows[known[rows]]] - 1 for rows in both])
    return Halves(first, second, change, *about, "")


def _changes(early: NDArray[np.bool_], both: Sequence[NDArray[np.int64]]) -> list[str]:
    """Say in a word how each tie changes."""
    begins = np.cumsum([0, *map(len, both)])
    stories = np.concatenate([np.empty(0, np.int64), *both])
    groups = Groups(stories, np.ones_like(stories), begins, np.ones(len(early), np.int64), early)
    (tested,) = permutation_tests([groups], seed=1)
    n_early, n_late = float(early.sum()), float((~early).sum())
    adjusted = benjamini_hochberg(tested.p)
    telling = would_show(
        np.diff(begins),
        tested.deviation,
        size_study=n_early,
        size_reference=n_late,
        n_tests=len(both),
    )
    words = []
    for p, could, rows in zip(adjusted.tolist(), telling.tolist(), both, strict=True):
        before, after = early[rows].sum() / n_early, (~early[rows]).sum() / n_late
        if p <= LIKELY:
            words.append("more" if after > before else "less")
        else:
            words.append("same" if could else "unclear")
    return words
