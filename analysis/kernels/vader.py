"""VADER: the tone of sentences by Hutto and Gilbert's rules (2014), as nltk applies them.

Two steps. `code_sentences` cuts sentences at white space and looks each token up; what matters of
it fits into one integer. `score_sentences` applies the rules to the integers. All four scores are
nltk's to the last digit, so every sum is made in nltk's order.

References
----------
Hutto, C. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
social media text. ICWSM 2014.
"""

from __future__ import annotations

import math
import string
import sys
from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import (
    FOREIGN,
    LOWER,
    SPACE,
    TITLE,
    UPPER,
    characters,
    kind_at,
)
from analysis.kernels.closed import ClosedList, closed_list, rows_of_lower
from analysis.kernels.numbering import packed, same_bytes
from analysis.kernels.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

# A token's code holds how it is written, what its word does, and the row of its word plus one.
IN_CAPITALS, AS_LISTED, NEGATES = 1, 2, 4
LEXICON, BOOSTER, IDIOM, KIND, OF, LEAST = 8, 16, 32, 64, 128, 256
AT_OR_VERY, BUT, NEVER, SO_OR_THIS = 512, 1024, 2048, 4096
ROW = 13
"""Bits to the right of the row."""

CAPITALS = 0.733
"""Added to the valence of a word in capitals among others that are not."""
DAMPED = -0.293
"""Added after two-word dampeners such as "sort of"."""
FADING = (0.0, 1.0, 0.95, 0.9)
"""Factor of a booster one, two or three places before the word."""
NEGATED = -0.74
"""Factor of a negated valence."""

PUNCTUATION = 2
"""In the kernel's own table of bytes: ASCII punctuation, in the place of `DIGIT`."""

CUT_MARKS = ". ! ? , ; : - ' \" !! !!! ?? ??? ?!? !?! ?!?! !?!?".split()
"""Runs of marks that are cut off a word, one before or one after it."""


class Vader(NamedTuple):
    """Word lists, ready for the kernel.

    Attributes
    ----------
    words : ClosedList
        All words of all lists.
    facts : int32, one row a word
        What a code says of the word: its row, and what it does.
    valences, boosts : float64, one row a word
        Its valence, and what it adds to the valence of a following word.
    idioms : int64, sorted, and idiom_values : float64
        Idioms of two or three words as one number each, and their valences.
    dampeners : int64, sorted
        Two-word dampeners as one number each.
    marks : int64
        `CUT_MARKS`, packed.
    roles : uint8, 256 rows
        `Characters.ascii` with punctuation in the place of digits.
    """

    words: ClosedList
    facts: NDArray[np.int32]
    valences: NDArray[np.float64]
    boosts: NDArray[np.float64]
    idioms: NDArray[np.int64]
    idiom_values: NDArray[np.float64]
    dampeners: NDArray[np.int64]
    marks: NDArray[np.int64]
    roles: NDArray[np.uint8]


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


class Scores(NamedTuple):
    """VADER scores, one row a sentence: parts from 0 to 1, and `compound` from -1 to 1."""

    neg: NDArray[np.float64]
    neu: NDArray[np.float64]
    pos: NDArray[np.float64]
    compound: NDArray[np.float64]


def vader_model(
    lexicon: Mapping[str, float],
    *,
    boosters: Mapping[str, float],
    negations: Collection[str],
    idioms: Mapping[str, float],
) -> Vader:
    """Make word lists ready for the kernel.

    Parameters
    ----------
    lexicon : mapping of str to float
        Valence of each word, in lower case.
    boosters : mapping of str to float
        What each word adds to a following valence. Those of two words count as dampeners.
    negations : collection of str
        Words that turn a valence round.
    idioms : mapping of str to float
        Valence of idioms of two or three words.

    Returns
    -------
    Vader
        The model.
    """
    pairs = [tuple(form.split()) for form in boosters if " " in form]
    phrases = {tuple(form.split()): float(value) for form, value in idioms.items()}
    facts: dict[str, int] = {}
    for fact, those in (
        (LEXICON, lexicon),
        (BOOSTER, [form for form in boosters if " " not in form]),
        (NEGATES, negations),
        (IDIOM, {word for phrase in [*pairs, *phrases] for word in phrase}),
        (KIND, ["kind"]),
        (OF, ["of"]),
        (LEAST, ["least"]),
        (AT_OR_VERY, ["at", "very"]),
        (BUT, ["but"]),
        (NEVER, ["never"]),
        (SO_OR_THIS, ["so", "this"]),
    ):
        for word in those:
            facts[word] = facts.get(word, 0) | fact
    words = list(facts)
    rows = {word: row for row, word in enumerate(words)}
    numbered = sorted(
        (_phrase([rows[word] for word in phrase], len(rows)), value)
        for phrase, value in phrases.items()
    )
    return Vader(
        closed_list(words),
        np.array([(row + 1) << ROW | facts[word] for word, row in rows.items()], dtype=np.int32),
        np.array([lexicon.get(word, 0.0) for word in words]),
        np.array([boosters.get(word, 0.0) for word in words]),
        np.array([number for number, _ in numbered], dtype=np.int64),
        np.array([value for _, value in numbered], dtype=np.float64),
        np.array(sorted(_phrase([rows[w] for w in pair], len(rows)) for pair in pairs), np.int64),
        np.array([int.from_bytes(mark.encode(), "little") for mark in CUT_MARKS], dtype=np.int64),
        _roles(),
    )


