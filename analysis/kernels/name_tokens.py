"""Tokens for finding names: words, marks between them, and what each distinct form looks like.

Words are those of `analysis.kernels.words`. A tagger also needs what stands between them: each
mark is a token, so are a possessive and the end of “London-based”. What a form looks like is
computed once a form, not once a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

from analysis.kernels.characters import (
    DIGIT,
    SPACE,
    TITLE,
    UPPER,
    WORD,
    characters,
    decode,
    kind_at,
)
from analysis.kernels.numbering import grown, no_types, number, packed
from analysis.kernels.wordlist import row_of_lower, write_lower

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.wordlist import ClosedList
    from analysis.kernels.words import Words

HYPHEN, APOSTROPHE, CURLY_APOSTROPHE = 0x2D, 0x27, 0x2019

BATCH = 4096
"""Tokens that are numbered together: the table of forms must have room for all of them."""

SUFFIX = 16
"""Bytes that the end of “Paris-based” may have."""

LONGEST = 64
"""Bytes of a form that are looked at; no name is longer, and hostile text can't slow us down."""

BRIGHT, LOUD, CASED, LONG = 1, 2, 4, 8
"""Of a form: begins with a capital; all letters are capitals; has letters; has four letters."""

ENDINGS = ("led", "born", "style", "like", "era", "wide", "held", "made", "area", "run", "owned")
"""Besides words in -ed, what follows the hyphen of “Paris-based” without being part of a name."""


class Tokens(NamedTuple):
    """Tokens of some sentences.

    Attributes
    ----------
    begins, ends : int64, one row a token
        First byte, and one past the last.
    offsets : int64, one row a sentence and one more
        The tokens of sentence `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    ids : int32, one row a token
        The number of the token's form.
    first, sizes : int32, one row a form
        Where the form's first token begins, and how many bytes it has.
    """

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    offsets: NDArray[np.int64]
    ids: NDArray[np.int32]
    first: NDArray[np.int32]
    sizes: NDArray[np.int32]


class Forms(NamedTuple):
    """What distinct forms look like; one row a form, and a last one for what is outside a sentence.

    Attributes
    ----------
    word : int64
        A hash of the form in lower case.
    shape : int64
        A hash of its shape: capitals, small letters, digits and marks, runs shortened to two.
    affixes : int64, five columns
        Hashes of the first two and three bytes, and of the last two, three and four.
    lists : int64
        The lists it is in, as bits.
    flags : int64
        The sum of `BRIGHT`, `LOUD`, `CASED` and `LONG`.
    """

    word: NDArray[np.int64]
    shape: NDArray[np.int64]
    affixes: NDArray[np.int64]
    lists: NDArray[np.int64]
    flags: NDArray[np.int64]


def cut_tokens(
    text: NDArray[np.uint8], words: Words, begins: NDArray[np.int64], stops: NDArray[np.int64]
) -> Tokens:
    """Make tokens of words and of the marks between them.

    Parameters
    ----------
    text
        UTF-8 text.
    words
        Its words, cut sentence by sentence.
    begins, stops
        First byte of each sentence, and one past its last.

    Returns
    -------
    Tokens

    Examples
    --------
    >>> from analysis.kernels.words import cut_words
    >>> text = np.frombuffer(b"Iraq's U.S.-led, al-Haq (x).", np.uint8)
    >>> begins, stops = np.array([0]), np.array([28])
    >>> tokens = cut_tokens(text, cut_words(text, np.array([0, 28])), begins, stops)
    >>> [bytes(text[a:b]).decode() for a, b in zip(tokens.begins, tokens.ends)]
    ['Iraq', "'s", 'U.S.', '-led', ',', 'al-Haq', '(', 'x', ')', '.']
    """
    starts = words.starts.astype(np.int64)
    ends = starts + words.sizes[words.ids]
    found = np.empty((2, len(text) + 1), np.int64)  # pages that no token needs are never touched
    offsets = _cut(
        text, starts, ends, words.offsets, (begins, stops), _endings(), characters().kinds, found
    )
    firsts, pasts = found[0, : offsets[-1]].copy(), found[1, : offsets[-1]].copy()
    ids = np.empty(len(firsts), np.int32)
    return Tokens(firsts, pasts, offsets, ids, *_number(text, firsts, pasts, ids))


def describe_forms(
    text: NDArray[np.uint8], tokens: Tokens, listed: ClosedList, bits: NDArray[np.int64]
) -> Forms:
    """Say what each distinct form looks like.

    Parameters
    ----------
    text
        The text that was cut.
    tokens
        Its tokens.
    listed
        Lower-case words.
    bits
        For each of them the lists it is in.

    Returns
    -------
    Forms
    """
    table = characters()
    scratch = np.empty(4 * LONGEST + 8 + listed.longest, np.uint8)
    return Forms(
        *_describe(
            text, tokens.first, tokens.sizes, listed, bits, table.kinds, table.lower, scratch
        )
    )


def _endings() -> NDArray[np.int64]:
    """Pack each ending into one integer."""
    return np.array([int.from_bytes(word.encode(), "little") for word in ENDINGS], np.int64)


@numba.njit(cache=True, nogil=True)
def mix(code, value):
    """Return a hash of 31 bits of two numbers of at most 31 bits."""
    spread = (int(code) ^ int(value)) * 0x2C1B3C6D
    return (spread ^ spread >> 29) & 0x7FFFFFFF


