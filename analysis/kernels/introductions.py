"""Introductions: find the full names that a title introduces, before or after the name.

A name is a run of capitalised words with particles and initials between them; it ends at a name of
the registry, a day, a month or a function word. What is said here in loops is what
`annotate.surnames` says in words; the regular expressions that it equals stand in its tests.

Only sentences with a title are looked at. Such a sentence becomes an array of characters, so that
all distances count characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import DIGIT, LOWER, SPACE, TITLE, UPPER, WORD, characters, kind_at
from analysis.kernels.characters import decode as decoded
from analysis.kernels.numbering import PACK, hashed
from analysis.kernels.wordlist import ClosedList, row_of_lower

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTICLE, THING, CALENDAR, ALSO_NAME, DETERMINER, NO_ROLE, PREPOSITION, LOCATION = (
    1 << np.arange(8)
).tolist()
"""What a listed word does: see the lists in `annotate.surnames`."""

JOINED, CAPITAL, LETTER, WHITE, CHARACTER, OPENS = 1, 2, 4, 8, 16, 32
"""What a character is: in a name after its first; its first; a letter; white space; of a word;
one with which a capitalised word can begin, such as the d of d'Arc or an initial."""

APOSTROPHE, HYPHEN, PERIOD, COMMA = 0x27, 0x2D, 0x2E, 0x2C
HIDDEN = 0xB7
"""A dot in the middle: it stands for what is no part of a person's name."""

FAR = 100
"""Characters between a title and a name beyond which neither introduces the other."""
LONGEST = 100
"""Characters of a name; a longer run of capitalised words names nobody."""


class Rule(NamedTuple):
    """The word lists of the rule.

    Attributes
    ----------
    words : int64, three columns, a power of two of rows
        Listed words by hash: their bytes, packed, and what they do, the sum of the flags above.
    not_names : ClosedList
        Lower-case words that are not part of a name.
    """

    words: NDArray[np.int64]
    not_names: ClosedList


class Spans(NamedTuple):
    """Stretches of sentences, in reading order.

    Attributes
    ----------
    span : int64
        The sentence.
    start, end : int64
        ``[start, end)`` in bytes of the whole text.
    """

    span: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class _Sentence(NamedTuple):
    """One sentence as characters; the arrays have room for the longest.

    Attributes
    ----------
    points, seen : int32, one row a character
        Code points; in `seen`, `HIDDEN` for what is no part of a person's name.
    kinds, roles, shown : uint8, one row a character
        The flags of `characters`; those of this module; the same for `seen`.
    at : int64, one row a character and one more
        Its first byte.
    number : int32, one row a byte and one more
        The character that begins there.
    """

    points: NDArray[np.int32]
    seen: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    roles: NDArray[np.uint8]
    shown: NDArray[np.uint8]
    at: NDArray[np.int64]
    number: NDArray[np.int32]


def listed_words(roles: dict[str, int]) -> NDArray[np.int64]:
    """Make the table of words that do something.

    Parameters
    ----------
    roles
        What each word does. Words have one to fourteen ASCII letters.

    Returns
    -------
    ndarray
        For `Rule`.

    Raises
    ------
    ValueError
        If a word is empty, too long, or has another letter.
    """
    table = np.zeros((1 << (8 * len(roles)).bit_length(), 3), np.int64)
    for word, role in roles.items():
        if not (word.isascii() and 0 < len(word) <= 2 * PACK):
            raise ValueError(
                f"words: a word must have 1 to {2 * PACK} ASCII letters; found {word!r}."
            )
        low, high = (int.from_bytes(part.encode(), "little") for part in (word[:PACK], word[PACK:]))
        table[_slot(table, low, high)] = low, high, role
    return table


