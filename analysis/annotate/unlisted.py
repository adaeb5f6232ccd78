"""Find the names that the registry does not list: recognised once, found wherever they stand.

A name is recognised by a title that introduces a person, or by the tagger. All names of an article
are then resolved together, and each form is looked for in the whole article, so that a surname is
found where nothing around it shows that it is one.
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.annotate.around import may_be, stands, titled
from analysis.annotate.company_names import OF_A_COMPANY, companies
from analysis.annotate.gazetteer import Actors, Gazetteer, Mentions, Text
from analysis.annotate.meaning import Name
from analysis.annotate.plausible import is_common
from analysis.annotate.recognised import (
    PERSON,
    REGISTRY,
    TAGGER,
    TITLE,
    Lines,
    in_full,
    is_inside,
    recognise,
    surface_of,
)
from analysis.annotate.resolve import decide, meanings
from analysis.annotate.tagger import TYPES
from analysis.kernels import match_per_article
from analysis.schema import HOW, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from analysis.annotate.context import Context
    from analysis.annotate.meaning import Bearer, Meaning

_HOWS = {how: place for place, how in enumerate(HOW)}
_PERSONS = frozenset(("person", UNRESOLVED))
_SHORT = _HOWS["short name"]
_NOTHING: frozenset[str] = frozenset()
_FEW = 64
"""Words of which each is looked for in its article; of more, only those of which all is there."""
_LONGEST = 200
"""Characters of a name; nobody's is longer."""
_RUN = re.compile(rb"\w+")


class Article:
    """The names of one article, as they are recognised."""

    def __init__(self) -> None:
        self.names: dict[str, Name] = {}
        self.sure: set[str] = set()
        self.inside: set[str] = set()
        self.source: dict[str, int] = {}
        self.meanings: dict[str, Meaning] = {}

    def add(self, name: Name, source: int) -> None:
        """Add one place of a name."""
        surface = name.surface
        known = self.names.get(surface)
        if known is None:
            self.names[surface], self.source[surface] = name, source
            return
        before = self.source[surface]
        kind = known.type
        if TITLE in {source, before} and name.type == "person":
            kind = "person"  # a title says more than the tagger
        titles = known.titles | name.titles if name.titles else known.titles
        actor = known.actor or name.actor
        self.names[surface] = Name(surface, kind, known.first, titles, known.n + 1, actor)
        self.source[surface] = min(source, before)

    def drop_words(self, text: bytes) -> None:
        """Drop words that only begin sentences and stand in lower case elsewhere, as “Barley”."""
        opening = [(surface, surface.lower().encode()) for surface in self.sure - self.inside]
        if len(opening) > _FEW:
            runs = set(_RUN.findall(text))
            opening = [pair for pair in opening if runs.issuperset(_RUN.findall(pair[1]))][:_FEW]
        self.sure.difference_update([name for name, word in opening if _is_word_of(text, word)])
        words = [name for name in self.sure - self.inside if is_common(name)]
        self.sure.difference_update([w for w in words if self.names[w].type == "person"])

    def add_companies(self, text: bytes, begin: int) -> None:
        """Add companies that begin with a name of one word, as “Norvik Shipping” does.

        Without a person of that surname the word alone is the company too.
        """
        surnames = {
            surface.rpartition(" ")[2]
            for surface, name in self.names.items()
            if name.type == "person" and " " in surface
        }
        alone = {surface for surface in self.sure if " " not in surface}
        words = sorted(surnames | alone)[:_FEW]
        for longer, at in companies(text, 0, len(text), words):
            self.add(Name(longer, "organisation", begin + at), TAGGER)
            self.sure.add(longer)
            word = longer.split(" ", 1)[0]
            name = self.names.get(word)
            if name and word not in surnames and not name.titles:
                self.names[word] = name._replace(type="organisation")


def _is_word_of(text: bytes, word: bytes) -> bool:
    """Tell whether a word stands in a text, with no letter or digit beside it."""
    return word in text and re.search(rb"\b" + re.escape(word) + rb"\b", text) is not None


class _Listed:
    """Forms of the registry but for those that mean nobody of it in one article."""

    def __init__(self, forms: frozenset[str], freed: Container[str]) -> None:
        self._forms, self._freed = forms, freed

    def __contains__(self, form: object) -> bool:
        return form in self._forms and form not in self._freed


