"""Say which names of an article are one actor, and rather nothing than something wrong.

What a form means is decided once an article: most forms mean one actor wherever they stand. A
surname with two bearers is decided place by place, by a title or by whom the article has called
so, or it stays unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.person_names import (
    COURTESY,
    REMEMBERED,
    PersonName,
    bare_name,
    fits,
    same_person,
    sex,
)
from analysis.annotate.surnames import surnames
from analysis.kernels.spellings import plain
from analysis.schema import UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

_FORMS = frozenset(
    "ag association bank bureau co company conglomerate corp corporation front gmbh group holding "
    "holdings inc incorporated institute international limited llc ltd movement nv organisation "
    "organization party plc sa services spa union".split()
)
_GENERIC = _FORMS | frozenset(
    "academy agency army board central city college committee council county court democratic "
    "department east federal first foundation general government house international ministry "
    "national new north office parliament police press public red republic royal saint san school "
    "senate society south st state states supreme the united university west world".split()
)
"""Words that alone are short for no organisation."""


_MOST = 50
"""No surname has more bearers in an article: text that nobody writes cannot slow us down."""


class Name(NamedTuple):
    """One spelling of a name, with all its places in an article.

    Parameters
    ----------
    surface
        The name without titles, as printed but for united spellings.
    type
        person, organisation or place.
    first
        Where it stands first.
    titles
        What stands before it somewhere, in lower case and without periods.
    n
        How often it was recognised.
    actor
        The registry's name of the person, if the registry knows this form.
    """

    surface: str
    type: str
    first: int
    titles: frozenset[str] = frozenset()
    n: int = 1
    actor: str = ""


class Bearer(NamedTuple):
    """A person to whom a surname may belong.

    Parameters
    ----------
    actor
        The name by which the person goes in this article.
    first
        Where the full name stands first.
    titles
        The person's titles there.
    sexes
        What titles and given name say: woman, man, or nothing.
    """

    actor: str
    first: int
    titles: frozenset[str]
    sexes: frozenset[str]


class Meaning(NamedTuple):
    """What a form means in an article.

    Parameters
    ----------
    actor, type
        Whom it names.
    how
        ``name``, ``short name`` or ``acronym``.
    bearers
        Those among whom each place decides, by `decide`; then `actor` is the form itself.
    """

    actor: str
    type: str
    how: str
    bearers: tuple[Bearer, ...] = ()


def meanings(
    names: Sequence[Name],
    *,
    defined: Mapping[str, str],
    listed: Container[str],
    given: Mapping[str, str],
) -> dict[str, Meaning]:
    """Give for the forms of one article whom each names.

    Parameters
    ----------
    names
        The names recognised in the article, each spelling once, by their first places.
    defined
        For acronyms the name that the article spells out.
    listed
        Forms of the registry that name somebody else in this article; they are no surnames.
    given
        For given names in lower case whether they are a woman's or a man's.

    Returns
    -------
    dict of str to Meaning

    Examples
    --------
    >>> names = [Name("Ana Ruiz", "person", 0), Name("Ruiz", "person", 20)]
    >>> known = meanings(names, defined={}, listed=frozenset(), given={})
    >>> known["Ana Ruiz"].actor, known["Ruiz"].bearers[0].actor
    ('Ana Ruiz', 'Ana Ruiz')
    """
    persons = [name for name in names if name.type == "person"]
    others = [name for name in names if name.type != "person"]
    known = _persons(persons, listed, given)
    for form, meaning in _others(others, defined).items():
        known.setdefault(form, meaning)
    return known


def decide(
    bearers: Sequence[Bearer],
    *,
    title: str,
    place: int,
    used: Mapping[str, int],
) -> str:
    """Choose among the bearers of a surname, at one place.

    Parameters
    ----------
    bearers
        All who bear it.
    title
        The title before it there; empty if there is none.
    place
        Where it stands.
    used
        The actors whom the article has called by this form so far.

    Returns
    -------
    str
        The actor; empty if nothing decides.

    Examples
    --------
    >>> two = [Bearer("Mary Holt", 0, frozenset({"mayor"}), frozenset({"woman"})),
    ...        Bearer("Tom Holt", 30, frozenset(), frozenset({"man"}))]
    >>> decide(two, title="mrs", place=60, used={})
    'Mary Holt'
    >>> decide(two, title="", place=60, used={}), decide(two, title="", place=20, used={})
    ('', 'Mary Holt')
    """
    its_sex = sex(PersonName(title, ("",)), {})
    if len(bearers) == 1:
        known = bearers[0].sexes
        return "" if its_sex and known and its_sex not in known else bearers[0].actor
    if title:
        by_title = [each for each in bearers if title in each.titles]
        if not by_title and its_sex:
            by_title = [each for each in bearers if its_sex in each.sexes]
            by_title = by_title or [each for each in bearers if not each.sexes]
        return by_title[0].actor if len(by_title) == 1 else ""
    established = [each for each in bearers if each.actor in used]
    if established:
        return established[0].actor if len(established) == 1 else ""
    come_up = [each for each in bearers if each.first < place]
    return come_up[0].actor if len(come_up) == 1 else ""


class _Person:
    """A person with a full name: its spellings, and what is said of the bearer."""

    def __init__(self, name: PersonName, first: Name, number: int) -> None:
        self.name = name
        self.first = first.first
        self.number = number
        self.spellings = [first]
        self._bearer: Bearer | None = None

    @property
    def actor(self) -> str:
        """The registry's name of the person, or else the commonest spelling."""
        if len(self.spellings) == 1:
            return self.spellings[0].actor or _calm(self.spellings[0].surface)
        given = next((each.actor for each in self.spellings if each.actor), "")
        return given or usual({each.surface: each.n for each in self.spellings})

    def bearer(self, given: Mapping[str, str]) -> Bearer:
        """Give what is said of the person, once all spellings are together."""
        if self._bearer is None:
            titles = frozenset().union(*(each.titles for each in self.spellings))
            sexes = {sex(PersonName(title, self.name.words), given) for title in titles or {""}}
            known = frozenset(sexes - {""})
            self._bearer = Bearer(self.actor, self.first, titles - COURTESY, known)
        return self._bearer


