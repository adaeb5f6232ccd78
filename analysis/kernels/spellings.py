r"""Spellings: one apostrophe, one hyphen and one space for the several that are printed.

Texts print “al‑Haq” with a hyphen or with one that does not break, “O’Neil” with a straight or a
curly apostrophe. Names are found in all of them if these are united first. In UTF-8 that makes a
text shorter; places in it move along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITED = (("’", "'"), ("‘", "'"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "))
"""Characters as printed, and what they become."""


def plain(text: str) -> str:
    """Unite the spellings of apostrophe, hyphen and space; every offset stays where it was.

    Examples
    --------
    >>> plain("People’s al‑Haq")
    "People's al-Haq"
    """
    for printed, united in UNITED:
        text = text.replace(printed, united)
    return text


def unite(
    text: NDArray[np.uint8], places: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Do the same to UTF-8 text, and move places among its bytes along.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    places : int64, never falling
        Bytes with which characters begin; the end of the text is allowed.

    Returns
    -------
    text : uint8
        The united text; the same array if there was nothing to unite.
    places : int64
        The same characters in it.

    Examples
    --------
    >>> text, places = unite(np.frombuffer("a’s b".encode(), np.uint8), np.array([1, 4, 7]))
    >>> bytes(text), places.tolist()
    (b"a's b", [1, 2, 5])
    """
    return _unite(text, places) if _is_mixed(text) else (text, places)


@numba.njit(cache=True, nogil=True, inline="always")
def _united(text, at):
    """Return what the character at `at` becomes, or 0, and how many bytes it has."""
    if text[at] == 0xC2:
        return (0x20 if text[at + 1] == 0xA0 else 0), 2
    if text[at] == 0xE2 and text[at + 1] == 0x80:
        last = text[at + 2]
        if last in (0x98, 0x99):
            return 0x27, 3
        if last == 0x91:
            return 0x2D, 3
        if last == 0xAF:
            return 0x20, 3
    return 0, 1


@numba.njit(cache=True, nogil=True)
def _is_mixed(text):
    """Tell whether there is anything to unite."""
    for at in range(len(text)):
        if text[at] >= 0xC2 and _united(text, at)[0]:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _unite(text, places):
    """Copy the text from place to place."""
    made, moved = np.empty(len(text), np.uint8), np.empty(len(places), np.int64)
    at, n = 0, 0
    for k in range(len(places) + 1):
        stop = places[k] if k < len(places) else len(text)
        while at < stop:
            byte, width = text[at], 1
            if byte >= 0xC2:
                one, width = _united(text, at)
                if one:
                    byte = np.uint8(one)
                else:
                    width = 1
            made[n] = byte
            n += 1
            at += width
        if k < len(places):
            moved[k] = n
    return made[:n], moved
