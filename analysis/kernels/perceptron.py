"""Tag tokens with names: weights summed, the best sequence of tags, and how sure it is.

A linear model over BIO tags (Collins 2002). All weights are integers, so that sums do not depend
on their order and the same text gets the same names everywhere. One name has one type in a
document: the one that most of its places were given.

References
----------
Collins (2002), "Discriminative training methods for hidden Markov models: theory and experiments
with perceptron algorithms", EMNLP 2002.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.name_context import MOST, REACH, form_rows, token_rows
from analysis.kernels.name_tokens import mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.name_context import Context
    from analysis.kernels.name_tokens import Forms, Tokens

N_TAGS = 8
"""O, then B and I of person, organisation and place, then any other name."""

OUT, OTHER = 0, 7
NEVER = -(1 << 28)
"""The weight of a transition that is not allowed."""

N_TYPES = 3

LONGEST = 4096
"""Tokens of a sentence that are tagged together."""

ONES = 0x0001000100010001
EVEN = 0xFF * ONES
MADE_POSITIVE = -0x7F7F7F7F7F7F7F80
"""The highest bit of each of eight bytes: flips a weight from -128 … 127 to 0 … 255."""
MIDDLE = 1 << 14
"""No score is this far from 0."""


class Model(NamedTuple):
    """Weights of the tagger.

    Attributes
    ----------
    table : int8, one row a feature, one column a tag
        The number of rows is a power of two.
    moves : int32
        Row `N_TAGS` for the first tag of a sentence; others from tag to tag.
    """

    table: NDArray[np.int8]
    moves: NDArray[np.int32]


class Names(NamedTuple):
    """Names in reading order.

    Attributes
    ----------
    first, last : int64
        The name's first token, and one past its last.
    type : int8
        0 person, 1 organisation, 2 place.
    margin : int64
        By how much the best sequence of tags beats the best one without a name of this type at one
        of the name's tokens; 0 where other places of the name decided on its type.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    type: NDArray[np.int8]
    margin: NDArray[np.int64]


def tag(
    tokens: Tokens,
    forms: Forms,
    context: Context,
    registry: NDArray[np.int8],
    bounds: NDArray[np.int64],
    model: Model,
) -> Names:
    """Find the names of all documents.

    Parameters
    ----------
    tokens, forms, context
        The text, from `name_tokens` and `name_context`.
    registry : int8, one row a token
        What the registry knows of it; 0 for nothing.
    bounds : int64, one row a document and one more
        The sentences of each document.
    model
        Weights.

    Returns
    -------
    Names
    """
    weights = packed_rows(model.table)
    sums = sum_forms(forms, weights)
    tags, margins = np.zeros(len(tokens.ids), np.int8), np.zeros(len(tokens.ids), np.int64)
    _tag(
        tokens.ids,
        tokens.offsets,
        forms,
        context,
        registry,
        (weights, model.moves),
        sums,
        tags,
        margins,
    )
    first, last, kind, margin = cut_names(tags, margins, tokens.offsets)
    document = np.searchsorted(tokens.offsets[bounds[:-1]], first, side="right")
    code = _codes(first, last, tokens.ids, forms.word)
    return Names(first, last, *_agreed(document, code, kind, margin))


def _agreed(
    document: NDArray[np.int64],
    code: NDArray[np.int64],
    kind: NDArray[np.int8],
    margin: NDArray[np.int64],
) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Give all places of a name in a document the type of most, of the surest if as many."""
    order = np.lexsort((code, document))
    document, code = document[order], code[order]
    fresh = (np.diff(document, prepend=-1) != 0) | (np.diff(code, prepend=-1) != 0)
    name = np.empty(len(code), np.int64)
    name[order] = np.cumsum(fresh) - 1
    votes, sure = np.zeros((2, len(code), N_TYPES), np.int64)
    np.add.at(votes, (name, kind), 1)
    np.add.at(sure, (name, kind), margin)
    leading = np.where(votes == votes.max(axis=1, keepdims=True), sure, -1)
    agreed = leading.argmax(axis=1)[name].astype(np.int8)
    return agreed, np.where(agreed == kind, margin, 0)


def packed_rows(table: NDArray[np.int8]) -> NDArray[np.int64]:
    """See the eight weights of each row as one integer."""
    return np.ascontiguousarray(table).view(np.int64).ravel()


@numba.njit(cache=True, nogil=True)
def sum_forms(forms, weights):
    """Sum the weights of each form's features, for each offset at which it may stand."""
    n = len(forms[0])
    sums = np.zeros((2 * REACH + 1, n, 2), np.int64)
    rows = np.empty(MOST, np.int64)
    for offset in range(-REACH, REACH + 1):
        for form in range(n):
            size = form_rows(form, offset, forms, len(weights) - 1, rows)
            even, odd = _sum_rows(rows, size, weights)
            sums[offset + REACH, form, 0], sums[offset + REACH, form, 1] = even, odd
    return sums


