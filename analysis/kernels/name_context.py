"""What a tagger of names looks at: features of a token, of its neighbours and of its document.

A feature is a number below the size of a table of weights. It is a hash of the kind of feature and
of what is observed, so no list of features is kept. Features that depend on one form alone are
summed once a form (`form_rows`); the others are written token by token (`token_rows`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.name_tokens import BRIGHT, CASED, LONG, LOUD, Forms, Tokens, mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

REACH = 2
"""How many tokens before and after are looked at one by one."""

MOST = 64
"""No token has more features than that."""

CALM, TITLE_CASE, CAPITALS = 0, 1, 2
"""How a sentence is set: as running text, as a title, in capitals."""


class Context(NamedTuple):
    """Where tokens stand in their documents; one row a token.

    Attributes
    ----------
    before, after : int32
        The form of the token before and after in the sentence, or the last row of `Forms`.
    set_in : int8
        How the sentence is set.
    opens : bool
        Whether it is the first token of its sentence with a letter.
    small : int8
        How often its form occurs in lower case in the document, up to 2.
    inside : int8
        How often it occurs with a capital inside a calm sentence, up to 3.
    elsewhere : int32, three columns
        Other tokens of the same form with a capital in calm sentences of the document: the first,
        the one before, the one after; -1 if there is none.
    run : int32, two columns
        First and last token of the run of capitalised tokens it belongs to.
    """

    before: NDArray[np.int32]
    after: NDArray[np.int32]
    set_in: NDArray[np.int8]
    opens: NDArray[np.bool_]
    small: NDArray[np.int8]
    inside: NDArray[np.int8]
    elsewhere: NDArray[np.int32]
    run: NDArray[np.int32]


def look_around(tokens: Tokens, forms: Forms, bounds: NDArray[np.int64]) -> Context:
    """Say where tokens stand in their documents.

    Parameters
    ----------
    tokens
        Tokens of all sentences.
    forms
        What their forms look like.
    bounds : int64, one row a document and one more
        The sentences of document `k` are those from `bounds[k]` to `bounds[k + 1]`.

    Returns
    -------
    Context
    """
    # Equal numbers for forms that differ in capitals only.
    low = np.unique(forms.word, return_inverse=True)[1].astype(np.int32)
    counts = np.zeros((4, len(low)), np.int32)
    return Context(*_look(tokens.ids, tokens.offsets, forms.flags, low, bounds, counts))


@numba.njit(cache=True, nogil=True)
def _look(ids, offsets, flags, low, bounds, counts):
    """Go over each document three times: set, count, and link the tokens of one form."""
    n = len(ids)
    before, after = np.empty(n, np.int32), np.empty(n, np.int32)
    set_in, opens = np.zeros(n, np.int8), np.zeros(n, np.bool_)
    small, inside = np.zeros(n, np.int8), np.zeros(n, np.int8)
    elsewhere = np.full((n, 3), -1, np.int32)
    run = np.empty((n, 2), np.int32)
    outside = len(low) - 1
    n_small, n_inside, first, last = counts
    for k in range(len(bounds) - 1):
        begin, stop = offsets[bounds[k]], offsets[bounds[k + 1]]
        for i in range(begin, stop):
            form = low[ids[i]]
            n_small[form], n_inside[form], first[form], last[form] = 0, 0, -1, -1
        for sentence in range(bounds[k], bounds[k + 1]):
            a, b = offsets[sentence], offsets[sentence + 1]
            how = _set_in(ids[a:b], flags)
            opening = True
            for i in range(a, b):
                before[i] = ids[i - 1] if i > a else outside
                after[i] = ids[i + 1] if i + 1 < b else outside
                set_in[i] = how
                flag, form = flags[ids[i]], low[ids[i]]
                opens[i] = opening and flag & CASED > 0
                if not flag & BRIGHT:
                    n_small[form] += how != CAPITALS
                elif how == CALM:
                    n_inside[form] += not opens[i]
                    elsewhere[i, 1] = last[form]
                    if last[form] >= 0:
                        elsewhere[last[form], 2] = i
                    else:
                        first[form] = i
                    last[form] = i
                opening &= flag & CASED == 0
            _runs(ids, a, b, flags, run)
        for i in range(begin, stop):
            form = low[ids[i]]
            small[i], inside[i] = min(2, n_small[form]), min(3, n_inside[form])
            if flags[ids[i]] & BRIGHT:
                if set_in[i] != CALM:
                    elsewhere[i, 2] = last[form]
                if first[form] != i and first[form] != elsewhere[i, 1]:
                    elsewhere[i, 0] = first[form]
                if elsewhere[i, 0] == elsewhere[i, 2]:
                    elsewhere[i, 2] = -1
    return before, after, set_in, opens, small, inside, elsewhere, run


@numba.njit(cache=True, nogil=True)
def _set_in(ids, flags):
    """Tell how a sentence is set from the capitals of its words."""
    words, loud, long, bright = 0, 0, 0, 0
    for form in ids:
        flag = flags[form]
        words += flag & CASED > 0
        loud += flag & LOUD > 0
        if flag & LONG:
            long += 1
            bright += flag & BRIGHT > 0
    if words >= 3 and 5 * loud >= 4 * words:
        return CAPITALS
    if words >= 4 and long >= 3 and 5 * bright >= 4 * long:
        return TITLE_CASE
    return CALM


@numba.njit(cache=True, nogil=True)
def _runs(ids, a, b, flags, run):
    """Write for each token of a sentence where its run of capitalised tokens begins and ends."""
    begin = a
    for i in range(a, b):
        if i > a and not (flags[ids[i]] & BRIGHT and flags[ids[i - 1]] & BRIGHT):
            begin = i
        run[i, 0] = begin
    end = b - 1
    for i in range(b - 1, a - 1, -1):
        if i < b - 1 and not (flags[ids[i]] & BRIGHT and flags[ids[i + 1]] & BRIGHT):
            end = i
        run[i, 1] = end


@numba.njit(cache=True, nogil=True)
def _one(kind, a, mask):
    return mix(mix(0x51ED27, kind), a) & mask


@numba.njit(cache=True, nogil=True)
def _two(kind, a, b, mask):
    return mix(mix(mix(0x51ED27, kind), a), b) & mask


@numba.njit(cache=True, nogil=True)
def form_rows(form, offset, forms, mask, rows):
    """Write the features that a form gives to the token `offset` before it; return how many."""
    word, shape, affixes, lists, _ = forms
    kind = 20 * (offset + REACH)
    rows[0] = _one(kind, word[form], mask)
    rows[1] = _two(kind + 1, shape[form], lists[form], mask)
    if abs(offset) == 2:
        return 2
    rows[2] = _one(kind + 2, shape[form], mask)
    rows[3] = _one(kind + 3, lists[form], mask)
    rows[4] = _one(kind + 4, affixes[form, 3], mask)
    if offset:
        return 5
    for column in range(5):
        if column != 3:
            rows[5 + column - (column > 3)] = _one(kind + 5 + column, affixes[form, column], mask)
    return 9


@numba.njit(cache=True, nogil=True)
def is_dull(i, ids, context, flags, registry):
    """Tell whether neither a token nor its neighbours have a capital or are in the registry."""
    any_flag = flags[ids[i]] | flags[context[0][i]] | flags[context[1][i]]
    return not any_flag & BRIGHT and registry[i] == 0


@numba.njit(cache=True, nogil=True)
def token_rows(i, begin, end, ids, forms, context, registry, mask, rows):
    """Write the features that depend on more than one form; return how many."""
    word, shape, _, lists, flags = forms
    before, after, set_in, opens, small, inside, elsewhere, _ = context
    if is_dull(i, ids, context, flags, registry):
        return 0
    here, left, right = ids[i], before[i], after[i]
    further = before[i - 1] if i > begin else left
    beyond = after[i + 1] if i + 1 < end else right
    pair = mix(shape[left], shape[here])
    rows[0] = _two(101, word[left], word[here], mask)
    rows[1] = _two(102, word[here], word[right], mask)
    rows[2] = _one(103, pair, mask)
    rows[3] = _two(104, shape[here], shape[right], mask)
    rows[4] = _two(105, pair, shape[right], mask)
    rows[5] = _two(106, shape[further], pair, mask)
    rows[6] = _two(107, mix(shape[here], shape[right]), shape[beyond], mask)
    rows[7] = _two(108, lists[left], lists[here], mask)
    rows[8] = _two(109, lists[here], lists[right], mask)
    rows[9] = _two(110, word[left], shape[here], mask)
    rows[10] = _two(111, shape[here], word[right], mask)
    rows[11] = _two(112, mix(lists[left], lists[here]), lists[right], mask)
    known = np.int64(registry[i])
    known_left = np.int64(registry[i - 1]) if i > begin else 0
    known_right = np.int64(registry[i + 1]) if i + 1 < end else 0
    rows[12] = _two(113, known, set_in[i], mask)
    rows[13] = _two(114, known_left * 32 + known, known_right, mask)
    rows[14] = _two(115, known, word[right], mask)
    rows[15] = _two(116, known, word[left], mask)
    if not flags[here] & BRIGHT:
        return 16
    setting = np.int64(set_in[i]) * 2 + opens[i]
    counts = small[i] * 4 + inside[i]
    rows[16] = _two(117, setting, counts, mask)
    rows[17] = _two(118, setting, shape[here], mask)
    rows[18] = _two(119, mix(setting, small[i] > 0), mix(lists[here], inside[i] > 0), mask)
    n = 19
    if set_in[i] == CALM:
        n = _run_rows(i, ids, forms, context, mask, rows, n)
    for column in range(3):
        other = elsewhere[i, column]
        if other >= 0:
            form = before[other]
            code = lists[form] + 99 if flags[form] & BRIGHT else word[form]
            rows[n] = _one(130, code, mask)
            form = after[other]
            code = lists[form] + 99 if flags[form] & BRIGHT else word[form]
            rows[n + 1] = _one(131, code, mask)
            rows[n + 2] = _two(132, shape[before[other]], shape[after[other]], mask)
            n += 3
    return n


@numba.njit(cache=True, nogil=True)
def _run_rows(i, ids, forms, context, mask, rows, n):
    """Write what the run of capitals around a token tells; return how many features there are."""
    word, _, _, lists, _ = forms
    before, after, run = context[0], context[1], context[7]
    first, last = run[i, 0], run[i, 1]
    place = min(3, i - first) * 4 + min(3, last - i)
    rows[n] = _one(140, word[ids[first]], mask)
    rows[n + 1] = _one(141, word[ids[last]], mask)
    rows[n + 2] = _two(142, place, lists[ids[i]], mask)
    rows[n + 3] = _two(143, lists[ids[first]], lists[ids[last]], mask)
    rows[n + 4] = _two(144, word[before[first]], place, mask)
    rows[n + 5] = _two(145, word[after[last]], place, mask)
    rows[n + 6] = _two(146, word[ids[last]], word[before[first]], mask)
    return n + 7
