"""Where names beside the registry's are recognised: by a title or by the tagger."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.annotate.around import titled
from analysis.annotate.match import find
from analysis.annotate.plausible import (
    is_common,
    is_doubtful,
    is_title_case,
    plausible_name,
    words_before,
)
from analysis.annotate.surnames import REMEMBERED
from analysis.annotate.tagger import TYPES
from analysis.kernels import introductions
from analysis.schema import SOURCES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.annotate.context import Context
    from analysis.annotate.gazetteer import Actors, Gazetteer, Mentions, Text
    from analysis.annotate.tagger import Tagged

PERSON = TYPES.index("person")
REGISTRY, TITLE, TAGGER = (SOURCES.index(name) for name in ("registry", "title", "tagger"))
LIKELY = 0.4
"""How likely a name must be, at one place of the article at least, in order to count."""


class Lines:
    """How the sentences of a text are printed: each is looked at once, and only if it must be."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._is_title: dict[int, bool] = {}

    def plausible(self, surface: str, begin: int) -> str:
        """Give the beginning of a name that can be a person's, in the sentence that begins so."""
        if " " not in surface or not is_doubtful(surface.split(" ")):
            return surface
        return plausible_name(surface, title_case=self.is_title(begin))

    def is_title(self, begin: int) -> bool:
        """Tell whether the sentence that begins at a byte is printed as a title."""
        if begin not in self._is_title:
            stop = self._text.stops[np.searchsorted(self._text.begins, begin)]
            self._is_title[begin] = is_title_case(self._text.part(begin, int(stop)))
        return self._is_title[begin]


class Recognised(NamedTuple):
    """Where names were recognised, in reading order."""

    article: NDArray[np.int64]
    begin: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    type: NDArray[np.int64]
    source: NDArray[np.int64]
    sure: NDArray[np.int64]


def recognise(
    text: Text,
    context: Context,
    article: NDArray[np.integer[Any]],
    names: Gazetteer,
    *,
    lines: Lines,
) -> Recognised:
    """Put together whom titles introduce and what the tagger found; the titles are right first."""
    titles = find(text.pieces, names.titles)
    named, tagged = context.named, context.tagged
    order = np.argsort(named.span, kind="stable")
    found = introductions.introduced(
        text.data,
        text.begins,
        text.stops,
        titles=introductions.Spans(titles.span, titles.start, titles.end),
        taken=introductions.Spans(*(column[order] for column in named[:3])),
        rule=names.rule,
    )
    found = _plausible(_not_within(found, tagged), text, lines)
    row = np.searchsorted(found.end, tagged.start, side="right")
    ahead = np.append(found.start, np.iinfo(np.int64).max)[row]
    alone = ahead >= tagged.end
    span = np.append(found.span, tagged.sentence[alone])
    columns = (
        article[span],
        text.begins[span],
        np.append(found.start, tagged.start[alone]),
        np.append(found.end, tagged.end[alone]),
        np.append(np.full(len(found.span), PERSON), tagged.type[alone]),
        np.append(np.full(len(found.span), TITLE), np.full(int(alone.sum()), TAGGER)),
        np.append(np.ones(len(found.span)), tagged.score[alone] >= LIKELY),
    )
    by_place = np.argsort(columns[2], kind="stable")
    return Recognised(*(column[by_place].astype(np.int64) for column in columns))


def _plausible(found: introductions.Spans, text: Text, lines: Lines) -> introductions.Spans:
    """Cut introduced names where ordinary words begin, and drop those of ordinary words only."""
    starts, ends = found.start.copy(), found.end.copy()
    for k, begin in enumerate(text.begins[found.span].tolist()):
        surface = text.part(int(starts[k]), int(ends[k]))
        before = words_before(surface)
        starts[k] += len(before.encode())
        ends[k] = starts[k] + len(lines.plausible(surface[len(before) :], begin).encode())
    kept = ends > starts
    return introductions.Spans(found.span[kept], starts[kept], ends[kept])


def _not_within(found: introductions.Spans, tagged: Tagged) -> introductions.Spans:
    """Drop introduced names inside longer names of things, such as a foundation."""
    row = np.searchsorted(tagged.end, found.start, side="right")
    inside = row < len(tagged.end)
    at = row[inside]
    longer = (tagged.start[at] <= found.start[inside]) & (tagged.end[at] > found.end[inside])
    inside[inside] = longer & (tagged.type[at] != PERSON)
    return introductions.Spans(*(column[~inside] for column in found))


def in_full(
    named: Mentions, article: NDArray[np.integer[Any]], actors: Actors
) -> tuple[NDArray[np.int64], ...]:
    """Say where persons of the registry are named: article, place and row of the person."""
    is_person = np.fromiter((kind == "person" for _, kind in actors.all), bool, len(actors.all))
    rows = np.flatnonzero(is_person[named.actor])
    rows = rows[np.argsort(article[named.span[rows]], kind="stable")]
    return article[named.span[rows]].astype(np.int64), named.start[rows], named.actor[rows]


def surface_of(
    lines: Lines, raw: bytes, place: tuple[int, int, int, int, int], names: Gazetteer
) -> tuple[str, str, int]:
    """Give a recognised name without title and other words, its title, and where it begins."""
    begin, start, end, kind, source = place
    surface = _spelled(raw[start:end])
    if kind != PERSON:
        return (_without_title(surface, names) if source == TAGGER else surface), "", start
    surface, title = titled(raw, begin, start, surface, names)
    start = end - len(surface.encode())
    if source == TAGGER:
        surface = lines.plausible(surface, begin)
    return surface, title, start


def _without_title(surface: str, names: Gazetteer) -> str:
    """Cut the title of a person off the name of a body: “Coast Guard Commandant”."""
    words = surface.split(" ")
    titled = len(words) > 2 and words[-1].lower() in names.title_ends
    return " ".join(words[:-1]) if titled else surface


def is_inside(lines: Lines, begin: int, start: int, surface: str, source: int) -> bool:
    """Tell whether a name's capital is its own, not that of a beginning or a headline."""
    if source == TITLE or " " in surface:
        return True
    return start > begin + 3 and not (is_common(surface) and lines.is_title(begin))


@lru_cache(REMEMBERED)
def _spelled(form: bytes) -> str:
    return form.decode(errors="ignore")
