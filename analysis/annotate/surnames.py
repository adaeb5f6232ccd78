"""Find persons whom an article introduces by a title, and the surnames that stand for them.

A person is introduced in one of two ways: a title before the name (“spokesperson Naim al-Aboudi”,
“envoy to Russia, Haidar Mansour Hadi”) or after it (“Ana Ruiz, the port's manager”). A name must
have two words or more. Nobody is found by capitals alone: companies and places have them too.
"""

from __future__ import annotations

import re

from analysis.kernels import introductions as kernel
from analysis.kernels.wordlist import closed_list

_PARTICLES = "al|el|bin|ibn|ben|van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|abu|ul|ud"
_PROPER = r"(?:(?:al|el|d|l|o)[-'])?[^\W\d_a-z][\w'-]*(?<!'s)"
_TAIL = re.compile(rf"(?<!\w)(?:(?:(?:{_PARTICLES})\s){{0,2}}){_PROPER}$")
_PARTICLE = tuple(_PARTICLES.split("|"))
_SURNAMES_TOO = frozenset({"May", "Will", "Can", "Must"})  # function words that are names as well
_CALENDAR = frozenset(
    {
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "June", "July"),
        *("August", "September", "October", "November", "December"),
    }
)

MONTHS = frozenset({"March", "April", "May", "June", "August"})
"""Months that are surnames as well."""

# Last words of capitalised names that are things, places and bodies, not persons.
THINGS = frozenset(
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
        *("Airlines", "Airways", "Army", "Command", "Energy", "Entertainment", "Festival", "Forum"),
        *("Forces", "Laboratories", "Labs", "Mall", "Media", "Museum", "Navy", "Networks", "Ocean"),
        *("Prize", "Railway", "Records", "Sea", "Shipping", "Software"),
        *("Stadium", "Studios", "Technologies", "Technology", "Theatre", "Theater", "Tribune"),
        *("Caption", "File", "Image", "Photo", "Photograph", "Picture", "Video"),
    }
)

_ROLES = {
    kernel.PARTICLE: _PARTICLE,
    kernel.THING: THINGS,
    kernel.CALENDAR: _CALENDAR,
    kernel.ALSO_NAME: _SURNAMES_TOO,
    # Before a title that follows the name: “Ana Ruiz, the port's manager”.
    kernel.DETERMINER: "the a an its his her their our".split(),
    # These begin no words between a name and its title.
    kernel.NO_ROLE: "the a an said says told who which and but".split(),
    # Between a title and its name: “envoy to Russia, Haidar Mansour Hadi”.
    kernel.PREPOSITION: "to of for in at with on".split(),
    # Before a name that is a place: “in Old Town, the minister”.
    kernel.LOCATION: "in at near on across around outside".split(),
}

REMEMBERED = 1 << 14
"""Names of which it is remembered how they are read: most stand in many articles."""


def as_printed(title: str) -> tuple[str, ...]:
    """Give the ways in which a title is printed before or after a name.

    Examples
    --------
    >>> as_printed("prime minister")
    ('prime minister', 'Prime minister', 'Prime Minister')
    """
    each = " ".join(word[0].upper() + word[1:] for word in title.split())
    return tuple(dict.fromkeys((title, title[0].upper() + title[1:], each)))


def rule(not_names: frozenset[str]) -> kernel.Rule:
    """Give the word lists by which the kernel finds introduced persons.

    Parameters
    ----------
    not_names
        Lower-case words that are never part of a name, such as stop words.

    Returns
    -------
    Rule
    """
    roles: dict[str, int] = {}
    for role, words in _ROLES.items():
        for word in words:
            roles[word] = roles.get(word, 0) | role
    return kernel.Rule(
        kernel.listed_words(roles),
        closed_list(sorted({word.replace("ς", "σ") for word in not_names} - {""})),
    )


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
    before, _, last = name.rpartition(" ")
    if before and last.isalpha() and "A" <= last[0] <= "Z" and not before.endswith(_PARTICLE):
        return (last,)  # by far the most
    found = _TAIL.search(name)
    if found is None or found.start() == 0:
        return ()
    tail = found.group()
    bare = re.split(r"[ -]", tail)[-1] if tail[0].islower() else tail
    return tuple(form for form in dict.fromkeys((tail, tail[0].upper() + tail[1:], bare)) if form)
