"""Say whom a surname means that its article could not resolve: the one bearer of those days.

“President Brandt” in an article that names no Brandt in full is the Brandt whom other articles
name in full within a month, if there is one only; else it stands as itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.person_names import COURTESY, PersonName, sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DAYS = 30
"""How near a full name must stand, before or after."""
OFTEN = 3
"""Articles of those days that must name the bearer in full where no title speaks for it."""

ONE_BEARER = f"the only one of this surname within {DAYS} days"
BY_TITLE = f"the only one of this surname with this title within {DAYS} days"


class Lone(NamedTuple):
    """A surname in a text that does not say whose it is.

    Parameters
    ----------
    place
        Which text.
    form
        The surname as it is printed.
    day
        YYYY-MM-DD; empty if it is unknown.
    titles
        What stands before it there, in lower case and without periods.
    n_articles, n_mentions
        In how many articles of this text, and how often in them.
    """

    place: str
    form: str
    day: str
    titles: frozenset[str]
    n_articles: int
    n_mentions: int


class Bearer(NamedTuple):
    """A person of this surname whom articles name in full.

    Parameters
    ----------
    actor
        The person.
    days
        In how many articles of each day.
    titles
        What stands before the name.
    """

    actor: str
    days: Mapping[str, int]
    titles: frozenset[str]


class Placed(NamedTuple):
    """A surname of one text, and whom it means."""

    lone: Lone
    actor: str
    rule: str


def place_surnames(
    lone: Sequence[Lone], bearers: Sequence[Bearer], *, doubtful: frozenset[str] = frozenset()
) -> list[Placed]:
    """Find whom surnames mean.

    Parameters
    ----------
    lone
        Places of one surname.
    bearers
        All who bear it.
    doubtful
        Forms that are more often something else than a surname; they need a title.

    Returns
    -------
    list of Placed
        Of those that are certain, by their place.

    Examples
    --------
    >>> brandt = Bearer("Iva Brandt", {"2026-03-01": 2}, frozenset({"president"}))
    >>> near = Lone("", "Brandt", "2026-03-09", frozenset({"president"}), 1, 1)
    >>> late = near._replace(day="2026-05-01")
    >>> [placed.actor for placed in place_surnames([near, late], [brandt])]
    ['Iva Brandt']
    """
    totals = {each.actor: sum(each.days.values()) for each in bearers}
    known = {each.actor: each for each in bearers}
    found = []
    for one, near in _windows(lone, bearers):
        chosen, rule = _choose(one, near, known, totals, one.form in doubtful)
        if chosen:
            found.append(Placed(one, chosen, rule))
    return sorted(found)


def _choose(
    lone: Lone,
    near: _Near,
    known: Mapping[str, Bearer],
    totals: Mapping[str, int],
    is_doubtful: bool,
) -> tuple[str, str]:
    """Give the bearer and the rule, or nothing."""
    offices = lone.titles - COURTESY
    if len(near.articles) == 1:
        (actor,) = near.articles
        prevails = 2 * totals[actor] >= sum(totals.values())
        is_usual = near.articles[actor] >= OFTEN and not (is_doubtful and not lone.titles)
        speaks = bool(lone.titles & known[actor].titles)
        if prevails and (speaks or is_usual) and _may_be(lone.titles, known[actor]):
            return actor, ONE_BEARER
        return "", ""
    titled = {actor for title in offices for actor in near.by_title.get(title, ())}
    if len(titled) == 1:
        (actor,) = titled
        if _may_be(lone.titles, known[actor]):
            return actor, BY_TITLE
    return "", ""


def _may_be(titles: frozenset[str], bearer: Bearer) -> bool:
    """Tell whether titles speak for a person: a woman's or a man's must be the person's."""
    sexes, his = (_sexes(each) for each in (titles, bearer.titles))
    offices, held = titles - COURTESY, bearer.titles - COURTESY
    return sexes <= his and len(his | sexes) < 2 and not (offices and held and not offices & held)


def _sexes(titles: frozenset[str]) -> frozenset[str]:
    return frozenset(sex(PersonName(title, ("",)), {}) for title in titles) - {""}


class _Near(NamedTuple):
    """Who is named in full near a day: in how many articles, and under which titles."""

    articles: Counter[str]
    by_title: dict[str, set[str]]


def _windows(lone: Sequence[Lone], bearers: Sequence[Bearer]) -> Iterator[tuple[Lone, _Near]]:
    """Go through the days once, and give who is near each place of the surname."""
    titles = {each.actor: each.titles for each in bearers}
    events = sorted(
        (_number(day), each.actor, n) for each in bearers for day, n in each.days.items() if day
    )
    near = _Near(Counter(), defaultdict(set))
    first = last = 0
    for one in sorted((one for one in lone if one.day), key=lambda one: one.day):
        day = _number(one.day)
        while last < len(events) and events[last][0] <= day + DAYS:
            _come(near, events[last], titles)
            last += 1
        while first < last and events[first][0] < day - DAYS:
            _go(near, events[first], titles)
            first += 1
        yield one, near
    everyone = _Near(Counter(), defaultdict(set))
    for each in bearers:
        _come(everyone, (0, each.actor, sum(each.days.values())), titles)
    for one in lone:
        if not one.day:
            yield one, everyone


def _come(near: _Near, event: tuple[int, str, int], titles: Mapping[str, frozenset[str]]) -> None:
    _, actor, n = event
    near.articles[actor] += n
    for title in titles[actor]:
        near.by_title[title].add(actor)


def _go(near: _Near, event: tuple[int, str, int], titles: Mapping[str, frozenset[str]]) -> None:
    _, actor, n = event
    near.articles[actor] -= n
    if not near.articles[actor]:
        del near.articles[actor]
        for title in titles[actor]:
            near.by_title[title].discard(actor)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
