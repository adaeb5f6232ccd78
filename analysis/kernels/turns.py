"""Turns: where the class of bytes changes.

To write them takes no branch, and so a nanosecond a byte. Words and tokens of plain letters then
need not be walked through byte by byte.
"""

from __future__ import annotations

import numba


@numba.njit(cache=True, nogil=True, inline="always")
def write_turns(text, at, stop, classes, turns):
    """Write where the class of bytes changes in `text[at:stop]`; return how many turns there are.

    A turn is four times the place plus the class that begins there, 0 to 3; before the first byte
    and after the last one the class is 0. `turns` has two rows more than there are bytes.
    """
    n, before = 0, 0
    for i in range(at, stop):
        byte_class = classes[text[i]]
        turns[n] = i << 2 | byte_class
        n += byte_class != before
        before = byte_class
    turns[n] = stop << 2
    return n + 1
