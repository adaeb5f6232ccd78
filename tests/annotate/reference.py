"""Mentions as a regular expression a step: slow, and the oracle for what the kernels find."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis import lexicons
from analysis.annotate import unlisted
from analysis.annotate.around import stands, titled
from analysis.annotate.company_names import OF_A_COMPANY
from analysis.annotate.context import in_phrase, is_part
from analysis.annotate.gazetteer import build_gazetteer
from analysis.annotate.meaning import Name
from analysis.annotate.plausible import is_title_case, plausible_name, words_before
from analysis.annotate.recognised import REGISTRY, TITLE
from analysis.annotate.resolve import decide, meanings
from analysis.annotate.surnames import as_printed
from analysis.annotate.tokens import is_shouted
from analysis.kernels.spellings import plain
from analysis.schema import HOW, MENTIONS, SOURCES, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from analysis.annotate.gazetteer import Gazetteer

_PARTICLES = "al|el|bin|ibn|ben|van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|abu|ul|ud"
_INITIAL = r"[^\W\d_]\.(?=\s)"
_PROPER = r"(?:(?:al|el|d|l|o)[-'])?[^\W\d_a-z][\w'-]*(?<!'s)"
_UNIT = rf"(?:{_INITIAL}|{_PROPER})"
_LOCATED = re.compile(r"\b(?:in|at|near|on|across|around|outside)\s$", re.IGNORECASE)
_NAME = re.compile(rf"(?<![\w'-]){_UNIT}(?:\s(?:(?:{_PARTICLES})\s){{0,2}}{_UNIT})*")
_TAIL = re.compile(rf"(?<!\w)(?:(?:(?:{_PARTICLES})\s){{0,2}}){_PROPER}$")
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


_TITLE_BEFORE = re.compile(r"(?:\s(?:to|of|for|in|at|with|on)\s[^,.;:]{1,60}(?=,))?,?\s")
_TITLE_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|his|her|their|our)\s|[^,.;:]{1,40}'s?\s)?"
    r"(?:(?!(?:the|a|an|said|says|told|who|which|and|but)\b)[\w'-]+\s){0,4}?",
    re.IGNORECASE,
)
_FAR = 100
"""Characters between a title and a name beyond which neither introduces the other."""


_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|through|throughout|over|above|via|toward|towards"
    r"|into|leave|leaves|leaving|reach|reached|visit|visited|visiting|enter|entered"
    r"|central|downtown|northern|southern|eastern|western|greater|capital,?)\s$"
    r"|\b(?:city|cities|outskirts|streets?|suburbs?|mayor|north|south|east|west|centre|center|heart"
    r"|province|district|airport|port|people|residents|skies|siege|fall|battle)\sof\s$"
    r"|\b(?:left|leaves?|leaving|bound|departed|headed|sailed|flew)\sfor\s$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(?:in|at|near)\s[A-Z][\w'-]+\s(?:and|or)\s$")
_LEFT = re.compile(r"\bleft\s$", re.IGNORECASE)
_LEFT_WHEN = re.compile(r"^(?:\s(?:at|on|for|early|late|by|after|before)\b|[.,;]|$)")
_TO_OR_FROM = re.compile(r"\b(?:to|from)\s$", re.IGNORECASE)
_RELATION = re.compile(
    r"\b(?:envoys?|ambassadors?|messages?|letters?|appeals?|aid|according|warnings?|answers?|repl\w+"
    r"|respon\w+|loyal\w*|close|closer|clos\w+|loans?|demands?|orders?|pressure|support|word"
    r"|writ\w+|wrote|sp[eo]ak\w*|spoke|talk\w*|turn\w*"
    r"|independen\w+|approval|permission|backing|assurances?|guarantees?|concessions?|proposals?"
    r"|up|sells?|sold|sales|weapons|arms|deaf|hostile|threats?)\s(?:to|from)\s$",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(
    r"^(?:\s(?:airport|international|streets?|suburbs?|neighbou?rhoods?|districts?|province"
    r"|governorate|residents?|hotels?|hospitals?|universit\w+|stock|metro|squares?|markets?|bureau"
    r"|correspondent|monument|bridge|station|zoo|museum|conference|marathon)\b|-based\b)",
    re.IGNORECASE,
)


class Text(NamedTuple):
    """Sentences as printed, and where each begins in its article."""

    pieces: list[str]
    begins: list[int]


class Found(NamedTuple):
    """Where forms occur, in reading order."""

    span: list[int]
    start: list[int]
    end: list[int]
    form: list[int]


def prepared(articles, sentences):
    """Take the sentences out of their articles."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = (sentences[c].tolist() for c in ("article_id", "start", "end"))
    pieces = [texts[article][start:end] for article, start, end in zip(*columns, strict=True)]
    return Text(pieces, sentences["start"].tolist())