_NOBODY: list[_Person] = []


class _People:
    """The persons of an article in the order of their names, to be looked up by words of these."""

    def __init__(self) -> None:
        self.all: list[_Person] = []
        self._by_end: dict[str, list[_Person]] = defaultdict(list)
        self._by_begin: dict[str, list[_Person]] = defaultdict(list)

    def add(self, person: _Person) -> None:
        """Add a person, or one whose name is longer than it was."""
        if person.number == len(self.all):
            self.all.append(person)
        key = person.name.key
        for index, word in ((self._by_begin, key[0]), (self._by_end, key[-1])):
            index[word].append(person)
        bare = re.split(r"[ -]", key[-1])[-1]
        if bare != key[-1]:
            self._by_begin[bare].append(person)

    def fitted(self, short: PersonName) -> list[_Person]:
        """Give those of whom a name may be a shorter form."""
        key = short.key
        if not key:
            return []
        some = self._by_end.get(key[-1], _NOBODY)[:_MOST]
        if len(key) == 1 and key[0] in self._by_begin:
            some = some + self._by_begin[key[0]][:_MOST]
        return self._in_order([each for each in some if fits(short, each.name)])

    def same(self, full: PersonName) -> list[_Person]:
        """Give those whose name may be another spelling of a full name."""
        some = self._by_end.get(full.key[-1], _NOBODY)[:_MOST]
        return self._in_order([each for each in some if same_person(full, each.name)])

    def _in_order(self, some: list[_Person]) -> list[_Person]:
        """Give each person once; one whose name became longer stands in the lists twice."""
        if len(some) < 2:
            return some
        several = {each.number: each for each in some}
        return [several[number] for number in sorted(several)]


