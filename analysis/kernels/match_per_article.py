"""Within: find a few forms, other ones in each article, as whole words.

Where thousands of forms are the same for all articles, `match` finds them. Here each article has
its own few: the persons it names, and their surnames.

One walk through a text finds all forms, however many there are: they stand in a tree of bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import WORD, characters, kind_at

if TYPE_CHECKING:
    from numpy.typing import NDArray


SPREAD = 0x1B873593
"""An odd number below 2**29 that spreads keys over a table: products stay below 2**63."""


class Searches(NamedTuple):
    """What to find where.

    Attributes
    ----------
    first, last : int64, one row an article
        Its sentences are the rows `first` to `last`.
    offsets : int64, one row an article and one more
        Its forms are the rows `offsets[k]` to `offsets[k + 1]`, the most important first; no form
        stands after one that it begins with.
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


class _Tree(NamedTuple):
    """The forms of one article as a tree of bytes; its roots stand apart.

    Attributes
    ----------
    edges : int64, a power of two
        Node times 256 plus the byte that leads on, or -1.
    nodes : int32, one row an edge
        The node it leads to.
    rows : int32, one row a node
        The form that ends here, or -1.
    shorter : int32, one row a form
        The longest other form with which it begins, or -1.
    """

    edges: NDArray[np.int64]
    nodes: NDArray[np.int32]
    rows: NDArray[np.int32]
    shorter: NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def _find_within(text, begins, ends, taken_begins, taken_ends, searches, kinds):
    """Note at each place of an article its longest form first, then take them form by form."""
    first, last, offsets, form, data, bounds = searches
    used = np.zeros(len(text), np.bool_)
    for k in range(len(taken_begins)):
        used[taken_begins[k] : taken_ends[k]] = True
    places, kept = np.empty((64, 3), np.int64), np.empty((64, 4), np.int64)
    roots = np.zeros(256, np.int64)
    n_kept = 0
    for k in range(len(first)):
        own = form[offsets[k] : offsets[k + 1]]
        tree = _tree(own, data, bounds, roots)
        n = 0
        for span in range(first[k], last[k]):
            for at in range(begins[span], ends[span]):
                if not roots[text[at]] or (at > begins[span] and _is_after_word(text, at, kinds)):
                    continue
                row = _longest(text, at, ends[span], tree, roots, kinds)
                if row >= 0:
                    if n == len(places):
                        places = _grown(places)
                    places[n, 0], places[n, 1], places[n, 2] = span, at, row
                    n += 1
        for row in range(len(own)):
            roots[data[bounds[own[row]]]] = 0
        while n_kept + n > len(kept):
            kept = _grown(kept)
        m = _take(text, places[:n], own, tree.shorter, bounds, used, kinds, kept[n_kept:])
        kept[n_kept : n_kept + m, 3] += offsets[k]
        n_kept += m
    kept = kept[:n_kept]
    return kept[:, 0].copy(), kept[:, 1].copy(), kept[:, 2].copy(), kept[:, 3].copy()


@numba.njit(cache=True, nogil=True)
def _tree(own, data, bounds, roots):
    """Arrange the forms of one article, and note in `roots` the nodes of their first bytes.

    The last form comes first: those with which a form begins are there before it.
    """
    size, room = 1, 64
    for number in own:
        size += bounds[number + 1] - bounds[number]
    while room < 2 * size:
        room *= 2
    edges, nodes = np.full(room, -1, np.int64), np.empty(room, np.int32)
    rows, shorter = np.full(size, -1, np.int32), np.full(len(own), -1, np.int32)
    n_nodes = 1
    for row in range(len(own) - 1, -1, -1):
        begin, end = bounds[own[row]], bounds[own[row] + 1]
        node = roots[data[begin]]
        if not node:
            node = roots[data[begin]] = n_nodes
            n_nodes += 1
        for at in range(begin + 1, end):
            if rows[node] >= 0:
                shorter[row] = rows[node]
            key = np.int64(node) << 8 | np.int64(data[at])
            place = _place(edges, key)
            if edges[place] < 0:
                edges[place], nodes[place] = key, n_nodes
                n_nodes += 1
            node = np.int64(nodes[place])
        rows[node] = row
    return _Tree(edges, nodes, rows, shorter)


