"""Within: find a few forms, other ones in each article, as whole words.

Where thousands of forms are the same for all articles, `match` finds them. Here each article has
its own few: the persons it names, and their surnames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import WORD, characters, kind_at
from analysis.kernels.numbering import same_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Searches(NamedTuple):
    """What to find where.

    Attributes
    ----------
    first, last : int64, one row an article
        Its sentences are the rows `first` to `last`.
    offsets : int64, one row an article and one more
        Its forms are the rows `offsets[k]` to `offsets[k + 1]`, the most important first.
    form : int64, one row a form of an article
        The row of the form in `bounds`.
    data : uint8
        All forms, one after the other, as UTF-8.
    bounds : int64, one row a form and one more
        Form `k` is `data[bounds[k]:bounds[k + 1]]`.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    offsets: NDArray[np.int64]
    form: NDArray[np.int64]
    data: NDArray[np.uint8]
    bounds: NDArray[np.int64]


class Hits(NamedTuple):
    """Where forms occur.

    Attributes
    ----------
    span : int64
        The sentence.
    start, end : int64
        ``[start, end)`` in bytes of the whole text.
    row : int64
        The row in `Searches.form`.
    """

    span: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    row: NDArray[np.int64]


def find_within(
    text: NDArray[np.uint8],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    taken: tuple[NDArray[np.int64], NDArray[np.int64]],
    searches: Searches,
) -> Hits:
    """Find the forms of each article in its sentences, without overlap.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    begins, ends : int64, one row a sentence
        Sentence `k` is `text[begins[k]:ends[k]]`.
    taken : two arrays of int64
        Begins and ends, in bytes, of what no form may overlap with.
    searches
        Forms, of one byte at least.

    Returns
    -------
    Hits
        In no promised order.

    Examples
    --------
    >>> text = np.frombuffer(b"Ann Lee and Lee Lees", np.uint8)
    >>> forms = np.frombuffer(b"Ann LeeLee", np.uint8)
    >>> zero, two = np.array([0]), np.array([0, 2])
    >>> searches = Searches(zero, zero + 1, two, np.array([0, 1]), forms, np.array([0, 7, 10]))
    >>> find_within(text, zero, zero + 20, (zero[:0], zero[:0]), searches).start.tolist()
    [0, 12]
    """
    return Hits(*_find_within(text, begins, ends, *taken, searches, characters().kinds))


@numba.njit(cache=True, nogil=True)
def _find_within(text, begins, ends, taken_begins, taken_ends, searches, kinds):
    """Note all places of an article first, then take them form by form."""
    first, last, offsets, form, data, bounds = searches
    used = np.zeros(len(text), np.bool_)
    for k in range(len(taken_begins)):
        used[taken_begins[k] : taken_ends[k]] = True
    places, kept = np.empty((64, 4), np.int64), np.empty((64, 4), np.int64)
    opens = np.zeros(256, np.bool_)
    n_kept = 0
    for k in range(len(first)):
        for row in range(offsets[k], offsets[k + 1]):
            opens[data[bounds[form[row]]]] = True
        n = 0
        for span in range(first[k], last[k]):
            for at in range(begins[span], ends[span]):
                if not opens[text[at]]:
                    continue
                for row in range(offsets[k], offsets[k + 1]):
                    begin, end = bounds[form[row]], bounds[form[row] + 1]
                    after = at + end - begin
                    if after > ends[span] or not same_bytes(text, at, data, begin, end - begin):
                        continue
                    if not _is_alone(text, at, after, begins[span], ends[span], kinds):
                        continue
                    if n == len(places):
                        places = _grown(places)
                    places[n, 0], places[n, 1], places[n, 2], places[n, 3] = span, at, after, row
                    n += 1
        for row in range(offsets[k], offsets[k + 1]):
            opens[data[bounds[form[row]]]] = False
            for i in range(n):
                if places[i, 3] == row and not used[places[i, 1] : places[i, 2]].any():
                    used[places[i, 1] : places[i, 2]] = True
                    if n_kept == len(kept):
                        kept = _grown(kept)
                    kept[n_kept] = places[i]
                    n_kept += 1
    kept = kept[:n_kept]
    return kept[:, 0].copy(), kept[:, 1].copy(), kept[:, 2].copy(), kept[:, 3].copy()


@numba.njit(cache=True, nogil=True)
def _grown(rows):
    more = np.empty((2 * len(rows), rows.shape[1]), np.int64)
    more[: len(rows)] = rows
    return more


@numba.njit(cache=True, nogil=True)
def _is_alone(text, at, end, begin, stop, kinds):
    """Tell whether no word character of the sentence touches a stretch."""
    if at > begin:
        before = at - 1
        while text[before] & 0xC0 == 0x80:
            before -= 1
        if kind_at(text, before, kinds)[0] & WORD:
            return False
    return end == stop or not kind_at(text, end, kinds)[0] & WORD


def characters_at(
    text: NDArray[np.uint8],
    begins: NDArray[np.int64],
    starts: NDArray[np.int64],
    places: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Turn bytes into characters, each from a near place where both are known.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    begins, starts : int64, one row a place
        The same place before it, in bytes and in characters.
    places : int64
        Bytes with which a character begins.

    Returns
    -------
    ndarray of int64
        The number of that character.

    Examples
    --------
    >>> text = np.frombuffer("éé!".encode(), np.uint8)
    >>> characters_at(text, np.array([2]), np.array([1]), np.array([4])).tolist()
    [2]
    """
    return _characters_at(text, begins, starts, places)


@numba.njit(cache=True, nogil=True)
def _characters_at(text, begins, starts, places):
    found = np.empty(len(places), np.int64)
    for k in range(len(places)):
        n = 0
        for i in range(begins[k], places[k]):
            n += text[i] & 0xC0 != 0x80
        found[k] = starts[k] + n
    return found