def find(text, forms):
    """Find forms, the longest at the leftmost place, without overlap."""
    number: dict[str, int] = {}
    for place, form in enumerate(forms):
        number.setdefault(plain(form), place)
    if not number:
        return Found([], [], [], [])
    longest = sorted(number, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    rows = [
        (span, begin + m.start(), begin + m.end(), number[m.group()])
        for span, (piece, begin) in enumerate(zip(text.pieces, text.begins, strict=True))
        for m in pattern.finditer(plain(piece))
    ]
    return Found(*map(list, zip(*rows, strict=True))) if rows else Found([], [], [], [])


def introduced(
    sentence: str,
    *,
    titles: list[tuple[int, int]],
    taken: list[tuple[int, int]],
    not_names: frozenset[str],
) -> Iterator[tuple[int, int]]:
    """Find the names that a sentence introduces by a title."""
    opens = dict(titles)
    for start, end in _candidates(sentence, taken, not_names):
        own = opens.get(start, end)
        first = own + 1 if own < end else start
        name = sentence[first:end]
        if " " not in name or name.isupper() or name.split()[-1] in _THINGS:
            continue
        if first > start or _is_introduced(sentence, first, end, titles):
            before, title_case = words_before(name), is_title_case(sentence)
            kept = plausible_name(name[len(before) :], title_case=title_case)
            if kept:
                yield first + len(before), first + len(before) + len(kept)


def _is_introduced(sentence: str, first: int, end: int, titles: list[tuple[int, int]]) -> bool:
    for title, after in titles:
        if after < first <= after + _FAR and _TITLE_BEFORE.fullmatch(sentence, after, first):
            return True
        if end < title <= end + _FAR and _TITLE_AFTER.fullmatch(sentence, end, title):
            return not _LOCATED.search(sentence[:first])
    return False


def surnames(name: str) -> tuple[str, ...]:
    """Give the forms by which a person is named after the first full mention."""
    found = _TAIL.search(name)
    if found is None or found.start() == 0:
        return ()
    tail = found.group()
    bare = re.split(r"[ -]", tail)[-1] if tail[0].islower() else tail
    return tuple(filter(None, dict.fromkeys((tail, tail[0].upper() + tail[1:], bare))))


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


def is_place(sentence: str, start: int, end: int) -> bool:
    """Tell whether a capital is meant as a place."""
    before, after = sentence[:start], sentence[end:]
    if _PLACE_BEFORE.search(before) or _PAIR.search(before) or _PLACE_AFTER.match(after):
        return True
    if _LEFT.search(before) and _LEFT_WHEN.match(after):
        return True
    return bool(_TO_OR_FROM.search(before)) and not _RELATION.search(before)


class Form(NamedTuple):
    """One row of the registry: a form and the actor it names."""

    actor: str
    type: str
    alias: str
    how: str


class _Mention(NamedTuple):
    """One naming; `span` is the row of its sentence, offsets count the article's characters."""

    span: int
    start: int
    end: int
    actor: str
    type: str
    how: str
    source: str = "registry"


def find_mentions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    registry: pd.DataFrame,
    titles: frozenset[str],
    not_names: frozenset[str],
) -> pd.DataFrame:
    """Find every naming of an actor."""
    text = prepared(articles, sentences)
    forms = _forms(registry)
    phrases = frozenset(phrase.encode() for phrase in lexicons.phrases())
    names = [m for m in _names(text, forms, not_names) if not _is_part(text, m, phrases)]
    described = [form for form in forms if form.how == "nominal"]
    nominal = list(_mentions(find(text, [form.alias for form in described]), described))
    of_titles = sorted({form for title in titles for form in as_printed(title)})
    gazetteer = build_gazetteer(registry, titles=titles, not_names=not_names)
    people = _people(sentences, text, names, titles=find(text, of_titles), gazetteer=gazetteer)
    return _table(articles, sentences, [*names, *nominal, *people])


