"""Resampling whose results depend on nothing but the data and the seed.

A weight is made from the name of a story and the number of a replicate. So it is the same in
whatever shard, process or order the story comes.
"""

from __future__ import annotations

from hashlib import blake2b
from math import exp, factorial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.kernels.shuffles import Articles, Limits, shuffle
from analysis.statistics.permutation_tail import permutation_bound, permutation_deviation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.kernels.shuffles import Shuffled

    Codes = npt.NDArray[np.uint64]
    Counts = npt.NDArray[np.int64]

ENOUGH = 20
"""Shuffles at least as extreme as what was found after which a p-value is known well enough."""
SHUFFLES = 99_999
"""Shuffles at most."""
FEWEST = 999
"""Shuffles at least, however many articles there are."""
WORK = 500_000_000
"""Articles and places looked at, after which shuffling ends if it has had its fewest shuffles."""
AT_ONCE = 1 << 18
"""Fields of a table of shuffles."""
A_HASH = 4
"""Weights of 16 bits that one hash of 64 bits gives."""


def hash_ids(names: Iterable[str]) -> Codes:
    """Give each name 64 bits that depend on nothing but the name.

    Examples
    --------
    >>> hash_ids(["a", "b"]).tolist() == hash_ids(["b", "a"]).tolist()[::-1]
    True
    """
    raw = bytearray()
    for name in names:
        raw += blake2b(name.encode(), digest_size=8).digest()
    return np.frombuffer(raw, dtype="<u8").astype(np.uint64)


