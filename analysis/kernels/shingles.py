"""Shingles: the runs of five words of each article, as hashes.

A word's hash depends on its spelling alone, so that hashes from different shards can be compared.
Two lanes of 31 bits make one hash of 62: every product stays below 2**63, and the same code runs
as plain Python. The hash is well mixed, so that the smallest hashes of an article are a fair sample
of its shingles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 5
"""Words of a shingle."""
LANE = 31
MASK = (1 << LANE) - 1
LIMIT = 1 << 2 * LANE
"""Hashes are smaller."""
FIRST_SPREAD, SECOND_SPREAD = 0x5BD1E995, 0x2C9277B5
"""Odd numbers below 2**31 that spread the bits of a lane."""
FIRST_AWAY, SECOND_AWAY = (
    pow(spread, SIZE - 1, 1 << LANE) for spread in (FIRST_SPREAD, SECOND_SPREAD)
)
"""What the first word of a shingle has been multiplied with, once the last one is there."""


class Sets(NamedTuple):
    """Sets of hashes, one an article.

    Attributes
    ----------
    hashes : int64
        The distinct hashes of each set, rising.
    offsets : int64, one row a set and one more
        Those of set `k` are `hashes[offsets[k]:offsets[k + 1]]`.
    """

    hashes: NDArray[np.int64]
    offsets: NDArray[np.int64]


def hash_words(data: NDArray[np.uint8], offsets: NDArray[np.integer]) -> NDArray[np.int64]:
    """Hash each word by its spelling.

    Parameters
    ----------
    data : uint8
        Words in UTF-8, one after the other.
    offsets : integers, one row a word and one more
        Word `k` is `data[offsets[k]:offsets[k + 1]]`.

    Returns
    -------
    int64, one row a word
        Numbers from 0 to 2**62 - 1.

    Examples
    --------
    >>> data = np.frombuffer(b"paystrikepay", np.uint8)
    >>> codes = hash_words(data, np.array([0, 3, 9, 12]))
    >>> bool(codes[0] == codes[2] != codes[1])
    True
    """
    return _hash_words(data, offsets)


def shingle(
    codes: NDArray[np.int64],
    offsets: NDArray[np.integer],
    begins: NDArray[np.integer],
    ends: NDArray[np.integer],
) -> Sets:
    """Give the distinct shingles of each article.

    A shingle is five words of one sentence in a row. A shorter sentence is one shingle. So
    sentences that change places keep their shingles.

    Parameters
    ----------
    codes : int64, one row a word
        The hash of each word, from `hash_words`.
    offsets : integers, one row a sentence and one more
        The words of sentence `k` are `codes[offsets[k]:offsets[k + 1]]`.
    begins, ends : integers, one row an article
        The sentences of article `k` are those from `begins[k]` to `ends[k]`.

    Returns
    -------
    Sets
        Hashes of shingles, one set an article.

    Examples
    --------
    >>> codes = np.array([7, 8, 9, 10, 11, 12, 7])
    >>> sets = shingle(codes, np.array([0, 6, 7]), np.array([0, 1]), np.array([1, 2]))
    >>> np.diff(sets.offsets).tolist()
    [2, 1]
    """
    found = np.empty(len(codes), np.int64)
    places = _shingle(codes, offsets, begins, ends, found)
    return Sets(found[: places[-1]], places)


def endings(
    codes: NDArray[np.int64],
    offsets: NDArray[np.integer],
    begins: NDArray[np.integer],
    ends: NDArray[np.integer],
    *,
    most: int,
) -> NDArray[np.int64]:
    """Hash the last sentence of each article, the last two, the last three, and so on.

    Parameters
    ----------
    codes, offsets, begins, ends
        As for `shingle`.
    most : int
        Sentences of the longest ending.

    Returns
    -------
    int64, one row an article, `most` columns
        The hash of the ending of one, two, … sentences; -1 where there are no more sentences.

    Examples
    --------
    >>> codes = np.array([7, 8, 9, 8])
    >>> offsets = np.array([0, 1, 2, 3, 4])
    >>> found = endings(codes, offsets, np.array([0, 2]), np.array([2, 4]), most=3)
    >>> (found[0] == found[1]).tolist(), int(found[0, 2])
    ([True, False, True], -1)
    """
    return _endings(codes, offsets, begins, ends, most)


@numba.njit(cache=True, nogil=True, inline="always")
def _mixed(lane):
    """Spread the bits of a lane, one to one."""
    lane = (lane ^ (lane >> 15)) * FIRST_SPREAD & MASK
    lane = (lane ^ (lane >> 13)) * SECOND_SPREAD & MASK
    return lane ^ (lane >> 16)


@numba.njit(cache=True, nogil=True)
def _hash_words(data, offsets):
    codes = np.empty(len(offsets) - 1, np.int64)
    for k in range(len(codes)):
        one, two = np.int64(1), np.int64(2)
        for at in range(offsets[k], offsets[k + 1]):
            byte = np.int64(data[at])
            one = (one * FIRST_SPREAD ^ byte) & MASK
            two = (two * SECOND_SPREAD + byte + 1) & MASK
        codes[k] = _mixed(one) << LANE | _mixed(two)
    return codes


@numba.njit(cache=True, nogil=True)
def _shingle(codes, offsets, begins, ends, found):
    """Write the distinct shingles of each article; return where each begins, and the end."""
    places = np.zeros(len(begins) + 1, np.int64)
    room, buckets = np.empty(64, np.int64), np.empty(64, np.int64)
    n = 0
    for article in range(len(begins)):
        begin = n
        for sentence in range(begins[article], ends[article]):
            first, end = np.int64(offsets[sentence]), np.int64(offsets[sentence + 1])
            one, two = np.int64(0), np.int64(0)
            for at in range(first, end):
                if at >= first + SIZE:  # the word that is left behind goes
                    one -= (codes[at - SIZE] >> LANE) * FIRST_AWAY
                    two -= (codes[at - SIZE] & MASK) * SECOND_AWAY
                one = (one & MASK) * FIRST_SPREAD + (codes[at] >> LANE) & MASK
                two = (two & MASK) * SECOND_SPREAD + (codes[at] & MASK) & MASK
                if at >= first + SIZE - 1 or at == end - 1:
                    found[n] = _mixed(one) << LANE | _mixed(two)
                    n += 1
        if len(room) <= n - begin:
            size = 2 * (n - begin) + 1
            room, buckets = np.empty(size, np.int64), np.empty(size, np.int64)
        n = _distinct(found, begin, n, room, buckets)
        places[article + 1] = n
    return places


@numba.njit(cache=True, nogil=True)
def _endings(codes, offsets, begins, ends, most):
    found = np.full((len(begins), most), -1, np.int64)
    for article in range(len(begins)):
        one, two = np.int64(1), np.int64(1)
        for k in range(min(most, ends[article] - begins[article])):
            sentence = ends[article] - 1 - k
            for at in range(offsets[sentence], offsets[sentence + 1]):
                one = (one * FIRST_SPREAD + (codes[at] >> LANE)) & MASK
                two = (two * SECOND_SPREAD + (codes[at] & MASK)) & MASK
            one, two = _mixed(one + 1 & MASK), _mixed(two + 1 & MASK)  # a sentence ends here
            found[article, k] = one << LANE | two
    return found


@numba.njit(cache=True, nogil=True)
def _distinct(found, begin, end, room, places):
    """Sort one article's hashes and keep one of each; return the new end.

    They are spread evenly, so that each is put near its place at once.
    """
    size = end - begin
    places[: size + 1] = 0
    for at in range(begin, end):
        places[((found[at] >> LANE) * size >> LANE) + 1] += 1
    for bucket in range(size):
        places[bucket + 1] += places[bucket]
    for at in range(begin, end):
        bucket = (found[at] >> LANE) * size >> LANE
        room[places[bucket]] = found[at]
        places[bucket] += 1
    n = begin
    for k in range(size):
        hashed = room[k]
        at = n
        while at > begin and found[at - 1] > hashed:
            at -= 1
        if at > begin and found[at - 1] == hashed:
            continue
        for later in range(n, at, -1):
            found[later] = found[later - 1]
        found[at] = hashed
        n += 1
    return n
