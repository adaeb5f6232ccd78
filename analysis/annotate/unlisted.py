"""Find the names that the registry does not list: recognised once, found wherever they stand.

A name is recognised by a title that introduces a person, or by the tagger. All names of an article
are then resolved together, and each form is looked for in the whole article, so that a surname is
found where nothing around it shows that it is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.annotate.company_names import OF_A_COMPANY, companies
from analysis.annotate.gazetteer import Actors, Gazetteer, Mentions, Text
from analysis.annotate.match import find
from analysis.annotate.meaning import Meaning, Name
from analysis.annotate.person_names import parse_name
from analysis.annotate.plausible import (
    is_common,
    is_doubtful,
    is_title_case,
    plausible_name,
    plausible_part,
)
from analysis.annotate.resolve import decide, meanings
from analysis.annotate.surnames import MONTHS
from analysis.annotate.tagger import TYPES
from analysis.kernels import introductions, match_per_article
from analysis.schema import HOW, SOURCES, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.annotate.context import Context
    from analysis.annotate.tagger import Tagged

PERSON = TYPES.index("person")
REGISTRY, TITLE, TAGGER = (SOURCES.index(name) for name in ("registry", "title", "tagger"))
LIKELY = 0.4
"""How likely a name must be, at one place of the article at least, in order to count."""
_TITLE_BYTES = 60
"""Bytes before a name in which its title stands."""
_ARTICLES = (b"the ", b" a ", b" an ")
_OF_A_PERSON = (b"regime", b"administration", b"government", b"campaign", b"family", b"presidency")
"""What follows a person's name that has an article before it."""
_DATE_AFTER = re.compile(rb" (?:\d|Day\b)|,? [12]\d\d\d\b")
_DATE_BEFORE = re.compile(
    rb"(?:\b(?:in|of|since|by|until|till|from|during|last|next|this|early|late|mid|through|after"
    rb"|before|and|to|each|every|for)|\d(?:st|nd|rd|th)?) $|\bmid-$",
    re.IGNORECASE,
)
_CUT = b' \t\n.,;:!?"()[]'
"""What may stand around a word."""


class _Recognised(NamedTuple):
    """Where names were recognised, in reading order."""

    article: NDArray[np.int64]
    begin: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    type: NDArray[np.int64]
    source: NDArray[np.int64]
    sure: NDArray[np.int64]


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
        known = self.names.get(name.surface)
        if known is None:
            self.names[name.surface], self.source[name.surface] = name, source
            return
        person = "person" in {name.type, known.type} and TITLE in {
            source,
            self.source[known.surface],
        }
        self.names[name.surface] = known._replace(
            type="person" if person else known.type,
            titles=known.titles | name.titles,
            n=known.n + 1,
            actor=known.actor or name.actor,
        )
        self.source[name.surface] = min(source, self.source[name.surface])

    def add_companies(self, raw: bytes, begin: int, stop: int) -> None:
        """Add companies that begin with a name of one word, as “Norvik Shipping” does.

        Without a person of that surname the word alone is the company too.
        """
        surnames = {
            surface.rpartition(" ")[2]
            for surface, name in self.names.items()
            if name.type == "person" and " " in surface
        }
        alone = {surface for surface in self.sure if " " not in surface}
        for longer, at in companies(raw, begin, stop, sorted(surnames | alone)):
            self.add(Name(longer, "organisation", at), TAGGER)
            self.sure.add(longer)
            word = longer.split(" ", 1)[0]
            name = self.names.get(word)
            if name and word not in surnames and not name.titles:
                self.names[word] = name._replace(type="organisation")

    def source_of(self, form: str) -> int:
        """Say what made a form known; a short name has the source of its person."""
        return self.source.get(form, min(self.source.values()))

    def drop_words(self, raw: bytes, begin: int, stop: int) -> None:
        """Drop words that only begin sentences and stand in lower case elsewhere, as “Barley”."""
        for surface in self.sure - self.inside:
            word = surface.lower().encode()
            if (self.names[surface].type == "person" and is_common(surface)) or re.search(
                rb"\b" + re.escape(word) + rb"\b", raw[begin:stop]
            ):
                self.sure.discard(surface)


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
    recognised = _recognised(text, context, article, names)
    articles = _named_in_full(context.named, article, actors)
    spots = _read(text, raw, recognised, articles, names)
    bounds = np.searchsorted(article, [[number, number + 1] for number in articles])
    for (number, mine), (first, last) in zip(articles.items(), bounds.tolist(), strict=True):
        freed = context.freed.get(number)
        bounds_of_article = int(text.begins[first]), int(text.stops[last - 1])
        mine.drop_words(raw, *bounds_of_article)
        mine.add_companies(raw, *bounds_of_article)
        mine.meanings = meanings(
            [name for name in mine.names.values() if name.surface in mine.sure],
            defined=context.defined.get(number, {}),
            listed=names.listed - freed if freed else names.listed,
            given=names.given,
        )
    searches, forms = _searches(articles, article)
    hits = match_per_article.find_within(
        text.data, text.begins, text.stops, (context.named.start, context.named.end), searches
    )
    order = np.argsort(hits.start, kind="stable")
    columns = (hits.span, hits.start, hits.end, hits.row)
    rows = _meant(
        raw,
        zip(*(column[order].tolist() for column in columns), strict=True),
        forms,
        (articles, text, spots, names, actors),
    )
    return Mentions(*np.array(list(rows), np.int64).reshape(-1, 6).T.copy())


