"""Read a person's name: title, given names, surname; and tell whether two names fit one person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.plausible import is_given
from analysis.annotate.surnames import REMEMBERED
from analysis.kernels.spellings import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

WOMAN, MAN = "woman", "man"

PARTICLES = frozenset(
    "al el bin ibn ben van von der den de del della di da dos du la le ter ten abu ul ud".split()
)
"""Words that belong to the surname after them."""

FAMILY = frozenset(
    "cao chen cho choi chung dang deng ding do dong duong feng gao guo he ho hoang hu huang huynh "
    "jang jeong jiang jin jung kang kim kwon le lee li liang lim lin liu long lu luo ly ma mai mao "
    "meng moon ngo nguyen oh pan park peng pham phan qian qin shao shen shi shin song sun tan tang "
    "tian to tran truong vo vu wan wang wei wen wu xi xiao xie xu yan yang yao ye yoon yu yuan "
    "zeng zhang zhao zheng zhou zhu".split()
)
"""Family names of China, Korea and Vietnam, which stand before the given names."""

_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV|PhD|MP|QC|KC)\.?$", re.IGNORECASE)
_NICKNAME = re.compile(r"""\s["“'‘(][\w .-]+["”'’)](?=\s)""")
_WOMEN = frozenset({"mrs", "ms", "miss", "lady", "dame", "baroness", "queen", "princess", "madam"})
_MEN = frozenset({"mr", "sir", "lord", "king", "prince", "baron", "father", "imam", "sheikh"})
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "madam", "lady", "lord", "dame"})
"""Titles that a person may have beside any other."""

_WORDS_OF_A_TITLE = 6


class PersonName(NamedTuple):
    """A person's name as an article prints it.

    Parameters
    ----------
    title
        What stands before it, in lower case and without periods; empty if there is none.
    words
        The name without title, nickname and suffix.
    """

    title: str
    words: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The words in one spelling, however they are set."""
        return _key(self.words)

    @property
    def is_full(self) -> bool:
        """Whether it has more than a surname: two words that are no particles."""
        return len(surname(self.words)) < len(self.words)


@lru_cache(REMEMBERED)
def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower().rstrip(".") for word in words)


@lru_cache(REMEMBERED)
def bare_name(surface: str) -> PersonName:
    """Read a person's name that stands without a title, as `parse_name` does."""
    return parse_name(surface, titles=())


def parse_name(surface: str, *, before: str = "", titles: Collection[str]) -> PersonName:
    """Read a person's name.

    Parameters
    ----------
    surface
        The name as it stands, perhaps with its title.
    before
        What stands before it in its sentence.
    titles
        Titles in lower case and without periods.

    Returns
    -------
    PersonName

    Examples
    --------
    >>> parse_name('Gen. Dale "Buck" Harmon Jr.', titles={"gen"})
    PersonName(title='gen', words=('Dale', 'Harmon'))
    >>> parse_name("Kerrow", before="thanked Secretary of State ", titles={"secretary of state"})
    PersonName(title='secretary of state', words=('Kerrow',))
    """
    bare = _SUFFIX.sub("", plain(surface).strip())
    words = _NICKNAME.sub("", bare).split()
    inside = 0
    for size in range(min(_WORDS_OF_A_TITLE, len(words) - 1), 0, -1):
        if _title(words[:size]) in titles:
            inside = size
            break
    around = [*before.split(), *words[:inside]]
    for size in range(min(_WORDS_OF_A_TITLE, len(around)), 0, -1):
        if _title(around[-size:]) in titles:
            return PersonName(_title(around[-size:]), tuple(words[inside:]))
    return PersonName("", tuple(words[inside:]))


@lru_cache(REMEMBERED)
def by_nickname(surface: str) -> PersonName | None:
    """Read a name with the nickname that stands in it in place of the given names.

    Examples
    --------
    >>> by_nickname('Jeremy "Spike" Cohen')
    PersonName(title='', words=('Spike', 'Cohen'))
    """
    bare = _SUFFIX.sub("", plain(surface).strip())
    nickname = _NICKNAME.search(bare)
    if nickname is None:
        return None
    given = nickname.group().strip(" \"'()“”‘’")
    return PersonName("", (*given.split(), *bare[nickname.end() :].split()))


