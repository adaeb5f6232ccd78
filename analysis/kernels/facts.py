"""Facts in their slots: whom an article names, what it counts and dates, each among which words.

A slot is the two words before a fact and the two after it, other facts among them left blank. So
articles of one template have the same slots, whatever they fill them with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from analysis.kernels.shingles import FIRST_SPREAD, LANE, MASK, SECOND_SPREAD, Sets, _mixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME, NUMBER, DAY = 0, 1, 2
"""Kinds of facts."""
N_KINDS = 3
MONTH, YEAR, OPENING, PLAIN = 3, 4, 5, 6
"""Kinds of words beside those. A month or a year is a day or a number, as its neighbours say. The
first word of a sentence has a capital anyway: it may be a fact, and is blank and no evidence."""
VALUE_BITS = 22
"""Lowest bits of a fact, for what fills the slot; above them stand its kind and its slot."""
VALUE = (1 << VALUE_BITS) - 1
EDGE, BLANK = 1, 2
"""What stands in a slot for the end of the sentence, and for a fact."""
FEWEST_WORDS = 2
"""Words of a slot that are neither."""
NONE = 1 << 62


def facts(
    codes: NDArray[np.int64],
    kinds: NDArray[np.uint8],
    offsets: NDArray[np.integer],
    begins: NDArray[np.integer],
    ends: NDArray[np.integer],
) -> Sets:
    """Give the facts of each article with their slots.

    Words of one kind in a row are one fact of several words. A number next to a month is a day.

    Parameters
    ----------
    codes : int64, one row a word
        The hash of each word, from `hash_words`.
    kinds : uint8, one row a word
        The kind of each word.
    offsets, begins, ends
        As for `shingle`.

    Returns
    -------
    Sets
        Words of facts, each with the hash of its slot, one set an article.

    Examples
    --------
    >>> codes = np.array([7, 8, 9, 10, 11])
    >>> kinds = np.array([PLAIN, PLAIN, NUMBER, PLAIN, PLAIN], np.uint8)
    >>> found = facts(codes, kinds, np.array([0, 5]), np.array([0]), np.array([1]))
    >>> (found.hashes & VALUE).tolist()
    [9]
    """
    found = np.empty(len(codes), np.int64)
    places = _facts(codes, kinds, offsets, begins, ends, found)
    return Sets(found[: places[-1]], places)


def compared(
    sets: Sets, first: NDArray[np.integer], second: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, over the slots that two articles share, the facts that agree and those that differ.

    A word counts once, in however many slots it stands. Where one article fills a slot more often
    than the other, as a cut text does, what it has more is no difference.

    Parameters
    ----------
    sets
        The `facts` of articles.
    first, second : integers, one row a pair
        The two articles of each pair.

    Returns
    -------
    agree, differ : int64, one row a pair, one column a kind of facts
        Numbers of words.

    Examples
    --------
    >>> a, b = 5 << 24, 9 << 24
    >>> sets = Sets(np.array([a | 3, b | 4, a | 3, b | 6]), np.array([0, 2, 4]))
    >>> agree, differ = compared(sets, np.array([0]), np.array([1]))
    >>> agree.tolist(), differ.tolist()
    ([[1, 0, 0]], [[1, 0, 0]])
    """
    return _compared(sets.hashes, sets.offsets, first, second)


@numba.njit(cache=True, nogil=True)
def _facts(codes, kinds, offsets, begins, ends, found):
    """Write the facts of each article, rising; return where each begins, and the end."""
    places = np.zeros(len(begins) + 1, np.int64)
    tokens, token_of = np.empty(64, np.int64), np.empty(64, np.int64)
    n = 0
    for article in range(len(begins)):
        begin = n
        for sentence in range(begins[article], ends[article]):
            first, end = np.int64(offsets[sentence]), np.int64(offsets[sentence + 1])
            if len(tokens) < end - first + 4:
                tokens = np.empty(2 * (end - first) + 4, np.int64)
                token_of = np.empty(len(tokens), np.int64)
            _tokenise(codes, kinds, first, end, tokens, token_of)
            for at in range(first, end):
                kind = _kind(kinds, at, first, end)
                if kind < N_KINDS:
                    slot = _slot(tokens, token_of[at - first])
                    if slot != NONE:
                        found[n] = (slot << 2 | kind) << VALUE_BITS | codes[at] & VALUE
                        n += 1
        found[begin:n].sort()
        end = n
        n = begin
        for k in range(begin, end):
            if n == begin or found[k] != found[n - 1]:
                found[n] = found[k]
                n += 1
        places[article + 1] = n
    return places


