"""Say which names of an article are one actor, and rather nothing than something wrong.

What a form means is decided once an article: most forms mean one actor wherever they stand. A
surname with two bearers is decided place by place, by a title or by whom the article has called
so, or it stays unresolved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.person_names import (
    COURTESY,
    PersonName,
    by_nickname,
    family_first,
    first_surname,
    fits,
    parse_name,
    same_person,
    sex,
)
from analysis.annotate.surnames import THINGS, surnames
from analysis.kernels.spellings import plain
from analysis.schema import UNRESOLVED

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
    listed: frozenset[str],
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

    def __init__(self, name: PersonName, first: Name) -> None:
        self.name = name
        self.first = first.first
        self.spellings = [first]
        nick = by_nickname(first.surface)
        self.nicknames = [] if nick is None else [nick]

    def is_called(self, name: PersonName) -> bool:
        """Tell whether a full name is a spelling of this one, or of its nickname."""
        return any(same_person(name, each) for each in (self.name, *self.nicknames))

    @property
    def actor(self) -> str:
        given = next((each.actor for each in self.spellings if each.actor), "")
        return given or usual({each.surface: each.n for each in self.spellings})

    def bearer(self, given: Mapping[str, str]) -> Bearer:
        titles = frozenset().union(*(each.titles for each in self.spellings))
        sexes = {sex(PersonName(title, self.name.words), given) for title in titles or {""}}
        return Bearer(self.actor, self.first, titles - COURTESY, frozenset(sexes - {""}))


def _persons(
    names: Sequence[Name],
    listed: frozenset[str],
    given: Mapping[str, str],
    printed: frozenset[str],
) -> dict[str, Meaning]:
    """Resolve persons: full names first, then what may be short for one of them, then the rest."""
    people, short = _full_names(names)
    known: dict[str, Meaning] = {}
    owners: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        for spelling in person.spellings:
            known[spelling.surface] = Meaning(person.actor, "person", "name")
        bare = [parse_name(each.surface, titles=()).words for each in person.spellings]
        forms = [form for words in bare for form in surnames(" ".join(words))]
        forms += [form for form in map(family_first, bare) if form]
        forms += [form for form in map(first_surname, bare) if form in printed]
        for form in dict.fromkeys(forms):
            if form not in listed:
                owners[form].append(person)
    for name in short:
        key = parse_name(name.surface, titles=())
        fitting = [each for each in people if fits(key, each.name)]
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
            bearers = tuple(each.bearer(given) for each in several)
            known[form] = Meaning(form, UNRESOLVED, "short name", bearers)
    return known


def _full_names(names: Sequence[Name]) -> tuple[list[_Person], list[Name]]:
    """Put spellings of one person together; give what is no full name apart."""
    people: list[_Person] = []
    short: list[Name] = []
    for name in names:
        read = parse_name(name.surface, titles=())
        if not read.is_full or (not name.actor and any(fits(read, each.name) for each in people)):
            short.append(name)  # “Peral Nieves” after “Enrique Peral Nieves” is a surname
            continue
        nick = by_nickname(name.surface)
        same = [each for each in people if each.is_called(read) or (nick and each.is_called(nick))]
        same = [each for each in same if not name.actor or name.actor == each.actor] or same[:0]
        if len(same) == 1:
            same[0].spellings.append(name)
            same[0].nicknames += [nick] * (nick is not None)
            if len(read.words) > len(same[0].name.words):
                same[0].name = read
        else:
            people.append(_Person(read, name))
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
    bodies = [words for kind, words in groups if kind == "organisation"]
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
    """Give the one organisation whose name begins with these words, if there is one."""
    if len(words) == 1 and words[0] in _GENERIC:
        return None
    longer = [each for each in bodies if len(each) > len(words) and each[: len(words)] == words]
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


def _words(surface: str) -> tuple[str, ...]:
    words = plain(surface).lower().replace(".", "").replace("'s ", " ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def usual(spellings: Mapping[str, int]) -> str:
    """Give the commonest spelling, of equals the first; one in capitals only if there is no other.

    Examples
    --------
    >>> usual({"RAMON ALTEZ": 2, "Ramon Altez": 1})
    'Ramon Altez'
    """
    calm = [each for each in spellings if not each.isupper() or " " not in each]
    return _calm(max(calm or spellings, key=lambda each: spellings[each]))


def _calm(surface: str) -> str:
    """Set a name of several words that is printed in capitals as names are."""
    return surface.title() if surface.isupper() and " " in surface else surface
