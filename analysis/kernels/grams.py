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
    """Distinct sequences of words, and how often each occurs in which group of segments.

    Attributes
    ----------
    first : int64, one row a sequence
        A row of `ids` in which it begins.
    groups, numbers, counts : int32, one row a sequence and a group
        The group, the row of the sequence in `first`, and how often it occurs there. Groups never
        fall, and each has a sequence once.
    """

    first: NDArray[np.int64]
    groups: NDArray[np.int32]
    numbers: NDArray[np.int32]
    counts: NDArray[np.int32]


def count_grams(
    ids: NDArray[np.int32],
    offsets: NDArray[np.int64],
    size: int,
    groups: NDArray[np.integer] | None = None,
) -> Grams:
    """Count the sequences of `size` words in each group of segments, such as an article.

    Parameters
    ----------
    ids : int32, one row a word
        The number of each word's type, from 0.
    offsets : int64, one row a segment and one more
        The words of segment `k` are `ids[offsets[k]:offsets[k + 1]]`. Sequences stay inside one.
    size : int
        Words a sequence, from 1 to 5.
    groups : integers, one row a segment, never falling, optional
        The group of each segment. Without it all are one group.

    Returns
    -------
    Grams
        The sequences and their counts. The words of sequence `k` are
        `ids[first[k]:first[k] + size]`.

    Raises
    ------
    ValueError
        If `size` is not 1, 2, 3, 4 or 5.

    Examples
    --------
    >>> ids, offsets = np.array([0, 1, 0, 1], np.int32), np.array([0, 3, 4])
    >>> made = count_grams(ids, offsets, 1, np.array([0, 1]))
    >>> words = ids[made.first][made.numbers]
    >>> list(zip(made.groups.tolist(), words.tolist(), made.counts.tolist()))
    [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
    """
    if size not in (1, 2, 3, 4, 5):
        raise ValueError(f"size: sequences have 1, 2, 3, 4 or 5 words; found {size!r}.")
    left, first = ids if size > 1 else np.zeros(len(ids), np.int32), offsets
    for length in range(min(size, 2), size + 1):
        parts = 1 << max(0, (len(ids) // PART).bit_length())
        # Made by numpy, since for large arrays it asks the system for large pages.
        keys, rows = np.empty(len(ids), np.int64), np.empty(len(ids), np.int32)
        numbers = np.full(len(ids), -1, np.int32)
        bounds = _part(left, ids, offsets, length, parts, keys, rows)
        first, left = _number(keys, rows, bounds, numbers), numbers
    own = np.zeros(len(offsets) - 1, np.int32) if groups is None else groups.astype(np.int32)
    return Grams(first, *_by_group(left, np.repeat(own, np.diff(offsets)), len(first)))


def by_gram(
    grams: Grams, order: NDArray[np.int64], n_grams: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Turn counts by group into counts by sequence.

    Parameters
    ----------
    grams
        The counts; `first` is not looked at.
    order : int64
        The groups in the order in which they are to be numbered.
    n_grams
        How many sequences there are.

    Returns
    -------
    groups, counts : int32
        Sequence by sequence, the places in `order` of its groups, rising, and its counts there.
    begins : int64
        Where those of each sequence begin, and the end.

    Examples
    --------
    >>> ids, offsets = np.array([0, 1, 0, 1], np.int32), np.array([0, 3, 4])
    >>> made = count_grams(ids, offsets, 1, np.array([0, 1]))
    >>> [column.tolist() for column in by_gram(made, np.array([1, 0]), 2)]
    [[1, 0, 1], [2, 1, 1], [0, 1, 3]]
    """
    begins = np.concatenate(([0], np.cumsum(np.bincount(grams.numbers, minlength=n_grams))))
    bounds = np.searchsorted(grams.groups, np.arange(len(order) + 1))
    groups, counts = np.empty_like(grams.groups), np.empty_like(grams.counts)
    _turn(bounds, order, grams.numbers, grams.counts, begins[:-1].copy(), groups, counts)
    return groups, counts, begins


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
def _number(keys, rows, bounds, numbers):
    """Give each distinct key a number, part by part, with a table that fits fast memory."""
    largest, parts = 1, len(bounds) - 1
    for part in range(parts):
        largest = max(largest, bounds[part + 1] - bounds[part])
    room = 16
    while room < 2 * largest:
        room *= 2
    table, places = np.empty(room, np.int64), np.empty(room, np.int32)
    first, n = np.empty(bounds[parts], np.int64), 0
    for part in range(parts):
        table[:] = -1
        for k in range(bounds[part], bounds[part + 1]):
            key = keys[k]
            slot = (_mixed(key) >> 20) & (room - 1)
            while table[slot] != key and table[slot] >= 0:
                slot = (slot + 1) & (room - 1)
            if table[slot] < 0:
                table[slot], places[slot] = key, n
                first[n] = rows[k]
                n += 1
            numbers[rows[k]] = places[slot]
    return first[:n]


@numba.njit(cache=True, nogil=True, inline="always")
def _mixed(key):
    """Return a hash of a key."""
    mixed = (key & 0xFFFFFFFF) * SPREAD ^ (key >> 32) * 0x165667B1
    return mixed ^ (mixed >> 23)


@numba.njit(cache=True, nogil=True)
def _by_group(numbers, own, n):
    """Return the group, the sequence and the count of each sequence in each group."""
    room = 0
    for number in numbers:
        room += number >= 0
    groups, sequences = np.empty(room, np.int32), np.empty(room, np.int32)
    counts, place_of, found = np.zeros(room, np.int32), np.full(n, -1, np.int32), 0
    for row in range(len(numbers)):
        number = numbers[row]
        if number < 0:
            continue
        place = place_of[number]
        if place < 0 or groups[place] != own[row]:
            place_of[number] = place = found
            groups[place], sequences[place] = own[row], number
            found += 1
        counts[place] += 1
    return groups[:found].copy(), sequences[:found].copy(), counts[:found].copy()


@numba.njit(cache=True, nogil=True)
def _turn(bounds, order, numbers, counts, free, groups, turned):
    """Write group and count of each place where the next of its sequence is free."""
    for place in range(len(order)):
        for k in range(bounds[order[place]], bounds[order[place] + 1]):
            at = free[numbers[k]]
            groups[at], turned[at] = place, counts[k]
            free[numbers[k]] += 1
