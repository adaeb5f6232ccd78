"""Intervals: within which bounds a share or a rate is likely to lie beyond these articles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysis.statistics.refusals import MIN_ARTICLES, Refusal
from analysis.statistics.resampling import poisson_weights
from analysis.statistics.tails import student_quantile

if TYPE_CHECKING:
    Numbers = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.uint64]

LEVEL = 0.95
MANY = 20
"""From so many stories on, they are resampled."""
PLENTY = 5_000
"""From so many stories with the word on, resampling them would tell nothing new."""
REPLICATES = 2_000
_AT_ONCE = 64
# Small products are not shared between threads, which wait for each other.
_STORIES_AT_ONCE = 512
_ROWS_AT_ONCE = 6


@dataclass(frozen=True)
class Interval:
    """Bounds, and how they were found.

    Parameters
    ----------
    low, high
        The bounds, in the unit of the estimate.
    method
        How, in a few words for the reader.
    """

    low: float
    high: float
    method: str


def wilson(hits: int, trials: int, *, level: float = LEVEL) -> Interval | Refusal:
    """Give Wilson's interval of a share.

    Parameters
    ----------
    hits, trials
        Cases with the property, and all cases, which must be independent, such as stories.
    level
        How often such intervals hold the true share.

    Returns
    -------
    Interval or Refusal
        Bounds from 0 to 1: the shares ``p`` that lie ``z √(p (1 − p) / trials)`` from the share
        found, ``z`` being the normal quantile. A refusal without cases.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    *Journal of the American Statistical Association* 22(158), 209–212.

    Examples
    --------
    >>> found = wilson(8, 10)
    >>> round(found.low, 3), round(found.high, 3)
    (0.49, 0.943)
    """
    if not trials:
        return Refusal("There is no case, so no share and no interval.")
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    share = hits / trials
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    inner = share * (1 - share) / trials + z2 / (4 * trials**2)
    half = math.sqrt(z2 * inner) / (1 + z2 / trials)
    # At the rims the formula gives the rim itself, but for rounding.
    low = 0.0 if hits == 0 else max(middle - half, 0.0)
    high = 1.0 if hits == trials else min(middle + half, 1.0)
    return Interval(low, high, "Wilson")


def rate_interval(
    counts: npt.ArrayLike,
    sizes: npt.ArrayLike,
    codes: Codes,
    *,
    level: float = LEVEL,
    replicates: int = REPLICATES,
    seed: int = 0,
) -> Interval | Refusal:
    """Give an interval of a rate: occurrences by words.

    Parameters
    ----------
    counts, sizes
        Occurrences and words of each article.
    codes
        The code of each article's story, from `resampling.hash_ids`; articles of one story are one
        draw.
    level
        How often such intervals hold the true rate.
    replicates
        Bootstrap replicates, a multiple of four.
    seed
        Another seed gives other replicates.

    Returns
    -------
    Interval or Refusal
        Bounds of ``counts.sum() / sizes.sum()``. A refusal for fewer than five stories, or if
        the word does not occur.

    Notes
    -----
    On the logarithmic scale, with the jackknife's standard error over stories. From 5 to 19
    stories it is a t interval; its degrees of freedom follow from the kurtosis of the residuals
    (Satterthwaite), so that a few heavy articles widen it. From 20 on it is a symmetric
    bootstrap-t over stories, unless 5,000 or more have the word: then it is a t interval again.
    Neither bound is nearer than one standard error of independent words: articles that agree by
    accident do not make a rate certain. `benchmarks/coverage.py` measures
    how often they hold the truth.

    Examples
    --------
    >>> from analysis.statistics.resampling import hash_ids
    >>> found = rate_interval([2, 0, 1, 3, 2], [400] * 5, hash_ids("abcde"))
    >>> round(1000 * found.low, 1), round(1000 * found.high, 1), found.method
    (1.7, 9.7, 'few articles: t interval')
    """
    (found,) = rate_intervals(
        np.asarray(counts)[None, :], sizes, codes, level=level, replicates=replicates, seed=seed
    )
    return found


def rate_intervals(
    counts: npt.ArrayLike,
    sizes: npt.ArrayLike,
    codes: Codes,
    *,
    level: float = LEVEL,
    replicates: int = REPLICATES,
    seed: int = 0,
) -> list[Interval | Refusal]:
    """Give the intervals of several rates in the same articles.

    Parameters
    ----------
    counts
        Occurrences, one row a word, one column an article.
    sizes, codes, level, replicates, seed
        As for `rate_interval`.

    Returns
    -------
    list of Interval or Refusal
        What `rate_interval` would give for each row; stories are drawn once for all of them.

    Examples
    --------
    >>> from analysis.statistics.resampling import hash_ids
    >>> found = rate_intervals([[2, 0, 1, 3, 2], [0] * 5], [400] * 5, hash_ids("abcde"))
    >>> round(1000 * found[0].low, 1), str(found[1])[:17]
    (1.7, 'It does not occur')
    """
    table, words, stories = _by_story(counts, sizes, codes)
    if len(stories) < MIN_ARTICLES:
        few = Refusal(
            f"These are fewer than {MIN_ARTICLES} stories, too few to say how far the rate of "
            "others would lie from theirs."
        )
        return [few for _ in table]
    if len(stories) < MANY:
        return [_by_student(found, words, level, "few articles") for found in table]
    n_with = np.count_nonzero(table, axis=1)
    drawn = table[(n_with > 0) & (n_with < PLENTY)]
    distances = iter(_distances(drawn, words, stories, replicates=replicates, seed=seed))
    return [
        _by_bootstrap(found, words, next(distances), level)
        if 0 < n < PLENTY
        else _by_student(found, words, level, "many articles")
        for found, n in zip(table, n_with, strict=True)
    ]


def _by_student(found: Numbers, words: Numbers, level: float, why: str) -> Interval | Refusal:
    """Give a t interval."""
    if not found.sum():
        return Refusal("It does not occur, so there is no rate to put bounds around.")
    reach = _jackknife(found, words) * student_quantile(level, _freedom(found, words))
    return _around(found, words, reach, f"{why}: t interval")


def _by_bootstrap(
    found: Numbers, words: Numbers, distances: Numbers, level: float
) -> Interval | Refusal:
    """Give an interval as wide as the replicates' distances say."""
    reach = _jackknife(found, words) * float(np.quantile(distances, level, method="higher"))
    return _around(found, words, reach, "bootstrap")


