"""Grams: count sequences of one to five words within segments.

A sequence of n words is its first n - 1 words and one more. So longer sequences are numbered from
shorter ones, and every step is the same: number pairs of numbers. Nothing is hashed away: a pair
of 32-bit numbers is one 64-bit key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPREAD = 0x1B873593
"""An odd number below 2**29 that spreads keys over a table: products stay below 2**63."""

PART = 1 << 14
"""Sequences that are numbered together: their table fits the processor's memory."""


class Grams(NamedTuple):
    """Distinct sequences of words.

    Attributes
    ----------
    first : int64, one row a sequence
        The row of `ids` in which it first begins.
    counts : int64, one row a sequence
        How often it occurs.
    groups : int64, one row a sequence
        In how many groups of segments, such as articles, it occurs.
    """

    first: NDArray[np.int64]
    counts: NDArray[np.int64]
    groups: NDArray[np.int64]


def count_grams(
    ids: NDArray[np.int32],
    offsets: NDArray[np.int64],
    size: int,
    groups: NDArray[np.integer] | None = None,
) -> Grams:
    """Count the sequences of `size` words, and the groups in which they occur.

    Parameters
    ----------
    ids : int32, one row a word
        The number of each word's type, from 0.
    offsets : int64, one row a segment and one more
        The words of segment `k` are `ids[offsets[k]:offsets[k + 1]]`. Sequences stay inside one.
    size : int
        Words a sequence, from 1 to 5.
    groups : integers, one row a segment, never falling, optional
        The group of each segment, such as its article. Without it all are one group.

    Returns
    -------
    Grams
        Sequences in the order in which they first occur. The words of sequence `k` are
        `ids[first[k]:first[k] + size]`.

    Raises
    ------
    ValueError
        If `size` is not 1, 2, 3, 4 or 5.

    Examples
    --------
    >>> ids = np.array([0, 1, 0, 1, 2], np.int32)
    >>> grams = count_grams(ids, np.array([0, 3, 5]), 2)
    >>> [(ids[k : k + 2].tolist(), n.item()) for k, n in zip(grams.first, grams.counts)]
    [([0, 1], 1), ([1, 0], 1), ([1, 2], 1)]
    """
    if size not in (1, 2, 3, 4, 5):
        raise ValueError(f"size: sequences have 1, 2, 3, 4 or 5 words; found {size!r}.")
    nobody = np.empty(0, np.int32)
    own = nobody if groups is None else np.repeat(groups.astype(np.int32), np.diff(offsets))
    left, found = ids if size > 1 else np.zeros(len(ids), np.int32), (offsets, offsets, offsets)
    for length in range(min(size, 2), size + 1):
        parts = 1 << max(0, (len(ids) // PART).bit_length())
        # Made by numpy, since for large arrays it asks the system for large pages.
        keys, rows = np.empty(len(ids), np.int64), np.empty(len(ids), np.int32)
        numbers = np.full(len(ids), -1, np.int32)
        bounds = _part(left, ids, offsets, length, parts, keys, rows)
        found = _number(keys, rows, bounds, own if length == size else nobody, numbers)
        left = numbers
    return Grams(*_in_order(*found, left))


@numba.njit(cache=True, nogil=True)
def _part(left, ids, offsets, length, parts, keys, rows):
    """Write the key and the row of each sequence, part by part; return the parts' bounds.

    Equal keys come into the same part, and rows rise within one.
    """
    bounds = np.zeros(parts + 1, np.int64)
    for k in range(len(offsets) - 1):
        for row in range(offsets[k], offsets[k + 1] - length + 1):
            key = np.int64(left[row]) << 32 | np.int64(ids[row + length - 1])
            bounds[(_mixed(key) & (parts - 1)) + 1] += 1
    bounds = np.cumsum(bounds)
    free = bounds.copy()
    for k in range(len(offsets) - 1):
        for row in range(offsets[k], offsets[k + 1] - length + 1):
            key = np.int64(left[row]) << 32 | np.int64(ids[row + length - 1])
            part = _mixed(key) & (parts - 1)
            keys[free[part]], rows[free[part]] = key, row
            free[part] += 1
    return bounds


@numba.njit(cache=True, nogil=True)
def _number(keys, rows, bounds, own, numbers):
    """Give each distinct key a number, part by part, with a table that fits fast memory."""
    largest, parts = 1, len(bounds) - 1
    for part in range(parts):
        largest = max(largest, bounds[part + 1] - bounds[part])
    room = 16
    while room < 2 * largest:
        room *= 2
    table, places = np.empty(room, np.int64), np.empty(room, np.int32)
    first, counts = np.empty(bounds[parts], np.int64), np.empty(bounds[parts], np.int64)
    groups = np.ones(bounds[parts], np.int64)
    last = np.empty(bounds[parts] if len(own) else 0, np.int32)
    n = 0
    for part in range(parts):
        table[:] = -1
        for k in range(bounds[part], bounds[part + 1]):
            key = keys[k]
            slot = (_mixed(key) >> 20) & (room - 1)
            while table[slot] != key and table[slot] >= 0:
                slot = (slot + 1) & (room - 1)
            if table[slot] < 0:
                table[slot], places[slot] = key, n
                first[n], counts[n] = rows[k], 0
                if len(own):
                    last[n] = own[rows[k]]
                n += 1
            place = places[slot]
            counts[place] += 1
            numbers[rows[k]] = place
            if len(own) and last[place] != own[rows[k]]:
                groups[place] += 1
                last[place] = own[rows[k]]
    return first[:n], counts[:n], groups[:n]


@numba.njit(cache=True, nogil=True, inline="always")
def _mixed(key):
    """Return a hash of a key."""
    mixed = (key & 0xFFFFFFFF) * SPREAD ^ (key >> 32) * 0x165667B1
    return mixed ^ (mixed >> 23)


@numba.njit(cache=True, nogil=True)
def _in_order(first, counts, groups, numbers):
    """Return the same sequences in the order in which they first occur."""
    sorted_first, sorted_counts = np.empty_like(first), np.empty_like(counts)
    sorted_groups = np.empty_like(groups)
    n = 0
    for row in range(len(numbers)):
        number = numbers[row]
        if number >= 0 and first[number] == row:
            sorted_first[n], sorted_counts[n] = row, counts[number]
            sorted_groups[n] = groups[number]
            n += 1
    return sorted_first, sorted_counts, sorted_groups
