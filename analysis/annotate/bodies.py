"""Say which names of organisations and places in an article are one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.annotate.meaning import Meaning, Name, usual
from analysis.annotate.surnames import REMEMBERED, THINGS
from analysis.kernels.spellings import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FORMS = frozenset(
    "ag association bank bureau co company conglomerate corp corporation front gmbh group holding "
    "holdings inc incorporated institute international limited llc ltd movement nv organisation "
    "organization party plc sa services spa union".split()
)
_SUFFIXES = frozenset(
    "ag bv co company corp corporation gmbh holding holdings inc incorporated limited llc llp ltd "
    "nv plc sa se spa".split()
)
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"})
_LONGEST_ACRONYM = 6
_OF_MEMBERS = ("cratic", "ist", "ive", "eral", "ican", "Green")
_PARTIES = frozenset({"party", "union", "league", "alliance", "movement"})
_GENERIC = _FORMS | frozenset(
    "academy agency army board central city college committee council county court democratic "
    "department east federal first foundation general government house international ministry "
    "national new north office parliament police press public red republic royal saint san school "
    "senate society south st state states supreme the united university west world".split()
)
"""Words that alone are short for no organisation."""
_OF_BODIES = _GENERIC | frozenset(word.lower() for word in THINGS)


class _Bodies:
    """The words of an article's organisations, to be looked up by their beginnings."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self._sorted = sorted(names)
        self._by_initials: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._parties: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for words in self._sorted:
            if len(words) > 2:
                initials = "".join(word[0] for word in words if word not in _SMALL)
                self._by_initials[initials].append(words)
            if words and words[-1] in _PARTIES:
                self._parties[words[:-1]].append(words)

    def of_initials(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """Give the one of three words or more whose initials a name of one word has."""
        if len(words) != 1 or not 3 <= len(words[0]) <= _LONGEST_ACRONYM:
            return None
        return _only(self._by_initials.get(words[0], []))

    def longer(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """Give the one whose name begins with these words, if there is one."""
        if len(words) == 1 and words[0] in _GENERIC:
            return None
        first = last = bisect_right(self._sorted, words)
        while last < len(self._sorted) and self._sorted[last][: len(words)] == words:
            last += 1
        longer = self._sorted[first:last]
        if len(words) == 1:  # “Norvik” is Norvik Shipping, but Marvel is not the Marvel Universe
            longer = [each for each in longer if set(each[1:]) <= _OF_BODIES]
        if len(longer) > 1:
            longer = [each for each in longer if set(each[len(words) :]) <= _FORMS]
        return _only(longer)

    def party_of(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """Give the party whose members are called so: “Conservatives”, “Social Democrats”."""
        if not words or not words[-1].endswith("s"):
            return None
        member = words[-1].removesuffix("s")
        stem = "democratic" if member == "democrat" else member
        return _only(self._parties.get((*words[:-1], stem), []))


def _only(found: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    return found[0] if len(found) == 1 else None


def resolve_bodies(names: Sequence[Name], defined: Mapping[str, str]) -> dict[str, Meaning]:
    """Resolve organisations and places: spellings, acronyms, names without “Company”.

    Parameters
    ----------
    names
        Names of organisations and places, each spelling once.
    defined
        For acronyms the name that the article spells out.

    Returns
    -------
    dict of str to Meaning
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Name]] = defaultdict(list)
    for name in names:
        groups[name.type, _words(name.surface)].append(name)
    bodies = _Bodies(words for kind, words in groups if kind == "organisation")
    spelled_out = {_words(short): _words(long) for short, long in defined.items()}
    known: dict[str, Meaning] = {}
    for (kind, words), mine in groups.items():
        target, how = (kind, words), "name"
        long = spelled_out.get(words) or bodies.of_initials(words)
        if long is not None and ("organisation", long) in groups:
            target, how = ("organisation", long), "acronym"
        elif kind == "organisation":
            longer = bodies.longer(words) or bodies.party_of(words)
            if longer is not None:
                target, how = (kind, longer), "short name"
        actor = usual({name.surface: name.n for name in groups[target]})
        actor = actor[4:] if actor[:4] in {"The ", "the "} else actor
        meaning = Meaning(actor, target[0], how)
        for name in mine:
            known[name.surface] = meaning
            for short in _short_forms(name):
                known.setdefault(short, Meaning(actor, target[0], "short name"))
    return known


def _short_forms(name: Name) -> list[str]:
    """Give what an organisation may be called beside its name."""
    if name.type != "organisation":
        return []
    forms = (_without_form(name.surface), _members(name.surface))
    return [form for form in forms if form]


def _without_form(surface: str) -> str:
    """Give a company's name without its last words such as “Company”; nothing if little is left.

    Examples
    --------
    >>> _without_form("Brightwater Shipping Company"), _without_form("Trust Company")
    ('Brightwater Shipping', '')
    """
    words = surface.split(" ")
    last = len(words)
    while last and words[last - 1].lower().rstrip(".") in _SUFFIXES:
        last -= 1
    kept = [word.rstrip(",") for word in words[:last]]
    return " ".join(kept) if 1 < last < len(words) else ""


def _members(surface: str) -> str:
    """Give what the members of a party are called; nothing if its name does not say.

    Examples
    --------
    >>> [_members(name) for name in ("Conservative Party", "Democratic Party", "Labour Party")]
    ['Conservatives', 'Democrats', '']
    """
    name = surface.removeprefix("The ").removeprefix("the ").removesuffix(" Party")
    if name == surface or not name.endswith(_OF_MEMBERS):
        return ""
    return name.removesuffix("ic") + "s" if name.endswith("cratic") else name + "s"


@lru_cache(REMEMBERED)
def _words(surface: str) -> tuple[str, ...]:
    words = plain(surface).lower().replace(".", "").replace("'s ", " ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)
