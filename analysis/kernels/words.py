"""Words: cut text into words and number the distinct ones, in one pass over its bytes.

A word is what `WORD_PATTERN` matches, without a final possessive. Marks that belong to a letter,
and joiners between two letters, go on with its word: a word of Hindi is not cut at its vowel signs.
Every later count works on the numbers.

Kernels read UTF-8: many articles stand one after the other in one array of bytes, and `bounds`
tells where each begins. Nothing is matched across a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import (
    DIGIT,
    FOREIGN,
    JOINER,
    MARK,
    WORD,
    characters,
    decode,
    kind_at,
)
from analysis.kernels.numbering import grown, no_types, number
from analysis.kernels.turns import write_turns

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD_PATTERN = r"(?:(?:[^\W\d_]\.){2,}|\w+)(?:[-‑'’]\w+|(?<=\d)[.,](?=\d)\w+)*"
"""What a word is, as a regular expression: the kernel equals it where there are no marks, joiners.

With M for the marks of Unicode's categories Mn and Mc, and J for the two joiners of no width,
each ``\\w+`` is ``\\w+(?:(?<!\\d)(?:M|J(?=\\w))\\w*)*``.
"""

POSSESSIVE_PATTERN = r"['’][sS]$"
"""What is cut off the end of a word."""

PERIOD, COMMA, HYPHEN, APOSTROPHE, UNDERSCORE = 0x2E, 0x2C, 0x2D, 0x27, 0x5F
NON_BREAKING_HYPHEN, CURLY_APOSTROPHE = 0x2011, 0x2019

BETWEEN, LETTERS, OTHER_SCRIPT = 0, 1, 2
"""Classes of bytes: between words, ASCII word characters, and bytes of any other character."""


class Words(NamedTuple):
    """The words of some segments of text.

    Attributes
    ----------
    ids : int32, one row a word
        The number of the word's type. Types are numbered as they come.
    starts : int32, one row a word
        Where the word begins, in bytes.
    offsets : int64, one row a segment and one more
        The words of segment `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    first : int32, one row a type
        Where the type's first word begins, in bytes.
    sizes : int32, one row a type
        How many bytes the type has. A word ends at `starts + sizes[ids]`.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    offsets: NDArray[np.int64]
    first: NDArray[np.int32]
    sizes: NDArray[np.int32]


def cut_words(text: NDArray[np.uint8], bounds: NDArray[np.int64]) -> Words:
    """Cut segments of UTF-8 text into words.

    Parameters
    ----------
    text : uint8
        UTF-8 text, less than 2 GiB.
    bounds : int64, one row a segment and one more
        Segment `k` is `text[bounds[k]:bounds[k + 1]]`.

    Returns
    -------
    Words
        Numbered words, in the order of the text.

    Examples
    --------
    >>> text = np.frombuffer(b"The U.N. said Iraq's 1.5m", np.uint8)
    >>> words = cut_words(text, np.array([0, len(text)]))
    >>> forms(text, words.first, words.sizes)
    ['The', 'U.N.', 'said', 'Iraq', '1.5m']
    >>> words.ids
    array([0, 1, 2, 3, 4], dtype=int32)
    """
    table = characters()
    most = len(text) // 2 + len(bounds)  # a word takes a byte, and a byte before the next one
    # Made by numpy, since for large arrays it asks the system for large pages.
    ids, starts = np.empty(most, np.int32), np.empty(most, np.int32)
    offsets, first, sizes = _cut(text, bounds, table.kinds, table.ascii, ids, starts)
    return Words(ids[: offsets[-1]], starts[: offsets[-1]], offsets, first, sizes)


def forms(text: NDArray[np.uint8], first: NDArray[np.int32], sizes: NDArray[np.int32]) -> list[str]:
    """Return the spelling of each type, in the order of the numbers.

    Parameters
    ----------
    text : uint8
        The text that was cut.
    first, sizes : int32, one row a type
        Where the type's first occurrence begins, and how many bytes it has.

    Returns
    -------
    list of str
        One form a type.
    """
    found = spell(text, first, sizes)
    raw = found.forms.tobytes()
    bounds = zip(found.offsets[:-1].tolist(), found.offsets[1:].tolist(), strict=True)
    return [raw[begin:end].decode() for begin, end in bounds]


class Spelled(NamedTuple):
    """The spelling of types, one after the other.

    Attributes
    ----------
    forms, lower : uint8
        As in the text, and with ASCII capitals in lower case.
    offsets : int32, one row a type and one more
        Where each begins in both.
    n_characters : int32, one row a type
        How many characters it has.
    is_plain : bool, one row a type
        Whether it is ASCII, and none of its parts between hyphens has two capitals or more and no
        small letter.
    """

    forms: NDArray[np.uint8]
    lower: NDArray[np.uint8]
    offsets: NDArray[np.int32]
    n_characters: NDArray[np.int32]
    is_plain: NDArray[np.bool_]


def spell(text: NDArray[np.uint8], first: NDArray[np.int32], sizes: NDArray[np.int32]) -> Spelled:
    """Return the spelling of each type as arrays, in the order of the numbers.

    Parameters
    ----------
    text, first, sizes
        As for `forms`.

    Returns
    -------
    Spelled
        One row a type.

    Examples
    --------
    >>> text = np.frombuffer("Pay US é 5A".encode(), np.uint8)
    >>> words = cut_words(text, np.array([0, len(text)]))
    >>> spelled = spell(text, words.first, words.sizes)
    >>> bytes(spelled.lower[:5]), spelled.is_plain.tolist()
    (b'payus', [True, False, False, True])
    """
    return Spelled(*_spell(text, first, sizes))


@numba.njit(cache=True, nogil=True)
def _spell(text, first, sizes):
    """Copy each type, and look at its letters on the way."""
    offsets = np.zeros(len(first) + 1, np.int32)
    offsets[1:] = np.cumsum(sizes)
    forms, lower = np.empty(offsets[-1], np.uint8), np.empty(offsets[-1], np.uint8)
    n_characters, is_plain = np.empty(len(first), np.int32), np.empty(len(first), np.bool_)
    for k in range(len(first)):
        n, capitals, small = 0, 0, 0
        is_plain[k] = True
        for i in range(sizes[k]):
            byte = text[first[k] + i]
            is_capital = 0x41 <= byte <= 0x5A
            n += byte & 0xC0 != 0x80
            capitals += is_capital
            small += 0x61 <= byte <= 0x7A
            if byte == HYPHEN or i + 1 == sizes[k]:
                is_plain[k] &= capitals < 2 or small > 0
                capitals, small = 0, 0
            is_plain[k] &= byte < 0x80
            forms[offsets[k] + i] = byte
            lower[offsets[k] + i] = byte | 0x20 if is_capital else byte
        n_characters[k] = n
    return forms, lower, offsets, n_characters, is_plain


@numba.njit(cache=True, nogil=True)
def _cut(text, bounds, kinds, ascii_kinds, ids, starts):
    """Find and number the words of each segment; return the rest of `Words`."""
    offsets = np.zeros(len(bounds), np.int64)
    longest = 0
    for k in range(len(bounds) - 1):
        longest = max(longest, bounds[k + 1] - bounds[k])
    begins = np.empty(longest // 2 + 1, np.int64)
    ends = np.empty(longest // 2 + 1, np.int64)
    turns = np.empty(longest + 2, np.int64)
    classes, plain = _classes(ascii_kinds)
    types, n_types, n_words = no_types(), 0, 0
    for k in range(len(bounds) - 1):
        n_turns = write_turns(text, bounds[k], bounds[k + 1], classes, turns)
        n = _find(text, bounds[k + 1], turns[:n_turns], plain, kinds, ascii_kinds, begins, ends)
        while n_types + n > len(types.first):
            types = grown(types, n_types)
        n_types = number(text, begins, ends, n, types, n_types, ids[n_words:])
        for row in range(n):
            starts[n_words + row] = begins[row]
        n_words += n
        offsets[k + 1] = n_words
    return offsets, types.first[:n_types].copy(), types.sizes[:n_types].copy()


@numba.njit(cache=True, nogil=True)
def _classes(ascii_kinds):
    """Return the class of each byte, and which bytes end a word without a further look."""
    classes, plain = np.zeros(256, np.int64), np.zeros(256, np.bool_)
    for byte in range(256):
        if ascii_kinds[byte] & FOREIGN:
            classes[byte] = OTHER_SCRIPT
        elif ascii_kinds[byte] & WORD:
            classes[byte] = LETTERS
        else:
            plain[byte] = byte not in (HYPHEN, APOSTROPHE, PERIOD, COMMA)
    return classes, plain


@numba.njit(cache=True, nogil=True)
def _find(text, stop, turns, plain, kinds, ascii_kinds, begins, ends):
    """Write where each word of a segment begins and ends; return how many there are."""
    n, at, last = 0, 0, len(turns) - 1
    for row in range(last):
        begin, end = turns[row] >> 2, turns[row + 1] >> 2
        if turns[row] & 3 == BETWEEN or end <= at:
            continue
        if turns[row] & 3 == LETTERS and turns[row + 1] & 3 == BETWEEN and begin >= at:
            if end == stop or plain[text[end]]:
                begins[n], ends[n], at = begin, end, end
                n += 1
                continue
        at = max(at, begin)
        while at < end:
            kind, width = np.int64(ascii_kinds[text[at]]), 1
            if kind & FOREIGN:
                kind, width = kind_at(text, at, kinds)
            if not kind & WORD:
                at += width
                continue
            begin = at
            # Only a word whose second character is a period can be an initialism.
            if width > 1 or (at + 1 < stop and text[at + 1] == PERIOD):
                at = _initialism_end(text, at, stop, kinds)
            if at == begin or (at < stop and _joined(text, at, stop, kinds, 0) > at):
                at = _word_end(text, at, stop, kinds, ascii_kinds)
            begins[n] = begin
            ends[n] = _without_possessive(text, begin, at)
            n += 1
    return n


@numba.njit(cache=True, nogil=True, inline="always")
def _word_end(text, at, stop, kinds, ascii_kinds):
    """Return where the word that begins at `at` ends, its possessive included."""
    while True:
        last = 0
        while at < stop:  # a run of word characters
            kind, width = np.int64(ascii_kinds[text[at]]), 1
            if not kind & WORD:
                if not kind & FOREIGN:
                    break
                kind, width = kind_at(text, at, kinds)
                if not kind & WORD and not _goes_on(text, at + width, stop, kinds, kind, last):
                    break
            last = kind
            at += width
        if at >= stop or text[at] == 0x20:
            return at
        after = _joined(text, at, stop, kinds, last)
        if after == at:
            return at
        at = after


@numba.njit(cache=True, nogil=True)
def _goes_on(text, after, stop, kinds, kind, last):
    """Say whether a character is a mark of the letter before it, or joins that to another one."""
    if last & DIGIT or not kind & (MARK | JOINER):
        return False
    return kind & MARK > 0 or (after < stop and kind_at(text, after, kinds)[0] & WORD > 0)


@numba.njit(cache=True, nogil=True)
def _joined(text, at, stop, kinds, last):
    """Return where the word goes on if the character at `at` joins it to more, else `at`."""
    point, width = decode(text, at)
    after = at + width
    if point in (HYPHEN, APOSTROPHE, CURLY_APOSTROPHE, NON_BREAKING_HYPHEN):
        wanted = WORD
    elif point in (PERIOD, COMMA) and last & DIGIT:
        wanted = DIGIT
    else:
        return at
    if after < stop and kind_at(text, after, kinds)[0] & wanted:
        return after
    return at


@numba.njit(cache=True, nogil=True)
def _initialism_end(text, at, stop, kinds):
    """Return where an initialism such as U.S. ends, or `at` if there is none."""
    begin, letters = at, 0
    while at < stop:
        kind, width = kind_at(text, at, kinds)
        period = at + width
        if not kind & WORD or kind & DIGIT or text[at] == UNDERSCORE:
            break
        if period >= stop or text[period] != PERIOD:
            break
        at = period + 1
        letters += 1
    return at if letters >= 2 else begin


@numba.njit(cache=True, nogil=True, inline="always")
def _without_possessive(text, begin, end):
    """Return where the word ends once a final 's is cut off."""
    if end - begin < 3 or (text[end - 1] != 0x73 and text[end - 1] != 0x53):
        return end
    if text[end - 2] == APOSTROPHE:
        return end - 2
    if end - begin < 5 or text[end - 2] != 0x99:
        return end
    return end - 4 if text[end - 4] == 0xE2 and text[end - 3] == 0x80 else end