@numba.njit(cache=True, nogil=True, inline="always")
def _place(edges, key):
    """Return the row of an edge, or of the free place where it would go."""
    last = len(edges) - 1
    place = (key * SPREAD >> 12) & last
    while edges[place] >= 0 and edges[place] != key:
        place = (place + 1) & last
    return place


@numba.njit(cache=True, nogil=True)
def _longest(text, at, stop, tree, roots, kinds):
    """Return the row of the longest form that stands alone at a place, or -1."""
    node, longest = roots[text[at]], -1
    while node:
        at += 1
        if tree.rows[node] >= 0 and not _is_before_word(text, at, stop, kinds):
            longest = np.int64(tree.rows[node])
        if at == stop:
            break
        place = _place(tree.edges, np.int64(node) << 8 | np.int64(text[at]))
        node = np.int64(tree.nodes[place]) if tree.edges[place] >= 0 else 0
    return longest


@numba.njit(cache=True, nogil=True)
def _take(text, places, own, shorter, bounds, used, kinds, kept):
    """Write the span, start, end and form of each place that is free; return how many.

    Where a form is not free, the next shorter one waits at the same place for its own turn: so no
    place is ever noted twice.
    """
    n = len(places)
    heads, after = np.full(len(own), -1, np.int64), np.empty(n, np.int64)
    waiting = np.empty(n, np.int64)
    for hit in range(n - 1, -1, -1):
        after[hit], heads[places[hit, 2]] = heads[places[hit, 2]], hit
    n_kept = 0
    for row in range(len(own)):
        m, hit = 0, heads[row]
        while hit >= 0:
            waiting[m] = hit
            hit = after[hit]
            m += 1
        if m > 1:
            # Rows come nearly in order, which makes a quicksort slow.
            waiting[:m] = waiting[:m][np.argsort(waiting[:m], kind="mergesort")]
        for hit in waiting[:m]:
            begin = places[hit, 1]
            end = begin + bounds[own[row] + 1] - bounds[own[row]]
            if not used[begin:end].any():
                used[begin:end] = True
                kept[n_kept, 0], kept[n_kept, 1] = places[hit, 0], begin
                kept[n_kept, 2], kept[n_kept, 3] = end, row
                n_kept += 1
                continue
            other = np.int64(shorter[row])
            while other >= 0:
                end = begin + bounds[own[other] + 1] - bounds[own[other]]
                if not kind_at(text, end, kinds)[0] & WORD:
                    after[hit], heads[other] = heads[other], hit
                    break
                other = np.int64(shorter[other])
    return n_kept


@numba.njit(cache=True, nogil=True)
def _grown(rows):
    more = np.empty((2 * len(rows), rows.shape[1]), np.int64)
    more[: len(rows)] = rows
    return more


@numba.njit(cache=True, nogil=True)
def _is_after_word(text, at, kinds):
    """Tell whether a word character stands before a place."""
    before = at - 1
    while text[before] & 0xC0 == 0x80:
        before -= 1
    return kind_at(text, before, kinds)[0] & WORD != 0


@numba.njit(cache=True, nogil=True, inline="always")
def _is_before_word(text, at, stop, kinds):
    """Tell whether a word character of the sentence stands at a place."""
    return at < stop and kind_at(text, at, kinds)[0] & WORD != 0


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
    """Walk on from the place before, if that is nearer: places of one sentence mostly rise."""
    found = np.empty(len(places), np.int64)
    for k in range(len(places)):
        at, n = begins[k], starts[k]
        if k and at < places[k - 1] <= places[k]:
            at, n = places[k - 1], found[k - 1]
        for i in range(at, places[k]):
            n += text[i] & 0xC0 != 0x80
        found[k] = n
    return found
