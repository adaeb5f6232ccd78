r"""Match: find names in text as a longest-first regular expression would, thousands at once.

The matches are those of `(?<!\w)(?:alias|alias|…)(?!\w)` with the longer alias first, case by
case. The text is cut into *pieces*, finer than words, so that nothing of it is lost: runs of word
characters, and each other character alone. A single space is no piece of its own: it becomes a
mark on the piece after it. So "US" is found in "US-led", and "al-Aboudi" only with its hyphen.

Pieces are numbered once; many lists of aliases can then be matched on the numbers. Where the lists
are the same for many texts, the pieces of the aliases are numbered instead (`known_pieces`): the
trees are made once, and a text is cut twice as fast, since all other pieces share two numbers.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import FOREIGN, WORD, characters, kind_at
from analysis.kernels.numbering import PACK, grown, hashed, no_types, number, packed, same_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SPACE = 0x20

AFTER_SPACE = 1
"""In a piece's code, which is twice its number: a single space stands before it."""

IS_WORD, GOES_ON, OPENS = 1, 2, 4

SPREAD = 0x1B873593
"""An odd number below 2**29 that spreads keys over a table: products stay below 2**63."""

MASKS = np.array([(1 << (8 * size)) - 1 for size in range(PACK + 1)])
"""What keeps the first so many bytes of a packed integer."""

BATCH = 1024
"""Pieces that are looked up together: few enough to stay near the processor."""


class Pieces(NamedTuple):
    """The pieces of some articles.

    Attributes
    ----------
    codes : int32, one row a piece
        Twice the number of the piece's type, plus one if a single space stands before it.
    starts : int32, one row a piece
        Where the piece begins, in bytes.
    offsets : int64, one row an article and one more
        The pieces of article `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    first, sizes : int32, one row a type
        Where the type's first piece begins, and how many bytes it has.
    """

    codes: NDArray[np.int32]
    starts: NDArray[np.int32]
    offsets: NDArray[np.int64]
    first: NDArray[np.int32]
    sizes: NDArray[np.int32]


class Known(NamedTuple):
    """Pieces that are numbered beforehand; number 0 is any other word, 1 any other mark.

    Attributes
    ----------
    slots : int32, a power of two
        The number of the piece whose hash leads here, or -1.
    marks : int64, two columns, one row a type
        The type's first 14 bytes, packed.
    sizes : int32, one row a type
        How many bytes it has.
    first : int32, one row a type
        Where it begins in `data`.
    data : uint8
        The text from which the types were taken.
    """

    slots: NDArray[np.int32]
    marks: NDArray[np.int64]
    sizes: NDArray[np.int32]
    first: NDArray[np.int32]
    data: NDArray[np.uint8]


class Aliases(NamedTuple):
    """Aliases as a tree of pieces, for the types of one set of pieces.

    Attributes
    ----------
    types : int32, one row a type
        The node that a piece of this type leads to from the root, or 0 if no alias begins so.
    roles : uint8, one row a type
        `IS_WORD` if the type is a run of word characters; plus `GOES_ON` if an alias has such a
        piece after its first one; plus `OPENS` if an alias begins so.
    edges : int64, a power of two
        Node times the number of codes plus code, or -1.
    nodes : int32, one row an edge
        The node it leads to.
    alias : int32, one row a node
        The alias that ends here, or -1.
    inner : bool, one row a node
        Whether an edge leads on from here.
    """

    types: NDArray[np.int32]
    roles: NDArray[np.uint8]
    edges: NDArray[np.int64]
    nodes: NDArray[np.int32]
    alias: NDArray[np.int32]
    inner: NDArray[np.bool_]