@numba.njit(cache=True, nogil=True)
def _sum_rows(rows, n, weights):
    """Sum rows of weights: those of even tags and those of odd ones, four in an integer each.

    A weight is made positive in its byte, so that four can be added at once; no row of sums
    overflows its 16 bits, since there are `MOST` features at most.
    """
    even, odd = 0, 0
    for j in range(n):
        row = weights[rows[j]] ^ MADE_POSITIVE
        even += row & EVEN
        odd += row >> 8 & EVEN
    return even - 128 * n * ONES, odd - 128 * n * ONES


@numba.njit(cache=True, nogil=True)
def _tag(ids, offsets, forms, context, registry, model, sums, tags, margins):
    """Tag sentence by sentence; a very long one, which nobody writes, in parts."""
    weights, moves = model
    longest = 0
    for k in range(len(offsets) - 1):
        longest = max(longest, min(offsets[k + 1] - offsets[k], LONGEST))
    scores, back = np.empty((longest, N_TAGS), np.int32), np.empty((longest, N_TAGS), np.int8)
    forward, rows = np.empty((longest, N_TAGS), np.int64), np.empty(MOST, np.int64)
    for k in range(len(offsets) - 1):
        for a in range(offsets[k], offsets[k + 1], LONGEST):
            b = min(a + LONGEST, offsets[k + 1])
            score_tokens(a, b, ids, forms, context, registry, weights, sums, rows, scores)
            if best_tags(scores[: b - a], moves, forward, back, tags[a:b]):
                measure(scores[: b - a], moves, forward, tags[a:b], margins[a:b])


@numba.njit(cache=True, nogil=True)
def score_tokens(a, b, ids, forms, context, registry, weights, sums, rows, scores):
    """Write the score of each tag at each token of a sentence."""
    outside = len(forms[0]) - 1
    for i in range(a, b):
        n = token_rows(i, a, b, ids, forms, context, registry, len(weights) - 1, rows)
        even, odd = _sum_rows(rows, n, weights)
        for offset in range(-REACH, REACH + 1):
            form = ids[i + offset] if a <= i + offset < b else outside
            even += sums[offset + REACH, form, 0]
            odd += sums[offset + REACH, form, 1]
        even, odd = even + MIDDLE * ONES, odd + MIDDLE * ONES
        for t in range(0, N_TAGS, 2):
            scores[i - a, t] = (even >> 8 * t & 0xFFFF) - MIDDLE
            scores[i - a, t + 1] = (odd >> 8 * t & 0xFFFF) - MIDDLE


@numba.njit(cache=True, nogil=True)
def best_tags(scores, moves, forward, back, tags):
    """Write the best sequence of tags of a sentence; tell whether it holds a name."""
    n = len(scores)
    if n == 0:
        return False
    for t in range(N_TAGS):
        forward[0, t] = scores[0, t] + moves[N_TAGS, t]
    least, most = _bounds(moves[OUT], moves)
    for i in range(1, n):
        last = forward[i - 1]
        if last[OUT] + least > last[1:].max() + most:
            _after_out(last, scores[i], moves, forward[i], back[i])
            continue
        for t in range(N_TAGS):
            best, where = last[0] + moves[0, t], 0
            for u in range(1, N_TAGS):
                value = last[u] + moves[u, t]
                if value > best:
                    best, where = value, u
            forward[i, t] = best + scores[i, t]
            back[i, t] = where
    at = 0
    for t in range(1, N_TAGS):
        if forward[n - 1, t] > forward[n - 1, at]:
            at = t
    some = False
    for i in range(n - 1, -1, -1):
        tags[i] = at
        some |= at != OUT
        at = back[i, at] if i else 0
    return some


