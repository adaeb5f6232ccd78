"""Say which names of an article are one actor, and rather nothing than something wrong.

Each step is a rule with a name, so that a table can show why two names were joined. A surname with
two bearers stays unresolved unless a title, or the article's own use before the second bearer came
up, decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.person_names import (
    PersonName,
    fits,
    parse_name,
    same_person,
    sex,
    surname,
)
from analysis.kernels.spellings import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

RULES = (
    "alone",  # nothing else in the article is this actor
    "same",  # the same words, however they are set
    "variant",  # a full name with or without middle names, initials, nickname, Jr.
    "surname",  # part of the full name of the only bearer
    "title",  # one of several bearers, by title or Mr. and Mrs.
    "established",  # the bearer whom the article called so before others came up
    "acronym",  # short for what the article spells out
    "shorter",  # an organisation without “Company”, “Party” …
    "unresolved",  # several bearers, and nothing decides
)
"""Why a name belongs to its actor."""

_FORMS = frozenset(
    "ag association bank bureau co company conglomerate corp corporation front gmbh group holding "
    "holdings inc incorporated institute international limited llc ltd movement nv organisation "
    "organization party plc sa services spa union".split()
)
_SMALL = frozenset("a an and at by de for in of on the to".split())
_LOCATIVE = re.compile(r"\b(?:in|at|near|across|around|outside|from|to)\s+$", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[^\W\d_a-z]\.?){2,8}s?$")


class Mention(NamedTuple):
    """A name in an article.

    Parameters
    ----------
    start, end
        First character, and one past the last.
    surface
        The characters between.
    type
        person, organisation or place.
    before
        What stands before it in its sentence; the last 60 characters are enough.
    """

    start: int
    end: int
    surface: str
    type: str
    before: str = ""


class Resolved(NamedTuple):
    """The actor of a mention.

    Parameters
    ----------
    actor
        The name by which the actor goes in this article; empty if it is unresolved.
    type
        person, organisation or place; a surname that was taken for a place is a person.
    rule
        One of `RULES`.
    """

    actor: str
    type: str
    rule: str


def resolve(
    mentions: Sequence[Mention], *, titles: Collection[str], given: Mapping[str, str]
) -> list[Resolved]:
    """Give the actor of each name of one article.

    Parameters
    ----------
    mentions
        Names in reading order, without overlap.
    titles
        Titles in lower case and without periods.
    given
        For given names in lower case whether they are a woman's or a man's, see `person_names`.

    Returns
    -------
    list of Resolved
        One for each mention.

    Examples
    --------
    >>> names = [Mention(0, 8, "Ana Ruiz", "person"), Mention(20, 24, "Ruiz", "person")]
    >>> [each.actor for each in resolve(names, titles=set(), given={})]
    ['Ana Ruiz', 'Ana Ruiz']
    """
    names = [parse_name(m.surface, before=m.before, titles=titles) for m in mentions]
    resolved: list[Resolved | None] = [None] * len(mentions)
    _persons(mentions, names, resolved, dict(given))
    _others(mentions, resolved)
    return [each or Resolved("", mentions[k].type, "unresolved") for k, each in enumerate(resolved)]


class _Bearer:
    """A person with a full name, and how the article speaks of them."""

    def __init__(self, name: PersonName, first: int) -> None:
        self.name = name
        self.first = first  # where the full name stands first
        self.rows: list[int] = []  # the mentions by full name
        self.titles: set[str] = set()
        self.sexes: set[str] = set()
        self.short: set[tuple[str, ...]] = set()  # short forms that the article used for them
        self.actor = ""


def _persons(
    mentions: Sequence[Mention],
    names: Sequence[PersonName],
    resolved: list[Resolved | None],
    given: dict[str, str],
) -> None:
    """Resolve persons: full names first, then what may be short for one of them, then the rest."""
    bearers = _full_names(mentions, names, resolved, given)
    alone: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        if resolved[k] is None and name.words and _may_be_person(mention, name, bearers):
            resolved[k] = _short(mention, name, bearers, given)
            if resolved[k] is None and mention.type == "person":
                alone[name.key].append(k)
    for rows in alone.values():
        actor = _usual([" ".join(names[k].words) for k in rows])
        for k in rows:
            resolved[k] = Resolved(actor, "person", "same" if len(rows) > 1 else "alone")


def _full_names(
    mentions: Sequence[Mention],
    names: Sequence[PersonName],
    resolved: list[Resolved | None],
    given: dict[str, str],
) -> list[_Bearer]:
    """Resolve full names, and give the persons who bear them, in the order of the article."""
    bearers: list[_Bearer] = []
    for k, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        if mention.type != "person" or not name.words or not name.is_full:
            continue
        if any(fits(name, other.name) for other in bearers):
            continue  # “Peral Nieves” after “Enrique Peral Nieves” is a surname
        bearer = next((each for each in bearers if same_person(name, each.name)), None)
        if bearer is None:
            bearer = _Bearer(name, mention.start)
            bearers.append(bearer)
        bearer.rows.append(k)
        bearer.titles |= {name.title} - {""}
        bearer.sexes |= {sex(name, given)} - {""}
    for bearer in bearers:
        bearer.actor = _usual([" ".join(names[k].words) for k in bearer.rows])
        spelled: set[tuple[str, ...]] = set()
        for k in bearer.rows:
            rule = "same" if names[k].key in spelled else "variant" if spelled else "alone"
            spelled.add(names[k].key)
            resolved[k] = Resolved(bearer.actor, "person", rule)
    return bearers


def _may_be_person(mention: Mention, name: PersonName, bearers: list[_Bearer]) -> bool:
    """Tell whether a mention may be a surname: “Jordan” beside Jim Jordan, but not “in Jordan”."""
    if mention.type == "person":
        return True
    if len(name.words) > 1 or (mention.type == "place" and _LOCATIVE.search(mention.before)):
        return False
    return any(name.key == _last(bearer.name) for bearer in bearers)


def _last(name: PersonName) -> tuple[str, ...]:
    return (surname(name.words)[-1].lower(),)


def _short(
    mention: Mention, name: PersonName, bearers: list[_Bearer], given: dict[str, str]
) -> Resolved | None:
    """Find the bearer of a short name; nothing if no full name of the article fits."""
    fitting = [bearer for bearer in bearers if fits(name, bearer.name)]
    by_last = [b for b in fitting if b.name.key[-len(name.key) :] == name.key]
    fitting = by_last or fitting  # a surname before a first name
    if not fitting:
        return None
    decided, rule = _decided(mention, name, fitting, sex(name, given))
    if decided is None:
        return Resolved("", "person", "unresolved")
    if rule != "title":
        decided.short.add(name.key)
    return Resolved(decided.actor, "person", rule)


def _decided(
    mention: Mention, name: PersonName, fitting: list[_Bearer], its_sex: str
) -> tuple[_Bearer | None, str]:
    """Choose among bearers: by title, by use, by who has come up."""
    by_title = [b for b in fitting if name.title and name.title in b.titles]
    if its_sex and not by_title:
        by_title = [b for b in fitting if its_sex in b.sexes]
        by_title = by_title or [b for b in fitting if not b.sexes]  # it says who it is not
        if not by_title:
            return None, "unresolved"
    if len(fitting) > 1 and len(by_title) == 1:
        return by_title[0], "title"
    if len(fitting) == 1:
        contradicted = its_sex and fitting[0].sexes and its_sex not in fitting[0].sexes
        return (None, "unresolved") if contradicted else (fitting[0], "surname")
    established = [b for b in fitting if name.key in b.short]
    if len(established) == 1:
        return established[0], "established"
    come_up = [b for b in fitting if b.first < mention.start]
    if len(come_up) == 1 and not established:
        return come_up[0], "surname"
    return None, "unresolved"


def _others(mentions: Sequence[Mention], resolved: list[Resolved | None]) -> None:
    """Resolve organisations and places: the same words, acronyms, names without “Company”."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for k, mention in enumerate(mentions):
        if resolved[k] is None and mention.type != "person":
            groups[mention.type, _words(mention.surface)].append(k)
    spelled_out = _definitions(mentions)
    longer = _longer(groups)
    for (kind, words), rows in groups.items():
        target, rule = (kind, words), "same" if len(rows) > 1 else "alone"
        if words in spelled_out:
            target, rule = spelled_out[words], "acronym"
        elif words in longer and kind == "organisation":
            target, rule = (kind, longer[words]), "shorter"
        spellings = [mentions[k].surface for k in groups.get(target, rows)]
        actor = re.sub(r"^[Tt]he ", "", _usual(spellings))
        for k in rows:
            resolved[k] = Resolved(actor, target[0], rule)


