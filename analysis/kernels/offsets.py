"""Places: from characters to bytes and back, in one pass over UTF-8 text.

Kernels count bytes, tables count characters. Places come sorted, so that no table of all bytes is
needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def to_bytes(text: NDArray[np.uint8], places: NDArray[np.integer]) -> NDArray[np.int64]:
    """Turn places among characters into places among bytes.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    places : integers, never falling
        Places among its characters; the place after the last one is allowed.

    Returns
    -------
    ndarray of int64
        For each the byte with which that character begins.

    Examples
    --------
    >>> text = np.frombuffer("é!".encode(), np.uint8)
    >>> to_bytes(text, np.array([0, 1, 2])).tolist()
    [0, 2, 3]
    """
    return _to_bytes(text, places)


def to_characters(text: NDArray[np.uint8], places: NDArray[np.integer]) -> NDArray[np.int64]:
    """Turn places among bytes into places among characters.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    places : integers, never falling
        Places among its bytes; the place after the last one is allowed.

    Returns
    -------
    ndarray of int64
        For each how many characters begin before that byte.

    Examples
    --------
    >>> text = np.frombuffer("é!".encode(), np.uint8)
    >>> to_characters(text, np.array([0, 2, 3])).tolist()
    [0, 1, 2]
    """
    return _to_characters(text, places)


@numba.njit(cache=True, nogil=True)
def _to_bytes(text, places):
    """Walk through the text once; only bytes that begin a character count."""
    found = np.empty(len(places), np.int64)
    at, n = 0, 0
    for k in range(len(places)):
        missing = places[k] - n
        while missing > 0:  # as many bytes hold that many characters at most
            stop, missing = at + missing, 0
            for i in range(at, stop):
                missing += text[i] & 0xC0 == 0x80
            at = stop
        while at < len(text) and text[at] & 0xC0 == 0x80:
            at += 1
        n = places[k]
        found[k] = at
    return found


@numba.njit(cache=True, nogil=True)
def _to_characters(text, places):
    """Walk through the text once; only bytes that begin a character count."""
    found = np.empty(len(places), np.int64)
    at, n = 0, 0
    for k in range(len(places)):
        stop = places[k]
        for i in range(at, stop):
            n += text[i] & 0xC0 != 0x80
        at = stop
        found[k] = n
    return found


def within(
    text: NDArray[np.uint8],
    places: NDArray[np.integer],
    offsets: NDArray[np.int64],
    begins: NDArray[np.int64],
    characters: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Turn places among bytes into places among characters, segment by segment.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    places : integers, rising
        Places among its bytes.
    offsets : int64, one row a segment and one more
        The places in segment `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    begins : int64, one row a segment and one more
        The byte with which each segment begins, and the end.
    characters : int64, one row a segment and one more
        The same places among characters. A segment with as many bytes as characters is not walked
        through, which is most of them.

    Returns
    -------
    ndarray of int64
        For each how many characters begin before that byte.

    Examples
    --------
    >>> text = np.frombuffer("é! a b".encode(), np.uint8)
    >>> begins, characters = np.array([0, 4, 7]), np.array([0, 3, 6])
    >>> within(text, np.array([0, 2, 4, 6]), np.array([0, 2, 4]), begins, characters).tolist()
    [0, 1, 3, 5]
    """
    return _within(text, places, offsets, begins, characters)


@numba.njit(cache=True, nogil=True)
def _within(text, places, offsets, begins, characters):
    """Shift the places of plain segments; walk through the others."""
    found = np.empty(len(places), np.int64)
    for k in range(len(offsets) - 1):
        begin, shift = begins[k], characters[k] - begins[k]
        if begins[k + 1] - begin == characters[k + 1] - characters[k]:
            for row in range(offsets[k], offsets[k + 1]):
                found[row] = places[row] + shift
            continue
        at, n = begin, characters[k]
        for row in range(offsets[k], offsets[k + 1]):
            for i in range(at, places[row]):
                n += text[i] & 0xC0 != 0x80
            at = places[row]
            found[row] = n
    return found
