"""Read a name so that two spellings of it can be compared, and be found without all pairs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import lexicons
from analysis.annotate.person_names import PARTICLES
from analysis.kernels.spellings import plain

_NOT_TAKEN_APART = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_ARTICLE = re.compile(r"\b(?:[Aa]l|[Ee]l)-|(?:^|(?<= ))(?:al|el) ")
_SIGNS = dict.fromkeys(" .,/&\t\n", " ")
"""What stands between words; other signs stand within them."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_HONOURS = frozenset({"mp", "qc", "kc", "phd", "md"})
_NICKNAME = re.compile(r"""\s["“'‘(][^"”'’)]+["”'’)](?=\s)""")
_PARTIES = frozenset("republican democrat democratic conservative labour congressman".split())
_LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc llp "
    "ag sa nv gmbh bv pty".split()
)


class PersonKey(NamedTuple):
    """A person's name in one spelling.

    Parameters
    ----------
    surname
        The last word, with its particles but for the Arabic article.
    given
        All words before it.
    suffix
        jr, sr, ii and the like, or nothing.
    """

    surname: str
    given: tuple[str, ...]
    suffix: str = ""

    @property
    def letters(self) -> str:
        """All letters, however they are set apart."""
        return re.sub("[ -]", "", "".join((*self.given, self.surname, self.suffix)))

    @property
    def block(self) -> str:
        """The end of the surname: two names of one person share it."""
        return re.split("[ -]", self.surname)[-1]


@cache
def roles() -> frozenset[str]:
    """Give the words that stand before a name and are no part of it, in lower case."""
    words = {word for title in lexicons.titles() for word in title.lower().split()}
    return frozenset(word.rstrip(".") for word in words) | _PARTIES


@lru_cache(maxsize=100_000)
def person_key(name: str) -> PersonKey:
    """Read a person's name.

    Parameters
    ----------
    name
        The name as articles print it.

    Returns
    -------
    PersonKey
        Of a surname alone, or of nothing but signs, `given` is empty.

    Examples
    --------
    >>> person_key("Bashar al-Assad"), person_key("al-Assad").surname
    (PersonKey(surname='assad', given=('bashar',), suffix=''), 'assad')
    >>> person_key("Robert F. Kennedy, Jr.")
    PersonKey(surname='kennedy', given=('robert', 'f'), suffix='jr')
    >>> person_key("Mohammed bin Salman").surname, person_key("Jacob Rees-Mogg").surname
    ('bin salman', 'rees-mogg')
    """
    bare = _ARTICLE.sub("", _NICKNAME.sub("", plain(name)))
    words = _words(bare)
    suffix = ""
    while len(words) > 1 and words[-1] in _SUFFIXES | _HONOURS:
        suffix = words[-1] if words[-1] in _SUFFIXES else suffix
        words = words[:-1]
    first = max(len(words) - 1, 0)
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    if first == 1 and bare[:1].islower() and words[0] in PARTICLES:
        first = 0  # “bin Salman”, not “Ben Radmall”
    return PersonKey(" ".join(words[first:]), tuple(words[:first]), suffix)


def without_role(name: str) -> str:
    """Give a name without the titles that stand before it; the name itself if there are none.

    Examples
    --------
    >>> without_role("Republican Larry Hogan"), without_role("Chief Justice Roberts")
    ('Larry Hogan', 'Justice Roberts')
    """
    words = name.split()
    first = 0
    while first < len(words) - 2 and words[first].lower().rstrip(".") in roles():
        first += 1
    return " ".join(words[first:]) if first else name


def body_key(name: str) -> str:
    """Read the name of an organisation: without “the”, “Inc.” and signs.

    Examples
    --------
    >>> body_key("The Acme Motor Co."), body_key("ACME Motor, Inc."), body_key("The Company")
    ('acme motor', 'acme motor', 'company')
    """
    words = _words(plain(name))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    rest = list(words)
    while len(rest) > 1 and rest[-1] in _LEGAL:
        rest.pop()
    return " ".join(words if rest[-1:] and rest[-1] in _LEGAL else rest)


def given_key(name: str, *, short: bool = False) -> str:
    """Give the spelling that stands for a given name.

    Parameters
    ----------
    name
        A given name in lower case.
    short
        Whether a short form stands for the whole name.

    Examples
    --------
    >>> given_key("binyamin"), given_key("joe"), given_key("joe", short=True)
    ('benjamin', 'joe', 'joseph')
    """
    whole = _listed("short").get(name, name) if short else name
    return _listed("spelling").get(whole, whole)


@cache
def _listed(kind: str) -> dict[str, str]:
    return lexicons.given_names(kind=kind)


def same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the words between given name and surname may be those of one person.

    One may have fewer of them, and initials for words.

    Examples
    --------
    >>> same_middle(("j",), ("john", "paul")), same_middle((), ("w",))
    (True, True)
    >>> same_middle(("w",), ("h", "w"))
    False
    """
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1])
        for a, b in zip(one, other, strict=False)
    )


def _words(text: str) -> list[str]:
    """Give the words of a name in lower case and without signs, but for hyphens within."""
    taken = unicodedata.normalize("NFKD", text).casefold().translate(_NOT_TAKEN_APART)
    signs = (one if _is_letter(one) else _SIGNS.get(one, "") for one in taken)
    return [word for word in (each.strip("-") for each in "".join(signs).split()) if word]


def _is_letter(one: str) -> bool:
    """Tell letters from signs; marks that scripts cannot do without are letters."""
    if one.isascii() or "\u0300" <= one <= "\u036f":
        return one.isalnum() or one == "-"
    return one.isalnum() or unicodedata.category(one).startswith("M")