def _title(words: list[str]) -> str:
    return " ".join(word.lower().rstrip(".") for word in words)


@lru_cache(REMEMBERED)
def surname(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the last word of a name, with its particles.

    Examples
    --------
    >>> surname(("Mohammed", "bin", "Salman")), surname(("Ana", "Ruiz")), surname(("Pelé",))
    (('bin', 'Salman'), ('Ruiz',), ('Pelé',))
    """
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return words[max(first, 0) :]


def family_first(words: tuple[str, ...]) -> str:
    """Give the family name of a name in which it stands first; nothing if it does not.

    Examples
    --------
    >>> [family_first(tuple(name.split())) for name in ("Park Geun-ho", "Zhao Leping", "Ana Ruiz")]
    ['Park', 'Zhao', '']
    """
    if len(words) < 2:
        return ""
    given, hyphen, second = words[-1].partition("-")
    hyphened = bool(hyphen) and given[:1].isupper() and second[:1].islower() and len(words) == 2
    return words[0] if hyphened or words[0].lower() in FAMILY else ""


def fits(short: PersonName, full: PersonName) -> bool:
    """Tell whether a name may be a shorter form of a full name.

    It may be its surname, its last words, or, since family names may stand first, its first word;
    of two surnames the first.

    Examples
    --------
    >>> full = PersonName("", ("Enrique", "Peral", "Nieves"))
    >>> [fits(PersonName("", tuple(w.split())), full) for w in ("Nieves", "Peral Nieves", "Peral")]
    [True, True, True]
    >>> fits(PersonName("", ("Ann",)), PersonName("", ("Mary", "Ann", "Holt")))
    False
    """
    key, whole = short.key, full.key
    if not key or len(key) >= len(whole):
        return False
    bare = surname(full.words)[-1].lower()
    by_article = (re.split(r"[ -]", bare)[-1],) if bare.startswith(("al-", "el-")) else ()
    if whole[-len(key) :] == key or key in (whole[:1], by_article):
        return True
    return key == (first_surname(full.words).lower(),)


def first_surname(words: tuple[str, ...]) -> str:
    """Give the word before the last of a long name where it may be a surname; else nothing.

    Examples
    --------
    >>> first_surname(("Ricardo", "Rosselló", "Nevares")), first_surname(("Mary", "Ann", "Holt"))
    ('Rosselló', '')
    """
    if len(words) < 3 or len(words[-2]) < 3 or not words[-2][0].isupper():
        return ""
    return "" if words[-2].lower() in PARTICLES or is_given(words[-2]) else words[-2]


def same_person(one: PersonName, other: PersonName) -> bool:
    """Tell whether two full names are spellings of one: middle names and initials may lack.

    Examples
    --------
    >>> name = PersonName("", ("Elias", "E.", "Cummer"))
    >>> [same_person(name, PersonName("", tuple(w.split()))) for w in ("Elias Cummer", "E. Cummer")]
    [True, True]
    >>> same_person(name, PersonName("", ("Iva", "Cummer")))
    False
    """
    a, b = one.key, other.key
    if surname(a) != surname(b):
        return False
    short, long = sorted((a[: -len(surname(a))], b[: -len(surname(b))]), key=len)
    if not short or not _agree(short[0], long[0]):
        return False
    rest = iter(long)
    return all(any(_agree(word, candidate) for candidate in rest) for word in short)


def _agree(word: str, other: str) -> bool:
    """Tell whether two given names are equal, or one is the other's initial."""
    return word == other or (min(len(word), len(other)) == 1 and word[:1] == other[:1])


def sex(name: PersonName, given: Mapping[str, str]) -> str:
    """Tell by title or given name whether a person is a woman or a man; empty if neither tells.

    Parameters
    ----------
    name
        A name.
    given
        For given names in lower case `WOMAN` or `MAN`.

    Examples
    --------
    >>> sex(PersonName("mrs", ("Holt",)), {}), sex(PersonName("", ("Tom", "Holt")), {"tom": "man"})
    ('woman', 'man')
    """
    last = name.title.rpartition(" ")[2]
    if last in _WOMEN or last.endswith("woman"):
        return WOMAN
    if last in _MEN or last.endswith("man"):
        return MAN
    return given.get(name.key[0], "") if name.words and name.is_full else ""
