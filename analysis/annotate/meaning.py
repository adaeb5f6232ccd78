"""What a name of an article is, and whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def usual(spellings: Mapping[str, int]) -> str:
    """Give the commonest spelling, of equals the first; one in capitals only if there is no other.

    Examples
    --------
    >>> usual({"RAMON ALTEZ": 2, "Ramon Altez": 1})
    'Ramon Altez'
    """
    if len(spellings) == 1:
        return calm(next(iter(spellings)))
    quiet = [each for each in spellings if not each.isupper() or " " not in each]
    return calm(max(quiet or spellings, key=lambda each: spellings[each]))


def calm(surface: str) -> str:
    """Set a name of several words that is printed in capitals as names are."""
    return surface.title() if surface.isupper() and " " in surface else surface