def _words(surface: str) -> tuple[str, ...]:
    words = plain(surface).lower().replace(".", "").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _definitions(
    mentions: Sequence[Mention],
) -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """Find what the article spells out: “Food Standards Agency (FSA)”, “FSA (Food …)”."""
    found: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for one, other in pairwise(mentions):
        if not re.search(r"\((?:the )?$", other.before) or other.start - one.end > len(" (the "):
            continue
        long, short = (other, one) if _ACRONYM.match(one.surface) else (one, other)
        if _ACRONYM.match(short.surface) and _is_short_for(short.surface, long.surface):
            found.setdefault(_words(short.surface), (long.type, _words(long.surface)))
    return found


def _is_short_for(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym begin words of a name, in order.

    Examples
    --------
    >>> _is_short_for("FSA", "Food Standards Agency"), _is_short_for("FSA", "Free Army")
    (True, False)
    """
    letters = [c.lower() for c in acronym.rstrip("s") if c.isalpha()]
    initials = [word[0].lower() for word in re.split(r"[\s-]+", plain(name)) if word]
    needed = [word[0].lower() for word in name.split() if word.lower() not in _SMALL]
    rest = iter(initials)
    return all(letter in rest for letter in letters) and len(letters) >= len(needed) - 1


def _longer(
    groups: Mapping[tuple[str, tuple[str, ...]], list[int]],
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give for short names of organisations the one name that only adds “Company” and the like."""
    names = [words for kind, words in groups if kind == "organisation"]
    longer: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in names:
        for size in range(len(words) - 1, 0, -1):
            if words[size] not in _FORMS:
                break
            longer[words[:size]].append(words)
    return {short: long[-1] for short, long in longer.items() if len(long) == 1}


def _usual(spellings: Sequence[str]) -> str:
    """Give the commonest spelling, of equals the first; one in capitals only if there is no other.

    Examples
    --------
    >>> _usual(["RAMON ALTEZ", "RAMON ALTEZ", "Ramon Altez"])
    'Ramon Altez'
    """
    calm = [spelling for spelling in spellings if not spelling.isupper() or " " not in spelling]
    counted = calm or list(spellings)
    return max(dict.fromkeys(counted), key=counted.count)
