"""Say which names of organisations and places in an article are one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.annotate.meaning import Meaning, Name, usual
from analysis.annotate.person_names import REMEMBERED
from analysis.annotate.surnames import THINGS
from analysis.kernels.spellings import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    bodies = sorted(words for kind, words in groups if kind == "organisation")
    spelled_out = {_words(short): _words(long) for short, long in defined.items()}
    known: dict[str, Meaning] = {}
    for (kind, words), mine in groups.items():
        target, how = (kind, words), "name"
        long = spelled_out.get(words) or _of_initials(words, bodies)
        if long is not None and ("organisation", long) in groups:
            target, how = ("organisation", long), "acronym"
        elif kind == "organisation":
            longer = _longer(words, bodies) or _party_of(words, bodies)
            if longer is not None:
                target, how = (kind, longer), "short name"
        counts: dict[str, int] = defaultdict(int)
        for name in groups[target]:
            counts[name.surface] += name.n
        actor = re.sub(r"^[Tt]he ", "", usual(counts))
        for name in mine:
            known[name.surface] = Meaning(actor, target[0], how)
            for short in _short_forms(name):
                known.setdefault(short, Meaning(actor, target[0], "short name"))
    return known


def _short_forms(name: Name) -> list[str]:
    """Give what an organisation may be called beside its name."""
    if name.type != "organisation":
        return []
    forms = (_without_form(name.surface), _members(name.surface))
    return [form for form in forms if form]


def _of_initials(
    words: tuple[str, ...], bodies: Sequence[tuple[str, ...]]
) -> tuple[str, ...] | None:
    """Give the one organisation of three words or more whose initials a name of one word has."""
    if len(words) != 1 or not 3 <= len(words[0]) <= _LONGEST_ACRONYM:
        return None
    fitting = [
        each
        for each in bodies
        if len(each) > 2 and words[0] == "".join(word[0] for word in each if word not in _SMALL)
    ]
    return fitting[0] if len(fitting) == 1 else None


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


def _longer(words: tuple[str, ...], bodies: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Give the one organisation whose name begins with these words, if there is one.

    Names are sorted, so that those which begin alike stand together.
    """
    if len(words) == 1 and words[0] in _GENERIC:
        return None
    first = last = bisect_right(bodies, words)
    while last < len(bodies) and bodies[last][: len(words)] == words:
        last += 1
    longer = list(bodies[first:last])
    if len(words) == 1:  # “Norvik” is Norvik Shipping, but Marvel is not the Marvel Universe
        longer = [each for each in longer if set(each[1:]) <= _OF_BODIES]
    if len(longer) > 1:
        longer = [each for each in longer if set(each[len(words) :]) <= _FORMS]
    return longer[0] if len(longer) == 1 else None


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


def _party_of(words: tuple[str, ...], bodies: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Give the party whose members are called so: “Conservatives”, “Social Democrats”."""
    if not words[-1].endswith("s"):
        return None
    member = words[-1].removesuffix("s")
    stem = "democratic" if member == "democrat" else member
    longer = [each for each in bodies if each[:-1] == (*words[:-1], stem) and each[-1] in _PARTIES]
    return longer[0] if len(longer) == 1 else None


@lru_cache(REMEMBERED)
def _words(surface: str) -> tuple[str, ...]:
    words = plain(surface).lower().replace(".", "").replace("'s ", " ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)