def introduced(
    text: NDArray[np.uint8],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    titles: Spans,
    taken: Spans,
    rule: Rule,
) -> Spans:
    """Find the names that sentences introduce by a title.

    Parameters
    ----------
    text : uint8
        UTF-8 text.
    begins, ends : int64, one row a sentence
        Sentence `k` is `text[begins[k]:ends[k]]`.
    titles
        Where titles stand, in reading order, without overlap.
    taken
        Spans that already name an actor, by sentence; a person's name ends there.
    rule
        Word lists.

    Returns
    -------
    Spans
        Full names.
    """
    table = characters()
    sizes = (ends - begins)[np.unique(titles.span)]
    n, size = int(sizes.sum()), int(sizes.max(initial=0)) + 1
    room = _Sentence(
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.uint8),
        np.empty(size, np.uint8),
        np.empty(size, np.uint8),
        np.empty(size, np.int64),
        np.empty(size, np.int32),
    )
    found = np.empty((n // 2 + 1, 3), np.int64)  # a name takes three characters
    scratch = np.empty(rule.not_names.longest + 8, np.uint8)
    count = _introduced(
        text, begins, ends, titles, taken, rule, table.kinds, table.lower, room, scratch, found
    )
    return Spans(found[:count, 0].copy(), found[:count, 1].copy(), found[:count, 2].copy())


@numba.njit(cache=True, nogil=True)
def _introduced(text, begins, ends, titles, taken, rule, kinds, lower, sentence, scratch, found):
    """Write span, start and end of each name; return how many there are."""
    words = rule.words
    points, seen, _, flags, shown, byte_at, number = sentence  # one by one: faster than as a tuple
    n_found, first_title, first_taken = 0, 0, 0
    while first_title < len(titles.span):
        span = titles.span[first_title]
        last_title = first_title + 1
        while last_title < len(titles.span) and titles.span[last_title] == span:
            last_title += 1
        begin = begins[span]
        n = _read(text, begin, ends[span], kinds, sentence)
        if _has_two(points, flags, n, words):
            while first_taken < len(taken.span) and taken.span[first_taken] < span:
                first_taken += 1
            row = first_taken
            while row < len(taken.span) and taken.span[row] == span:
                _hide(
                    sentence,
                    number[taken.start[row] - begin],
                    number[taken.end[row] - begin],
                )
                row += 1
            at, looked, near = 0, 0, first_title
            while at < n:
                if not shown[at] & OPENS or (at > 0 and shown[at - 1] & JOINED):
                    at += 1
                    continue
                end = _run_end(seen, shown, at, n, words)
                if end < 0:
                    at += 1
                    continue
                if _has_space(points, at, end):
                    if at >= looked:  # look again without function words
                        _hide_others(text, sentence, at, end, n, rule, lower, scratch)
                        looked = end
                        continue
                    while near < last_title and number[titles.end[near] - begin] + FAR < at:
                        near += 1
                    first = _name(sentence, at, end, words, titles, near, last_title, begin)
                    if first >= 0:
                        found[n_found, 0] = span
                        found[n_found, 1] = byte_at[first]
                        found[n_found, 2] = byte_at[end]
                        n_found += 1
                at = end
        first_title = last_title
    return n_found


@numba.njit(cache=True, nogil=True)
def _read(text, begin, end, kinds, sentence):
    """Read a sentence into the arrays; return how many characters it has."""
    points, seen, flags, roles, shown, at, number = sentence
    n, i = 0, begin
    while i < end:
        point, width = decoded(text, i)
        kind, _ = kind_at(text, i, kinds)
        role = 0
        if kind & WORD:
            role = JOINED | CHARACTER
            if not kind & DIGIT and point != 0x5F:
                role |= LETTER
                if point < 0x61 or point > 0x7A:
                    role |= CAPITAL | OPENS
        elif point in (APOSTROPHE, HYPHEN, PERIOD):
            role = 0 if point == PERIOD else JOINED
            for k in range(max(0, n - 2), n):
                shown[k] |= OPENS
        elif kind & SPACE:
            role = WHITE
        points[n], seen[n], flags[n], roles[n], shown[n] = point, point, kind, role, role
        at[n] = i
        number[i - begin] = n
        n += 1
        i += width
    at[n], number[end - begin] = end, n
    return n


@numba.njit(cache=True, nogil=True)
def _hide(sentence, start, end):
    seen, shown = sentence.seen, sentence.shown
    for i in range(start, end):
        seen[i], shown[i] = HIDDEN, 0


@numba.njit(cache=True, nogil=True)
def _hide_others(text, sentence, begin, stop, n, rule, lower, scratch):
    """Hide the days, months and function words in a run of capitalised words."""
    words, not_names = rule
    points, flags, byte_at = sentence.points, sentence.roles, sentence.at
    i = begin
    while i < stop:
        if not flags[i] & CAPITAL or (i > 0 and flags[i - 1] & JOINED):
            i += 1
            continue
        end = i + 1
        while end < n and flags[end] & JOINED:
            end += 1
        role = _role(points, i, end, words, 0)
        if not role & CALENDAR and not (role & ALSO_NAME and i > 0):
            row = row_of_lower(text, byte_at[i], byte_at[end], not_names, lower, scratch)
            if row >= 0:
                role = CALENDAR
        if role & CALENDAR:
            _hide(sentence, i, end)
        i = end


@numba.njit(cache=True, nogil=True)
def _role(points, begin, end, words, fold):
    """Return what a word does; `fold` ignores its case as `re.IGNORECASE` does."""
    if end - begin > 2 * PACK:
        return 0
    low, high = 0, 0
    for k in range(end - begin):
        point = np.int64(points[begin + k])
        if fold:
            point = _folded(point)
        if point >= 0x80:
            return 0
        if k < PACK:
            low |= point << (8 * k)
        else:
            high |= point << (8 * (k - PACK))
    return words[_slot(words, low, high), 2]


@numba.njit(cache=True, nogil=True)
def _slot(words, low, high):
    """Return the row of a word, or of the free place where it would go."""
    slot = hashed(low, high) & (len(words) - 1)
    while words[slot, 2] and (words[slot, 0] != low or words[slot, 1] != high):
        slot = (slot + 1) & (len(words) - 1)
    return slot


@numba.njit(cache=True, nogil=True)
def _folded(point):
    """Return the lower-case form; four letters outside ASCII fold into it as well."""
    if 0x41 <= point <= 0x5A:
        return point + 0x20
    if point in (0x130, 0x131):
        return 0x69
    if point == 0x17F:
        return 0x73
    if point == 0x212A:
        return 0x6B
    return point


@numba.njit(cache=True, nogil=True)
def _after_particles(points, flags, i, n, words):
    """Return where the word after two particles at most begins."""
    for _ in range(2):
        end = i
        while end < n and 0x61 <= points[end] <= 0x7A:
            end += 1
        if end >= n or not flags[end] & WHITE:
            return i
        if not _role(points, i, end, words, 0) & PARTICLE:
            return i
        i = end + 1
    return i


@numba.njit(cache=True, nogil=True)
def _has_two(points, flags, n, words):
    """Tell whether a capitalised word stands before another: else there is no full name."""
    i = 0
    while i < n:
        capital = False
        while i < n and (flags[i] & JOINED or points[i] == PERIOD):
            capital |= flags[i] & CAPITAL > 0
            i += 1
        if capital and i < n and flags[i] & WHITE:
            after = _after_particles(points, flags, i + 1, n, words)
            if after < n and flags[after] & CAPITAL:
                return True
            if after + 3 < n and flags[after + 3] & CAPITAL and points[after + 2] == HYPHEN:
                if points[after + 1] == 0x6C and points[after] in (0x61, 0x65):
                    return True
        i += 1
    return False


@numba.njit(cache=True, nogil=True, inline="always")
def _has_space(points, begin, end):
    for i in range(begin, end):
        if points[i] == 0x20:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _run_end(points, flags, at, n, words):
    """Return where the run of capitalised words that begins at a character ends, or -1."""
    end = _unit_end(points, flags, at, n)
    while end >= 0 and end < n and flags[end] & WHITE:
        after = _after_particles(points, flags, end + 1, n, words)
        further = _unit_end(points, flags, after, n)
        if further < 0:
            break
        end = further
    return end


@numba.njit(cache=True, nogil=True)
def _unit_end(points, flags, i, n):
    """Return where one capitalised word or initial ends, or -1 if none begins here."""
    if i >= n:
        return -1
    if flags[i] & LETTER and i + 2 < n and points[i + 1] == PERIOD and flags[i + 2] & WHITE:
        return i + 2
    if not flags[i] & CAPITAL:
        # al-, el-, d', l' or o' before it
        mark = i + 1
        if points[i] in (0x61, 0x65) and mark < n and points[mark] == 0x6C:
            mark += 1
        elif points[i] not in (0x64, 0x6C, 0x6F):
            return -1
        if mark + 1 >= n or points[mark] not in (APOSTROPHE, HYPHEN):
            return -1
        i = mark + 1
        if not flags[i] & CAPITAL:
            return -1
    end = i + 1
    while end < n and flags[end] & JOINED:
        end += 1
    if points[end - 1] == 0x73 and points[end - 2] == APOSTROPHE:
        return end - 1
    return end


@numba.njit(cache=True, nogil=True)
def _name(sentence, start, end, words, titles, first_title, last_title, begin):
    """Return where in a run an introduced full name begins, or -1.

    `first_title` is the first title that is not too far before the run; those too far behind it
    are not looked at.
    """
    points, kinds, flags, number = sentence.points, sentence.kinds, sentence.roles, sentence.number
    first = start
    for row in range(first_title, last_title):
        title = number[titles.start[row] - begin]
        if title > start:
            break
        if title == start:
            after = number[titles.end[row] - begin]
            if after < end:
                first = after + 1
    if end - first > LONGEST:
        return -1
    space, upper, lower, last = False, False, False, first
    for i in range(first, end):
        space |= points[i] == 0x20
        upper |= kinds[i] & UPPER > 0
        lower |= kinds[i] & (LOWER | TITLE) > 0
        if flags[i] & WHITE:
            last = i + 1
    if not space or (upper and not lower):
        return -1
    if _role(points, last, end, words, 0) & THING:
        return -1
    if first > start:
        return first
    for row in range(first_title, last_title):
        title = number[titles.start[row] - begin]
        if title > end + FAR:
            break
        after = number[titles.end[row] - begin]
        if after < first <= after + FAR and _is_before(points, flags, after, first, words):
            return first
        if end < title <= end + FAR and _is_after(points, flags, end, title, words):
            if _is_located(points, flags, first, words):
                return -1
            return first
    return -1


@numba.njit(cache=True, nogil=True)
def _is_before(points, flags, after, first, words):
    """Tell whether the words between a title and a name let it introduce the name."""
    if not flags[first - 1] & WHITE:
        return False
    if first - after == 1:
        return True
    if points[first - 2] != COMMA:
        return False
    if first - after == 2:
        return True
    if not flags[after] & WHITE:
        return False
    end = after + 1
    while end < first and 0x61 <= points[end] <= 0x7A:
        end += 1
    if not flags[end] & WHITE:
        return False
    if not _role(points, after + 1, end, words, 0) & PREPOSITION:
        return False
    return 1 <= first - 2 - (end + 1) <= 60 and _is_free(points, end + 1, first - 2)


@numba.njit(cache=True, nogil=True)
def _is_free(points, begin, end):
    """Tell whether a stretch has no comma, period, semicolon or colon."""
    for i in range(begin, end):
        if points[i] in (COMMA, PERIOD, 0x3B, 0x3A):
            return False
    return True


@numba.njit(cache=True, nogil=True)
def _is_after(points, flags, end, title, words):
    """Tell whether the words between a name and a title behind it let it introduce the name.

    Read backwards from the title: up to four words, before them a determiner, a possessive, or
    the comma.
    """
    base = end + 2
    if title < base or points[end] != COMMA or not flags[end + 1] & WHITE:
        return False
    at = title
    for _ in range(5):
        if at == base:
            return True
        if not flags[at - 1] & WHITE:
            return False
        if _role(points, base, at - 1, words, 1) & DETERMINER:
            return True
        for mark in (at - 2, at - 3):
            if mark > base and mark - base <= 40 and points[mark] == APOSTROPHE:
                if mark == at - 2 or _folded(np.int64(points[at - 2])) == 0x73:
                    if _is_free(points, base, mark):
                        return True
        begin = at - 1
        while begin > base and flags[begin - 1] & JOINED:
            begin -= 1
        stop = begin
        while stop < at - 1 and flags[stop] & CHARACTER:
            stop += 1
        if begin == at - 1 or _role(points, begin, stop, words, 1) & NO_ROLE:
            return False
        at = begin
    return False


@numba.njit(cache=True, nogil=True)
def _is_located(points, flags, first, words):
    """Tell whether a preposition of place stands right before a name."""
    for end in (first, first - 1):
        if end == first - 1 and (end < 0 or points[end] != 0x0A):
            return False
        if end < 2 or not flags[end - 1] & WHITE:
            continue
        begin = end - 1
        while begin > 0 and flags[begin - 1] & CHARACTER:
            begin -= 1
        if _role(points, begin, end - 1, words, 1) & LOCATION:
            return True
    return False