def _recognised(
    text: Text, context: Context, article: NDArray[np.integer[Any]], names: Gazetteer
) -> _Recognised:
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
    found = _plausible(_not_within(found, tagged), text)
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
    return _Recognised(*(column[by_place].astype(np.int64) for column in columns))


def _plausible(found: introductions.Spans, text: Text) -> introductions.Spans:
    """Cut introduced names where ordinary words begin, and drop those of ordinary words only."""
    starts, ends = found.start.copy(), found.end.copy()
    for k, span in enumerate(found.span.tolist()):
        surface = text.part(int(starts[k]), int(ends[k]))
        before, name = plausible_part(surface, text.part(text.begins[span], text.stops[span]))
        starts[k] += len(before.encode())
        ends[k] = starts[k] + len(name.encode())
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


def _named_in_full(
    named: Mentions, article: NDArray[np.integer[Any]], actors: Actors
) -> dict[int, Article]:
    """Begin each article with the persons of the registry whom it names."""
    is_person = np.fromiter((kind == "person" for _, kind in actors.all), bool, len(actors.all))
    rows = is_person[named.actor]
    articles: dict[int, Article] = {}
    columns = (article[named.span[rows]], named.actor[rows], named.start[rows])
    for number, row, start in zip(*(column.tolist() for column in columns), strict=True):
        actor = actors.all[row][0]
        mine = articles.setdefault(number, Article())
        mine.add(Name(actor, "person", start, actor=actor), REGISTRY)
        mine.sure.add(actor)
        mine.inside.add(actor)
    return articles


def _read(
    text: Text, raw: bytes, recognised: _Recognised, articles: dict[int, Article], names: Gazetteer
) -> dict[tuple[int, int], int]:
    """Add what was recognised to its article; give the places, each with its type."""
    spots: dict[tuple[int, int], int] = {}
    columns = (column.tolist() for column in recognised)
    for number, begin, first, last, kind, source, sure in zip(*columns, strict=True):
        surface, title, start = _surface(text, raw, (begin, first, last, kind, source), names)
        if source == TAGGER and not _may_be(raw, (begin, start), surface, kind, names):
            continue
        if surface:
            spots[start, start + len(surface.encode())] = kind
            name = Name(surface, TYPES[kind], start, frozenset({title} - {""}))
            mine = articles.setdefault(number, Article())
            mine.add(name, source)
            if sure:
                mine.sure.add(surface)
            if _is_inside(text, begin, start, surface, source):
                mine.inside.add(surface)
    return spots


