"""Numbering: give each distinct form of a text a small number.

A form is looked up by its first 14 bytes, packed into two integers. Most forms are not longer, so
the two integers *are* the form, and looking it up touches no text. Of longer forms the second
integer mixes all further bytes, and they are compared byte by byte: a hash saves time, it never
decides.

All integers stay below 2**63, so that the same code runs as plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACK = 7
"""Bytes that go into one packed integer: with eight, the sign would be lost in plain Python."""

FIRST_ROOM = 1 << 12
"""Types a table has room for at the start; it doubles when full."""


class Types(NamedTuple):
    """A growing table of distinct forms.

    Attributes
    ----------
    slots : int32, a power of two
        The number of the form whose hash leads here, or -1.
    marks : int64, two columns, one row a form
        The form's first seven bytes, packed, and the next seven, or all others mixed.
    first : int32, one row a form
        Where its first occurrence begins, in bytes.
    sizes : int32, one row a form
        How many bytes it has.
    """

    slots: NDArray[np.int32]
    marks: NDArray[np.int64]
    first: NDArray[np.int32]
    sizes: NDArray[np.int32]


@numba.njit(cache=True, nogil=True, inline="always")
def packed(text, at, size):
    """Pack the bytes `text[at:at + size]`, the first seven at most, into one integer."""
    if size <= 0:
        return 0
    if at + PACK > len(text):
        value = 0
        for k in range(min(size, PACK)):
            value |= np.int64(text[at + k]) << (8 * k)
        return value
    i = np.uint64(at)  # unsigned, so that the compiler need not care for negative places
    value = (
        np.int64(text[i])
        | np.int64(text[i + np.uint64(1)]) << 8
        | np.int64(text[i + np.uint64(2)]) << 16
        | np.int64(text[i + np.uint64(3)]) << 24
        | np.int64(text[i + np.uint64(4)]) << 32
        | np.int64(text[i + np.uint64(5)]) << 40
        | np.int64(text[i + np.uint64(6)]) << 48
    )
    return value if size >= PACK else value & ((np.int64(1) << np.int64(8 * size)) - 1)


@numba.njit(cache=True, nogil=True, inline="always")
def hashed(low, high):
    """Return a hash of two packed integers."""
    half = 0xFFFFFFFF
    code = (
        (low & half) * 0x01000193
        + (low >> 32) * 0x00C2B2AE
        + (high & half) * 0x00D35A2D
        + (high >> 32) * 0x0127D4EB
    )
    return code ^ (code >> 29)


@numba.njit(cache=True, nogil=True)
def _rest(text, at, end):
    """Mix the bytes of a long form, so that many that begin alike do not stand in one row."""
    code = 0
    while at < end:
        code = hashed(code, packed(text, at, end - at))
        at += PACK
    return code


@numba.njit(cache=True, nogil=True, inline="always")
def same_bytes(a, at, b, begin, size):
    """Tell whether two stretches of bytes are equal."""
    for k in range(size):
        if a[at + k] != b[begin + k]:
            return False
    return True


@numba.njit(cache=True, nogil=True)
def no_types():
    """Return an empty table of types."""
    return Types(
        np.full(2 * FIRST_ROOM, -1, np.int32),
        np.empty((FIRST_ROOM, 2), np.int64),
        np.empty(FIRST_ROOM, np.int32),
        np.empty(FIRST_ROOM, np.int32),
    )


@numba.njit(cache=True, nogil=True)
def grown(types, n_types):
    """Return the same table with room for twice as many types."""
    room = 2 * len(types.first)
    slots = np.full(2 * room, -1, np.int32)
    marks = np.empty((room, 2), np.int64)
    first, sizes = np.empty(room, np.int32), np.empty(room, np.int32)
    marks[:n_types] = types.marks[:n_types]
    first[:n_types] = types.first[:n_types]
    sizes[:n_types] = types.sizes[:n_types]
    last = len(slots) - 1
    for row in range(n_types):
        slot = hashed(marks[row, 0], marks[row, 1]) & last
        while slots[slot] >= 0:
            slot = (slot + 1) & last
        slots[slot] = row
    return Types(slots, marks, first, sizes)


@numba.njit(cache=True, nogil=True)
def number(text, begins, ends, n, types, n_types, ids):
    """Write into `ids` the numbers of `n` forms `text[begins[k]:ends[k]]`; return the types' count.

    The table must have room for `n` more types. Finding where forms begin and numbering them are
    separate loops on purpose: this one hardly branches, so that the processor waits for several
    look-ups at once (three times as fast as one loop).
    """
    slots, marks, first, sizes = types
    last = len(slots) - 1
    for k in range(n):
        begin = begins[k]
        size = ends[k] - begin
        low, high = packed(text, begin, size), packed(text, begin + PACK, size - PACK)
        if size > 2 * PACK:
            high = _rest(text, begin + PACK, begin + size)
        slot = hashed(low, high) & last
        row = np.int64(slots[slot])
        while row >= 0:
            if marks[row, 0] == low and marks[row, 1] == high and sizes[row] == size:
                if size <= 2 * PACK or same_bytes(text, first[row], text, begin, size):
                    break
            slot = (slot + 1) & last
            row = np.int64(slots[slot])
        if row < 0:
            row = n_types
            slots[slot], first[row], sizes[row] = row, begin, size
            marks[row, 0], marks[row, 1] = low, high
            n_types += 1
        ids[k] = row
    return n_types