@numba.njit(cache=True, nogil=True)
def _cut(text, starts, ends, offsets, spans, endings, kinds, found):
    """Walk over the words of each sentence and the marks around them; return the offsets."""
    begins, stops = spans
    made, n = np.zeros(len(offsets), np.int64), 0
    for k in range(len(offsets) - 1):
        at = begins[k]
        for word in range(offsets[k], offsets[k + 1]):
            n = _marks(text, at, starts[word], kinds, found, n)
            found[0, n] = starts[word]
            hyphen = _suffix(text, starts[word], ends[word], endings)
            if hyphen < ends[word]:
                found[1, n], found[0, n + 1] = hyphen, hyphen
                n += 1
            found[1, n] = ends[word]
            n += 1
            at = ends[word]
        n = _marks(text, at, stops[k], kinds, found, n)
        made[k + 1] = n
    return made


@numba.njit(cache=True, nogil=True)
def _marks(text, at, stop, kinds, found, n):
    """Write a token for each mark of a gap; return how many tokens there are then."""
    while at < stop:
        kind, width = kind_at(text, at, kinds)
        if not kind & SPACE:
            if n and at == found[1, n - 1]:
                width = max(width, _possessive(text, at, stop))
            found[0, n], found[1, n] = at, at + width
            n += 1
        at += width
    return n


@numba.njit(cache=True, nogil=True)
def _possessive(text, at, stop):
    """Return how many bytes the 's has that begins here, or 0."""
    point, width = decode(text, at)
    if point not in (APOSTROPHE, CURLY_APOSTROPHE):
        return 0
    if at + width < stop and (text[at + width] == 0x73 or text[at + width] == 0x53):
        return width + 1
    return 0


@numba.njit(cache=True, nogil=True)
def _suffix(text, begin, end, endings):
    """Return where the hyphen of “London-based” stands, or the end of the word."""
    at = end - 1
    while at > begin and end - at <= SUFFIX and 0x61 <= text[at] <= 0x7A:
        at -= 1
    if at == begin or text[at] != HYPHEN:
        return end
    if end - at > 3 and text[end - 2] == 0x65 and text[end - 1] == 0x64:
        return at
    code = packed(text, at + 1, end - at - 1)
    for ending in endings:
        if code == ending:
            return at
    return end


@numba.njit(cache=True, nogil=True)
def _number(text, begins, ends, ids):
    """Write the number of each token's form; return where each form is and its size."""
    types, n_types = no_types(), 0
    for done in range(0, len(ids), BATCH):
        size = min(BATCH, len(ids) - done)
        while n_types + size > len(types.first):
            types = grown(types, n_types)
        n_types = number(text, begins[done:], ends[done:], size, types, n_types, ids[done:])
    return types.first[:n_types].copy(), types.sizes[:n_types].copy()


@numba.njit(cache=True, nogil=True)
def _describe(text, first, sizes, listed, bits, kinds, lower, scratch):
    """Look at the first bytes of each form once."""
    room = len(first) + 1
    looks = np.zeros((room, 4), np.int64)  # what is read together lies together
    word, shape, lists, flags = looks[:, 0], looks[:, 1], looks[:, 2], looks[:, 3]
    word[-1] = shape[-1] = 1
    affixes = np.zeros((room, 5), np.int64)
    for k in range(len(first)):
        begin, end = first[k], first[k] + sizes[k]
        row = row_of_lower(text, begin, end, listed, lower, scratch)
        if row >= 0:
            lists[k] = bits[row]
        end = _cropped(text, begin, end)
        shape[k], flags[k] = _shape(text, begin, end, kinds)
        size = write_lower(text, begin, end, lower, 4 * LONGEST, scratch)
        code = 0
        for i in range(size):
            code = mix(code + 1, np.int64(scratch[i]))
        word[k] = code
        for column in range(5):
            wide = 2 + column if column < 2 else column
            code = column
            if wide < size:
                at = 0 if column < 2 else size - wide
                for i in range(at, at + wide):
                    code = mix(code + 1, np.int64(scratch[i]))
            affixes[k, column] = code
    return word, shape, affixes, lists, flags


@numba.njit(cache=True, nogil=True)
def _cropped(text, begin, end):
    """Return the end of the form, or of its first characters if it is very long."""
    if end - begin <= LONGEST:
        return end
    end = begin + LONGEST
    while text[end] & 0xC0 == 0x80:
        end -= 1
    return end


@numba.njit(cache=True, nogil=True)
def _shape(text, begin, end, kinds):
    """Return a hash of the form's shape, and its flags."""
    code, last, run, letters, flags, at = 0, -1, 0, 0, LOUD, begin
    while at < end:
        kind, width = kind_at(text, at, kinds)
        if kind & (UPPER | TITLE):
            one = 1
            if at == begin:
                flags |= BRIGHT
        elif kind & DIGIT:
            one = 3
        elif kind & WORD:
            one = 2
            flags &= ~LOUD
        else:
            one = 4 + (np.int64(text[at]) if width == 1 else 0)
        if one < 3:
            letters += 1
            flags |= CASED
        run = run + 1 if one == last else 1
        if run <= 2:
            code = mix(code + 1, one)
        last = one
        at += width
    if letters == 0:
        flags &= ~LOUD
    if letters >= 4:
        flags |= LONG
    return code, flags
