"""Lexical diversity: distinct words in moving windows, and how long a text stays diverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def window_types(
    ids: NDArray[np.integer], offsets: NDArray[np.int64], window: int
) -> NDArray[np.int64]:
    """Count the distinct words of all windows of each text.

    Parameters
    ----------
    ids : integers, one row a word
        The number of each word's type, from 0.
    offsets : int64, one row a text and one more
        The words of text `k` are `ids[offsets[k]:offsets[k + 1]]`.
    window : int
        Words of a window, 1 or more.

    Returns
    -------
    int64, one row a text
        The sum over its windows; 0 for a text shorter than one.

    Examples
    --------
    >>> window_types(np.array([0, 1, 0, 2]), np.array([0, 4]), 2).tolist()
    [6]
    """
    return _window_types(ids, offsets, window, _room(ids))


def factors(
    ids: NDArray[np.integer], offsets: NDArray[np.int64], threshold: float
) -> NDArray[np.float64]:
    """Count the stretches after which the share of distinct words has fallen to a threshold.

    Parameters
    ----------
    ids, offsets
        As for `window_types`.
    threshold : float
        The share, between 0 and 1.

    Returns
    -------
    float64, one row a text, two columns
        Stretches read forward and backward; what is left at the end counts as the part of a
        stretch that its own share has gone through.

    Examples
    --------
    >>> factors(np.array([0, 0, 1, 1]), np.array([0, 4]), 0.72).tolist()
    [[2.0, 2.0]]
    """
    return _factors(ids, offsets, threshold, _room(ids))


def _room(ids: NDArray[np.integer]) -> int:
    return int(ids.max()) + 1 if len(ids) else 1


@numba.njit(cache=True, nogil=True)
def _window_types(ids, offsets, window, room):
    """Return the sums: a word is new to each window that begins after its last occurrence."""
    last = np.full(room, -1, np.int64)
    sums = np.zeros(len(offsets) - 1, np.int64)
    for k in range(len(offsets) - 1):
        begin, final = offsets[k], offsets[k + 1] - window
        for row in range(begin, offsets[k + 1]):
            first = max(last[ids[row]] + 1, row - window + 1, begin)
            sums[k] += max(min(row, final) - first + 1, 0)
            last[ids[row]] = row
    return sums


@numba.njit(cache=True, nogil=True)
def _factors(ids, offsets, threshold, room):
    """Return the stretches; `seen` holds for each type the stretch in which it came last."""
    seen = np.zeros(room, np.int64)
    counts = np.zeros((len(offsets) - 1, 2), np.float64)
    stretch = 0
    for k in range(len(offsets) - 1):
        for way in range(2):
            stretch += 1
            n, distinct, share = 0, 0, 1.0
            for step in range(offsets[k + 1] - offsets[k]):
                row = offsets[k] + step if way == 0 else offsets[k + 1] - 1 - step
                n += 1
                if seen[ids[row]] != stretch:
                    seen[ids[row]] = stretch
                    distinct += 1
                share = distinct / n
                if share <= threshold:
                    counts[k, way] += 1
                    stretch += 1
                    n, distinct, share = 0, 0, 1.0
            if n:
                counts[k, way] += (1 - share) / (1 - threshold)
    return counts
