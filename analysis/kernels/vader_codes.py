"""VADER's tokens: sentences cut at white space, each token as one integer.

Most tokens are words that were cut before. They are not walked through again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import FOREIGN, LOWER, SPACE, TITLE, UPPER, characters, kind_at
from analysis.kernels.numbering import grown, no_types, number, packed, same_bytes
from analysis.kernels.vader_words import (
    AS_LISTED,
    BOOSTER,
    BUT,
    IN_CAPITALS,
    LEXICON,
    NEGATES,
    PUNCTUATION,
)
from analysis.kernels.wordlist import rows_of_lower
from analysis.kernels.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.vader_words import Vader

BLANK, COMMA, PERIOD = 0x20, 0x2C, 0x2E

BATCH = 1024
"""Tokens that are looked up together: few enough to stay near the processor."""

FEW = 64
"""Hits of one sentence that are compared one with the other; more are numbered."""


class CodedSentences(NamedTuple):
    """What VADER needs to know of some sentences.

    Attributes
    ----------
    codes : int32, one row a token
        The token's word, and how it is written.
    offsets : int64, one row a sentence and one more
        The tokens of sentence `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    hits, hit_first : int64, one row a token in the lexicon
        Its row in `codes`, and the row of the first equal token of its sentence.
    hit_offsets : int64, one row a sentence and one more
        The hits of sentence `k` are the rows `hit_offsets[k]` to `hit_offsets[k + 1]`.
    buts : int64, one row a sentence
        The row of its first "but", or -1.
    mixed : bool, one row a sentence
        Whether some of its tokens, but not all, are in capitals.
    emphasis : float64, one row a sentence
        What its exclamation and question marks add.
    """

    codes: NDArray[np.int32]
    offsets: NDArray[np.int64]
    hits: NDArray[np.int64]
    hit_first: NDArray[np.int64]
    hit_offsets: NDArray[np.int64]
    buts: NDArray[np.int64]
    mixed: NDArray[np.bool_]
    emphasis: NDArray[np.float64]


def code_sentences(
    text: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    vader: Vader,
    words: Words | None = None,
) -> CodedSentences:
    """Cut sentences at white space and look their tokens up.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    starts, ends : int64, one row a sentence
        Where each begins and ends, in bytes.
    vader : Vader
        Word lists.
    words : Words, optional
        The words of the same sentences, if they were cut before. Most tokens are such words, and
        then each form is looked up once. The result does not depend on it.

    Returns
    -------
    CodedSentences
        What `score_sentences` needs. It depends on which words are listed, not on their values.
    """
    known = _no_words(len(starts)) if words is None else words
    return CodedSentences(*_code(text, starts, ends, vader, characters(), known))


def _no_words(n_sentences: int) -> Words:
    nothing = np.empty(0, np.int32)
    return Words(nothing, nothing, np.zeros(n_sentences + 1, np.int64), nothing, nothing)


class _Types(NamedTuple):
    """What is known of types of words: the row in `Vader`, or -1; and the code of plain forms.

    A plain form has two ASCII letters or digits or more and nothing else; others have the code -1,
    since as tokens they must be looked at.
    """

    rows: NDArray[np.int32]
    codes: NDArray[np.int32]


class _Room(NamedTuple):
    """Room for the tokens of some sentences: their spans, and those that must be looked up."""

    begins: NDArray[np.int64]
    stops: NDArray[np.int64]
    others: NDArray[np.int64]
    other_begins: NDArray[np.int64]
    other_stops: NDArray[np.int64]
    found: NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def _types(text, first, sizes, vader, table):
    """Look up each type of words."""
    rows, codes = np.empty(len(first), np.int32), np.full(len(first), -1, np.int32)
    scratch = np.empty(vader.words.longest + 8, np.uint8)
    begins = first.astype(np.int64)
    rows_of_lower(text, begins, begins + sizes, len(first), vader.words, table.lower, scratch, rows)
    for k in range(len(first)):
        seen = 0
        for i in range(begins[k], begins[k] + sizes[k]):
            seen |= np.int64(vader.roles[text[i]])
        if sizes[k] > 1 and not seen & (FOREIGN | PUNCTUATION | SPACE):
            codes[k] = _case(seen) | (vader.facts[rows[k]] if rows[k] >= 0 else 0)
    return _Types(rows, codes)


@numba.njit(cache=True, nogil=True)
def _code(text, starts, ends, vader, table, known):
    """Code sentences, some at a time: a call with many arrays is dear, and memory near is cheap."""
    n = len(starts)
    total, longest = 0, 0
    for k in range(n):
        total += (ends[k] - starts[k]) // 2 + 1
        longest = max(longest, (ends[k] - starts[k]) // 2 + 1)
    codes = np.empty(total, np.int32)
    hits, hit_first = np.empty(total, np.int64), np.empty(total, np.int64)
    offsets, hit_offsets = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    buts, mixed, emphasis = np.full(n, -1, np.int64), np.zeros(n, np.bool_), np.zeros(n)
    most = min(BATCH + longest, total)
    room = _Room(
        np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64),
        np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int32),
    )  # fmt: skip
    scratch = np.empty(vader.words.longest + 8, np.uint8)
    types = _types(text, known.first, known.sizes, vader, table)
    first, n_hits = 0, 0
    while first < n:
        at = offsets[first]
        last, m = _tokens(
            text, starts, ends, first, known, types, vader, table.kinds, room, codes[at:],
            offsets, emphasis,
        )  # fmt: skip
        words = known.offsets[first], known.offsets[last]
        _look_up(text, words, m, known, types, vader, table.lower, scratch, room, codes[at:])
        for k in range(first, last):
            shouted, first_hit = 0, n_hits
            for row in range(offsets[k], offsets[k + 1]):
                code = codes[row]
                shouted += code & IN_CAPITALS
                if code & BUT and buts[k] < 0:
                    buts[k] = row
                if code & (LEXICON | BOOSTER) == LEXICON:
                    hits[n_hits] = row
                    if n_hits - first_hit < FEW:
                        hit_first[n_hits] = _first_equal(
                            text, room.begins, room.stops, hits[first_hit:n_hits], at, row
                        )
                    n_hits += 1
            if n_hits - first_hit > FEW:
                _first_equals(
                    text, room.begins, room.stops, hits[first_hit:n_hits], at,
                    hit_first[first_hit:n_hits],
                )  # fmt: skip
            mixed[k] = 0 < shouted < offsets[k + 1] - offsets[k]
            hit_offsets[k + 1] = n_hits
        first = last
    return (
        codes[: offsets[n]], offsets, hits[:n_hits].copy(), hit_first[:n_hits].copy(), hit_offsets,
        buts, mixed, emphasis,
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def _first_equal(text, begins, stops, hits, at, row):
    """Return the first token of the sentence that is spelled as the one in `row`.

    Only tokens in the lexicon, `hits`, need to be compared. The spans begin with row `at`.
    """
    begin = begins[row - at]
    size = stops[row - at] - begin
    for hit in hits:
        if stops[hit - at] - begins[hit - at] == size:
            if same_bytes(text, begins[hit - at], text, begin, size):
                return hit
    return row


@numba.njit(cache=True, nogil=True)
def _first_equals(text, begins, stops, hits, at, first):
    """Write into `first` what `_first_equal` returns for each of many hits of one sentence."""
    n = len(hits)
    types, numbers = no_types(), np.empty(n, np.int32)
    while len(types.first) < n:
        types = grown(types, 0)
    n_types = number(text, begins[hits - at], stops[hits - at], n, types, 0, numbers)
    row_of = np.full(n_types, -1, np.int64)
    for k in range(n):
        if row_of[numbers[k]] < 0:
            row_of[numbers[k]] = hits[k]
        first[k] = row_of[numbers[k]]


@numba.njit(cache=True, nogil=True)
def _tokens(
    text, starts, ends, first, known, types, vader, kinds, room, codes, offsets, emphasis
):  # fmt: skip
    """Write the tokens of sentences from the row `first` on until they are enough.

    Returns the sentence to go on with, and how many tokens must be looked up. A plain word between
    spaces, or with a comma or a period behind it, is not walked through again.
    """
    begins, stops, roles = room.begins, room.stops, vader.roles
    n, m, k, base = 0, 0, first, offsets[first]
    while k < len(starts) and n < BATCH:
        at, stop, exclamations, questions = starts[k], ends[k], 0, 0
        word, last_word = known.offsets[k], known.offsets[k + 1]
        while at < stop:
            while word < last_word and known.starts[word] < at:
                word += 1
            if word < last_word and known.starts[word] == at:
                code = types.codes[known.ids[word]]
                if code >= 0:
                    end = at + known.sizes[known.ids[word]]
                    after = end + (end < stop and (text[end] == COMMA or text[end] == PERIOD))
                    if after >= stop or text[after] == BLANK:
                        begins[n], stops[n], codes[n] = at, end, code
                        n += 1
                        at = after + 1
                        continue
            begin, end, at, seen = _token(text, at, stop, roles, kinds)
            if seen & PUNCTUATION:
                for i in range(begin, end):
                    exclamations += text[i] == 0x21
                    questions += text[i] == 0x3F
            if _characters(text, begin, end, seen) < 2:
                continue
            negates = 0
            if seen & PUNCTUATION:
                negates = NEGATES if _has_nt(text, begin, end) else 0
                begin, end = _without_marks(text, begin, end, roles, vader.marks)
            case = _foreign_case(text, begin, end, kinds) if seen & FOREIGN else _case(seen)
            begins[n], stops[n], codes[n] = begin, end, case | negates
            room.others[m] = n
            n += 1
            m += 1
        emphasis[k] = _emphasis(exclamations, questions)
        k += 1
        offsets[k] = base + n
    return k, m


@numba.njit(cache=True, nogil=True)
def _look_up(text, words, m, known, types, vader, lower, scratch, room, codes):
    """Add to the codes of the `m` other tokens what their words do.

    A word that was cut before was looked up with its type; the rest are, all in one loop.
    """
    word, last_word = words
    rest = 0
    for j in range(m):
        row = room.others[j]
        begin, stop = room.begins[row], room.stops[row]
        while word < last_word and known.starts[word] < begin:
            word += 1
        if word < last_word and known.starts[word] == begin:
            number = known.ids[word]
            if known.sizes[number] == stop - begin:
                if types.rows[number] >= 0:
                    codes[row] |= vader.facts[types.rows[number]]
                continue
        room.others[rest], room.other_begins[rest], room.other_stops[rest] = row, begin, stop
        rest += 1
    begins, stops = room.other_begins, room.other_stops
    rows_of_lower(text, begins, stops, rest, vader.words, lower, scratch, room.found)
    for j in range(rest):
        if room.found[j] >= 0:
            codes[room.others[j]] |= vader.facts[room.found[j]]


@numba.njit(cache=True, nogil=True, inline="always")
def _token(text, at, stop, roles, kinds):
    """Walk through a token; return its span, where the next one begins, and the roles seen."""
    begin, seen, width = at, 0, 1
    while at < stop:
        role = np.int64(roles[text[at]])
        if role & SPACE:
            break
        if role & FOREIGN:
            kind, width = kind_at(text, at, kinds)
            if kind & SPACE:
                break
            at += width - 1
        seen |= role
        at += 1
    after = at + (width if at < stop and roles[text[at]] & FOREIGN else 1)
    return begin, at, after, seen


@numba.njit(cache=True, nogil=True, inline="always")
def _case(seen):
    """Return the flags of a token without characters that are not ASCII."""
    if not seen & UPPER:
        return AS_LISTED
    return 0 if seen & LOWER else IN_CAPITALS


@numba.njit(cache=True, nogil=True)
def _emphasis(exclamations, questions):
    """Return what exclamation and question marks add to a sentence's sum."""
    asked = 0.0
    if questions > 1:
        asked = questions * 0.18 if questions <= 3 else 0.96
    return min(exclamations, 4) * 0.292 + asked


@numba.njit(cache=True, nogil=True)
def _characters(text, begin, end, seen):
    """Return the number of characters, two standing for more."""
    if not seen & FOREIGN:
        return end - begin
    n = 0
    for k in range(begin, end):
        n += (np.int64(text[k]) & 0xC0) != 0x80
        if n == 2:
            break
    return n


@numba.njit(cache=True, nogil=True)
def _foreign_case(text, begin, end, kinds):
    """Return the flags of a token with characters that are not ASCII."""
    upper, lower, changed, at = False, False, False, begin
    while at < end:
        kind, width = kind_at(text, at, kinds)
        upper |= kind & UPPER != 0
        lower |= kind & (LOWER | TITLE) != 0
        changed |= kind & (UPPER | TITLE) != 0
        at += width
    return (IN_CAPITALS if upper and not lower else 0) | (0 if changed else AS_LISTED)


@numba.njit(cache=True, nogil=True)
def _has_nt(text, begin, end):
    """Tell whether a token contains n't, in any case."""
    for k in range(begin + 1, end - 1):
        if text[k] == 0x27 and text[k - 1] | 0x20 == 0x6E and text[k + 1] | 0x20 == 0x74:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _without_marks(text, begin, end, roles, marks):
    """Return the span of a token without marks before or after it.

    Marks are cut on one side only, only if they are one of `CUT_MARKS`, and only off a word of two
    characters or more that has no punctuation of its own.
    """
    first, last = begin, end
    while first < end and roles[text[first]] & PUNCTUATION:
        first += 1
    while last > first and roles[text[last - 1]] & PUNCTUATION:
        last -= 1
    before, after = first - begin, end - last
    if (before > 0) == (after > 0) or max(before, after) > 4:
        return begin, end
    for k in range(first, last):
        if roles[text[k]] & PUNCTUATION:
            return begin, end
    if _characters(text, first, last, FOREIGN) < 2:
        return begin, end
    cut = packed(text, begin, before) if before else packed(text, last, after)
    for mark in marks:
        if mark == cut:
            return first, last
    return begin, end
