"""Sentences: Punkt's sentence spans (Kiss and Strunk 2006), decided on bytes.

The rules, their order and their corner cases are those of nltk's `PunktSentenceTokenizer` with
English settings; what Punkt has learnt (abbreviations, collocations, sentence starters, the case
in which words occur) is handed in. In short: each `.`, `?` or `!` that could end a sentence is
looked at together with the word before and the word after it.

References
----------
Kiss, T. and Strunk, J. (2006). Unsupervised multilingual sentence boundary detection.
Computational Linguistics 32(4), 485-525.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import (
    DIGIT,
    LETTER,
    LOWER,
    SPACE,
    UPPER,
    WHITE,
    WORD,
    characters,
    decode,
    kind_at,
)
from analysis.kernels.numbering import PACK, packed
from analysis.kernels.wordlist import ClosedList, closed_list, find, lowered, row_of_lower

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

# What a word has been seen doing, Punkt's own numbers: at the beginning, in the middle or at an
# unknown place of a sentence, with upper or lower case.
BEGIN_UPPER, MIDDLE_UPPER, UNKNOWN_UPPER = 2, 4, 8
BEGIN_LOWER, MIDDLE_LOWER, UNKNOWN_LOWER = 16, 32, 64
SEEN_UPPER = BEGIN_UPPER | MIDDLE_UPPER | UNKNOWN_UPPER
SEEN_LOWER = BEGIN_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER
ABBREVIATION, STARTER, COLLOCATES = 128, 256, 512
# What a period does after a word, beyond what Punkt has learnt: no sentence ends before a name,
# before a number, or at all; or one ends before any capital but that of a word that goes on.
BEFORE_NAME, BEFORE_NUMBER, INSIDE, OUTRIGHT = 1024, 2048, 4096, 8192
BEGINS, GOES_ON = 16384, 32768
RULED = BEFORE_NAME | BEFORE_NUMBER | INSIDE

# What an ASCII character can do.
ENDS, NO_START, NO_WORD, CLOSES, BLANK, PUNCTUATION = 1, 2, 4, 8, 16, 32

NUMBER = "##number##"
"""Punkt's name for any number."""

# What a token is found to be on its own, and whether a sentence begins after it.
PLAIN, BREAK, ELLIPSIS, ABBREVIATED = 0, 1, 2, 3
NO, YES, UNKNOWN = 0, 1, 2

PERIOD, HYPHEN, COMMA, NEWLINE = 0x2E, 0x2D, 0x2C, 0x0A


class Punkt(NamedTuple):
    """What Punkt has learnt, ready for the kernel.

    Attributes
    ----------
    words : ClosedList
        Each word Punkt knows something about.
    facts : int32, one row a word
        The sum of what it knows.
    pairs : int64, sorted
        Collocations: row of the first word times the number of words, plus row of the second.
    number : int
        The row of "any number", or -1.
    roles : uint8, 256 rows
        What each ASCII character can do.
    tight : bool
        Whether a sentence may begin without white space before it: “on Sunday.Police said”.
    """

    words: ClosedList
    facts: NDArray[np.int32]
    pairs: NDArray[np.int64]
    number: int
    roles: NDArray[np.uint8]
    tight: bool


