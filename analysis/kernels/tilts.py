"""Tilts: a bound of how often shuffles are as extreme as something they never reach.

`statistics.permutation_tail` says why it is a bound. This is its arithmetic, word by word.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GRID = 32
"""Lengths of articles to which those without a word are rounded, of each of two kinds."""
PEAK = 0.4689
"""No sum of independent yes-or-no trials has a value likelier than this by its deviation."""
STEPS = 60
"""Steps of Newton's at most; fewer than are needed only make the bound larger."""
NEGLIGIBLE = 12.0
"""Logarithm by which a tail on the other side is so much smaller that it need not be known."""


def bound(
    articles: NDArray[np.int64],
    counts: NDArray[np.int64],
    begins: NDArray[np.int64],
    sizes: NDArray[np.int64],
    in_study: NDArray[np.bool_],
    *,
    least_z: float,
) -> NDArray[np.float64]:
    """Bound how often shuffles are as far from expectation as two groups of articles are.

    Parameters
    ----------
    articles, counts
        The articles with each word, word by word, and how often it occurs there.
    begins
        Where each word begins, and the end.
    sizes
        Words of each article.
    in_study
        Whether each article is of the study group.
    least_z
        Words nearer to expectation than this, in standard deviations, are left at 1.

    Returns
    -------
    ndarray of float
        From 0 to 1, never below the share of all shuffles.

    Examples
    --------
    >>> words, where = np.array([0, 20]), np.arange(20)
    >>> study, ones = np.arange(40) < 20, np.ones(20, np.int64)
    >>> least = bound(where, ones, words, np.full(40, 9), study, least_z=3)[0]
    >>> bool(2 / math.comb(40, 20) <= least < 1e-9)
    True
    """
    n, n_study = len(sizes), int(in_study.sum())
    if not 0 < n_study < n:
        return np.ones(len(begins) - 1)
    ranked = np.sort(sizes)
    even = np.linspace(ranked[0], ranked[-1], GRID)
    grid = np.unique(np.concatenate((ranked[np.linspace(0, n - 1, GRID).astype(np.int64)], even)))
    low = np.clip(np.searchsorted(grid, sizes, side="right") - 1, 0, max(len(grid) - 2, 0))
    width = grid[low + 1] - grid[low] if len(grid) > 1 else np.ones(n)
    above = (sizes - grid[low]) / width
    chosen = _log_binomial(n, n_study)
    return _bounds(
        articles, counts, begins, sizes, in_study, grid, low, above, chosen, float(least_z)
    )


def _log_binomial(n: int, k: int) -> float:
    """Give the logarithm of how likely `k` of `n` trials succeed, each with ``k / n``."""
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return ways + k * math.log(k / n) + (n - k) * math.log1p(-k / n)


@numba.njit(cache=True, nogil=True)
def _bounds(articles, counts, begins, sizes, in_study, grid, low, above, chosen, least_z):
    """Go through the words: each has its articles, and the others by their rounded lengths."""
    n_words, n, total = len(begins) - 1, len(sizes), float(sizes.sum())
    share, squares = in_study.sum() / n, 0.0
    rounded = np.zeros(len(grid) + 1)
    for article in range(n):
        squares += float(sizes[article]) ** 2
        rounded[low[article]] += 1 - above[article]
        rounded[low[article] + 1] += above[article]
    own_size = float((sizes * in_study).sum())
    found = np.ones(n_words)
    for word in range(n_words):
        first, last = begins[word], begins[word + 1]
        here, own = float(counts[first:last].sum()), 0.0
        spread = here * here * squares
        for k in range(first, last):
            count, size = float(counts[k]), float(sizes[articles[k]])
            spread += (count * total - here * size) ** 2 - (here * size) ** 2
            own += count * in_study[articles[k]]
        scale = math.sqrt(max(spread, 0.0) * share * (1 - share))
        if scale == 0:
            continue
        far = abs(own * total - own_size * here) / scale
        if far < least_z:
            continue
        values, weights = np.empty(last - first + len(grid)), np.ones(last - first + len(grid))
        others = weights[last - first :]
        others[:] = rounded[: len(grid)]
        for k in range(first, last):
            article = articles[k]
            values[k - first] = (counts[k] * total - here * sizes[article]) / scale
            others[low[article]] -= 1 - above[article]
            if above[article] > 0:
                others[low[article] + 1] -= above[article]
        values[last - first :] = -here * grid / scale
        others[:] = np.maximum(others, 0.0)  # what rounding leaves of nothing
        if own * total < own_size * here:
            values = -values
        one = _least(values, weights, far, share, n, -math.inf)
        other = _least(-values, weights, far, share, n, one - NEGLIGIBLE)
        found[word] = min(math.exp(one - chosen) + math.exp(other - chosen), 1.0)
    return found


@numba.njit(cache=True, nogil=True)
def _least(values, weights, far, share, n, enough):
    """Minimise the bound of one side by Newton's method; return its logarithm.

    Each pair of tilts gives a bound, so it does not matter how near to the least it ends.
    """
    t, s = 0.0, 0.0
    now = _tilted(values, weights, t, s, far, share, n)
    for _ in range(STEPS):
        height, by_t, by_s, tt, ts, ss = now
        det = tt * ss - ts * ts
        if height <= enough or not det > 1e-14 * tt * ss:
            break
        step_t, step_s = (ts * by_s - ss * by_t) / det, (ts * by_t - tt * by_s) / det
        gain = -(step_t * by_t + step_s * by_s)
        if gain < 1e-9:
            break
        part = 1.0
        while part > 1e-6:
            new = _tilted(values, weights, t + part * step_t, s + part * step_s, far, share, n)
            if new[0] <= height - 1e-4 * part * gain:
                break
            part /= 2
        if part <= 1e-6 or t + part * step_t < 0:
            break
        t, s, now = t + part * step_t, s + part * step_s, new
    peak = math.log(PEAK) - 0.5 * math.log(now[5]) if now[5] > PEAK * PEAK else 0.0
    return now[0] + peak


@numba.njit(cache=True, nogil=True)
def _tilted(values, weights, t, s, far, share, n):
    """Give the logarithm of the bound at two tilts, with its slopes and its curvature."""
    height, by_t, by_s = -t * far - s * share * n, -far, -share * n
    tt, ts, ss = 0.0, 0.0, 0.0
    for k in range(len(values)):
        value, weight = values[k], weights[k]
        tilt = t * value + s
        if tilt > 0:
            less = (1 - share) * math.exp(-tilt)
            height += weight * (tilt + math.log(share + less))
            chance = share / (share + less)
        else:
            more = share * math.exp(tilt)
            height += weight * math.log(1 - share + more)
            chance = more / (1 - share + more)
        by_t += weight * chance * value
        by_s += weight * chance
        both = weight * chance * (1 - chance)
        tt += both * value * value
        ts += both * value
        ss += both
    return height, by_t, by_s, tt, ts, ss
