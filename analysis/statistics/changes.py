"""Change points: since when a rate has been another one, and how surely that day is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysis.statistics.contrasts import log_likelihood
from analysis.statistics.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

MIN_UNITS = 12
"""Fewer units of time with words than this are too short a series to find a change in."""
MIN_SIDE = 3
"""Units of time on each side of a change."""
HANSEN = 7.352
"""Where the likelihood ratio of a place of change has its 95 % bound: −2 ln(1 − √0.95)."""
LIKELY = 0.05


@dataclass(frozen=True)
class Change:
    """A change of a rate.

    Parameters
    ----------
    place
        The unit of time with which the new rate begins.
    low, high
        The first and the last unit of time with which it may have begun.
    before, after
        The rates on both sides, each up to the next change.
    p
        How often a series without a change looks as if it had one as large.
    """

    place: int
    low: int
    high: int
    before: float
    after: float
    p: float


def change_points(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, *, seed: int = 0, shuffles: int = 999
) -> list[Change] | Refusal:
    """Find where a rate changes for good, not for a day.

    Parameters
    ----------
    counts, sizes
        Occurrences, and words or expected occurrences, of each unit of time in order. Units
        without words are gaps; they are passed over.
    seed
        Another seed gives other shuffles.
    shuffles
        Shuffles of the order of time for each question.

    Returns
    -------
    list of Change, or Refusal
        Changes in order of time, none if none is beyond chance; a refusal for fewer than 12 units
        with words, or if the word does not occur.

    Notes
    -----
    The series is cut where two rates explain it best (`log_likelihood`), if that is better than
    in 95 % of series with the units of time shuffled, and in 95 % of series with the occurrences
    thrown at random; then each side again. Shuffling takes units of time as independent; a rate
    that drifts slowly looks like changes. The interval is the set of places whose likelihood
    ratio, divided by the over-dispersion, is within ``−2 ln(1 − √0.95) = 7.35`` of the best. The
    bound is Hansen's, made for regressions; the division is not his.

    References
    ----------
    Hansen (1999), "Threshold effects in non-dynamic panels: estimation, testing, and inference",
    *Journal of Econometrics* 93(2), 345–368.

    Hansen (2000), "Sample splitting and threshold estimation", *Econometrica* 68(3), 575–603.

    Examples
    --------
    >>> found = change_points([1, 2, 1, 2, 1, 2, 1, 2] + [9, 8, 9, 8, 9, 8], [1000] * 14)
    >>> [(change.place, change.low, change.high) for change in found]
    [(8, 7, 8)]
    """
    found, words = (np.asarray(x, dtype=np.float64) for x in (counts, sizes))
    there = np.flatnonzero(words > 0)
    if len(there) < MIN_UNITS:
        return Refusal(
            f"The series has {len(there)} units of time with words; with fewer than {MIN_UNITS} "
            "a change cannot be told from chance."
        )
    found, words = found[there], words[there]
    if not found.sum():
        return Refusal("It does not occur, so its rate cannot change.")
    random = np.random.default_rng(seed)
    cuts = _cuts(np.stack([found, words]), 0, len(found), random, shuffles)
    bounds = [0, *(cut.place for cut in cuts), len(found)]
    rates = [float(found[a:b].sum() / words[a:b].sum()) for a, b in pairwise(bounds)]
    return [
        Change(
            place=int(there[cut.place]),
            low=int(there[cut.low]),
            high=int(there[cut.high]),
            before=rates[number],
            after=rates[number + 1],
            p=cut.p,
        )
        for number, cut in enumerate(cuts)
    ]


@dataclass(frozen=True)
class _Cut:
    place: int
    low: int
    high: int
    p: float


def _cuts(
    series: npt.NDArray[np.float64],
    first: int,
    last: int,
    random: np.random.Generator,
    shuffles: int,
) -> list[_Cut]:
    """Find the changes between two units of time, the best first, then those on its sides."""
    part = series[:, first:last]
    if last - first < 2 * MIN_SIDE or not part[0].sum():
        return []
    gains = _gains(part)
    best = int(gains.argmax())
    p = max(_chance(drawn, gains[best], shuffles) for drawn in _nulls(part, random))
    if p > LIKELY:
        return []
    near = np.flatnonzero(gains[best] - gains <= HANSEN * _excess(part, best + MIN_SIDE))
    place, low, high = (first + MIN_SIDE + int(at) for at in (best, near.min(), near.max()))
    return [
        *_cuts(series, first, place, random, shuffles),
        _Cut(place, low, high, p),
        *_cuts(series, place, last, random, shuffles),
    ]


def _nulls(
    part: npt.NDArray[np.float64], random: np.random.Generator
) -> tuple[Callable[[], npt.NDArray[np.float64]], ...]:
    """Give two ways to draw a series without change: time shuffled, or words falling by chance.

    The first alone would call a difference sure that is small, where counts are too regular.
    """
    n, shares = int(part[0].sum()), part[1] / part[1].sum()
    return (
        lambda: random.permutation(part, axis=1),
        lambda: np.stack([random.multinomial(n, shares).astype(np.float64), part[1]]),
    )


def _chance(draw: Callable[[], npt.NDArray[np.float64]], found: float, times: int) -> float:
    """Give how often drawn series change as much as was found."""
    drawn = (float(_gains(draw()).max()) for _ in range(times))
    return (1 + sum(value >= found for value in drawn)) / (1 + times)


def _gains(part: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the log-likelihood of two rates against one, for each place of a change."""
    before = np.cumsum(part, axis=1)[:, MIN_SIDE - 1 : part.shape[1] - MIN_SIDE]
    after = part.sum(axis=1, keepdims=True) - before
    values = log_likelihood(before[0], after[0], before[1], after[1])
    return np.asarray(values)


def _excess(part: npt.NDArray[np.float64], cut: int) -> float:
    """Give the over-dispersion of a series with one change: 1 if its counts vary as by chance."""
    total = 0.0
    for found, words in (part[:, :cut], part[:, cut:]):
        expected = words * found.sum() / words.sum()
        total += float(((found - expected)[expected > 0] ** 2 / expected[expected > 0]).sum())
    return max(total / max(int(part.shape[1]) - 2, 1), 1.0)