def _around(found: Numbers, words: Numbers, reach: float, method: str) -> Interval | Refusal:
    """Give the interval around a rate that reaches so far on the logarithmic scale."""
    rate = math.log(found.sum() / words.sum())
    reach = max(reach, 1 / math.sqrt(found.sum()))
    if not math.isfinite(reach):
        return Refusal("It stands in too few stories to say how far the rate of others would lie.")
    return Interval(math.exp(rate - reach), math.exp(min(rate + reach, 0.0)), method)


def _by_story(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, codes: Codes
) -> tuple[Numbers, Numbers, Codes]:
    """Add up the articles of each story that has words: one row a word, one column a story."""
    stories, place = np.unique(codes, return_inverse=True)
    table = [np.bincount(place, row, len(stories)) for row in np.asarray(counts)]
    words = np.bincount(place, np.asarray(sizes, dtype=np.float64), len(stories))
    kept = words > 0
    found = np.array(table, np.float64).reshape(len(table), len(stories))[:, kept]
    return found, words[kept].astype(np.float64), stories[kept]


def _residuals(found: Numbers, words: Numbers) -> Numbers:
    """Give how far each story is from the rate of all, as the jackknife sees it."""
    if len(found) < 2:
        return np.zeros(len(found))
    apart = found - found.sum() / words.sum() * words
    return np.asarray(apart / (1 - words / words.sum()))


def _jackknife(found: Numbers, words: Numbers) -> float:
    """Give the standard error of the logarithm of a rate."""
    n = len(found)
    squares = math.fsum(_residuals(found, words) ** 2)
    return math.sqrt((n - 1) / n * squares) / float(found.sum())


def _freedom(found: Numbers, words: Numbers) -> float:
    """Give the degrees of freedom that the residuals' kurtosis leaves."""
    n, squares = len(found), _residuals(found, words) ** 2
    total = math.fsum(squares)
    if not total:
        return n - 1.0
    kurtosis = n * math.fsum(squares**2) / total**2
    return min(n - 1.0, 2 * (n - 1) / max(kurtosis - 1, 1e-9))


def _distances(
    table: Numbers, words: Numbers, stories: Codes, *, replicates: int, seed: int
) -> Numbers:
    """Give how many standard errors each replicate's rate lies from the rate of all stories.

    One row a word, one column a replicate. All sums are sums of whole numbers, so they do not
    depend on the order of the stories.
    """
    if not len(table):
        return np.empty((0, replicates))
    shared = np.zeros((3, replicates))
    others = np.zeros((3, len(table), replicates))
    for first in range(0, replicates, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, replicates))
        these = slice(numbers.start, numbers.stop)
        for begin in range(0, len(stories), _STORIES_AT_ONCE):
            some = slice(begin, begin + _STORIES_AT_ONCE)
            weights = poisson_weights(stories[some], numbers, seed=seed)
            size = words[some]
            shared[:, these] += np.stack([np.ones_like(size), size, size**2]) @ weights
            there = np.flatnonzero(table[:, some].any(axis=1))
            found = table[there, some]
            sums = _product(np.concatenate([found, found**2, found * size]), weights)
            others[:, there, these] += sums.reshape(3, len(there), len(numbers))
    (drawn, size, ss), (x, xx, xs) = shared, others
    overall = np.log(table.sum(axis=1) / words.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = x / size
        squares = np.maximum(xx - 2 * rate * xs + rate**2 * ss, 0)
        error = np.sqrt(squares * drawn / (drawn - 1)) / x
        away = np.abs(np.log(rate) - overall[:, None])
        value = np.where(away > 0, away / error, 0.0)
    return np.where((x > 0) & (drawn > 1), value, np.inf)


def _product(rows: Numbers, columns: Numbers) -> Numbers:
    """Multiply matrices, a few rows at a time."""
    firsts = range(0, max(len(rows), 1), _ROWS_AT_ONCE)
    return np.concatenate([rows[first : first + _ROWS_AT_ONCE] @ columns for first in firsts])
