"""Sketches: samples of sets that show which sets share much, and exact counts of what is shared.

A sketch keeps the smallest hashes of a set. What two sets have in common is kept or left out in
both alike, so that sketches share about as much as their sets do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from analysis.kernels.shingles import LIMIT, Sets

if TYPE_CHECKING:
    from numpy.typing import NDArray


def sketch(sets: Sets, *, one_in: int, fewest: int) -> Sets:
    """Keep a sample of each set: one hash in so many, and the smallest ones in any case.

    Equal hashes are kept or left out in all sets alike, so that what two sketches share is a fair
    sample of what the sets share.

    Parameters
    ----------
    sets
        Sets of hashes.
    one_in
        Keep all hashes in the lowest one of so many parts.
    fewest
        Keep so many of the smallest ones at least.

    Returns
    -------
    Sets
        The beginning of each set.

    References
    ----------
    Broder (1997), "On the resemblance and containment of documents", *Compression and Complexity
    of Sequences*, 21–29.

    Examples
    --------
    >>> one = Sets(np.array([3, LIMIT // 4, LIMIT // 2, LIMIT - 1]), np.array([0, 4]))
    >>> len(sketch(one, one_in=3, fewest=1).hashes), len(sketch(one, one_in=3, fewest=3).hashes)
    (2, 3)
    """
    kept = np.empty(len(sets.hashes), np.int64)
    ends = _sketch(sets.hashes, sets.offsets, LIMIT // one_in, fewest, kept)
    return Sets(kept[: ends[-1]].copy(), ends)


def neighbours(
    hashes: NDArray[np.int64], owners: NDArray[np.integer], *, reach: int
) -> NDArray[np.int64]:
    """Pair the owners of equal hashes, each with the next few.

    Parameters
    ----------
    hashes : int64, never falling
        Hashes of many sets.
    owners : integers below 2**31, one row a hash
        The set of each.
    reach
        With how many of those that follow each owner is paired. Pairs grow with the number of
        hashes, however many sets share one.

    Returns
    -------
    int64
        Distinct pairs, rising; a pair is `smaller << 32 | larger`.

    Examples
    --------
    >>> pairs = neighbours(np.array([5, 5, 5, 9]), np.array([2, 0, 1, 1]), reach=1)
    >>> [(int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in pairs]
    [(0, 1), (0, 2)]
    """
    pairs = np.empty(reach * len(hashes), np.int64)  # most of it is never touched
    found = pairs[: _neighbours(hashes, owners, pairs, reach)]
    found.sort()
    return found[np.flatnonzero(np.diff(found, prepend=-1))]


def shared(
    sets: Sets, first: NDArray[np.integer], second: NDArray[np.integer]
) -> NDArray[np.int64]:
    """Count the hashes that two sets share.

    Parameters
    ----------
    sets
        Sets of hashes.
    first, second : integers, one row a pair
        The two sets of each pair.

    Returns
    -------
    int64, one row a pair
        How many they share.

    Examples
    --------
    >>> sets = Sets(np.array([1, 3, 4, 3, 4, 8]), np.array([0, 3, 6]))
    >>> shared(sets, np.array([0, 0]), np.array([1, 0])).tolist()
    [2, 3]
    """
    return _shared(sets.hashes, sets.offsets, first, second)[0]


def overlap(
    sketches: Sets, first: NDArray[np.integer], second: NDArray[np.integer]
) -> NDArray[np.float64]:
    """Estimate from two sketches which share of the smaller set stands in the larger one.

    Sketches may end at different hashes. Only what lies below both ends is compared.

    Parameters
    ----------
    sketches
        Samples from `sketch`.
    first, second : integers, one row a pair
        The two sketches of each pair.

    Returns
    -------
    float64, one row a pair
        From 0 to 1.

    Examples
    --------
    >>> sketches = Sets(np.array([1, 3, 4, 3, 4, 8]), np.array([0, 3, 6]))
    >>> overlap(sketches, np.array([0]), np.array([1])).tolist()
    [1.0]
    """
    n_shared, n_compared = _shared(sketches.hashes, sketches.offsets, first, second)
    return n_shared / np.maximum(n_compared, 1)


def components(
    n: int, first: NDArray[np.integer], second: NDArray[np.integer]
) -> NDArray[np.int64]:
    """Put numbers that pairs connect into one component.

    Parameters
    ----------
    n
        The numbers are 0 to n - 1.
    first, second : integers, one row a pair
        The two numbers of each pair.

    Returns
    -------
    int64, one row a number
        The smallest number of its component.

    Examples
    --------
    >>> components(5, np.array([4, 3]), np.array([1, 4])).tolist()
    [0, 1, 2, 1, 1]
    """
    return _components(n, first, second)


@numba.njit(cache=True, nogil=True)
def _sketch(hashes, offsets, limit, fewest, kept):
    ends = np.zeros(len(offsets), np.int64)
    n = 0
    for k in range(len(offsets) - 1):
        for at in range(offsets[k], offsets[k + 1]):
            if hashes[at] >= limit and at - offsets[k] >= fewest:
                break
            kept[n] = hashes[at]
            n += 1
        ends[k + 1] = n
    return ends


@numba.njit(cache=True, nogil=True)
def _neighbours(hashes, owners, pairs, reach):
    """Write a pair of each owner with the next few of the same hash; return how many."""
    n = 0
    for k in range(len(hashes)):
        for other in range(k + 1, min(k + 1 + reach, len(hashes))):
            if hashes[other] != hashes[k]:
                break
            one, two = np.int64(owners[k]), np.int64(owners[other])
            pairs[n] = min(one, two) << 32 | max(one, two)
            n += 1
    return n


@numba.njit(cache=True, nogil=True)
def _shared(hashes, offsets, first, second):
    """Count what two sets share, and what the one with fewer has up to where the other ends."""
    counts, fewer = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    for k in range(len(first)):
        one, end_one = offsets[first[k]], offsets[first[k] + 1]
        two, end_two = offsets[second[k]], offsets[second[k] + 1]
        while one < end_one and two < end_two:
            a, b = hashes[one], hashes[two]
            counts[k] += a == b
            one += a <= b
            two += b <= a
        fewer[k] = min(one - offsets[first[k]], two - offsets[second[k]])
    return counts, fewer


@numba.njit(cache=True, nogil=True)
def _components(n, first, second):
    above = np.arange(n)
    for k in range(len(first)):
        one, two = _top(above, first[k]), _top(above, second[k])
        above[max(one, two)] = min(one, two)
    for k in range(n):
        above[k] = above[above[k]]  # what is above is smaller, and was settled before
    return above


@numba.njit(cache=True, nogil=True, inline="always")
def _top(above, k):
    while above[k] != k:
        above[k] = above[above[k]]
        k = above[k]
    return k