class Matches(NamedTuple):
    """Where aliases occur.

    Attributes
    ----------
    starts, ends : int32, one row a match
        Where the match begins and ends, in bytes of the whole text.
    alias : int32, one row a match
        The place of the alias in the list.
    offsets : int64, one row an article and one more
        The matches of article `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    alias: NDArray[np.int32]
    offsets: NDArray[np.int64]


def cut_pieces(text: NDArray[np.uint8], bounds: NDArray[np.int64]) -> Pieces:
    """Cut articles into numbered pieces.

    Parameters
    ----------
    text : uint8
        UTF-8 text of all articles, less than 2 GiB.
    bounds : int64, one row an article and one more
        Article `k` is `text[bounds[k]:bounds[k + 1]]`.

    Returns
    -------
    Pieces
        Numbered pieces, in the order of the text.

    Examples
    --------
    >>> text = np.frombuffer(b"a US-led US", np.uint8)
    >>> cut_pieces(text, np.array([0, len(text)])).codes
    array([0, 3, 4, 6, 3], dtype=int32)
    """
    return Pieces(*_cut(text, bounds, characters()))


def known_pieces(forms: Sequence[str]) -> tuple[Pieces, Known]:
    """Give numbers to the pieces of all forms that will ever be searched.

    Parameters
    ----------
    forms : sequence of str
        Forms, in any order.

    Returns
    -------
    pieces : Pieces
        For `alias_tree`, together with `Known.data`. Row 0 and row 1 are a word and a mark that no
        form has; they stand for all others.
    known : Known
        For `code_pieces`.
    """
    letters = "".join(forms)
    word = "_" * (1 + max(map(len, letters.split("_")), default=0) + letters.count("_"))
    mark = next(c for c in map(chr, range(0x2500, 0x2700)) if c not in letters)
    raw = [form.encode() for form in (word, mark, *forms)]
    bounds = np.zeros(len(raw) + 1, dtype=np.int64)
    np.cumsum([len(form) for form in raw], out=bounds[1:])
    data = np.frombuffer(b"".join(raw), dtype=np.uint8)
    codes, starts, offsets, first, sizes = _cut(data, bounds, characters())
    slots, marks = _sparse(data, first, sizes)
    return Pieces(codes, starts, offsets, first, sizes), Known(slots, marks, sizes, first, data)


def code_pieces(
    text: NDArray[np.uint8], begins: NDArray[np.int64], ends: NDArray[np.int64], known: Known
) -> Pieces:
    """Cut spans of text into pieces that are numbered beforehand.

    Parameters
    ----------
    text : uint8
        UTF-8 text, less than 2 GiB.
    begins, ends : int64, one row a span
        Span `k` is `text[begins[k]:ends[k]]`.
    known : Known
        The numbers.

    Returns
    -------
    Pieces
        For `find_aliases`, with trees made from the pieces of `known_pieces`.

    Examples
    --------
    >>> forms, known = known_pieces(["US"])
    >>> text = np.frombuffer(b"a US-led US", np.uint8)
    >>> code_pieces(text, np.array([0]), np.array([len(text)]), known).codes
    array([0, 5, 2, 0, 5], dtype=int32)
    """
    most = int((ends - begins).sum())
    # Made by numpy, since for large arrays it asks the system for large pages.
    codes, starts = np.empty(most, np.int32), np.empty(most, np.int32)
    offsets = _code(text, begins, ends, known, characters(), codes, starts)
    n = offsets[-1]
    return Pieces(codes[:n], starts[:n], offsets, known.first, known.sizes)


def alias_tree(aliases: Sequence[str], text: NDArray[np.uint8], pieces: Pieces) -> Aliases:
    """Arrange aliases for matching them on these pieces.

    Parameters
    ----------
    aliases : sequence of str
        Distinct forms, as they are written.
    text : uint8
        The text that was cut.
    pieces : Pieces
        Its pieces.

    Returns
    -------
    Aliases
        The tree. Aliases with a piece that the text never has are left out.

    Raises
    ------
    ValueError
        If an alias comes twice, is empty, or begins or ends with a space.
    """
    for form in aliases:
        if not form or form[0] == " " or form[-1] == " ":
            raise ValueError(
                "aliases: a form must have a character, and no space at either end; "
                f"found {form!r}."
            )
    twice = [form for form, n in Counter(aliases).items() if n > 1]
    if twice:
        raise ValueError(f"aliases: each form may come once; {twice[0]!r} comes twice.")
    raw = [form.encode() for form in aliases]
    bounds = np.zeros(len(raw) + 1, dtype=np.int64)
    np.cumsum([len(form) for form in raw], out=bounds[1:])
    data = np.frombuffer(b"".join(raw), dtype=np.uint8)
    table = characters()
    codes, _, offsets, first, sizes = _cut(data, bounds, table)
    numbers = _numbers_in(data, first, sizes, text, pieces.first, pieces.sizes)
    roles = _word_types(text, pieces.first, table)
    return Aliases(*_tree(codes, offsets, numbers, roles))


def find_aliases(pieces: Pieces, aliases: Aliases) -> Matches:
    """Find aliases, the longest at the leftmost place.

    Parameters
    ----------
    pieces : Pieces
        The pieces of some articles.
    aliases : Aliases
        Aliases arranged for these pieces.

    Returns
    -------
    Matches
        Matches that do not overlap, in the order of the text.

    Examples
    --------
    >>> text = np.frombuffer(b"The Bank of England, not the Bank", np.uint8)
    >>> pieces = cut_pieces(text, np.array([0, len(text)]))
    >>> found = find_aliases(pieces, alias_tree(["Bank", "Bank of England"], text, pieces))
    >>> list(zip(found.starts.tolist(), found.ends.tolist(), found.alias.tolist()))
    [(4, 19, 1), (29, 33, 0)]
    """
    return Matches(*_find(pieces, aliases))


@numba.njit(cache=True, nogil=True)
def _cut(text, bounds, table):
    """Find and number the pieces of each article."""
    most = len(text) + 1
    codes, starts = np.empty(most, np.int32), np.empty(most, np.int32)
    offsets = np.zeros(len(bounds), np.int64)
    longest = 0
    for k in range(len(bounds) - 1):
        longest = max(longest, bounds[k + 1] - bounds[k])
    begins, ends = np.empty(longest, np.int64), np.empty(longest, np.int64)
    spaced = np.empty(longest, np.int32)
    types, n_types, n_pieces = no_types(), 0, 0
    for k in range(len(bounds) - 1):
        n = _pieces(text, bounds[k], bounds[k + 1], table.kinds, table.ascii, begins, ends, spaced)
        while n_types + n > len(types.first):
            types = grown(types, n_types)
        n_types = number(text, begins, ends, n, types, n_types, codes[n_pieces:])
        for row in range(n):
            codes[n_pieces + row] = 2 * codes[n_pieces + row] + (spaced[row] & AFTER_SPACE)
            starts[n_pieces + row] = begins[row]
        n_pieces += n
        offsets[k + 1] = n_pieces
    return (
        codes[:n_pieces],
        starts[:n_pieces],
        offsets,
        types.first[:n_types].copy(),
        types.sizes[:n_types].copy(),
    )


@numba.njit(cache=True, nogil=True)
def _sparse(data, first, sizes):
    """Enter all types but the first two in a table of which one place in sixteen is taken."""
    room = 1024
    while room < 16 * len(first):
        room *= 2
    slots, marks = np.zeros(room, np.int32), np.empty((len(first), 2), np.int64)
    for row in range(len(first)):
        begin, size = np.int64(first[row]), np.int64(sizes[row])
        low, high = packed(data, begin, size), packed(data, begin + PACK, size - PACK)
        marks[row, 0], marks[row, 1] = low, high
        if row > 1:
            slot = hashed(low, high) & (room - 1)
            while slots[slot]:
                slot = (slot + 1) & (room - 1)
            slots[slot] = row
    return slots, marks


@numba.njit(cache=True, nogil=True)
def _code(text, span_begins, span_ends, known, table, codes, starts):
    """Find the pieces of each span, and the numbers of those that are known; return offsets."""
    longest = 0
    for k in range(len(span_begins)):
        longest = max(longest, span_ends[k] - span_begins[k])
    offsets = np.zeros(len(span_begins) + 1, np.int64)
    begins, ends = np.empty(longest + BATCH, np.int64), np.empty(longest + BATCH, np.int64)
    spaced = np.empty(longest + BATCH, np.int32)
    kinds, ascii_kinds = table.kinds, table.ascii
    n_pieces, n = 0, 0
    for k in range(len(span_begins)):
        at, stop = span_begins[k], span_ends[k]
        n += _pieces(text, at, stop, kinds, ascii_kinds, begins[n:], ends[n:], spaced[n:])
        offsets[k + 1] = n_pieces + n
        if n > BATCH or k == len(span_begins) - 1:
            _look_up(text, begins, ends, spaced, n, known, codes[n_pieces:])
            for row in range(n):
                starts[n_pieces + row] = begins[row]
            n_pieces += n
            n = 0
    return offsets


@numba.njit(cache=True, nogil=True)
def _look_up(text, begins, ends, spaced, n, known, codes):
    """Write the codes of `n` pieces.

    The table is so sparse that the first place nearly always decides. So hardly a branch is taken
    that the processor cannot foresee, which is what makes this loop fast.
    """
    slots, marks, sizes, first, data = known
    last = np.uint64(len(slots) - 1)
    for k in range(n):
        begin = np.int64(begins[k])
        size = ends[k] - begin
        if begin + 2 * PACK < len(text):
            low = _eight(text, begin) & MASKS[min(size, PACK)]
            high = _eight(text, begin + PACK) & MASKS[min(max(size - PACK, 0), PACK)]
        else:
            low, high = packed(text, begin, size), packed(text, begin + PACK, size - PACK)
        slot = np.uint64(hashed(low, high)) & last
        row = np.uint64(slots[slot])
        while row > 1:
            if marks[row, 0] == low and marks[row, 1] == high and sizes[row] == size:
                if size <= 2 * PACK or same_bytes(data, first[row], text, begin, size):
                    break
            slot = (slot + np.uint64(1)) & last
            row = np.uint64(slots[slot])
        number = np.int64(row) if row > 1 else 1 - (spaced[k] >> 1)
        codes[k] = 2 * number + (spaced[k] & AFTER_SPACE)


@numba.njit(cache=True, nogil=True, inline="always")
def _eight(text, at):
    """Read the eight bytes from `at` on as one integer."""
    i = np.uint64(at)
    return (
        np.int64(text[i])
        | np.int64(text[i + np.uint64(1)]) << 8
        | np.int64(text[i + np.uint64(2)]) << 16
        | np.int64(text[i + np.uint64(3)]) << 24
        | np.int64(text[i + np.uint64(4)]) << 32
        | np.int64(text[i + np.uint64(5)]) << 40
        | np.int64(text[i + np.uint64(6)]) << 48
        | np.int64(text[i + np.uint64(7)]) << 56
    )


@numba.njit(cache=True, nogil=True)
def _pieces(text, at, stop, kinds, ascii_kinds, begins, ends, spaced):
    """Write where each piece begins and ends and what it is; count them.

    `spaced` is `AFTER_SPACE` if a single space is before it, plus two if it is a word.

    A space after a space is a piece of its own, so that two spaces never pass for one.
    """
    n, space = 0, 0
    while at < stop:
        if text[np.uint64(at)] == SPACE and not space:
            space = AFTER_SPACE
            at += 1
            continue
        begin = at
        kind, width = np.int64(ascii_kinds[text[np.uint64(at)]]), 1
        if kind & FOREIGN:
            kind, width = kind_at(text, at, kinds)
        at += width
        word = kind & WORD
        if word:
            while at < stop:
                kind, width = np.int64(ascii_kinds[text[np.uint64(at)]]), 1
                if not kind & WORD:
                    if not kind & FOREIGN:
                        break
                    kind, width = kind_at(text, at, kinds)
                    if not kind & WORD:
                        break
                at += width
        begins[n], ends[n], spaced[n] = begin, at, space | word << 1
        space = 0
        n += 1
    return n


@numba.njit(cache=True, nogil=True)
def _numbers_in(data, first, sizes, text, text_first, text_sizes):
    """Return for each type of `data` its number in `text`, or -1 if it does not occur there."""
    n, total = len(text_first), 0
    for row in range(n):
        total += text_sizes[row]
    # Both lists of forms in one small array: forms longer than a mark are compared there.
    both = np.empty(total + len(data), np.uint8)
    begins, ends = np.empty(n, np.int64), np.empty(n, np.int64)
    at = 0
    for row in range(n):
        begins[row] = at
        for k in range(text_sizes[row]):
            both[at + k] = text[text_first[row] + k]
        at += text_sizes[row]
        ends[row] = at
    both[total:] = data
    types = no_types()
    while len(types.first) < n + len(first):
        types = grown(types, 0)
    scratch = np.empty(max(n, len(first)), np.int32)
    number(both, begins, ends, n, types, 0, scratch)
    begins = first.astype(np.int64) + total
    number(both, begins, begins + sizes, len(first), types, n, scratch)
    return np.where(scratch[: len(first)] < n, scratch[: len(first)], -1)


@numba.njit(cache=True, nogil=True)
def _word_types(text, first, table):
    """Return a row for each type that tells whether it is a run of word characters."""
    types = np.zeros(len(first), np.uint8)
    for row in range(len(first)):
        if kind_at(text, first[row], table.kinds)[0] & WORD:
            types[row] = IS_WORD
    return types


@numba.njit(cache=True, nogil=True, inline="always")
def _place(key, room):
    """Return where the search for an edge begins, in a table with `room + 1` places."""
    return (((key & 0xFFFFFFFF) * SPREAD) >> 12 ^ (key >> 32)) & room


@numba.njit(cache=True, nogil=True)
def _tree(codes, offsets, numbers, roles):
    """Enter each alias, and in `roles` what types do; return `Aliases`."""
    types = np.zeros(len(roles), np.int32)
    room = 64
    while room < 4 * len(codes):
        room *= 2
    edges, nodes = np.full(room, -1, np.int64), np.zeros(room, np.int32)
    alias, inner = np.full(len(codes) + 1, -1, np.int32), np.zeros(len(codes) + 1, np.bool_)
    n_nodes = 1
    for k in range(len(offsets) - 1):
        begin, end = offsets[k], offsets[k + 1]
        known = True
        for row in range(begin, end):
            known &= numbers[codes[row] >> 1] >= 0
        if not known:
            continue
        first = numbers[codes[begin] >> 1]
        node = np.int64(types[first])
        if not node:
            node = n_nodes
            types[first] = node
            roles[first] |= OPENS
            n_nodes += 1
        for row in range(begin + 1, end):
            code = 2 * np.int64(numbers[codes[row] >> 1]) + (codes[row] & AFTER_SPACE)
            roles[code >> 1] |= GOES_ON
            inner[node] = True
            key = node * (2 * len(types)) + code
            place = _place(key, room - 1)
            while edges[place] != key and edges[place] >= 0:
                place = (place + 1) & (room - 1)
            if edges[place] < 0:
                edges[place], nodes[place] = key, n_nodes
                n_nodes += 1
            node = np.int64(nodes[place])
        alias[node] = k
    return types, roles, edges, nodes, alias[:n_nodes].copy(), inner[:n_nodes].copy()


@numba.njit(cache=True, nogil=True)
def _find(pieces, aliases):
    """Walk the tree from each piece that opens an alias, and keep the longest.

    The walk is written out here, not called: as a function it takes twice the time.
    """
    codes, starts, offsets, _, sizes = pieces
    types, roles, edges, nodes, alias, inner = aliases
    # Candidates first, in a loop without branches: most pieces open no alias.
    opens = np.empty(len(codes) + 1, np.int32)
    n_opens = 0
    for row in range(len(codes)):
        opens[n_opens] = row
        n_opens += np.int64(roles[np.uint32(codes[row]) >> 1] >> 2)
    opens[n_opens] = len(codes)
    found = np.empty((n_opens, 3), np.int32)
    match_offsets = np.zeros(len(offsets), np.int64)
    n_codes, room, n, at = 2 * len(types), len(edges) - 1, 0, 0
    for k in range(len(offsets) - 1):
        free, stop = offsets[k], offsets[k + 1]
        while opens[at] < stop:
            begin = np.int64(opens[at])
            at += 1
            if begin < free:
                continue
            row, last, best = begin, begin, -1
            node = np.uint64(types[np.uint32(codes[row]) >> 1])
            # The look-behind refuses a mark right after a word. A word never stands so.
            if not codes[row] & AFTER_SPACE and row > offsets[k]:
                if roles[np.uint32(codes[row - 1]) >> 1] & IS_WORD:
                    node = np.uint64(0)
            while node:
                code = np.int64(codes[row + 1]) if row + 1 < stop else AFTER_SPACE
                role = roles[np.uint64(code) >> np.uint64(1)] if row + 1 < stop else 0
                if alias[node] >= 0 and (code & AFTER_SPACE or not role & IS_WORD):
                    last, best = row, np.int64(alias[node])
                if not role & GOES_ON or not inner[node]:
                    break
                key = np.int64(node) * n_codes + code
                place = np.uint64(_place(key, room))
                while edges[place] != key and edges[place] >= 0:
                    place = (place + np.uint64(1)) & np.uint64(room)
                node = np.uint64(nodes[place]) if edges[place] >= 0 else np.uint64(0)
                row += 1
            if best >= 0:
                found[n, 0], found[n, 1], found[n, 2] = begin, last, best
                n += 1
                free = last + 1
        match_offsets[k + 1] = n
    # Rows become bytes in a loop of their own: without branches, memory is read ahead.
    begins, ends, which = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.int32)
    for k in range(n):
        begins[k] = starts[found[k, 0]]
        ends[k] = starts[found[k, 1]] + sizes[codes[found[k, 1]] >> 1]
        which[k] = found[k, 2]
    return begins, ends, which, match_offsets