def _phrase(rows: list[int], n_words: int) -> int:
    """Return the number of a phrase, given the rows of its words."""
    number = 0
    for row in rows:
        number = number * (n_words + 1) + row + 1
    return number


def _roles() -> NDArray[np.uint8]:
    """Return the flags of ASCII characters, with punctuation in the place of digits."""
    roles = characters().ascii & np.uint8(SPACE | UPPER | LOWER | FOREIGN)
    roles[[ord(c) for c in string.punctuation]] |= PUNCTUATION
    return roles


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
    table = characters()
    known = _no_words(len(starts)) if words is None else words
    rows = _rows_of_types(text, known.first, known.sizes, vader, table)
    return CodedSentences(*_code(text, starts, ends, vader, table, known, rows))


def _no_words(n_sentences: int) -> Words:
    nothing = np.empty(0, np.int32)
    return Words(nothing, nothing, np.zeros(n_sentences + 1, np.int64), nothing, nothing)


@numba.njit(cache=True, nogil=True)
def _rows_of_types(text, first, sizes, vader, table):
    """Look up each type of words."""
    rows = np.empty(len(first), np.int32)
    scratch = np.empty(vader.words.longest + 8, np.uint8)
    begins = first.astype(np.int64)
    rows_of_lower(text, begins, begins + sizes, len(first), vader.words, table.lower, scratch, rows)
    return rows


def score_sentences(
    coded: CodedSentences, vader: Vader, *, compensated: bool = sys.version_info >= (3, 12)
) -> Scores:
    """Score sentences.

    Parameters
    ----------
    coded : CodedSentences
        Sentences.
    vader : Vader
        Word lists, the same that coded them.
    compensated : bool, optional
        Whether `sum` carries along what floating-point addition loses, as it does from
        Python 3.12 on. nltk adds valences with `sum`, so the last digit may depend on it.

    Returns
    -------
    Scores
        One row a sentence; a sentence without tokens has zeros.

    Examples
    --------
    >>> vader = vader_model({"good": 1.9}, boosters={"very": 0.293}, negations=["not"], idioms={})
    >>> text = np.frombuffer(b"not a very good idea!", np.uint8)
    >>> coded = code_sentences(text, np.array([0]), np.array([21]), vader)
    >>> [score.item() for score in score_sentences(coded, vader)]
    [0.493, 0.507, 0.0, -0.4432]
    """
    return Scores(*_score(coded, vader, compensated))