def _surface(
    text: Text, raw: bytes, place: tuple[int, int, int, int, int], names: Gazetteer
) -> tuple[str, str, int]:
    """Give a recognised name without title and other words, its title, and where it begins."""
    begin, start, end, kind, source = place
    surface = raw[start:end].decode(errors="ignore")
    if kind != PERSON:
        return (_without_title(surface, names) if source == TAGGER else surface), "", start
    surface, title = titled(raw, begin, start, surface, names)
    start = end - len(surface.encode())
    if source == TAGGER and " " in surface and is_doubtful(surface.split(" ")):
        surface = plausible_name(surface, _line(text, begin))
    return surface, title, start


def _without_title(surface: str, names: Gazetteer) -> str:
    """Cut the title of a person off the name of a body: “Coast Guard Commandant”."""
    words = surface.split(" ")
    titled = len(words) > 2 and words[-1].lower() in names.title_ends
    return " ".join(words[:-1]) if titled else surface


def _is_inside(text: Text, begin: int, start: int, surface: str, source: int) -> bool:
    """Tell whether a name's capital is its own, not that of a beginning or a headline."""
    if source == TITLE or " " in surface:
        return True
    return start > begin + 3 and not (is_common(surface) and is_title_case(_line(text, begin)))


def _line(text: Text, begin: int) -> str:
    """Give the sentence that begins at a byte."""
    return text.part(begin, int(text.stops[np.searchsorted(text.begins, begin)]))


def _may_be(raw: bytes, place: tuple[int, int], surface: str, kind: int, names: Gazetteer) -> bool:
    """Refuse what no name is like: “UP TO US”, “Secretary of State”, “the Ansel”."""
    begin, start = place
    if surface.isupper() and surface.lower() in names.not_names:
        return False
    if kind != PERSON:
        return surface != "State" or raw[max(begin, start - 3) : start] != b"of "
    if surface.rpartition(" ")[2][:1].islower():
        return False
    if " " in surface or not raw[max(begin, start - 5) : start].lower().endswith(_ARTICLES):
        return True
    return raw[start + len(surface.encode()) :][:20].lstrip().startswith(_OF_A_PERSON)


def titled(raw: bytes, begin: int, start: int, surface: str, names: Gazetteer) -> tuple[str, str]:
    """Read the title before a person's name or at its beginning.

    Parameters
    ----------
    raw
        The text as UTF-8.
    begin, start
        Where the sentence and the name begin.
    surface
        The name.
    names
        All titles.

    Returns
    -------
    (str, str)
        The name without its title, and the title in lower case and without periods.
    """
    before = raw[max(begin, start - _TITLE_BYTES) : start]
    words = before.rsplit(None, 1)
    near = words[-1].decode(errors="ignore").lower().rstrip(".") if words else ""
    first = surface.split(" ", 1)[0].lower().rstrip(".")
    if near not in names.title_ends and first not in names.title_begins:
        return surface, ""
    shown = before.decode(errors="ignore") if near in names.title_ends else ""
    read = parse_name(surface, before=shown, titles=names.title_words)
    inside = len(parse_name(surface, titles=()).words) - len(read.words)
    if inside <= 0:
        return surface, read.title
    return surface.split(None, inside)[-1] if read.words else "", read.title


def _searches(
    articles: dict[int, Article], article: NDArray[np.integer[Any]]
) -> tuple[match_per_article.Searches, list[tuple[str, Meaning, int]]]:
    """List the forms to look for in each article, the longest first."""
    number: dict[str, int] = {}
    rows: list[tuple[str, Meaning, int]] = []
    offsets = [0]
    for mine in articles.values():
        known = mine.meanings
        rows += [
            (form, known[form], mine.source_of(form))
            for form in sorted(known, key=lambda form: (-len(form), form))
        ]
        offsets.append(len(rows))
    ids = np.fromiter(articles, np.int64, len(articles))
    form = np.fromiter(
        (number.setdefault(row[0], len(number)) for row in rows), np.int64, len(rows)
    )
    raw = [each.encode() for each in number]
    searches = match_per_article.Searches(
        np.searchsorted(article, ids),
        np.searchsorted(article, ids, side="right"),
        np.array(offsets),
        form,
        np.frombuffer(b"".join(raw), np.uint8),
        np.cumsum([0, *map(len, raw)]),
    )
    return searches, rows


