"""Sentences into mentions: which words name which actor, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.annotate.borders import mend_borders
from analysis.annotate.context import in_context
from analysis.annotate.gazetteer import (
    METONYM,
    NAME,
    Actors,
    Gazetteer,
    Mentions,
    Naming,
    Text,
    build_gazetteer,
)
from analysis.annotate.match import find
from analysis.annotate.metonyms import is_place
from analysis.annotate.recognised import REGISTRY
from analysis.annotate.tagger import Tagged, no_names
from analysis.annotate.tokens import SHOUTED, is_shouted
from analysis.annotate.unlisted import find_unlisted
from analysis.kernels import match, match_per_article
from analysis.kernels.capitals import are_upper
from analysis.kernels.spellings import unite
from analysis.schema import HOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Gazetteer", "Named", "annotate_mentions", "build_gazetteer"]

NEAR = 400
"""Bytes on each side of a capital that tell whether the place is meant: a few words."""

_HOW_BY_ALPHABET = np.argsort(np.argsort(HOW))


class Named(NamedTuple):
    """Namings of actors, in reading order.

    Parameters
    ----------
    sentence : int32
        The row of the sentence.
    start, end : int64
        First character in the text, and one past the last.
    actor : int32
        The row of `actors`.
    how : int8
        The row of `schema.HOW`.
    source : int8
        The row of `schema.SOURCES`.
    actors : list of (str, str)
        Name and type of each actor that is named, sorted.
    """

    sentence: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    actor: NDArray[np.int32]
    how: NDArray[np.int8]
    source: NDArray[np.int8]
    actors: list[tuple[str, str]]


def annotate_mentions(
    data: NDArray[np.uint8],
    begins: NDArray[np.int64],
    stops: NDArray[np.int64],
    starts: NDArray[np.int64],
    article: NDArray[np.integer[Any]],
    *,
    names: Gazetteer,
    tagged: Tagged | None = None,
) -> Named:
    """Find every naming of an actor.

    The registry's forms are matched as whole words, the longest first, with their capitals: “IS”
    is not “is”. Other names are found where a title introduces a person, or by the tagger, and all
    names of an article are resolved together. A surname alone names a person whose full name stands
    in the same article. A capital is the government (`metonym`) unless the words around it make it
    a place; then its type is `place`.

    Parameters
    ----------
    data
        The texts of some articles, one after the other, as UTF-8.
    begins, stops : int64, ascending
        Sentence `k` is ``data[begins[k]:stops[k]]``; sentences do not overlap.
    starts : int64, ascending
        The first character of each sentence among all characters.
    article : integers, ascending
        The number of each sentence's article.
    names
        Whom to find, from `build_gazetteer`.
    tagged
        Names in the same text, from `annotate.tagger`; none if it is left out.

    Returns
    -------
    Named
        Only a description (`nominal`) may overlap with another naming.
    """
    text, tagged = _prepared(data, begins, stops, names, no_names() if tagged is None else tagged)
    raw = text.data.tobytes()
    actors = Actors(names)
    named = _in_capitals(raw, _names(text, names), tagged, names)
    tagged = mend_borders(raw, tagged, text.begins)
    context = in_context(text, named, tagged, article, hints=names.hints)
    named = _placed(context.named, text, actors)
    nominal = _found(text.pieces, names.nominal)
    unlisted = find_unlisted(text, context._replace(named=named), article, names, actors)
    mentions = Mentions(*map(np.concatenate, zip(named, nominal, unlisted, strict=True)))
    return _in_order(mentions, text, starts, actors.all)


def _prepared(
    data: NDArray[np.uint8],
    begins: NDArray[np.int64],
    stops: NDArray[np.int64],
    names: Gazetteer,
    tagged: Tagged,
) -> tuple[Text, Tagged]:
    """Unite spellings, and move sentences and names along."""
    places = np.concatenate((begins, stops, tagged.start, tagged.end))
    order = np.argsort(places, kind="stable")
    united, moved = unite(data, places[order])
    places = np.empty_like(moved)
    places[order] = moved
    begins, stops, first, last = np.split(
        places, np.cumsum((len(begins), len(stops), len(tagged.start)))
    )
    pieces = match.code_pieces(united, begins, stops, names.known)
    return Text(united, begins, stops, pieces), tagged._replace(start=first, end=last)


def _found(pieces: match.Pieces, naming: Naming) -> Mentions:
    span, start, end, form = find(pieces, naming.forms)
    return Mentions(
        span,
        start,
        end,
        naming.actor[form].astype(np.int64),
        naming.how[form].astype(np.int64),
        np.full(len(span), REGISTRY),
    )


def _names(text: Text, names: Gazetteer) -> Mentions:
    """Find all names; in a sentence set in capitals the same forms in capitals."""
    found = _found(text.pieces, names.named)
    is_upper = are_upper(text.data, text.begins, text.stops)
    shouted = np.flatnonzero(is_upper & (text.stops - text.begins >= 2 * SHOUTED - 1))
    printed = (text.part(text.begins[k], text.stops[k]) for k in shouted.tolist())
    shouted = shouted[[is_shouted(sentence) for sentence in printed]]
    if not len(shouted):
        return found
    quiet = np.isin(found.span, shouted, invert=True)
    pieces = match.code_pieces(text.data, text.begins[shouted], text.stops[shouted], names.known)
    loud = _found(pieces, names.loud)
    loud = loud._replace(span=shouted[loud.span])
    return Mentions(*(np.append(one[quiet], other) for one, other in zip(found, loud, strict=True)))


def _in_capitals(raw: bytes, named: Mentions, tagged: Tagged, names: Gazetteer) -> Mentions:
    """Add names of the registry that the text prints in capitals, such as “IRAN”."""
    loud = [
        (sentence, start, end, *names.loud_names[raw[start:end]], REGISTRY)
        for sentence, start, end in zip(
            tagged.sentence.tolist(), tagged.start.tolist(), tagged.end.tolist(), strict=True
        )
        if raw[start:end] in names.loud_names
    ]
    if not loud:
        return named
    rows = np.array(loud, np.int64)
    row = np.searchsorted(named.end, rows[:, 1], side="right")
    free = np.append(named.start, np.iinfo(np.int64).max)[row] >= rows[:, 2]
    joined = [np.append(one, more) for one, more in zip(named, rows[free].T, strict=True)]
    order = np.argsort(joined[1], kind="stable")
    return Mentions(*(column[order] for column in joined))


def _placed(mentions: Mentions, text: Text, actors: Actors) -> Mentions:
    """Turn capitals that are meant as places into mentions of the places."""
    rows = np.flatnonzero(mentions.how == METONYM)
    span, start, end = (column[rows] for column in mentions[:3])
    columns = (rows, text.begins[span], start, end, text.stops[span])
    for row, begin, start, end, stop in zip(*(column.tolist() for column in columns), strict=True):
        before = text.part(max(begin, start - NEAR), start)
        if is_place(before, text.part(end, min(stop, end + NEAR))):
            name = text.part(start, end)
            mentions.actor[row] = actors.number(name, "place")
            mentions.how[row] = NAME
    return mentions


def _in_order(
    mentions: Mentions,
    text: Text,
    starts: NDArray[np.int64],
    actors: list[tuple[str, str]],
) -> Named:
    """Sort mentions, keep the actors that are used, and turn bytes into characters."""
    used = np.flatnonzero(np.bincount(mentions.actor, minlength=len(actors)))
    kept = sorted((actors[row], row) for row in used.tolist())
    rank = np.zeros(len(actors), np.int64)
    rank[[row for _, row in kept]] = np.arange(len(kept))
    actor, how = rank[mentions.actor], mentions.how
    order = np.argsort(mentions.span << 32 | mentions.start, kind="stable")
    _sort_ties(order, mentions, actor)
    span, start, end = (column[order] for column in mentions[:3])
    first = match_per_article.characters_at(text.data, text.begins[span], starts[span], start)
    return Named(
        span.astype(np.int32),
        first,
        match_per_article.characters_at(text.data, start, first, end),
        actor[order].astype(np.int32),
        how[order].astype(np.int8),
        mentions.source[order].astype(np.int8),
        [key for key, _ in kept],
    )


def _sort_ties(order: NDArray[np.int64], mentions: Mentions, actor: NDArray[np.int64]) -> None:
    """Put namings that begin at the same place in order, in place."""
    span, start = mentions.span[order], mentions.start[order]
    same = (span[1:] == span[:-1]) & (start[1:] == start[:-1])
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    rows = order[tied]
    keys = (_HOW_BY_ALPHABET[mentions.how], actor, mentions.end, mentions.start, mentions.span)
    order[tied] = rows[np.lexsort([key[rows] for key in keys])]
