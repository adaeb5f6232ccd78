"""VADER's words: what each listed word does, arranged for the kernels."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels.characters import FOREIGN, LOWER, SPACE, UPPER, characters
from analysis.kernels.wordlist import ClosedList, closed_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

# A token's code holds how it is written, what its word does, and the row of its word plus one.
IN_CAPITALS, AS_LISTED, NEGATES = 1, 2, 4
LEXICON, BOOSTER, IDIOM, KIND, OF, LEAST = 8, 16, 32, 64, 128, 256
AT_OR_VERY, BUT, NEVER, SO_OR_THIS = 512, 1024, 2048, 4096
ROW = 13
"""Bits to the right of the row."""

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