@numba.njit(cache=True, nogil=True)
def _code(text, starts, ends, vader, table, known, rows_of_types):
    """Code each sentence."""
    n = len(starts)
    total, longest = 0, 0
    for k in range(n):
        total += (ends[k] - starts[k]) // 2 + 1
        longest = max(longest, (ends[k] - starts[k]) // 2 + 1)
    codes = np.empty(total, np.int32)
    hits, hit_first = np.empty(total, np.int64), np.empty(total, np.int64)
    offsets, hit_offsets = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    buts, mixed, emphasis = np.full(n, -1, np.int64), np.zeros(n, np.bool_), np.zeros(n)
    begins, stops = np.empty(longest, np.int64), np.empty(longest, np.int64)
    rows, found = np.empty(longest, np.int32), np.empty(longest, np.int32)
    others = np.empty(longest, np.int64)
    other_begins, other_stops = np.empty(longest, np.int64), np.empty(longest, np.int64)
    scratch = np.empty(vader.words.longest + 8, np.uint8)
    facts, roles, marks = vader.facts, vader.roles, vader.marks
    at, n_hits = 0, 0
    for k in range(n):
        some, emphasis[k] = _tokens(
            text, starts[k], ends[k], roles, marks, table.kinds, begins, stops, codes[at:]
        )
        # Tokens that are words were looked up with their types; the others are, all in one loop.
        word, last_word, m = known.offsets[k], known.offsets[k + 1], 0
        for row in range(some):
            begin = begins[row]
            while word < last_word and known.starts[word] < begin:
                word += 1
            if word < last_word and known.starts[word] == begin:
                number = known.ids[word]
                if known.sizes[number] == stops[row] - begin:
                    rows[row] = rows_of_types[number]
                    continue
            others[m], other_begins[m], other_stops[m] = row, begin, stops[row]
            m += 1
        rows_of_lower(text, other_begins, other_stops, m, vader.words, table.lower, scratch, found)
        for j in range(m):
            rows[others[j]] = found[j]
        shouted, first_hit = 0, n_hits
        for row in range(some):
            shouted += codes[at + row] & IN_CAPITALS
            if rows[row] < 0:
                continue
            codes[at + row] |= facts[rows[row]]
            code = codes[at + row]
            if code & BUT and buts[k] < 0:
                buts[k] = at + row
            if code & (LEXICON | BOOSTER) == LEXICON:
                hits[n_hits] = at + row
                first = _first_equal(text, begins, stops, hits[first_hit:n_hits], at, row)
                hit_first[n_hits] = at + first
                n_hits += 1
        mixed[k] = 0 < shouted < some
        at += some
        offsets[k + 1], hit_offsets[k + 1] = at, n_hits
    return (
        codes[:at], offsets, hits[:n_hits].copy(), hit_first[:n_hits].copy(), hit_offsets,
        buts, mixed, emphasis,
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def _first_equal(text, begins, stops, hits, at, row):
    """Return the first token of the sentence that is spelled as the one in `row`.

    Only tokens in the lexicon, `hits`, need to be compared.
    """
    size = stops[row] - begins[row]
    for hit in hits:
        earlier = hit - at
        if stops[earlier] - begins[earlier] == size:
            if same_bytes(text, begins[earlier], text, begins[row], size):
                return earlier
    return row


@numba.njit(cache=True, nogil=True)
def _tokens(text, at, stop, roles, marks, kinds, begins, stops, codes):
    """Write the span of each token and how it is written; return their number and the emphasis."""
    n, exclamations, questions = 0, 0, 0
    while at < stop:
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
        end = at
        at += width if at < stop and roles[text[at]] & FOREIGN else 1
        flags = 0
        if seen & PUNCTUATION:
            for k in range(begin, end):
                exclamations += text[k] == 0x21
                questions += text[k] == 0x3F
        if _characters(text, begin, end, seen) < 2:
            continue
        if seen & PUNCTUATION:
            if _has_nt(text, begin, end):
                flags |= NEGATES
            begin, end = _without_marks(text, begin, end, roles, marks)
        if seen & FOREIGN:
            flags |= _foreign_case(text, begin, end, kinds)
        elif not seen & UPPER:
            flags |= AS_LISTED
        elif not seen & LOWER:
            flags |= IN_CAPITALS
        begins[n], stops[n], codes[n] = begin, end, flags
        n += 1
    return n, _emphasis(exclamations, questions)


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


@numba.njit(cache=True, nogil=True)
def _score(coded, vader, compensated):
    """Score each sentence."""
    n = len(coded.buts)
    neg, neu, pos, compound = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n)
    for k in range(n):
        begin, end = coded.offsets[k], coded.offsets[k + 1]
        if begin == end:
            continue
        total, lost, positive, negative, neutral = 0.0, 0.0, 0.0, 0.0, end - begin
        but = coded.buts[k]
        for h in range(coded.hit_offsets[k], coded.hit_offsets[k + 1]):
            value = _valence(
                coded.codes, begin, end, coded.hit_first[h], coded.mixed[k],
                vader.valences, vader.boosts, vader,
            )  # fmt: skip
            if but >= 0:
                if coded.hits[h] < but:
                    value *= 0.5
                elif coded.hits[h] > but:
                    value *= 1.5
            if value > 0:
                positive += value + 1
                neutral -= 1
            elif value < 0:
                negative += value - 1
                neutral -= 1
            added = total + value
            if compensated:
                if abs(total) >= abs(value):
                    lost += (total - added) + value
                else:
                    lost += (value - added) + total
            total = added
        total += lost
        emphasis = coded.emphasis[k]
        if total > 0:
            total += emphasis
        elif total < 0:
            total -= emphasis
        if positive > abs(negative):
            positive += emphasis
        elif positive < abs(negative):
            negative -= emphasis
        whole = positive + abs(negative) + neutral
        neg[k] = rounded(abs(negative / whole), 1000)
        neu[k] = rounded(abs(neutral / whole), 1000)
        pos[k] = rounded(abs(positive / whole), 1000)
        compound[k] = rounded(total / math.sqrt(total * total + 15), 10000)
    return neg, neu, pos, compound


@numba.njit(cache=True, nogil=True)
def _valence(codes, begin, end, i, mixed, valences, boosts, vader):
    """Return the valence of the token in row `i`, given the tokens around it."""
    code = codes[i]
    if code & KIND and i + 1 < end and codes[i + 1] & OF:
        return 0.0
    value = valences[(code >> ROW) - 1]
    if code & IN_CAPITALS and mixed:
        value += CAPITALS if value > 0 else -CAPITALS
    for back in range(1, min(i - begin, 3) + 1):
        before = codes[i - back]
        if before & LEXICON:
            continue
        if before & BOOSTER:
            boost = boosts[(before >> ROW) - 1]
            if value < 0:
                boost *= -1
            if before & IN_CAPITALS and mixed:
                boost += CAPITALS if value > 0 else -CAPITALS
            value += boost * FADING[back]
        value *= _turn(codes, i, back)
        if back == 3 and _near_idiom(codes, i, end):
            value = _with_idioms(codes, end, i, value, vader)
    if i > begin and codes[i - 1] & (LEXICON | LEAST) == LEAST:
        if i - 1 == begin or not codes[i - 2] & AT_OR_VERY:
            value *= NEGATED
    return value


@numba.njit(cache=True, nogil=True, inline="always")
def _turn(codes, i, back):
    """Return the factor by which the token `back` places before changes a valence.

    "never so" and "never this" strengthen, if written in lower case; so does, three places
    before, any "so" or "this" right before the word.
    """
    code = codes[i - back]
    if back == 2:
        if _is_listed(code, NEVER) and _is_listed(codes[i - 1], SO_OR_THIS):
            return 1.5
    elif back == 3:
        if _is_listed(codes[i - 1], SO_OR_THIS):
            return 1.25
        if _is_listed(code, NEVER) and _is_listed(codes[i - 2], SO_OR_THIS):
            return 1.25
    return NEGATED if code & NEGATES else 1.0


@numba.njit(cache=True, nogil=True, inline="always")
def _is_listed(code, fact):
    """Tell whether a token is a word that does this, written in lower case."""
    return code & (AS_LISTED | fact) == AS_LISTED | fact


@numba.njit(cache=True, nogil=True, inline="always")
def _near_idiom(codes, i, end):
    """Tell whether two words of idioms stand together around the token in row `i`."""
    return (
        codes[i - 3] & codes[i - 2] & IDIOM
        or codes[i - 2] & codes[i - 1] & IDIOM
        or codes[i - 1] & codes[i] & IDIOM
        or (i + 1 < end and codes[i] & codes[i + 1] & IDIOM)
    )


@numba.njit(cache=True, nogil=True)
def _with_idioms(codes, end, i, value, vader):
    """Return the valence of a word in an idiom, or after a dampener of two words.

    Of the idioms before the word the first one found counts, in this order of places; those after
    it overrule.
    """
    for begin, size in ((1, 2), (2, 3), (2, 2), (3, 3), (3, 2)):
        place = _place(codes, i - begin, size, vader.idioms, len(vader.facts))
        if place >= 0:
            value = vader.idiom_values[place]
            break
    for size in (2, 3):
        if i + size <= end:
            place = _place(codes, i, size, vader.idioms, len(vader.facts))
            if place >= 0:
                value = vader.idiom_values[place]
    if (
        _place(codes, i - 3, 2, vader.dampeners, len(vader.facts)) >= 0
        or _place(codes, i - 2, 2, vader.dampeners, len(vader.facts)) >= 0
    ):
        value += DAMPED
    return value


@numba.njit(cache=True, nogil=True)
def _place(codes, i, size, phrases, n_words):
    """Return the place in `phrases` of the `size` tokens from row `i` on, or -1."""
    number = 0
    for k in range(i, i + size):
        if not _is_listed(codes[k], IDIOM):
            return -1
        number = number * (n_words + 1) + (np.int64(codes[k]) >> ROW)
    place = np.searchsorted(phrases, number)
    return place if place < len(phrases) and phrases[place] == number else -1


@numba.njit(cache=True, nogil=True)
def rounded(value, scale):
    """Round to a multiple of 1 / scale as Python's `round` does: exactly, ties to even.

    The value is compared with the middle between two multiples. Their product is rounded, but it
    can only be on the wrong side by being equal; then the rounding error, computed exactly,
    decides.
    """
    below = math.floor(value * scale)
    middle = 2 * below + 1
    twice = value * (2 * scale)
    error = 0.0
    if twice == middle:
        error = _product_error(value, 2.0 * scale, twice)
    if twice > middle or error > 0 or (twice == middle and error == 0 and below % 2 == 1):
        below += 1
    return math.copysign(below / scale, value)


@numba.njit(cache=True, nogil=True)
def _product_error(a, b, product):
    """Return exactly by how much `a * b` exceeds its rounded value (Dekker 1971)."""
    splitter = 134217729.0  # 2**27 + 1 parts a double into two halves without loss
    t = splitter * a
    a_high = t - (t - a)
    a_low = a - a_high
    t = splitter * b
    b_high = t - (t - b)
    b_low = b - b_high
    return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