def find_unlisted(
    text: Text,
    context: Context,
    article: NDArray[np.integer[Any]],
    names: Gazetteer,
    actors: Actors,
) -> Mentions:
    """Find persons, organisations and places beside the registry's, and all persons' short names.

    Parameters
    ----------
    text
        Sentences.
    context
        Where forms of the registry name actors, and the tagger's names beside them.
    article : integers, ascending
        The number of each sentence's article.
    names
        Titles and word lists.
    actors
        All actors so far; others are added.

    Returns
    -------
    Mentions
        In no promised order.
    """
    raw = text.data.tobytes()
    lines = Lines(text)
    recognised = recognise(text, context, article, names, lines=lines)
    persons = in_full(context.named, article, actors)
    numbers = np.union1d(recognised.article, persons[0])
    searched, spots = _Searched(actors), array("q")
    parts = (
        numbers.tolist(),
        _by_article(recognised, numbers),
        _by_article(persons, numbers),
        _bounds(text, article, numbers),
    )
    for number, found, known, (begin, stop) in zip(*parts, strict=True):
        mine = Article()
        for _, start, row in known:
            actor = actors.all[row][0]
            mine.add(Name(actor, "person", start, actor=actor), REGISTRY)
            mine.sure.add(actor)
            mine.inside.add(actor)
        _read(lines, raw, found, mine, names=names, spots=spots)
        mine.drop_words(raw[begin:stop])
        mine.add_companies(raw[begin:stop], begin)
        mine.meanings = meanings(
            [name for surface, name in mine.names.items() if surface in mine.sure],
            defined=context.defined.get(number, {}),
            listed=_Listed(names.listed, context.freed.get(number, ())),
            given=names.given,
        )
        searched.add(mine)
    hits = match_per_article.find_within(
        text.data,
        text.begins,
        text.stops,
        (context.named.start, context.named.end),
        searched.searches(article, numbers),
    )
    order = np.argsort(hits.start, kind="stable")
    hits = match_per_article.Hits(*(column[order] for column in hits))
    persons_at = np.array(searched.person, np.bool_)[hits.row]
    recognised_at = _are_in(hits, np.array(spots, np.int64).reshape(-1, 3), persons_at)
    return _meant(raw, text, hits, searched, recognised=recognised_at, names=names)


def _by_article(
    columns: Sequence[NDArray[np.int64]], numbers: NDArray[np.int64]
) -> Iterator[Iterator[tuple[int, ...]]]:
    """Give the rows of each article; the first column tells its number."""
    bounds = np.searchsorted(columns[0], np.append(numbers, np.iinfo(np.int64).max))
    lists = [column.tolist() for column in columns]
    for first, last in pairwise(bounds.tolist()):
        yield zip(*(column[first:last] for column in lists), strict=True)


def _bounds(
    text: Text, article: NDArray[np.integer[Any]], numbers: NDArray[np.int64]
) -> list[list[int]]:
    """Say where each article begins and ends, in bytes."""
    first = np.searchsorted(article, numbers)
    last = np.searchsorted(article, numbers, side="right") - 1
    bounds: list[list[int]] = np.column_stack((text.begins[first], text.stops[last])).tolist()
    return bounds


def _read(
    lines: Lines,
    raw: bytes,
    recognised: Iterable[tuple[int, ...]],
    mine: Article,
    *,
    names: Gazetteer,
    spots: array[int],
) -> None:
    """Add what was recognised to its article, and where each name begins and ends to `spots`."""
    for _, begin, first, last, kind, source, sure in recognised:
        surface, title, start = surface_of(lines, raw, (begin, first, last, kind, source), names)
        if not 0 < len(surface) <= _LONGEST or (
            source == TAGGER
            and not may_be(raw, begin, start, surface, names, person=kind == PERSON)
        ):
            continue
        size = len(surface) if surface.isascii() else len(surface.encode())
        spots.extend((start, start + size, kind))
        titles = frozenset({title}) if title else _NOTHING
        mine.add(Name(surface, TYPES[kind], start, titles), source)
        if sure:
            mine.sure.add(surface)
        if is_inside(lines, begin, start, surface, source):
            mine.inside.add(surface)


