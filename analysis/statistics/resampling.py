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

if TYPE_CHECKING:
    from collections.abc import Iterable

    Codes = npt.NDArray[np.uint64]
    Counts = npt.NDArray[np.int64]

ENOUGH = 20
"""Shuffles at least as extreme as what was found after which a p-value is known well enough."""
SHUFFLES = 99_999
"""Shuffles at most."""
FEWEST = 999
"""Shuffles at least, however many articles there are."""
WORK = 2_000_000_000
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
    parts: Counts,
    counts: Counts,
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
        shuffles, 999 at least. It takes whole articles as independent, so a word that one article
        repeats counts for little.

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
    sizes = sizes.astype(np.int64)
    words = _Words(parts, counts.astype(np.int64) * int(sizes.sum()), begins.astype(np.int64))
    alive = np.flatnonzero(np.diff(words.begins) > 0)
    words = words.only(np.diff(words.begins) > 0)
    found = words.distance(in_study[None, :], sizes)[0] if len(alive) else np.empty(0, np.int64)
    p, hits = np.ones(len(begins) - 1), np.zeros(len(begins) - 1, np.int64)
    random, n, work = np.random.default_rng(seed), 0, 0
    while len(alive) and n < most and (n < FEWEST or work < WORK):
        size = max(len(words.parts), len(sizes))
        times = min(max(AT_ONCE // size, 1), most - n)
        labels = random.permuted(np.tile(in_study, (times, 1)), axis=1)
        sums = np.cumsum(words.distance(labels, sizes) >= found, axis=0) + hits[alive]
        hits[alive] = sums[-1]
        done = sums[-1] >= ENOUGH
        if done.any():
            reached = n + 1 + (sums[:, done] >= ENOUGH).argmax(axis=0)
            p[alive[done]] = ENOUGH / reached
            alive, found, words = alive[~done], found[~done], words.only(~done)
        n, work = n + times, work + times * size
    p[alive] = (1 + hits[alive]) / (1 + n)
    return p


class _Words(NamedTuple):
    """Some words that occur: their articles, occurrences times all words, and where each begins."""

    parts: Counts
    weights: Counts
    begins: Counts

    def distance(self, labels: npt.NDArray[np.bool_], sizes: Counts) -> Counts:
        """Give how far each word's labelled occurrences are from expectation, in whole numbers.

        With whole numbers, two shuffles that come to the same are the same. A row of labels is one
        shuffle.
        """
        total = int(sizes.sum())
        expected = (labels @ sizes)[:, None] * (self._sums(self.weights) // total)
        return np.asarray(np.abs(self._sums(self.weights * labels[:, self.parts]) - expected))

    def only(self, kept: npt.NDArray[np.bool_]) -> _Words:
        """Keep some words."""
        lengths = np.diff(self.begins)
        rows = np.repeat(kept, lengths)
        begins = np.concatenate(([0], np.cumsum(lengths[kept], dtype=np.int64)))
        return _Words(self.parts[rows], self.weights[rows], begins)

    def _sums(self, values: Counts) -> Counts:
        return np.asarray(np.add.reduceat(values, self.begins[:-1], axis=-1))


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