def _forms(registry: pd.DataFrame) -> list[Form]:
    """Give the registry's forms; a plain name before a metonym, since it needs no context."""
    forms = [Form(*row) for row in zip(*(registry[c] for c in Form._fields), strict=True)]
    return sorted(forms, key=lambda form: (form.how == "metonym", form.alias, form.actor))


def _mentions(found: Found, forms: list[Form]) -> Iterator[_Mention]:
    columns = (found.span, found.start, found.end, found.form)
    for span, start, end, number in zip(*columns, strict=True):
        form = forms[number]
        yield _Mention(span, start, end, form.actor, form.type, form.how)


def _names(text: Text, forms: list[Form], not_names: frozenset[str]) -> Iterator[_Mention]:
    """Find all names; in a sentence set in capitals the same forms in capitals."""
    named = [form for form in forms if form.how != "nominal"]
    pieces = text.pieces
    shouted = {span for span, piece in enumerate(pieces) if is_shouted(piece)}
    for mention in _mentions(find(text, [form.alias for form in named]), named):
        if mention.span not in shouted:
            yield _placed(mention, text)
    if shouted:
        loud = [f for f in named if f.how != "acronym" or f.alias.lower() not in not_names]
        for mention in _mentions(find(text, [form.alias.upper() for form in loud]), loud):
            if mention.span in shouted:
                yield _placed(mention, text)


def _is_part(text: Text, mention: _Mention, phrases: frozenset[bytes]) -> bool:
    """Tell whether a form is a part of a word, as in “pro-Beijing”, or of a phrase."""
    raw = plain(text.pieces[mention.span])
    start, end = (place - text.begins[mention.span] for place in mention[1:3])
    first, last = (len(raw[:place].encode()) for place in (start, end))
    line, first, last = b" " + raw.encode(), first + 1, last + 1
    return is_part(line, first, last, HOW.index(mention.how)) or in_phrase(
        line, first, last, phrases
    )


def _placed(mention: _Mention, text: Text) -> _Mention:
    """Turn a capital that is meant as a place into a mention of the place."""
    if mention.how != "metonym":
        return mention
    sentence, begin = plain(text.pieces[mention.span]), text.begins[mention.span]
    if not is_place(sentence, mention.start - begin, mention.end - begin):
        return mention
    name = sentence[mention.start - begin : mention.end - begin]
    return mention._replace(actor=name, type="place", how="name")


def _people(
    sentences: pd.DataFrame,
    text: Text,
    names: list[_Mention],
    *,
    titles: Found,
    gazetteer: Gazetteer,
) -> Iterator[_Mention]:
    """Find persons introduced by titles, and the surnames of all persons of an article."""
    taken = _by_span(names)
    known = _known_people(sentences, names)
    articles = sentences["article_id"].tolist()
    for span, spots in sorted(_spots(titles).items()):
        sentence, begin = plain(text.pieces[span]), text.begins[span]
        inside = [(m.start - begin, m.end - begin) for m in taken.get(span, ())]
        here = [(start - begin, end - begin) for start, end in spots]
        rule = {"titles": here, "taken": inside, "not_names": gazetteer.not_names}
        for start, end in introduced(sentence, **rule):
            raw = sentence.encode()
            first = len(sentence[:start].encode())
            name, title = titled(raw, 0, first, sentence[start:end], gazetteer)
            if name:
                known.setdefault(articles[span], _Article()).add(
                    Name(name, "person", begin + start, frozenset({title} - {""})), TITLE
                )
                known[articles[span]].spots.add((span, begin + end - len(name), begin + end))
    rows = dict(sentences.groupby("article_id").indices)
    for article, people in known.items():
        spans = np.asarray(rows[article]).tolist()
        yield from _of_article(text, spans, people, taken, gazetteer)