def _are_in(
    hits: match_per_article.Hits, spots: NDArray[np.int64], person: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which places of forms are places where a name was recognised, a person as a person."""
    spots = spots[np.argsort(spots[:, 0], kind="stable")]
    row = np.searchsorted(spots[:, 0], hits.start)
    row[row == len(spots)] = 0
    if not len(spots):
        return np.zeros(len(row), bool)
    same = (spots[row, 0] == hits.start) & (spots[row, 1] == hits.end)
    found: NDArray[np.bool_] = same & (~person | (spots[row, 2] == PERSON))
    return found


class _Searched:
    """The forms to look for in each article, the longest first, and what each means there."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.form, self.actor, self.how, self.source, self.person = (array("q") for _ in range(5))
        self.bearers: dict[int, tuple[Bearer, ...]] = {}
        self.spellings: list[str] = []
        self._number: dict[str, int] = {}
        self._offsets = [0]

    def add(self, mine: Article) -> None:
        """Add the forms of an article."""
        known, source = mine.meanings, mine.source
        of_short = min(source.values(), default=TAGGER)
        for form in sorted(sorted(known), key=len, reverse=True):
            actor, kind, how, bearers = known[form]
            if bearers:
                self.bearers[len(self.form)] = bearers
            if len(bearers) == 1:
                actor, kind = bearers[0].actor, "person"
            self.form.append(self._number.setdefault(form, len(self._number)))
            self.actor.append(self.actors.number(actor, kind))
            self.how.append(_HOWS[how])
            self.source.append(source.get(form, of_short))
            self.person.append(kind in _PERSONS)
        self._offsets.append(len(self.form))

    def searches(
        self, article: NDArray[np.integer[Any]], numbers: NDArray[np.int64]
    ) -> match_per_article.Searches:
        """Arrange the forms for the kernel."""
        self.spellings = list(self._number)
        raw = [form.encode() for form in self.spellings]
        return match_per_article.Searches(
            np.searchsorted(article, numbers),
            np.searchsorted(article, numbers, side="right"),
            np.array(self._offsets),
            np.array(self.form, np.int64),
            np.frombuffer(b"".join(raw), np.uint8),
            np.cumsum([0, *map(len, raw)]),
        )


def _meant(
    raw: bytes,
    text: Text,
    hits: match_per_article.Hits,
    searched: _Searched,
    *,
    recognised: NDArray[np.bool_],
    names: Gazetteer,
) -> Mentions:
    """Give the mentions among the places of forms: most mean the same wherever they stand."""
    form, actor, how, source, person = (
        np.array(column, np.int64)[hits.row]
        for column in (
            *(searched.form, searched.actor, searched.how, searched.source, searched.person),
        )
    )
    kept = np.ones(len(hits.row), bool)
    by_place = np.isin(hits.row, np.fromiter(searched.bearers, np.int64, len(searched.bearers)))
    rows = np.flatnonzero(by_place | ~recognised)
    columns = (text.begins[hits.span], hits.start, hits.end, hits.row, form, person, recognised)
    lists = (rows.tolist(), *(column[rows].tolist() for column in columns))
    used: dict[int, dict[str, int]] = {}
    for hit, begin, start, end, row, spelling, is_person, sure in zip(*lists, strict=True):
        surface = searched.spellings[spelling]
        bearers = searched.bearers.get(row)
        place = begin, start, end
        is_sure = sure and not (bearers and OF_A_COMPANY.match(raw, end))
        is_short = how[hit] == _SHORT
        if not is_sure and not stands(
            raw, place, surface, names, person=is_person, short=bool(is_short)
        ):
            kept[hit] = False
            continue
        if not bearers:
            continue
        _, title = titled(raw, begin, start, surface, names)
        if len(bearers) == 1 and not title:
            continue
        mine = used.setdefault(row, {})
        chosen = decide(bearers, title=title, place=start, used=mine)
        key = (chosen, "person") if chosen else (surface, UNRESOLVED)
        actor[hit] = searched.actors.number(*key)
        if chosen and not title:
            mine[chosen] = start
    named = Mentions(hits.span, hits.start, hits.end, actor, how, source)
    return Mentions(*(column[kept] for column in named))