def _persons(
    names: Sequence[Name], listed: Container[str], given: Mapping[str, str]
) -> dict[str, Meaning]:
    """Resolve persons: full names first, then what may be short for one of them, then the rest."""
    people, short = _full_names(names)
    known: dict[str, Meaning] = {}
    owners: dict[str, list[_Person]] = {}
    for person in people.all:
        meaning = Meaning(person.actor, "person", "name")
        for spelling in person.spellings:
            known[spelling.surface] = meaning
        bare = [" ".join(bare_name(each.surface).words) for each in person.spellings]
        for form in dict.fromkeys([form for each in bare for form in surnames(each)]):
            if form not in listed:
                owners.setdefault(form, []).append(person)
    for name in short:
        key = bare_name(name.surface)
        fitting = people.fitted(key)
        by_last = [each for each in fitting if each.name.key[-len(key.key) :] == key.key]
        fitting = by_last or fitting  # a surname before a first name
        if fitting and not _contradicted(name, fitting, given):
            owners[name.surface] = fitting
        elif name.surface not in known:
            owners.pop(name.surface, None)
            actor = name.actor or _calm(name.surface)
            known[name.surface] = Meaning(actor, "person", "name")
    for form, several in owners.items():
        if form not in known:
            bearers = tuple([each.bearer(given) for each in several[:_MOST]])
            known[form] = Meaning(form, UNRESOLVED, "short name", bearers)
    return known


def _full_names(names: Sequence[Name]) -> tuple[_People, list[Name]]:
    """Put spellings of one person together; give what is no full name apart."""
    people = _People()
    short: list[Name] = []
    for name in names:
        read = bare_name(name.surface)
        if not read.is_full or (not name.actor and people.fitted(read)):
            short.append(name)  # “Peral Nieves” after “Enrique Peral Nieves” is a surname
            continue
        same = people.same(read)
        same = [each for each in same if not name.actor or name.actor == each.actor] or same[:0]
        if len(same) == 1:
            same[0].spellings.append(name)
            if len(read.words) > len(same[0].name.words):
                same[0].name = read
                people.add(same[0])
        else:
            people.add(_Person(read, name, len(people.all)))
    return people, short


def _contradicted(name: Name, fitting: Sequence[_Person], given: Mapping[str, str]) -> bool:
    """Tell whether the titles of a short name say that it is none of the persons it fits.

    “President Brandt” is not the Iva Brandt whom the article calls an adviser.
    """
    if len(fitting) > 1 or not name.titles:
        return False
    bearer = fitting[0].bearer(given)
    offices = name.titles - COURTESY
    if offices and bearer.titles and not offices & bearer.titles:
        return name.first < bearer.first
    sexes = {sex(PersonName(title, ("",)), {}) for title in name.titles} - {""}
    return bool(sexes and bearer.sexes and not sexes & bearer.sexes)


def _others(names: Sequence[Name], defined: Mapping[str, str]) -> dict[str, Meaning]:
    """Resolve organisations and places: spellings, acronyms, names without “Company”."""
    groups: dict[tuple[str, tuple[str, ...]], list[Name]] = defaultdict(list)
    for name in names:
        groups[name.type, _words(name.surface)].append(name)
    bodies = sorted(words for kind, words in groups if kind == "organisation")
    spelled_out = {_words(short): _words(long) for short, long in defined.items()}
    known: dict[str, Meaning] = {}
    for (kind, words), mine in groups.items():
        target, how = (kind, words), "name"
        long = spelled_out.get(words)
        if long is not None and ("organisation", long) in groups:
            target, how = ("organisation", long), "acronym"
        elif kind == "organisation":
            longer = _longer(words, bodies)
            if longer is not None:
                target, how = (kind, longer), "short name"
        actor = usual({name.surface: name.n for name in groups[target]})
        actor = actor[4:] if actor[:4] in {"The ", "the "} else actor
        meaning = Meaning(actor, target[0], how)
        for name in mine:
            known[name.surface] = meaning
    return known


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
    if len(longer) > 1:
        longer = [each for each in longer if set(each[len(words) :]) <= _FORMS]
    return longer[0] if len(longer) == 1 else None


@lru_cache(REMEMBERED)
def _words(surface: str) -> tuple[str, ...]:
    words = plain(surface).lower().replace(".", "").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def usual(spellings: Mapping[str, int]) -> str:
    """Give the commonest spelling, of equals the first; one in capitals only if there is no other.

    Examples
    --------
    >>> usual({"RAMON ALTEZ": 2, "Ramon Altez": 1})
    'Ramon Altez'
    """
    if len(spellings) == 1:
        return _calm(next(iter(spellings)))
    calm = [each for each in spellings if not each.isupper() or " " not in each]
    return _calm(max(calm or spellings, key=lambda each: spellings[each]))


def _calm(surface: str) -> str:
    """Set a name of several words that is printed in capitals as names are."""
    return surface.title() if surface.isupper() and " " in surface else surface