@numba.njit(cache=True, nogil=True)
def _bounds(of_out, moves):
    """Return the least of some allowed transitions, and the most of all but those from OUT."""
    least, most = of_out[OUT], moves[1, OUT]
    for t in range(N_TAGS):
        if of_out[t] > NEVER // 2:
            least = min(least, of_out[t])
        for u in range(1, N_TAGS):
            most = max(most, moves[u, t])
    return least, most


@numba.njit(cache=True, nogil=True)
def _after_out(last, scores, moves, forward, back):
    """Write one step of the best sequences where the token before is outside of any name.

    Only what goes on with a name depends on more: on the beginning of a name of its type.
    """
    for t in range(N_TAGS):
        best, where = last[OUT] + moves[OUT, t], OUT
        if t and t < OTHER and not t & 1:
            best, where = last[t - 1] + moves[t - 1, t], t - 1
            if last[t] + moves[t, t] > best:
                best, where = last[t] + moves[t, t], t
        forward[t], back[t] = best + scores[t], where


@numba.njit(cache=True, nogil=True)
def measure(scores, moves, forward, tags, margins):
    """Write for each token of a name by how much its type of name beats all others."""
    n = len(scores)
    after, values = np.zeros(N_TAGS, np.int64), np.empty(N_TAGS, np.int64)
    least, most = _bounds(moves[:N_TAGS, OUT], moves)
    for t in range(N_TAGS):
        most = max(most, moves[OUT, t])
    for i in range(n - 1, -1, -1):
        if tags[i] != OUT:
            mine, best, other = (tags[i] + 1) // 2, np.int64(4 * NEVER), np.int64(4 * NEVER)
            for t in range(N_TAGS):
                value = forward[i, t] + after[t]
                if (t + 1) // 2 == mine:
                    best = max(best, value)
                else:
                    other = max(other, value)
            margins[i] = best - other
        for t in range(N_TAGS):
            values[t] = scores[i, t] + after[t]
        if values[OUT] + least > values[1:].max() + most:
            for t in range(N_TAGS):
                after[t] = moves[t, OUT] + values[OUT]
            continue
        for t in range(N_TAGS):
            value = np.int64(4 * NEVER)
            for u in range(N_TAGS):
                value = max(value, moves[t, u] + values[u])
            after[t] = value


@numba.njit(cache=True, nogil=True)
def _codes(first, last, ids, word):
    """Return a hash of 62 bits of the words of each name, whatever their case."""
    codes = np.empty(len(first), np.int64)
    for k in range(len(first)):
        left, right = 1, 2
        for i in range(first[k], last[k]):
            left, right = mix(left, word[ids[i]]), mix(right + 1, word[ids[i]])
        codes[k] = left << 31 | right
    return codes


@numba.njit(cache=True, nogil=True)
def cut_names(tags, margins, offsets):
    """Cut the tags into names."""
    room = 0
    for t in tags:
        room += 1 if t & 1 and t < OTHER else 0
    first, last = np.empty(room, np.int64), np.empty(room, np.int64)
    kinds, margin = np.empty(room, np.int8), np.empty(room, np.int64)
    n = 0
    for k in range(len(offsets) - 1):
        i = offsets[k]
        while i < offsets[k + 1]:
            t = tags[i]
            i += 1
            if not t & 1 or t == OTHER:
                continue
            first[n], kinds[n], margin[n] = i - 1, (t - 1) // 2, margins[i - 1]
            while i < offsets[k + 1] and tags[i] == t + 1:
                margin[n] = min(margin[n], margins[i])
                i += 1
            last[n] = i
            n += 1
    return first[:n], last[:n], kinds[:n], margin[:n]
