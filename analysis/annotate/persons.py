"""Persons of an article: who is introduced, and by which forms to look for them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.annotate.gazetteer import NAME, SHORT_NAME, Actors, Gazetteer, Mentions, Text
from analysis.annotate.match import find
from analysis.annotate.surnames import surnames
from analysis.kernels import introductions, match_per_article

if TYPE_CHECKING:
    from numpy.typing import NDArray

Persons = dict[str, tuple[int, int]]
"""The persons of an article by full name, each with its actor and with how the name names it."""


class _Wanted(NamedTuple):
    """What to look for.

    Parameters
    ----------
    searches
        The forms of each article, for `kernels.match_per_article.find_within`.
    actor, how : int64, one row a form of an article
        Whom it names, and how.
    """

    searches: match_per_article.Searches
    actor: NDArray[np.int64]
    how: NDArray[np.int64]


def find_persons(
    text: Text,
    named: Mentions,
    article: NDArray[np.integer[Any]],
    names: Gazetteer,
    actors: Actors,
) -> Mentions:
    """Find persons introduced by titles, and the surnames of all persons of an article.

    Parameters
    ----------
    text
        Sentences.
    named
        Where forms of the registry name actors; no person is found there again.
    article : integers, ascending
        The number of each sentence's article.
    names
        Titles and word lists.
    actors
        All actors so far; persons are added.

    Returns
    -------
    Mentions
        Namings of persons, in no promised order.
    """
    persons = _known(named, article, actors)
    titles = find(text.pieces, names.titles)
    order = np.argsort(named.span, kind="stable")
    found = introductions.introduced(
        text.data,
        text.begins,
        text.stops,
        titles=introductions.Spans(titles.span, titles.start, titles.end),
        taken=introductions.Spans(*(column[order] for column in named[:3])),
        rule=names.rule,
    )
    places = zip(
        article[found.span].tolist(), found.start.tolist(), found.end.tolist(), strict=True
    )
    for number, start, end in places:
        name = text.part(start, end)
        actor = actors.number(name, "person")
        persons.setdefault(number, {}).setdefault(name, (actor, NAME))
    search = _wanted(persons, article, listed=names.listed)
    hits = match_per_article.find_within(
        text.data, text.begins, text.stops, (named.start, named.end), search.searches
    )
    return Mentions(*hits[:3], search.actor[hits.row], search.how[hits.row])


def _known(
    named: Mentions, article: NDArray[np.integer[Any]], actors: Actors
) -> dict[int, Persons]:
    """Give for each article the persons of the registry whom it names in full."""
    is_person = np.fromiter((kind == "person" for _, kind in actors.all), bool, len(actors.all))
    rows = is_person[named.actor]
    persons: dict[int, Persons] = {}
    columns = (article[named.span[rows]], named.actor[rows], named.how[rows])
    for number, actor, how in zip(*(column.tolist() for column in columns), strict=True):
        persons.setdefault(number, {})[actors.all[actor][0]] = (actor, how)
    return persons


def _wanted(
    persons: dict[int, Persons], article: NDArray[np.integer[Any]], *, listed: frozenset[str]
) -> _Wanted:
    """List the forms to look for in each article, the longest first.

    Forms that are `listed` are no surname, since the registry gives them a meaning.
    """
    number: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    offsets = [0]

    @cache
    def short(name: str) -> list[str]:
        return [form for form in surnames(name) if form not in listed]

    for known in persons.values():
        # Longest first, then by the alphabet; a full name before the same surname of another.
        forms = [(-len(name), name, 0, *says) for name, says in known.items() if name]
        owners: dict[str, list[str]] = {}
        for name in known:
            for form in short(name):
                owners.setdefault(form, []).append(name)
        forms += [
            (-len(form), form, 1, known[names[0]][0], SHORT_NAME)
            for form, names in owners.items()
            if len(names) == 1
        ]
        forms.sort()
        for _, form, _, actor, how in forms:
            rows.append((number.setdefault(form, len(number)), actor, how))
        offsets.append(len(rows))
    raw = [form.encode() for form in number]
    columns = np.array(rows, np.int64).reshape(-1, 3).T.copy()
    ids = np.fromiter(persons, np.int64, len(persons))
    searches = match_per_article.Searches(
        np.searchsorted(article, ids),
        np.searchsorted(article, ids, side="right"),
        np.array(offsets),
        columns[0],
        np.frombuffer(b"".join(raw), np.uint8),
        np.cumsum([0, *map(len, raw)]),
    )
    return _Wanted(searches, columns[1], columns[2])