def poisson_weights(codes: Codes, replicates: range, *, seed: int) -> npt.NDArray[np.float64]:
    """Give how often each story is drawn in some replicates of a bootstrap.

    Parameters
    ----------
    codes
        One code a story, from `hash_ids`.
    replicates
        Numbers of the replicates, which begin and end at multiples of four.
    seed
        Another seed gives other weights.

    Returns
    -------
    ndarray of float, one row a story, one column a replicate
        Whole numbers, Poisson distributed with mean 1 (to 16 bits): what drawing as many stories
        as there are, with replacement, comes to for one of many.

    Examples
    --------
    >>> weights = poisson_weights(hash_ids(map(str, range(1000))), range(0, 100), seed=1)
    >>> weights.shape, bool(abs(weights.mean() - 1) < 0.01)
    ((1000, 100), True)
    """
    blocks = np.arange(replicates.start // A_HASH, replicates.stop // A_HASH, dtype=np.uint64)
    streams = _mixed(blocks + _mixed(np.array([seed & 0xFFFFFFFFFFFFFFFF], np.uint64)))
    hashes = _mixed(codes[:, None] ^ streams[None, :])
    parts = hashes.astype("<u8").view("<u2").reshape(len(codes), len(blocks) * A_HASH)
    return np.asarray(_WEIGHTS[parts])


def permutation_test(
    parts: npt.NDArray[np.integer],
    counts: npt.NDArray[np.integer],
    begins: Counts,
    sizes: Counts,
    in_study: npt.NDArray[np.bool_],
    *,
    seed: int,
    most: int = SHUFFLES,
) -> npt.NDArray[np.float64]:
    """Ask how often shuffled articles differ as much as the two groups of articles do.

    Parameters
    ----------
    parts, counts
        Articles and occurrences, word by word: word `k` occurs ``counts[i]`` times in article
        ``parts[i]`` for `i` from ``begins[k]`` to ``begins[k + 1]``.
    begins
        One number a word, and the end.
    sizes
        Words of each article.
    in_study
        Whether each article is of the study group.
    seed
        Another seed gives other shuffles.
    most
        Shuffles at most.

    Returns
    -------
    ndarray of float, one value a word
        The share of shuffles in which the occurrences of the study group are at least as far from
        what its length leads to expect, in either direction. Shuffling stops for a word with the
        20th such shuffle, and the share is 20 by the shuffles until then; without 20 it is
        ``(1 + such shuffles) / (1 + shuffles)``, never 0. For very many articles there are fewer
        shuffles, 999 at least. Where `permutation_bound` is below what so many shuffles can show,
        it is the value. It takes whole articles as independent, so a word that one article repeats
        counts for little.

    References
    ----------
    Phipson & Smyth (2010), "Permutation p-values should never be zero: calculating exact p-values
    when permutations are randomly drawn", *Statistical Applications in Genetics and Molecular
    Biology* 9(1).

    Examples
    --------
    >>> study = np.array([True] * 5 + [False] * 5)
    >>> parts, counts = np.array([0, 1, 2, 3, 4, 0]), np.array([1, 1, 1, 1, 1, 5])
    >>> found = permutation_test(parts, counts, np.array([0, 5, 6]), np.full(10, 50), study, seed=1)
    >>> bool(found[0] < 0.02), bool(found[1] > 0.5)
    (True, True)
    """
    groups = Groups(parts, counts, begins, sizes, in_study)
    return permutation_tests([groups], seed=seed, most=most)[0].p


class Groups(NamedTuple):
    """Articles of two groups, and what `permutation_test` takes to compare them."""

    parts: npt.NDArray[np.integer]
    counts: npt.NDArray[np.integer]
    begins: Counts
    sizes: Counts
    in_study: npt.NDArray[np.bool_]


class Permuted(NamedTuple):
    """What shuffles say of each word: its p-value, and how far its occurrences lie by chance."""

    p: npt.NDArray[np.float64]
    deviation: npt.NDArray[np.float64]


def permutation_tests(some: Iterable[Groups], *, seed: int, most: int = SHUFFLES) -> list[Permuted]:
    """Give the `permutation_test` of several pairs of groups, for which numbers are drawn once.

    Parameters
    ----------
    some
        Articles, occurrences and groups, for each of them; all are not held at once.
    seed, most
        As for `permutation_test`.

    Returns
    -------
    list of Permuted
        What `permutation_test` gives for each, and `permutation_deviation`. Words whose bound is
        below what any shuffles can show are not shuffled.
    """
    bounds, deviations, left = [], [], []
    for groups in some:
        bounds.append(permutation_bound(groups))
        deviations.append(permutation_deviation(groups))
        left.append(_only(groups, bounds[-1] * (1 + most) >= 1))
    limits = Limits(ENOUGH, most, FEWEST, WORK, AT_ONCE)
    shuffled = shuffle([_by_article(groups) for groups in left], seed=seed, limits=limits)
    tested = []
    for groups, made, least, deviation in zip(left, shuffled, bounds, deviations, strict=True):
        p, open_to_shuffles = least.copy(), least * (1 + most) >= 1
        drawn = _p(groups, made)
        below = p[open_to_shuffles] * (1 + made.n) < 1
        p[open_to_shuffles] = np.where(below, p[open_to_shuffles], drawn)
        tested.append(Permuted(p, deviation))
    return tested


def _only(groups: Groups, chosen: npt.NDArray[np.bool_]) -> Groups:
    """Keep the places of some words."""
    lengths = np.diff(groups.begins)
    kept = np.repeat(chosen, lengths)
    begins = np.concatenate(([0], np.cumsum(lengths[chosen])))
    return groups._replace(parts=groups.parts[kept], counts=groups.counts[kept], begins=begins)


def _by_article(groups: Groups) -> Articles:
    """Turn the places of each word that occurs into the words of each article."""
    lengths = np.diff(groups.begins)
    number = np.repeat(np.cumsum(lengths > 0, dtype=np.int32) - 1, lengths)
    order = np.argsort(groups.parts, kind="stable")
    return Articles(
        np.searchsorted(groups.parts[order], np.arange(len(groups.sizes) + 1)),
        number[order].astype(np.int32),
        groups.counts[order].astype(np.int32),
        groups.sizes.astype(np.int64),
        groups.in_study,
    )


def _p(groups: Groups, made: Shuffled) -> npt.NDArray[np.float64]:
    """Give the share of shuffles as extreme as what was found; 1 for a word that does not occur."""
    p = np.ones(len(groups.begins) - 1)
    known = ENOUGH / np.maximum(made.reached, 1)
    p[np.diff(groups.begins) > 0] = np.where(
        made.reached > 0, known, (1 + made.hits) / (1 + made.n)
    )
    return p


def _mixed(values: Codes) -> Codes:
    """Mix the bits of numbers (the finaliser of SplitMix64)."""
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def _table() -> npt.NDArray[np.float64]:
    """Give the Poisson weight of each number of 16 bits."""
    steps = np.cumsum([exp(-1) / factorial(k) for k in range(12)])
    return np.searchsorted(steps, (np.arange(1 << 16) + 0.5) / (1 << 16)).astype(np.float64)


_WEIGHTS = _table()
