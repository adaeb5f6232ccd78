"""VADER: the tone of sentences by Hutto and Gilbert's rules (2014), as nltk applies them.

Two steps. `code_sentences` cuts sentences at white space and looks each token up; what matters of
it fits into one integer. `score_sentences` applies the rules to the integers. All four scores are
nltk's to the last digit, so every sum is made in nltk's order.

References
----------
Hutto, C. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
social media text. Eighth International Conference on Weblogs and Social Media (ICWSM-14).

Dekker, T. J. (1971). A floating-point technique for extending the available precision. Numerische
Mathematik 18, 224-242. (How a product was rounded.)
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.vader_codes import CodedSentences, code_sentences
from analysis.kernels.vader_words import (
    AS_LISTED,
    AT_OR_VERY,
    BOOSTER,
    IDIOM,
    IN_CAPITALS,
    KIND,
    LEAST,
    LEXICON,
    NEGATES,
    NEVER,
    OF,
    ROW,
    SO_OR_THIS,
    Vader,
    vader_model,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "CodedSentences",
    "Scores",
    "Vader",
    "code_sentences",
    "rounded",
    "score_sentences",
    "vader_model",
]

CAPITALS = 0.733
"""Added to the valence of a word in capitals among others that are not."""
DAMPED = -0.293
"""Added after two-word dampeners such as "sort of"."""
FADING = (0.0, 1.0, 0.95, 0.9)
"""Factor of a booster one, two or three places before the word."""
NEGATED = -0.74
"""Factor of a negated valence."""


class Scores(NamedTuple):
    """VADER scores, one row a sentence: parts from 0 to 1, and `compound` from -1 to 1."""

    neg: NDArray[np.float64]
    neu: NDArray[np.float64]
    pos: NDArray[np.float64]
    compound: NDArray[np.float64]


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
