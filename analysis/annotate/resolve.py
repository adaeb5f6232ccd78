"""Say which names of an article are one actor, and rather nothing than something wrong.

What a form means is decided once an article: most forms mean one actor wherever they stand. A
surname with two bearers is decided place by place, by a title or by whom the article has called
so, or it stays unresolved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.annotate.bodies import resolve_bodies
from analysis.annotate.meaning import Bearer, Meaning, Name, calm, usual
from analysis.annotate.person_names import (
    COURTESY,
    PersonName,
    bare_name,
    by_nickname,
    family_first,
    first_surname,
    fits,
    same_person,
    sex,
)
from analysis.annotate.surnames import surnames
from analysis.schema import UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence


_MOST = 50
"""No surname has more bearers in an article: text that nobody writes cannot slow us down."""


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
    printed = frozenset(name.surface for name in names)
    known = _persons(persons, listed, given, printed)
    for form, meaning in resolve_bodies(others, defined).items():
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
        nick = by_nickname(first.surface)
        self.nicknames = [] if nick is None else [nick]
        self._bearer: Bearer | None = None

    @property
    def actor(self) -> str:
        """The registry's name of the person, or else the commonest spelling."""
        if len(self.spellings) == 1:
            return self.spellings[0].actor or calm(self.spellings[0].surface)
        given = next((each.actor for each in self.spellings if each.actor), "")
        return given or usual({each.surface: each.n for each in self.spellings})

    def is_called(self, name: PersonName) -> bool:
        """Tell whether a full name is a spelling of this one, or of its nickname."""
        return any(same_person(name, each) for each in (self.name, *self.nicknames))

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
        second = first_surname(person.name.words)
        if second:
            self._by_begin[second.lower()].append(person)
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
        return self._in_order([each for each in some if each.is_called(full)])

    def _in_order(self, some: list[_Person]) -> list[_Person]:
        """Give each person once; one whose name became longer stands in the lists twice."""
        if len(some) < 2:
            return some
        several = {each.number: each for each in some}
        return [several[number] for number in sorted(several)]


def _persons(
    names: Sequence[Name],
    listed: Container[str],
    given: Mapping[str, str],
    printed: frozenset[str],
) -> dict[str, Meaning]:
    """Resolve persons: full names first, then what may be short for one of them, then the rest."""
    people, short = _full_names(names)
    known: dict[str, Meaning] = {}
    owners: dict[str, list[_Person]] = {}
    for person in people.all:
        meaning = Meaning(person.actor, "person", "name")
        for spelling in person.spellings:
            known[spelling.surface] = meaning
        bare = [bare_name(each.surface).words for each in person.spellings]
        forms = [form for words in bare for form in surnames(" ".join(words))]
        forms += [form for form in map(family_first, bare) if form]
        forms += [form for form in map(first_surname, bare) if form in printed]
        for form in dict.fromkeys(forms):
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
            actor = name.actor or calm(name.surface)
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
        nick = by_nickname(name.surface)
        same = people.same(read) or (people.same(nick) if nick else [])
        same = [each for each in same if not name.actor or name.actor == each.actor] or same[:0]
        if len(same) == 1:
            same[0].spellings.append(name)
            same[0].nicknames += [nick] if nick else []
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