class Sentences(NamedTuple):
    """The sentences of some articles.

    Attributes
    ----------
    starts, ends : int64, one row a sentence
        Where it begins and ends, in bytes of the whole text.
    offsets : int64, one row an article and one more
        The sentences of article `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    offsets: NDArray[np.int64]


def punkt_model(
    *,
    abbreviations: Collection[str],
    starters: Collection[str],
    collocations: Collection[tuple[str, str]],
    contexts: Mapping[str, int],
    rules: Mapping[str, int] | None = None,
    tight: bool = False,
) -> Punkt:
    """Make what Punkt has learnt ready for the kernel (about 20 ms for English).

    Parameters
    ----------
    abbreviations : collection of str
        Lower-case abbreviations without their final period.
    starters : collection of str
        Lower-case words that often begin a sentence.
    collocations : collection of pairs of str
        Pairs of lower-case words that a period does not part. A number is `##number##`.
    contexts : mapping of str to int
        In which places and cases each word has been seen: the sum of Punkt's flags.
    rules : mapping of str to int
        What a period does after a word, or a word after a period, that Punkt does not know: the
        sum of the flags above.
    tight : bool
        Whether a sentence may begin without white space before it.

    Returns
    -------
    Punkt
        The model.
    """
    paired = {word for pair in collocations for word in pair}
    rules = rules or {}
    vocabulary = sorted({*abbreviations, *starters, *paired, *contexts, *rules} - {""})
    rows = {word: row for row, word in enumerate(vocabulary)}
    known = [contexts.get(word, 0) | rules.get(word, 0) for word in vocabulary]
    facts = np.array(known, dtype=np.int32)
    facts[[rows[word] for word in abbreviations if word]] |= ABBREVIATION
    facts[[rows[word] for word in starters if word]] |= STARTER
    facts[[rows[first] for first, _ in collocations]] |= COLLOCATES
    pairs = [rows[first] * len(rows) + rows[second] for first, second in collocations]
    return Punkt(
        closed_list(vocabulary),
        facts,
        np.array(sorted(pairs), dtype=np.int64),
        rows.get(NUMBER, -1),
        _roles(),
        tight,
    )


def _roles() -> NDArray[np.uint8]:
    """Return what each ASCII character can do."""
    roles = np.zeros(256, dtype=np.uint8)
    for role, those in (
        (ENDS, ".?!"),
        (NO_START, '("`{[:;&#*@)}]-,'),
        (NO_WORD, ")\";}]*:@'({[?!"),
        (CLOSES, "\"')]}"),
        (BLANK, " \t\n\r\x0b\x0c"),
        (PUNCTUATION, ";:,.!?"),
    ):
        roles[[ord(c) for c in those]] |= role
    return roles


def cut_sentences(text: NDArray[np.uint8], bounds: NDArray[np.int64], punkt: Punkt) -> Sentences:
    """Find the sentences of some articles.

    Parameters
    ----------
    text : uint8
        UTF-8 text of all articles.
    bounds : int64, one row an article and one more
        Article `k` is `text[bounds[k]:bounds[k + 1]]`.
    punkt : Punkt
        What Punkt has learnt.

    Returns
    -------
    Sentences
        Spans without the white space between sentences, in the order of the text.

    Examples
    --------
    >>> punkt = punkt_model(abbreviations=["dr"], starters=[], collocations=[], contexts={})
    >>> text = np.frombuffer(b'Dr. Ali left. "Why?" he asked.', np.uint8)
    >>> found = cut_sentences(text, np.array([0, len(text)]), punkt)
    >>> [bytes(text[a:b]) for a, b in zip(found.starts, found.ends)]
    [b'Dr. Ali left.', b'"Why?"', b'he asked.']
    """
    return Sentences(*_cut(text, bounds, punkt, characters()))


@numba.njit(cache=True, nogil=True)
def _cut(text, bounds, punkt, table):
    """Cut each article: first break it, then give closing marks back to the sentence before."""
    longest = 0
    for k in range(len(bounds) - 1):
        longest = max(longest, bounds[k + 1] - bounds[k])
    begins, stops = np.empty(longest + 2, np.int64), np.empty(longest + 2, np.int64)
    starts, ends = np.empty(1024, np.int64), np.empty(1024, np.int64)
    offsets = np.zeros(len(bounds), np.int64)
    scratch = np.empty(punkt.words.longest + 8, np.uint8)
    roles, kinds = punkt.roles, table.kinds
    n = 0
    for k in range(len(bounds) - 1):
        m = _slices(text, bounds[k], bounds[k + 1], punkt, table, scratch, begins, stops)
        m = _realigned(text, begins, stops, m, roles, kinds)
        while n + m > len(starts):
            starts = np.concatenate((starts, np.empty_like(starts)))
            ends = np.concatenate((ends, np.empty_like(ends)))
        starts[n : n + m], ends[n : n + m] = begins[:m], stops[:m]
        n += m
        offsets[k + 1] = n
    return starts[:n].copy(), ends[:n].copy(), offsets


@numba.njit(cache=True, nogil=True)
def _slices(text, begin, stop, punkt, table, scratch, begins, stops):
    """Break one article where a sentence ends; return the number of slices.

    A candidate is judged when the next one is known: of candidates that share a word, such as the
    marks of "Why?!", only the last one counts.
    """
    roles, kinds = punkt.roles, table.kinds
    n, last_break, word, mark, after = 0, begin, begin, begin, -1
    at = begin
    while True:
        while at < stop and not roles[text[at]] & ENDS:
            at += 1
        following = _following(text, at + 1, stop, roles, kinds) if at < stop else -1
        if following < 0 and punkt.tight and _is_tight(text, begin, at, stop):
            following = at + 1
        if at < stop and following < 0:
            at += 1
            continue
        new_word = _word_start(text, word, mark, at, roles) if at < stop else stop
        if after >= 0 and mark <= new_word:
            is_break = _is_easy(text, word, mark, after, punkt)
            if not is_break:
                end = _context_end(text, mark, after, stop, kinds)
                is_break = _is_break(text, word, end, punkt, table, scratch)
            if is_break:
                begins[n], stops[n] = last_break, mark + 1
                last_break = after
                n += 1
        if at >= stop:
            begins[n], stops[n] = last_break, _stripped(text, begin, stop, kinds)
            return n + 1
        word, mark, after = new_word, at, following
        at += 1


@numba.njit(cache=True, nogil=True, inline="always")
def _is_easy(text, word, mark, after, punkt):
    """Tell at a glance whether a sentence ends after a word of ASCII letters.

    A mark ends it if a quote or bracket follows at once, or after white space any ASCII character
    but a period; a period only if Punkt knows nothing that speaks against the word. Nearly all
    breaks are of this kind. False says that a closer look is needed.
    """
    size = mark - word
    if size < 2 or size > 2 * PACK:
        return False
    if after > mark + 1 and not (0x20 < text[after] < 0x80 and text[after] != PERIOD):
        return False
    for i in range(word, mark):
        if not 0x61 <= text[i] | 0x20 <= 0x7A:
            return False
    if text[mark] != PERIOD:
        return True
    words = punkt.words
    low, high = packed(text, word, size), packed(text, word + PACK, size - PACK)
    low, high = lowered(low), lowered(high)
    row = find(words.slots, words.marks, words.data, words.starts, low, high, text, word, size)
    return row < 0 or not punkt.facts[row] & (ABBREVIATION | COLLOCATES | RULED)


@numba.njit(cache=True, nogil=True)
def _is_tight(text, begin, mark, stop):
    """Tell whether a sentence ends at a mark without white space behind it.

    Before the mark stands a word of small letters at its end, behind it one that begins with a
    capital; neither is a piece of an address, such as “Harbour.Org”.
    """
    if mark < begin + 3 or mark + 2 >= stop or not 0x41 <= text[mark + 1] <= 0x5A:
        return False
    first = mark
    while first > begin and 0x61 <= text[first - 1] | 0x20 <= 0x7A:
        first -= 1
    if mark - first < 2 or not (text[mark - 1] >= 0x61 and text[mark - 2] >= 0x61):
        return False
    if first > begin and text[first - 1] in (PERIOD, 0x40, 0x2F, 0x5F):
        return False
    past = mark + 2
    while past < stop and 0x61 <= text[past] <= 0x7A:
        past += 1
    if past - mark < 3 or (past < stop and text[past] in (0x40, 0x2F, 0x5F)):
        return False
    if past + 1 < stop and text[past] == PERIOD and text[past + 1] > 0x20:
        return False
    return past - mark > 5 or not _is_domain(text, mark + 1, past)


@numba.njit(cache=True, nogil=True)
def _is_domain(text, begin, end):
    """Tell whether a word is the last one of an address: com, net, org, co, js."""
    value = 0
    for k in range(begin, end):
        value = value << 8 | (text[k] | 0x20)
    return value in (0x636F6D, 0x6E6574, 0x6F7267, 0x636F, 0x6A73)


@numba.njit(cache=True, nogil=True)
def _following(text, at, stop, roles, kinds):
    """Return where a next sentence would begin, or -1 if the mark before `at` cannot end one.

    That is at once if a character follows that is part of no word; else after white space.
    """
    if at >= stop:
        return -1
    if _is_no_word(text, at, roles):
        return at
    begin = at
    while at < stop:
        kind, width = kind_at(text, at, kinds)
        if not kind & WHITE:
            return at if at > begin else -1
        at += width
    return -1


@numba.njit(cache=True, nogil=True)
def _is_no_word(text, at, roles):
    """Tell whether the character at `at` is part of no word: a bracket, a quote, a mark."""
    if text[at] < 0x80:
        return roles[text[at]] & NO_WORD != 0
    return _is_quote(decode(text, at)[0])


@numba.njit(cache=True, nogil=True)
def _is_quote(point):
    """Tell whether a code point is a curly quote or a guillemet."""
    return point in (0x2018, 0x2019, 0x201C, 0x201D, 0xAB, 0xBB)


@numba.njit(cache=True, nogil=True)
def _word_start(text, word, mark, at, roles):
    """Return where the word before the mark at `at` begins.

    Without white space since the last mark it is the word before that one. As in nltk, white
    space counts only from the second character on.
    """
    for k in range(at - 1, mark, -1):
        if roles[text[k]] & BLANK:
            return k + 1
    return word


@numba.njit(cache=True, nogil=True)
def _context_end(text, mark, after, stop, kinds):
    """Return where the token that follows the mark ends."""
    if after == mark + 1:
        return after + decode(text, after)[1]
    at = after
    while at < stop:
        kind, width = kind_at(text, at, kinds)
        if kind & WHITE:
            break
        at += width
    return at


@numba.njit(cache=True, nogil=True)
def _stripped(text, begin, stop, kinds):
    """Return where the text ends without trailing white space."""
    while stop > begin:
        at = stop - 1
        while text[at] & 0xC0 == 0x80:
            at -= 1
        if not kind_at(text, at, kinds)[0] & SPACE:
            break
        stop = at
    return stop


@numba.njit(cache=True, nogil=True)
def _realigned(text, begins, stops, n, roles, kinds):
    """Give closing quotes and brackets back to the sentence before; return how many are left."""
    kept, shift = 0, 0
    for k in range(n):
        begin, stop = begins[k] + shift, stops[k]
        shift = 0
        closed, resume = -1, -1
        if k + 1 < n:
            closed, resume = _closing(text, begins[k + 1], stops[k + 1], roles, kinds)
        if closed >= 0:
            stop, shift = closed, resume - begins[k + 1]
        if closed >= 0 or begin < stop:
            begins[kept], stops[kept] = begin, stop
            kept += 1
    return kept


@numba.njit(cache=True, nogil=True)
def _closing(text, begin, stop, roles, kinds):
    """Return where a run of closing marks ends and where the text goes on, or -1 and -1."""
    at = begin
    while at < stop:
        point, width = decode(text, at)
        if not (roles[point] & CLOSES if point < 0x80 else _is_quote(point)):
            return -1, -1
        at += width
        if at >= stop or (text[at] == HYPHEN and at + 1 < stop and text[at + 1] == HYPHEN):
            return at, at
        if kind_at(text, at, kinds)[0] & WHITE:
            closed = at
            while at < stop:
                kind, width = kind_at(text, at, kinds)
                if not kind & WHITE:
                    break
                at += width
            return closed, at
    return -1, -1


@numba.njit(cache=True, nogil=True)
def _is_break(text, at, stop, punkt, table, scratch):
    """Tell whether in `text[at:stop]` a sentence ends and another token follows."""
    roles, kinds, floor = punkt.roles, table.kinds, at
    begin, end, printed = _token(text, at, floor, stop, floor, roles, kinds)
    while begin < end:
        next_begin, next_end, printed = _token(text, end, floor, stop, printed, roles, kinds)
        if next_begin == next_end:
            return False
        if text[end - 1] == PERIOD:
            if _period_ends(text, begin, end, next_begin, next_end, punkt, table, scratch):
                return True
        elif end - begin == 1 and punkt.roles[text[begin]] & ENDS:
            return True
        begin, end = next_begin, next_end
    return False


@numba.njit(cache=True, nogil=True)
def _token(text, at, floor, stop, printed, roles, kinds):
    """Return the span of the next token, empty at the end, and `printed` moved on.

    Lines up to `printed` are known to hold more than white space.
    """
    width = 1
    while at < stop:
        kind, width = kind_at(text, at, kinds)
        if kind & WHITE:
            at += width
            continue
        # A separator is no white space for nltk's patterns, but for `str.strip` it is: a line
        # of nothing else has no tokens.
        if not kind & SPACE or at < printed:
            break
        blank, end = _line(text, at, floor, stop, kinds)
        if not blank:
            printed = end
            break
        at = end
    if at >= stop:
        return stop, stop, printed
    end = _repeated(text, at, stop, kinds)
    if end > at:
        return at, end, printed
    end = at + width
    if roles[text[at]] & NO_START:
        return at, end, printed
    while end < stop and not _ends_word(text, end, stop, roles, kinds):
        end += decode(text, end)[1]
    return at, end, printed


@numba.njit(cache=True, nogil=True)
def _line(text, at, floor, stop, kinds):
    """Tell whether the line around `at` is all white space, separators included, and its end."""
    while at > floor and text[at - 1] != NEWLINE:
        at -= 1
    blank = True
    while at < stop and text[at] != NEWLINE:
        kind, width = kind_at(text, at, kinds)
        blank &= kind & SPACE != 0
        at += width
    return blank, at


@numba.njit(cache=True, nogil=True)
def _repeated(text, at, stop, kinds):
    """Return where a run of hyphens, periods or spaced periods ends, or `at` if there is none."""
    mark = text[at]
    if mark not in (PERIOD, HYPHEN) or at + 1 >= stop:
        return at
    end = at + 1
    while end < stop and text[end] == mark:
        end += 1
    if end > at + 1:
        return end
    if mark == HYPHEN:
        return at
    # Periods with one white space between: the run must end with a period, and have three.
    periods, last, end = 0, at, at
    while end < stop and text[end] == PERIOD:
        periods, last = periods + 1, end + 1
        if end + 1 >= stop or text[end + 1] == NEWLINE:
            break
        kind, width = kind_at(text, end + 1, kinds)
        if not kind & WHITE:
            break
        end += 1 + width
    return last if periods >= 3 else at


@numba.njit(cache=True, nogil=True)
def _ends_word(text, at, stop, roles, kinds):
    """Tell whether a word that reaches `at` ends there."""
    if text[at] == COMMA:
        return at + 1 >= stop or _ends_at(text, at + 1, stop, roles, kinds)
    return _ends_at(text, at, stop, roles, kinds)


@numba.njit(cache=True, nogil=True)
def _ends_at(text, at, stop, roles, kinds):
    """Tell whether white space, a mark or a repeated mark stands at `at`."""
    if text[at] < 0x80 and kinds[text[at]] & WORD:
        return False
    return (
        kind_at(text, at, kinds)[0] & WHITE != 0
        or _is_no_word(text, at, roles)
        or _repeated(text, at, stop, kinds) > at
    )


@numba.njit(cache=True, nogil=True)
def _period_ends(text, begin, end, next_begin, next_end, punkt, table, scratch):
    """Tell whether a sentence ends after a token with a final period, given the next token."""
    kind, width = kind_at(text, begin, table.kinds)
    is_initial = end - begin == width + 1 and kind & LETTER
    is_number = _is_number(text, begin, end, table.kinds)
    row = row_of_lower(text, begin, max(end - 1, begin + 1), punkt.words, table.lower, scratch)
    state = _state(text, begin, end, row, punkt, table, scratch)
    own = np.int64(punkt.facts[row]) if row >= 0 else 0
    if own & INSIDE or (own & BEFORE_NAME and kind & UPPER):
        return False
    if own & BEFORE_NUMBER and kind_at(text, next_begin, table.kinds)[0] & DIGIT:
        return False
    row = punkt.number if is_number else row
    collocates = row >= 0 and punkt.facts[row] & COLLOCATES
    if state == BREAK and not (is_initial or is_number or collocates):
        return True  # by far the most frequent case: the next token does not matter
    next_row = _next_row(text, next_begin, next_end, punkt, table, scratch)
    if collocates and next_row >= 0:
        pair = row * len(punkt.facts) + next_row
        place = np.searchsorted(punkt.pairs, pair)
        if place < len(punkt.pairs) and punkt.pairs[place] == pair:
            return False
    facts = np.int64(punkt.facts[next_row]) if next_row >= 0 else 0
    case = kind_at(text, next_begin, table.kinds)[0]
    if state == ABBREVIATED and case & UPPER:
        if facts & BEGINS or (own & OUTRIGHT and not facts & GOES_ON):
            return True
    starts = _starts_sentence(text, next_begin, next_end, case, facts, punkt.roles)
    if state in (ABBREVIATED, ELLIPSIS) and not is_initial:
        if starts == YES or (case & UPPER and facts & STARTER):
            return True
    if is_initial or is_number:
        if starts == NO:
            return False
        if starts == UNKNOWN and is_initial and case & UPPER and not facts & SEEN_LOWER:
            return False
    return state == BREAK


@numba.njit(cache=True, nogil=True)
def _state(text, begin, end, row, punkt, table, scratch):
    """Return what a token with a final period is on its own.

    `row` is that of the token without its period.
    """
    if end - begin == 1:
        return BREAK
    if text[end - 2] == PERIOD:
        for k in range(begin, end):
            if text[k] != PERIOD:
                return PLAIN
        return ELLIPSIS
    if row >= 0 and punkt.facts[row] & ABBREVIATION:
        return ABBREVIATED
    part = end - 1
    while part > begin and text[part - 1] != HYPHEN:
        part -= 1
    if begin < part < end - 1:
        row = row_of_lower(text, part, end - 1, punkt.words, table.lower, scratch)
        if row >= 0 and punkt.facts[row] & ABBREVIATION:
            return ABBREVIATED
    return BREAK


@numba.njit(cache=True, nogil=True)
def _next_row(text, begin, end, punkt, table, scratch):
    """Return the row of the type of a following token, or -1.

    A final period belongs to the type unless it is taken for a break.
    """
    if _is_number(text, begin, end, table.kinds):
        return punkt.number
    if end - begin > 1 and text[end - 1] == PERIOD:
        row = row_of_lower(text, begin, end - 1, punkt.words, table.lower, scratch)
        if _state(text, begin, end, row, punkt, table, scratch) == BREAK:
            return row
    return row_of_lower(text, begin, end, punkt.words, table.lower, scratch)


@numba.njit(cache=True, nogil=True)
def _is_number(text, at, end, kinds):
    """Tell whether a token is a number, such as -1,234.5 or 1987-88."""
    if text[at] == HYPHEN:
        at += 1
    if at < end and text[at] in (PERIOD, COMMA):
        at += 1
    if at >= end or not kind_at(text, at, kinds)[0] & DIGIT:
        return False
    while at < end:
        kind, width = kind_at(text, at, kinds)
        if not kind & DIGIT and text[at] not in (PERIOD, COMMA, HYPHEN):
            return False
        at += width
    return True


@numba.njit(cache=True, nogil=True)
def _starts_sentence(text, begin, end, case, facts, roles):
    """Tell from its case whether a token begins a sentence: yes, no or unknown."""
    if end - begin == 1 and roles[text[begin]] & PUNCTUATION:
        return NO
    if case & UPPER and facts & SEEN_LOWER and not facts & MIDDLE_UPPER:
        return YES
    if case & LOWER and (facts & SEEN_UPPER or not facts & BEGIN_LOWER):
        return NO
    return UNKNOWN
