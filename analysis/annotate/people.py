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
_CAPITALISED = re.compile(r"(?<![\w'-])[^\W\d_a-z][\w'-]*")
_TWO = re.compile(rf"[^\W\d_a-z][\w.'-]*\s(?:(?:{_PARTICLES})\s){{0,2}}(?:(?:al|el)-)?[^\W\d_a-z]")
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
        *("Caucus", "Center", "Centre", "City", "Club", "Co", "College", "Committee", "Company"),
        *("Corp", "Corporation", "Fund", "Holdings", "Industries", "Motors", "Partners", "Plc"),
        *("Securities", "Systems", "Trust"),
        *("Council", "County", "Court", "Cup", "Day", "Department", "District", "Foundation"),
        *("Front", "Games", "Group", "Hall", "Hospital", "House", "Inc", "Institute", "Island"),
        *("Islands", "Lake", "League", "Lives", "Ltd", "Ministry", "Movement", "News", "Office"),
        *("Organization", "Organisation", "Party", "Port", "Post", "Project", "River", "School"),
        *("Service", "Society", "Speech", "Square", "Street", "Times", "Tower", "Town", "Treaty"),
        *("Union", "University", "Valley", "War", "Week", "World"),
    }
)


_BEFORE = re.compile(r"(?:\s(?:to|of|for|in|at|with|on)\s[^,.;:]{1,60}(?=,))?,?\s")
_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|his|her|their|our)\s|[^,.;:]{1,40}'s?\s)?"
    r"(?:(?!(?:the|a|an|said|says|told|who|which|and|but)\b)[\w'-]+\s){0,4}?",
    re.IGNORECASE,
)
_FAR = 100
"""Characters between a title and a name beyond which neither introduces the other."""


def as_printed(title: str) -> tuple[str, ...]:
    """Give the ways in which a title is printed before or after a name.

    Examples
    --------
    >>> as_printed("prime minister")
    ('prime minister', 'Prime minister', 'Prime Minister')
    """
    each = " ".join(word[0].upper() + word[1:] for word in title.split())
    return tuple(dict.fromkeys((title, title[0].upper() + title[1:], each)))


def introduced(
    sentence: str,
    *,
    titles: list[tuple[int, int]],
    taken: list[tuple[int, int]],
    not_names: frozenset[str],
) -> Iterator[tuple[int, int]]:
    """Find the names that a sentence introduces by a title.

    Parameters
    ----------
    sentence
        One sentence that went through `match.plain`.
    titles
        Where titles stand in it, in order.
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
    >>> text = "Envoy to Senn, Ana van Dahl, met Prime Minister Jo Marr and Al Bok, a minister."
    >>> titles = [(0, 5), (33, 47), (70, 78)]
    >>> spans = introduced(text, titles=titles, taken=[(9, 13)], not_names=frozenset())
    >>> [text[start:end] for start, end in spans]
    ['Ana van Dahl', 'Jo Marr', 'Al Bok']
    """
    opens = dict(titles)
    for start, end in _candidates(sentence, taken, not_names):
        own = opens.get(start, end)
        first = own + 1 if own < end else start
        name = sentence[first:end]
        if " " not in name or name.isupper() or name.split()[-1] in _THINGS:
            continue
        if first > start or _is_introduced(sentence, first, end, titles):
            yield first, end


def _is_introduced(sentence: str, first: int, end: int, titles: list[tuple[int, int]]) -> bool:
    for title, after in titles:
        if after < first <= after + _FAR and _BEFORE.fullmatch(sentence, after, first):
            return True
        if end < title <= end + _FAR and _AFTER.fullmatch(sentence, end, title):
            return not _LOCATED.search(sentence[:first])
    return False


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
    if not _TWO.search(sentence):
        return
    blanked = list(sentence)
    for start, end in taken:
        blanked[start:end] = "·" * (end - start)
    for word in _CAPITALISED.finditer(sentence):
        form = word.group()
        surname = form in _SURNAMES_TOO and word.start() > 0
        if form in _CALENDAR or (form.lower() in not_names and not surname):
            blanked[word.start() : word.end()] = "·" * len(form)
    for run in _NAME.finditer("".join(blanked)):
        yield run.span()
