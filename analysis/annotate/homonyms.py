"""Decide by the words of an article between two actors of one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.annotate.gazetteer import NAME, NOBODY, Hints, Mentions, Text
from analysis.schema import HOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

ACRONYM = HOW.index("acronym")


def by_state(named: Mentions, article: NDArray[np.integer[Any]], hints: Hints) -> Mentions:
    """Drop acronyms of parties, and names that are no party's alone, far from their states.

    Parameters
    ----------
    named
        Where forms of the registry stand, in reading order.
    article
        The number of each sentence's article.
    hints
        Which actors need their states.

    Returns
    -------
    Mentions
        Those that stand.
    """
    rows = np.flatnonzero(np.isin(named.actor, list(hints.states)))
    if not len(rows):
        return named
    numbers = article[named.span]
    kept = np.ones(len(named.span), bool)
    for row in rows.tolist():
        actor = int(named.actor[row])
        if named.how[row] != ACRONYM and actor not in hints.unclear:
            continue
        first, last = np.searchsorted(numbers, [numbers[row], numbers[row] + 1])
        others = named.actor[first:last]
        clear = (others == actor) & (named.how[first:last] != ACRONYM)
        spelled_out = bool(clear.any()) and actor not in hints.unclear
        kept[row] = spelled_out or not hints.states[actor].isdisjoint(others.tolist())
    return type(named)(*(column[kept] for column in named))


def by_words(
    raw: bytes, text: Text, named: Mentions, article: NDArray[np.integer[Any]], hints: Hints
) -> Mentions:
    """Give a form to its other actor where the article's words speak for that one.

    Parameters
    ----------
    raw
        The text as UTF-8.
    text
        Sentences.
    named
        Where forms of the registry stand.
    article
        The number of each sentence's article.
    hints
        The forms that name two actors.

    Returns
    -------
    Mentions
        Without those that then name nobody.
    """
    actor = named.actor.copy()
    how = named.how.copy()
    decided: dict[tuple[int, bytes], bool] = {}
    columns = (named.start.tolist(), named.end.tolist(), article[named.span].tolist())
    for k, (start, end, number) in enumerate(zip(*columns, strict=True)):
        case = hints.homonyms.get(raw[start:end])
        if case is None:
            continue
        key = (number, raw[start:end])
        if key not in decided:
            first, last = np.searchsorted(article, [number, number + 1])
            whole = raw[int(text.begins[first]) : int(text.stops[last - 1])]
            own, others = (sum(_holds(whole, word) for word in each) for each in case[::2])
            decided[key] = others > own
        if decided[key]:
            actor[k], how[k] = case.other, NAME
    kept = actor != NOBODY
    return type(named)(*(column[kept] for column in named._replace(actor=actor, how=how)))


def _holds(text: bytes, word: bytes) -> bool:
    """Tell whether a text holds a word."""
    at = text.find(word)
    while at >= 0:
        after = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[after : after + 1].isalnum():
            return True
        at = text.find(word, after)
    return False
