"""Characters: what the running Python says about each code point, as tables for kernels.

Kernels read UTF-8 bytes. They ask here whether a character is a letter, a digit or a space.
The tables are computed from `str` itself, so that a kernel agrees with `re` and `str` on every
Python version.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD = 1
"""`\\w`: a letter, a number of any kind, or the underscore."""
DIGIT = 2
"""`\\d`: a decimal digit."""
SPACE = 4
"""`\\s`: what `str.split` and `str.strip` treat as white space."""
UPPER = 8
"""An upper-case character."""
LOWER = 16
"""A lower-case character."""
TITLE = 32
"""A title-case character, such as the single letter Dž."""
WHITE = 64
"""White space for nltk's patterns, which are not `re`'s: `SPACE` without the four separators."""
LETTER = 128
"""`[^\\W\\d]` in nltk's patterns: letters, their marks, and connectors such as the underscore."""
MARK = 256
"""A mark that belongs to the letter before it: vowel signs, viramas, loose accents."""
JOINER = 512
"""A sign of no width between two letters of a word, in Persian and in Indic scripts."""
FOREIGN = 128
"""In `Characters.ascii`: a byte of a character that is not ASCII."""

LIMIT = 0x40000
"""No assigned letter, digit, space or mark lies at or above this code point."""

SIGMA = 0x3A3
"""The capital whose lower case depends on its neighbours."""
DOTTED_I = 0x130
"""The one character whose lower case is two characters."""


MARKS = frozenset(("Mn", "Mc", "Me", "Pc", "Nl"))
"""Categories of characters that join letters, for nltk."""
BEHIND = frozenset(("Mn", "Mc"))
"""Categories of marks that belong to the letter before them."""
JOINERS = (0x200C, 0x200D)

ENCLOSED = (
    (0x5F, 0x5F),
    (0x200C, 0x200D),
    (0x24B6, 0x24E9),
    (0x1F130, 0x1F149),
    (0x1F150, 0x1F169),
    (0x1F170, 0x1F189),
)
"""Further characters Unicode calls alphabetic: joiners, and letters in circles and boxes."""


class Characters(NamedTuple):
    """What kernels know about characters.

    Attributes
    ----------
    kinds : uint16, one row a code point below `LIMIT`
        The sum of the flags above.
    lower : int32, one row a code point below `LIMIT`
        The code point of the lower-case form, for the dotted capital I the first of two.
    ascii : uint8, 256 rows, one a byte
        The flags of ASCII characters; `FOREIGN` for each byte of any other.
    """

    kinds: NDArray[np.uint16]
    lower: NDArray[np.int32]
    ascii: NDArray[np.uint8]


@lru_cache(maxsize=1)
def characters() -> Characters:
    r"""Compute the tables, once a process (about 15 ms).

    Returns
    -------
    Characters
        Flags and lower-case forms of every code point below `LIMIT`.

    Examples
    --------
    >>> table = characters()
    >>> [bool(table.kinds[ord(c)] & WORD) for c in "aé_-"]
    [True, True, True, False]
    >>> chr(table.lower[ord("É")])
    'é'
    """
    points = np.arange(LIMIT, dtype=np.uint32)
    letters = points.view("U1")
    kinds = np.zeros(LIMIT, dtype=np.uint16)
    for flag, holds in (
        (WORD, np.strings.isalnum),
        (DIGIT, np.strings.isdecimal),
        (SPACE, np.strings.isspace),
        (UPPER, np.strings.isupper),
        (LOWER, np.strings.islower),
        (TITLE, np.strings.istitle),
    ):
        kinds[holds(letters)] |= flag
    kinds[ord("_")] |= WORD
    kinds[(kinds & SPACE) > 0] |= WHITE
    kinds[0x1C:0x20] &= ~np.uint16(WHITE)
    kinds[np.strings.isalpha(letters)] |= LETTER
    # Marks and connectors; none of them lies in the planes of Chinese characters.
    others = np.flatnonzero((kinds[:0x20000] & (LETTER | DIGIT)) == 0).tolist()
    categories = [category(chr(c)) for c in others]
    for flag, wanted in ((LETTER, MARKS), (MARK, BEHIND)):
        kinds[[c for c, name in zip(others, categories, strict=True) if name in wanted]] |= flag
    kinds[list(JOINERS)] |= JOINER
    for begin, end in ENCLOSED:
        kinds[begin : end + 1] |= LETTER
    # A single upper-case letter also counts as a title: keep the flag for the other title letters.
    upper = (kinds & UPPER) > 0
    kinds[upper] &= ~np.uint16(TITLE)
    # Surrogates never occur in UTF-8, but the table has a row for each code point.
    plain = points.copy()
    plain[DOTTED_I] = ord("i")
    lowered = plain.tobytes().decode("utf-32-le", "surrogatepass").lower()
    lower = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), dtype=np.int32).copy()
    lower[SIGMA] = ord("σ")
    ascii_kinds = np.full(256, FOREIGN, dtype=np.uint8)
    ascii_kinds[:128] = kinds[:128] & ~np.uint16(FOREIGN)
    return Characters(kinds, lower, ascii_kinds)


@numba.njit(cache=True, nogil=True)
def decode(text: NDArray[np.uint8], i: int) -> tuple[Any, Any]:
    """Return the code point that begins at byte `i`, and how many bytes it takes."""
    lead = np.int64(text[i])
    if lead < 0x80:
        return lead, 1
    if lead < 0xE0:
        return (lead & 0x1F) << 6 | (np.int64(text[i + 1]) & 0x3F), 2
    if lead < 0xF0:
        return (
            (lead & 0x0F) << 12
            | (np.int64(text[i + 1]) & 0x3F) << 6
            | (np.int64(text[i + 2]) & 0x3F),
            3,
        )
    return (
        (lead & 0x07) << 18
        | (np.int64(text[i + 1]) & 0x3F) << 12
        | (np.int64(text[i + 2]) & 0x3F) << 6
        | (np.int64(text[i + 3]) & 0x3F),
        4,
    )


@numba.njit(cache=True, nogil=True)
def kind_at(text: NDArray[np.uint8], i: int, kinds: NDArray[np.uint16]) -> tuple[Any, Any]:
    """Return the flags of the character that begins at byte `i`, and how many bytes it takes."""
    point, width = decode(text, i)
    if point >= LIMIT:
        return 0, width
    return np.int64(kinds[point]), width