class _Article(unlisted.Article):
    """The names of one article, and where they are introduced."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: set[tuple[int, int, int]] = set()


def _known_people(sentences: pd.DataFrame, names: list[_Mention]) -> dict[str, _Article]:
    """Give for each article the persons of the registry whom it names in full."""
    known: dict[str, _Article] = {}
    articles = sentences["article_id"].tolist()
    for mention in names:
        if mention.type == "person":
            name = Name(mention.actor, "person", mention.start, actor=mention.actor)
            known.setdefault(articles[mention.span], _Article()).add(name, REGISTRY)
    return known


def _of_article(
    text: Text,
    spans: list[int],
    people: _Article,
    taken: dict[int, list[_Mention]],
    gazetteer: Gazetteer,
) -> Iterator[_Mention]:
    """Find a few forms in the sentences of one article, the longest first."""
    pieces = [text.pieces[span] for span in spans]
    joined = plain("\0".join(pieces))
    begins = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    used = bytearray(len(joined) + 1)
    means = meanings(
        list(people.names.values()), defined={}, listed=gazetteer.listed, given=gazetteer.given
    )
    hits: list[tuple[int, int, int, int, int, str]] = []
    for form in sorted(means, key=lambda form: (-len(form), form)):
        for start, end in _alone(joined, form):
            place = bisect_right(begins, start) - 1
            offset = text.begins[spans[place]] - begins[place]
            span, first, last = spans[place], start + offset, end + offset
            if any(used[start:end]) or any(
                first < m.end and m.start < last for m in taken.get(span, ())
            ):
                continue
            used[start:end] = b"\1" * (end - start)
            hits.append((start, end, span, first, last, form))
    called: dict[str, dict[str, int]] = {}
    least = min(people.source.values())
    for start, _, span, first, last, form in sorted(hits):
        meaning = means[form]
        raw, at = joined.encode(), len(joined[:start].encode())
        begin = len(joined[: begins[bisect_right(begins, start) - 1]].encode())
        where = begin, at, at + len(form.encode())
        sure = (span, first, last) in people.spots
        if meaning.bearers and OF_A_COMPANY.match(raw, where[2]):
            sure = False
        if not sure and not stands(
            raw, where, form, gazetteer, person=meaning.type in {"person", UNRESOLVED}
        ):
            continue
        actor, kind = meaning.actor, meaning.type
        if meaning.bearers:
            mine = called.setdefault(form, {})
            _, title = titled(raw, begin, at, form, gazetteer)
            chosen = decide(meaning.bearers, title=title, place=first, used=mine)
            actor, kind = (chosen, "person") if chosen else (form, UNRESOLVED)
            if chosen and not title:
                mine[chosen] = first
        yield _Mention(
            span, first, last, actor, kind, meaning.how, SOURCES[people.source.get(form, least)]
        )


def _alone(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Give the places where a form stands as whole words."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not _is_word(text[start - 1 : start]) and not _is_word(text[end : end + 1]):
            yield start, end
        start = text.find(form, start + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _by_span(names: Iterable[_Mention]) -> dict[int, list[_Mention]]:
    spans: dict[int, list[_Mention]] = {}
    for mention in names:
        spans.setdefault(mention.span, []).append(mention)
    return spans


def _spots(found: Found) -> dict[int, list[tuple[int, int]]]:
    spots: dict[int, list[tuple[int, int]]] = {}
    columns = (found.span, found.start, found.end)
    for span, start, end in zip(*columns, strict=True):
        spots.setdefault(span, []).append((start, end))
    return spots


def _table(
    articles: pd.DataFrame, sentences: pd.DataFrame, mentions: list[_Mention]
) -> pd.DataFrame:
    if not mentions:
        return MENTIONS.empty()
    mentions.sort()
    spans = np.fromiter((m.span for m in mentions), np.int64, len(mentions))
    table = sentences[["article_id", "sentence", "paragraph", "zone"]].take(spans)
    table = table.reset_index(drop=True)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    ids = table["article_id"].tolist()
    for column in ("start", "end", "actor", "type", "how", "source"):
        table[column] = [getattr(mention, column) for mention in mentions]
    table["surface"] = [
        texts[article][m.start : m.end] for article, m in zip(ids, mentions, strict=True)
    ]
    return MENTIONS.in_order(table)