@numba.njit(cache=True, nogil=True, inline="always")
def _tokenise(codes, kinds, first, end, tokens, token_of):
    """Write one sentence as words and blanks between two edges; note which one each word is in."""
    tokens[0] = tokens[1] = EDGE
    size, last = 2, PLAIN
    for at in range(first, end):
        kind = _kind(kinds, at, first, end)
        if kind >= N_KINDS or kind != last:
            tokens[size] = codes[at] if kind == PLAIN else BLANK
            size += 1
        last = kind
        token_of[at - first] = size - 1
    tokens[size] = tokens[size + 1] = EDGE


@numba.njit(cache=True, nogil=True, inline="always")
def _kind(kinds, at, first, end):
    """Say of which kind a word is beside its neighbours."""
    kind = kinds[at]
    if kind == MONTH:
        return DAY
    if kind in (NUMBER, YEAR):
        before = at > first and kinds[at - 1] == MONTH
        after = at + 1 < end and kinds[at + 1] == MONTH
        before_that = kind == YEAR and at > first + 1 and kinds[at - 2] == MONTH
        return DAY if before or after or before_that else NUMBER
    return kind


@numba.njit(cache=True, nogil=True, inline="always")
def _slot(tokens, token):
    """Hash what stands around a token; nothing if that is too little."""
    one, two, n_words = np.int64(0), np.int64(0), 0
    for away in (-2, -1, 1, 2):
        code = tokens[token + away]
        n_words += code > BLANK
        one = ((one ^ code >> LANE) * FIRST_SPREAD + 1) & MASK
        two = ((two ^ code & MASK) * SECOND_SPREAD + 1) & MASK
    return _mixed(one ^ two >> 3) << 7 | _mixed(two) >> 24 if n_words >= FEWEST_WORDS else NONE


@numba.njit(cache=True, nogil=True)
def _compared(hashes, offsets, first, second):
    agree = np.zeros((len(first), N_KINDS), np.int64)
    differ = np.zeros((len(first), N_KINDS), np.int64)
    longest = 0
    for k in range(len(offsets) - 1):
        longest = max(longest, offsets[k + 1] - offsets[k])
    common, of_one, of_two = np.empty((3, longest), np.int64)
    for k in range(len(first)):
        one, end_one = offsets[first[k]], offsets[first[k] + 1]
        two, end_two = offsets[second[k]], offsets[second[k] + 1]
        n_common = n_one = n_two = 0
        while one < end_one and two < end_two:
            slot = min(hashes[one] >> VALUE_BITS, hashes[two] >> VALUE_BITS)
            before_one, before_two = n_one, n_two
            while True:  # all that fills this slot
                a = hashes[one] if one < end_one and hashes[one] >> VALUE_BITS == slot else NONE
                b = hashes[two] if two < end_two and hashes[two] >> VALUE_BITS == slot else NONE
                if a == b == NONE:
                    break
                if a == b:
                    common[n_common] = _without_slot(a)
                    n_common += 1
                elif a < b:
                    of_one[n_one] = _without_slot(a)
                    n_one += 1
                else:
                    of_two[n_two] = _without_slot(b)
                    n_two += 1
                one += a <= b
                two += b <= a
            if n_one == before_one or n_two == before_two:  # one has more, and nothing differs
                n_one, n_two = before_one, before_two
        agree[k] = _distinct(common[:n_common])
        differ[k] = np.minimum(_distinct(of_one[:n_one]), _distinct(of_two[:n_two]))
    return agree, differ


@numba.njit(cache=True, nogil=True, inline="always")
def _without_slot(fact):
    return fact & (1 << VALUE_BITS + 2) - 1


@numba.njit(cache=True, nogil=True)
def _distinct(values):
    """Count the distinct values of each kind."""
    values.sort()
    counts = np.zeros(N_KINDS, np.int64)
    for k in range(len(values)):
        if k == 0 or values[k] != values[k - 1]:
            counts[values[k] >> VALUE_BITS] += 1
    return counts