def _meant(
    raw: bytes,
    hits: Iterator[tuple[int, int, int, int]],
    forms: list[tuple[str, Meaning, int]],
    around: tuple[dict[int, Article], Text, dict[tuple[int, int], int], Gazetteer, Actors],
) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Give the mentions among the places of forms."""
    _, text, spots, names, actors = around
    hows = {how: place for place, how in enumerate(HOW)}
    used: dict[int, dict[str, int]] = {}
    for span, start, end, row in hits:
        form, meaning, source = forms[row]
        kind_there = spots.get((start, end))
        sure = kind_there is not None and (kind_there == PERSON or not _is_person(meaning))
        sure = sure and not (meaning.bearers and OF_A_COMPANY.match(raw, end))
        place = (int(text.begins[span]), start, end)
        if not sure and not stands(raw, place, form, meaning, names):
            continue
        actor, kind = meaning.actor, meaning.type
        if meaning.bearers:
            mine = used.setdefault(row, {})
            _, title = titled(raw, int(text.begins[span]), start, form, names)
            chosen = decide(meaning.bearers, title=title, place=start, used=mine)
            actor, kind = (chosen, "person") if chosen else (form, UNRESOLVED)
            if chosen and not title:
                mine[chosen] = start
        yield span, start, end, actors.number(actor, kind), hows[meaning.how], source


def _is_person(meaning: Meaning) -> bool:
    return meaning.type in {"person", UNRESOLVED}


def stands(
    raw: bytes, place: tuple[int, int, int], form: str, meaning: Meaning, names: Gazetteer
) -> bool:
    """Tell whether a form is a name of its own where nothing recognised it.

    After another capitalised word it may be somebody else's surname, before one a company's name.

    Parameters
    ----------
    raw
        The text as UTF-8.
    place
        Where its sentence begins, and where the form begins and ends.
    form, meaning
        The form, and what it means in the article.
    names
        Titles and word lists.

    Returns
    -------
    bool
    """
    begin, start, end = place
    single = " " not in form
    if not _is_person(meaning):
        if single and meaning.how == "short name" and not _begins(raw, begin, start, names):
            return False  # “Neo Democrats” are not the Democratic Party
        return not (single and form.lower() in names.not_names)
    if single and _is_word(raw, place, form, names):
        return False
    return _ends(raw, end, names, single=single) and (
        not single or start == begin or _begins(raw, begin, start, names)
    )


def _is_word(raw: bytes, place: tuple[int, int, int], form: str, names: Gazetteer) -> bool:
    """Tell whether a surname stands as the word it also is: a month, “will”, a firm."""
    begin, start, end = place
    behind = raw[end : end + 16]
    if OF_A_COMPANY.match(behind):
        return True
    if form in MONTHS:
        before = raw[max(begin, start - 16) : start]
        return bool(_DATE_AFTER.match(behind) or _DATE_BEFORE.search(before))
    return form.lower() in names.not_names and start <= begin + 1


def _ends(raw: bytes, end: int, names: Gazetteer, *, single: bool) -> bool:
    """Tell whether a person's name may end here, and no other name goes on."""
    after = raw[end : end + 24]
    if not after[1:2].isupper() or after[:1] not in {b" ", b"-"}:
        return True
    if after[:1] == b"-" or single:
        return False
    return after.split(None, 1)[0].rstrip(_CUT).decode(errors="ignore") not in names.things


def _begins(raw: bytes, begin: int, start: int, names: Gazetteer) -> bool:
    """Tell whether a surname may begin here, and belongs to no other first name."""
    if raw[start - 1 : start] != b" ":
        return raw[start - 1 : start] != b"-"
    before = raw[max(begin, start - 24) : start - 1].rsplit(None, 1)
    word = before[-1].lstrip(_CUT) if before else b""
    if not word[:1].isupper() or word[-1:] in b',;:!?)"':
        return True
    plain = word.decode(errors="ignore").lower().rstrip(".")
    return plain in names.title_ends or plain in names.not_names
