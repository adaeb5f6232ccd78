"""The far tail of a permutation test: what shuffles would need millions of draws to show."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysis.kernels.tilts import bound

if TYPE_CHECKING:
    from analysis.statistics.resampling import Groups

LEAST = 1e-300
"""No p-value is smaller, since none is 0."""
LEAST_Z = 3.0
"""Words nearer to expectation, in standard deviations, are left to shuffles."""
FACTOR = 2.0
"""The ratio of rates that matters in practice."""
POWER = 0.8
"""How often a difference must be noticed for its absence to say something."""
SLACK = 10.0
"""How much larger than the true p-value its bound is, in round numbers."""


def permutation_bound(groups: Groups, *, least_z: float = LEAST_Z) -> npt.NDArray[np.float64]:
    """Bound the p-value that all shuffles of articles would give.

    Parameters
    ----------
    groups
        Articles of two groups and the places of each word.
    least_z
        Words nearer to expectation than this, in standard deviations, are left at 1.

    Returns
    -------
    ndarray of float, one value a word
        From 1e-300 to 1: never below the share of all possible shuffles in which the occurrences
        of the study group are at least as far from what its length leads to expect, in either
        direction. For rare events it is about ten times that share. Three digits, rounded up.

    Notes
    -----
    Nothing is fitted and nothing drawn: it is an inequality, so it cannot say too little. Article
    `i` counts with ``a_i``, its occurrences by the words of all less its words by all occurrences;
    they add up to 0, and a shuffle gives the sum `T` over the `m` articles of the study group.
    Let each of the `N` articles be in the study group by a coin of chance ``q = m / N`` instead.
    Given that just `m` are, they are a shuffle, so with `M` for their number::

        P(T ≥ x) = P(T ≥ x and M = m) / P(M = m)

    Let each coin be tilted to the odds ``q / (1 − q) · exp(t a_i + s)``, with any ``t ≥ 0`` and
    `s`. An outcome is then ``exp(t T + s M) / Π (1 − q + q exp(t a_i + s))`` times as likely as
    before. So the first probability is at most that product times ``exp(−t x − s m)`` times the
    tilted probability of ``M = m``, which is below ``0.4689 / √variance`` of the tilted `M`: the
    integral of its characteristic function is at most ``exp(−v) I₀(v)`` for a variance `v`. The
    best `t` and `s` are looked for; they are those of the saddlepoint approximation of Hu,
    Robinson and Wang, which is closer but no bound.

    Articles without a word differ in length alone. Each is shared between two of a few lengths,
    in proportion; since the logarithm of a factor is convex in the length, that makes the product
    larger, never smaller. Both directions are added up.

    References
    ----------
    Hu, Robinson & Wang (2012), "Tail approximations for samples from a finite population with
    applications to permutation tests", *ESAIM: Probability and Statistics* 16, 425–435.

    Examples
    --------
    >>> from analysis.statistics import Groups
    >>> study, each = np.arange(60) < 30, np.ones(30, np.int64)
    >>> one = Groups(np.arange(30), each, np.array([0, 30]), np.full(60, 50), study)
    >>> bool(2 / 1.2e17 < permutation_bound(one)[0] < 20 / 1.1e17)
    True
    """
    found = bound(
        np.asarray(groups.parts, np.int64),
        np.asarray(groups.counts, np.int64),
        np.asarray(groups.begins, np.int64),
        np.asarray(groups.sizes, np.int64),
        groups.in_study,
        least_z=least_z,
    )
    return np.array([_rounded_up(p) for p in np.maximum(found, LEAST).tolist()])


def _rounded_up(p: float) -> float:
    """Give the next number of three digits, since further ones may differ between machines."""
    return min(float(f"{p * 1.005:.2e}"), 1.0)


def permutation_deviation(groups: Groups) -> npt.NDArray[np.float64]:
    """Give the standard deviation of a word's occurrences in the study group over all shuffles.

    Parameters
    ----------
    groups
        Articles of two groups and the places of each word.

    Returns
    -------
    ndarray of float, one value a word
        Exact: that of a sum of values drawn without replacement, of occurrences less what the
        length of the group leads to expect.

    Examples
    --------
    >>> from analysis.statistics import Groups
    >>> study, one = np.array([True, False]), np.array([1])
    >>> permutation_deviation(Groups(np.array([0]), one, np.array([0, 1]), np.full(2, 9), study))
    array([0.5])
    """
    n, sizes = len(groups.sizes), groups.sizes.astype(np.float64)
    counts, total, share = groups.counts.astype(np.float64), sizes.sum(), groups.in_study.mean()
    each, squares, mixed = (
        np.diff(np.concatenate(([0.0], np.cumsum(values)))[groups.begins])
        for values in (counts, counts**2, counts * sizes[groups.parts])
    )
    rate = each / max(total, 1.0)
    spread = squares - 2 * rate * mixed + rate**2 * (sizes**2).sum()
    variance = np.maximum(spread, 0) * share * (1 - share) * n / max(n - 1, 1)
    return np.asarray(np.sqrt(variance))


def would_show(
    occurrences: npt.ArrayLike,
    deviation: npt.ArrayLike,
    *,
    size_study: float,
    size_reference: float,
    n_tests: int,
) -> npt.NDArray[np.bool_]:
    """Say of which words a use twice as frequent, or half, would have been found.

    Parameters
    ----------
    occurrences
        Of each word, on both sides together.
    deviation
        Of its occurrences on one side by chance, as `permutation_deviation` gives it. What
        independent words would have is taken where it is larger.
    size_study, size_reference
        Words of both sides.
    n_tests
        Words that are tested.

    Returns
    -------
    ndarray of bool, one value a word
        Whether that difference is so many deviations that it stands out in four of five such
        corpora, though it be the only one. Where it would not, "no difference was found" says
        nothing.

    Examples
    --------
    >>> sizes = {"size_study": 50_000, "size_reference": 50_000}
    >>> would_show([10, 1_000], [1.6, 16], n_tests=2_000, **sizes).tolist()
    [False, True]
    """
    n, sd = (np.asarray(x, dtype=np.float64) for x in (occurrences, deviation))
    share = size_study / max(size_study + size_reference, 1)
    odds = np.array([FACTOR, 1 / FACTOR]) * share
    moved = np.abs(odds / (odds + 1 - share) - share).min()
    by_words = np.sqrt(n * share * (1 - share))
    normal = NormalDist()
    away = -normal.inv_cdf(0.025 / SLACK / max(n_tests, 1)) + normal.inv_cdf(POWER)
    return np.asarray((n > 0) & (n * moved >= away * np.maximum(sd, by_words)))
