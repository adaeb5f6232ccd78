"""Tell a person's name from ordinary words with capitals, as headlines and names of things have.

“CEO Jane Ford Quits” names Jane Ford; “Senator Backs Tougher Sanctions” names nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.annotate.surnames import REMEMBERED, THINGS
from analysis.lexicons.tagger import census_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDINGS = ("s", "es", "d", "ed", "ing")
_MOSTLY = 6
"""In a line that is set as a title, at most one in so many long words has no capital."""
_LONG = 4
"""Characters of a word that a title prints with a capital."""
_NUMERALS = frozenset({"I", "II", "III", "IV", "V", "VI", "X"})
_JOINED = re.compile(r"^(?:al|el|ad|as|an|ar|ath|d|l|o)[-']", re.IGNORECASE)


@lru_cache(REMEMBERED)
def is_common(word: str) -> bool:
    """Tell whether a word, or what it is inflected from, is one that English writes small.

    Examples
    --------
    >>> is_common("Sanctions"), is_common("Quits"), is_common("Vell")
    (True, True, False)
    """
    lower = word.lower()
    if len(lower) < 3 or lower.endswith("."):
        return False
    known = lexicons.common_words()
    return lower in known or any(
        lower.endswith(ending) and len(lower) - len(ending) > 2 and lower[: -len(ending)] in known
        for ending in _ENDINGS
    )


@lru_cache(REMEMBERED)
def _is_listed(word: str, *, first: bool) -> bool:
    """Tell whether a census lists a word as a first name, or as a surname."""
    return census_names().get(word.lower(), (0, 0))[0 if first else 1] > 0


def is_given(word: str) -> bool:
    """Tell whether a census lists a word as a first name.

    Examples
    --------
    >>> is_given("Ann"), is_given("Rosselló")
    (True, False)
    """
    return _is_listed(word, first=True)


def words_before(surface: str) -> str:
    """Give the words before a first name that are no part of it.

    Examples
    --------
    >>> words_before("House Nancy Pelosi"), words_before("Nancy Pelosi")
    ('House ', '')
    """
    words, n = surface.split(" "), 0
    while len(words) - n > 2 and is_common(words[n]) and not is_given(words[n]):
        n += 1
    return "".join(word + " " for word in words[:n]) if n and is_given(words[n]) else ""


def is_title_case(line: str) -> bool:
    """Tell whether a line is printed as a title, nearly every word with a capital.

    Examples
    --------
    >>> is_title_case("CEO Jane Ford Quits After Row"), is_title_case("CEO Jane Ford quits")
    (True, False)
    """
    if line.rstrip("\"')")[-1:] in {".", "!", "?"}:
        return False
    long = [word[0] for word in line.split() if len(word) >= _LONG]
    small = sum(letter.islower() for letter in long)
    return len(long) - small >= 3 and small * _MOSTLY <= len(long)


def is_doubtful(words: Sequence[str]) -> bool:
    """Tell whether a name has a word that is no name, so that its line must be looked at."""
    return words[0][:1].islower() or words[-1] in _NUMERALS or any(map(is_common, words))


def person_words(words: Sequence[str], *, title_case: bool) -> tuple[str, ...]:
    """Give the words of a full name that can be a person's; none if it is no person's.

    Parameters
    ----------
    words
        A run of capitalised words, its title left out.
    title_case
        Whether all words around it have capitals.

    Returns
    -------
    tuple of str
        Its first words, at least two; or nothing.

    Examples
    --------
    >>> person_words(["Jane", "Ford", "Quits"], title_case=True)
    ('Jane', 'Ford')
    >>> person_words(["Faces", "Fresh", "Inquiry"], title_case=True)
    ()
    >>> person_words(["Grace", "Best"], title_case=False)
    ('Grace', 'Best')
    """
    if len(words) < 2:
        return tuple(words)
    if words[0][:1].islower() and not _JOINED.match(words[0]):
        return ()
    if words[-1] in _NUMERALS and words[-2] in THINGS:
        return ()
    plain = [is_common(word) and not _is_listed(word, first=False) for word in words]
    starts = is_common(words[0]) and not _is_listed(words[0], first=True)
    if starts and (title_case or plain[-1]):
        return ()
    size = len(words)
    if title_case:
        size = next((k for k in range(1, size) if plain[k] and words[k][:1].isupper()), size)
    while size > 2 and plain[size - 1] and not starts:
        size -= 1
    return tuple(words[:size]) if size > 1 else ()


def plausible_name(surface: str, *, title_case: bool) -> str:
    """Give the beginning of a name that can be a person's.

    Examples
    --------
    >>> plausible_name("Jane Ford Quits", title_case=is_title_case("CEO Jane Ford Quits After Row"))
    'Jane Ford'
    """
    words = surface.split(" ")
    kept = person_words(words, title_case=title_case)
    return surface if len(kept) == len(words) else " ".join(kept)
