"""Closed lists: words known beforehand, looked up in their lower-case form without making strings.

Lexicons and abbreviation lists are handed in as words; a kernel asks for the row of a stretch of
text. The answer is that of a dictionary asked for `form.lower()`, with one exception: the two
lower-case forms of the Greek sigma are one letter here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import LIMIT, decode
from analysis.kernels.numbering import PACK, hashed, packed, same_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ONES = 0x01010101010101
"""One in each of seven packed bytes."""

DOT_ABOVE = 0x307
"""The mark that `str.lower` leaves of a dotted capital I."""


class ClosedList(NamedTuple):
    """Words that kernels can look up.

    Attributes
    ----------
    slots : int32, a power of two
        The row of the word whose hash leads here, or -1.
    marks : int64, two columns, one row a word
        The word's first 14 bytes, packed.
    data : uint8
        All words, one after the other.
    starts : int64, one row a word and one more
        Where each word begins in `data`.
    longest : int
        Bytes of the longest word.
    """

    slots: NDArray[np.int32]
    marks: NDArray[np.int64]
    data: NDArray[np.uint8]
    starts: NDArray[np.int64]
    longest: int


def closed_list(words: Sequence[str]) -> ClosedList:
    """Make a list that kernels can search.

    Parameters
    ----------
    words : sequence of str
        Distinct words. The row of a word is its place in this sequence.

    Returns
    -------
    ClosedList
        The list.

    Raises
    ------
    ValueError
        If a word comes twice, or is empty.

    Examples
    --------
    >>> kurds = closed_list(["erbil", "duhok"])
    >>> bytes(kurds.data), kurds.starts.tolist(), kurds.longest
    (b'erbilduhok', [0, 5, 10], 5)
    """
    encoded = [word.replace("ς", "σ").encode() for word in words]
    if b"" in encoded:
        raise ValueError("words: a word must have at least one character; found an empty one.")
    sizes = [len(word) for word in encoded]
    starts = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    data = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    slots = np.full(1 << max(4, (4 * len(encoded)).bit_length()), -1, dtype=np.int32)
    marks = np.zeros((len(encoded), 2), dtype=np.int64)
    twice = _enter(slots, marks, data, starts)
    if twice >= 0:
        raise ValueError(f"words: each word may come once; {words[twice]!r} comes twice.")
    return ClosedList(slots, marks, data, starts, max(sizes, default=0))


@numba.njit(cache=True, nogil=True)
def _enter(slots, marks, data, starts):
    """Enter each word; return the row of one that came before, or -1."""
    for row in range(len(starts) - 1):
        begin, size = starts[row], starts[row + 1] - starts[row]
        low, high = packed(data, begin, size), packed(data, begin + PACK, size - PACK)
        if find(slots, marks, data, starts, low, high, data, begin, size) >= 0:
            return row
        marks[row, 0], marks[row, 1] = low, high
        slot = hashed(low, high) & (len(slots) - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = row
    return -1


@numba.njit(cache=True, nogil=True, inline="always")
def find(slots, marks, data, starts, low, high, buffer, begin, size):
    """Return the row of the word whose packed bytes are `low` and `high`, or -1.

    `buffer[begin:begin + size]` is the whole word; it is read only if the word is long.
    """
    last = len(slots) - 1
    slot = hashed(low, high) & last
    row = np.int64(slots[slot])
    while row >= 0:
        if marks[row, 0] == low and marks[row, 1] == high and starts[row + 1] - starts[row] == size:
            if size <= 2 * PACK or same_bytes(data, starts[row], buffer, begin, size):
                return row
        slot = (slot + 1) & last
        row = np.int64(slots[slot])
    return -1


@numba.njit(cache=True, nogil=True, inline="always")
def lowered(value):
    """Lower the case of seven packed ASCII bytes at once."""
    from_a = value + ONES * (0x80 - 0x41)  # the top bit of each byte from A on
    above_z = value + ONES * (0x80 - 0x5B)
    return value | ((from_a & ~above_z & (ONES * 0x80)) >> 2)


@numba.njit(cache=True, nogil=True)
def row_of_lower(text, begin, end, words, lower, scratch):
    """Return the row of the lower-case form of `text[begin:end]`, or -1.

    `lower` is that of `Characters`; `scratch` has eight bytes more than the longest word.
    """
    slots, marks, data, starts, longest = words
    size = end - begin
    if size <= 2 * PACK:
        low, high = packed(text, begin, size), packed(text, begin + PACK, size - PACK)
        if not (low | high) & (ONES * 0x80):
            low, high = lowered(low), lowered(high)
            return find(slots, marks, data, starts, low, high, text, begin, size)
    n = write_lower(text, begin, end, lower, longest, scratch)
    if n < 0:
        return -1
    low, high = packed(scratch, 0, n), packed(scratch, PACK, n - PACK)
    return find(slots, marks, data, starts, low, high, scratch, 0, n)


@numba.njit(cache=True, nogil=True)
def rows_of_lower(text, begins, ends, n, words, lower, scratch, rows):
    """Write into `rows` what `row_of_lower` returns for each of `n` forms.

    Many look-ups in one loop take a third of the time of as many calls.
    """
    slots, marks, data, starts, _ = words
    for k in range(n):
        begin = begins[k]
        size = ends[k] - begin
        low, high = packed(text, begin, size), packed(text, begin + PACK, size - PACK)
        if size <= 2 * PACK and not (low | high) & (ONES * 0x80):
            low, high = lowered(low), lowered(high)
            rows[k] = find(slots, marks, data, starts, low, high, text, begin, size)
        else:
            rows[k] = row_of_lower(text, begin, begin + size, words, lower, scratch)


@numba.njit(cache=True, nogil=True)
def write_lower(text, begin, end, lower, longest, scratch):
    """Write the lower-case form into `scratch`; return its bytes, or -1 if over `longest`."""
    n, at = 0, begin
    while at < end:
        if n > longest:
            return -1
        point, width = decode(text, at)
        at += width
        if point < LIMIT:
            point = np.int64(lower[point])
        n = _encode(point, scratch, n)
        if width == 2 and text[at - 2] == 0xC4 and text[at - 1] == 0xB0:
            n = _encode(DOT_ABOVE, scratch, n)
    return n if n <= longest else -1


@numba.njit(cache=True, nogil=True)
def _encode(point, scratch, n):
    """Write one character as UTF-8; return where the next one goes."""
    if point < 0x80:
        scratch[n] = point
        return n + 1
    if point < 0x800:
        scratch[n] = 0xC0 | point >> 6
    else:
        if point < 0x10000:
            scratch[n] = 0xE0 | point >> 12
        else:
            scratch[n] = 0xF0 | point >> 18
            n += 1
            scratch[n] = 0x80 | (point >> 12 & 0x3F)
        n += 1
        scratch[n] = 0x80 | (point >> 6 & 0x3F)
    scratch[n + 1] = 0x80 | (point & 0x3F)
    return n + 2
