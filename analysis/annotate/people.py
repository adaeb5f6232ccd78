"""Find persons whom an article introduces by a title, and the surnames that stand for them.

A person is introduced in one of two ways: a title before the name (“spokesperson Naim al-Aboudi”,
“envoy to Russia, Haidar Mansour Hadi”) or after it (“Ana Ruiz, the port's manager”). A name must
have two words or more. Nobody is found by capitals alone: companies and places have them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTICLES = "al|el|bin|ibn|ben|van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|abu|ul|ud"
_INITIAL = r"[^\W\d_]\.(?=\s)"
_PROPER = r"(?:(?:al|el|d|l|o)[-'])?[^\W\d_a-z][\w'-]*(?<!'s)"
_UNIT = rf"(?:{_INITIAL}|{_PROPER})"
_LOCATED = re.compile(r"\b(?:in|at|near|on|across|around|outside)\s$", re.IGNORECASE)
_NAME = re.compile(rf"(?<![\w'-]){_UNIT}(?:\s(?:(?:{_PARTICLES})\s){{0,2}}{_UNIT})*")
_TAIL = re.compile(rf"(?:(?:(?:{_PARTICLES})\s){{0,2}}){_PROPER}$")
_WORD = re.compile(r"[\w'-]+")
_SURNAMES_TOO = frozenset({"May", "Will", "Can", "Must"})  # function words that are names as well
_CALENDAR = frozenset(
    {
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "June", "July"),
        *("August", "September", "October", "November", "December"),
    }
)

# Last words of capitalised names that are things, places and bodies, not persons.
_THINGS = frozenset(
    {
        *("Act", "Agency", "Airport", "Association", "Award", "Bank", "Bay", "Bridge", "Bureau"),
        *("Caucus", "Center", "Centre", "City", "Club", "College", "Committee", "Company", "Corp"),
        *("Council", "County", "Court", "Cup", "Day", "Department", "District", "Foundation"),
        *("Front", "Games", "Group", "Hall", "Hospital", "House", "Inc", "Institute", "Island"),
        *("Islands", "Lake", "League", "Lives", "Ltd", "Ministry", "Movement", "News", "Office"),
        *("Organization", "Organisation", "Party", "Port", "Post", "Project", "River", "School"),
        *("Service", "Society", "Speech", "Square", "Street", "Times", "Tower", "Town", "Treaty"),
        *("Union", "University", "Valley", "War", "Week", "World"),
    }
)


class Titles:
    """The titles as two patterns: what may stand before a name, and what may stand after it.

    Parameters
    ----------
    titles
        Titles and role nouns in the singular, as printed in running text.
    """

    def __init__(self, titles: frozenset[str]) -> None:
        forms = "|".join(re.escape(title) for title in sorted(titles, key=lambda t: (-len(t), t)))
        self.before = re.compile(
            rf"(?:^|(?<![\w-]))(?:{forms})"
            r"(?:\s(?:to|of|for|in|at|with|on)\s[^,.;:]{1,60}(?=,))?,?\s$",
            re.IGNORECASE,
        )
        self.after = re.compile(
            r"^,\s(?:(?:the|a|an|its|his|her|their|our)\s|[^,.;:]{1,40}'s?\s)?"
            r"(?:(?!(?:the|a|an|said|says|told|who|which|and|but)\b)[\w'-]+\s){0,4}?"
            rf"(?:{forms})(?![\w-])",
            re.IGNORECASE,
        )
        self.first = re.compile(rf"^(?:{forms})\s", re.IGNORECASE)


def introduced(
    sentence: str,
    *,
    titles: Titles,
    taken: list[tuple[int, int]],
    not_names: frozenset[str],
) -> Iterator[tuple[int, int]]:
    """Find the names that a sentence introduces by a title.

    Parameters
    ----------
    sentence
        One sentence that went through `match.plain`.
    titles
        The titles.
    taken
        Spans that already name an actor of the registry; a person's name ends there.
    not_names
        Lower-case words that are never part of a name, such as stop words.

    Yields
    ------
    (int, int)
        ``[start, end)`` of each full name in the sentence.

    Examples
    --------
    >>> titles = Titles(frozenset({"envoy", "minister", "prime minister"}))
    >>> text = "Envoy to Senn, Ana van Dahl, met Prime Minister Jo Marr and Al Bok, a minister."
    >>> spans = introduced(text, titles=titles, taken=[(9, 13)], not_names=frozenset())
    >>> [text[start:end] for start, end in spans]
    ['Ana van Dahl', 'Jo Marr', 'Al Bok']
    """
    for start, end in _candidates(sentence, taken, not_names):
        title = titles.first.match(sentence[start:end])
        first = start + (title.end() if title else 0)
        name = sentence[first:end]
        if " " not in name or name.isupper() or name.split()[-1] in _THINGS:
            continue
        before = sentence[:first]
        followed = titles.after.match(sentence[end:]) and not _LOCATED.search(before)
        if title or followed or titles.before.search(before):
            yield first, end


def surnames(name: str) -> tuple[str, ...]:
    """Give the forms by which a person is named after the first full mention.

    Parameters
    ----------
    name
        A full name of two words or more.

    Returns
    -------
    tuple of str
        The last word with its particles, also without “al-”, and at the start of a sentence.

    Examples
    --------
    >>> surnames("Naim al-Aboudi")
    ('al-Aboudi', 'Al-Aboudi', 'Aboudi')
    >>> surnames("Mohammed bin Salman")
    ('bin Salman', 'Bin Salman', 'Salman')
    >>> surnames("Pelé")
    ()
    """
    found = _TAIL.search(name)
    if found is None or found.start() == 0:
        return ()
    tail = found.group()
    bare = re.split(r"[ -]", tail)[-1] if tail[0].islower() else tail
    return tuple(dict.fromkeys((tail, tail[0].upper() + tail[1:], bare)))


def _candidates(
    sentence: str, taken: list[tuple[int, int]], not_names: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Give runs of capitalised words, broken at registry names, days and function words."""
    for run in _NAME.finditer(_blanked(sentence, taken, not_names)):
        yield run.start(), run.end()


def _blanked(sentence: str, taken: list[tuple[int, int]], not_names: frozenset[str]) -> str:
    characters = list(sentence)
    for start, end in taken:
        characters[start:end] = "·" * (end - start)
    for word in _WORD.finditer(sentence):
        form = word.group()
        surname = form in _SURNAMES_TOO and word.start() > 0
        if form in _CALENDAR or (form[0].isupper() and form.lower() in not_names and not surname):
            characters[word.start() : word.end()] = "·" * len(form)
    return "".join(characters)
