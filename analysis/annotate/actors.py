"""Sentences into mentions: which words name which actor, and how."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.annotate.match import Found, Text, find, plain, prepared
from analysis.annotate.people import as_printed, introduced, surnames
from analysis.annotate.places import is_place
from analysis.annotate.tokens import is_shouted
from analysis.schema import ARTICLES, MENTIONS, REGISTRY, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd


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


def find_mentions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    registry: pd.DataFrame,
    titles: frozenset[str],
    not_names: frozenset[str],
) -> pd.DataFrame:
    """Find every naming of an actor.

    The registry's forms are matched as whole words, the longest first, with their capitals: “IS”
    is not “is”. Persons are also found where a title introduces them. A surname alone names a
    person whose full name stands in the same article, if it fits only one. A capital is the
    government (`metonym`) unless the words around it make it a place; then its type is `place`.

    Parameters
    ----------
    articles
        An `ARTICLES` table.
    sentences
        The `SENTENCES` of the same articles.
    registry
        A `REGISTRY` table.
    titles
        Titles and role nouns that introduce a person's name.
    not_names
        Lower-case words that are not part of a name, and which an acronym in a sentence set in
        capitals cannot be told from (“US” in “TELL US”).

    Returns
    -------
    DataFrame
        A `MENTIONS` table, one row per naming, in reading order. Only a description
        (`nominal`) may overlap with another mention.
    """
    for table, promise in ((articles, ARTICLES), (sentences, SENTENCES), (registry, REGISTRY)):
        promise.check(table)
    text = prepared(articles, sentences)
    forms = _forms(registry)
    names = list(_names(text, forms, not_names))
    described = [form for form in forms if form.how == "nominal"]
    nominal = list(_mentions(find(text, [form.alias for form in described]), described))
    of_titles = sorted({form for title in titles for form in as_printed(title)})
    people = _people(
        sentences,
        text,
        names,
        titles=find(text, of_titles),
        listed={form.alias for form in forms if form.how != "nominal"},
        not_names=not_names,
    )
    return _table(articles, sentences, [*names, *nominal, *people])


def _forms(registry: pd.DataFrame) -> list[Form]:
    """Give the registry's forms; a plain name before a metonym, since it needs no context."""
    forms = [Form(*row) for row in zip(*(registry[c] for c in Form._fields), strict=True)]
    return sorted(forms, key=lambda form: (form.how == "metonym", form.alias, form.actor))


def _mentions(found: Found, forms: list[Form]) -> Iterator[_Mention]:
    columns = (found.span, found.start, found.end, found.form)
    for span, start, end, number in zip(*(c.tolist() for c in columns), strict=True):
        form = forms[number]
        yield _Mention(span, start, end, form.actor, form.type, form.how)


def _names(text: Text, forms: list[Form], not_names: frozenset[str]) -> Iterator[_Mention]:
    """Find all names; in a sentence set in capitals the same forms in capitals."""
    named = [form for form in forms if form.how != "nominal"]
    pieces = text.segments.pieces
    shouted = {span for span, piece in enumerate(pieces) if is_shouted(piece)}
    for mention in _mentions(find(text, [form.alias for form in named]), named):
        if mention.span not in shouted:
            yield _placed(mention, text)
    if shouted:
        loud = [f for f in named if f.how != "acronym" or f.alias.lower() not in not_names]
        for mention in _mentions(find(text, [form.alias.upper() for form in loud]), loud):
            if mention.span in shouted:
                yield _placed(mention, text)


def _placed(mention: _Mention, text: Text) -> _Mention:
    """Turn a capital that is meant as a place into a mention of the place."""
    if mention.how != "metonym":
        return mention
    sentence, begin = plain(text.segments.pieces[mention.span]), text.begins[mention.span]
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
    listed: set[str],
    not_names: frozenset[str],
) -> Iterator[_Mention]:
    """Find persons introduced by titles, and the surnames of all persons of an article."""
    taken = _by_span(names)
    known = _known_people(sentences, names)
    articles = sentences["article_id"].tolist()
    for span, spots in _spots(titles).items():
        sentence, begin = plain(text.segments.pieces[span]), text.begins[span]
        inside = [(m.start - begin, m.end - begin) for m in taken.get(span, ())]
        here = [(start - begin, end - begin) for start, end in spots]
        for start, end in introduced(sentence, titles=here, taken=inside, not_names=not_names):
            name = sentence[start:end]
            known.setdefault(articles[span], {}).setdefault(
                name, Form(name, "person", name, "name")
            )
    rows = dict(sentences.groupby("article_id").indices)
    for article, people in known.items():
        spans = np.asarray(rows[article]).tolist()
        search = [*people.values(), *_short_forms(people, listed)]
        yield from _of_article(text, spans, search, taken)


def _known_people(sentences: pd.DataFrame, names: list[_Mention]) -> dict[str, dict[str, Form]]:
    """Give for each article the persons of the registry whom it names in full."""
    known: dict[str, dict[str, Form]] = {}
    articles = sentences["article_id"].tolist()
    for mention in names:
        if mention.type == "person":
            form = Form(mention.actor, "person", mention.actor, mention.how)
            known.setdefault(articles[mention.span], {})[mention.actor] = form
    return known


def _short_forms(people: dict[str, Form], listed: set[str]) -> list[Form]:
    """Give the surnames that fit exactly one person of the article and no actor of the registry."""
    owners: dict[str, set[str]] = {}
    for name in people:
        for short in surnames(name):
            owners.setdefault(short, set()).add(name)
    return [
        Form(next(iter(names)), "person", short, "short name")
        for short, names in sorted(owners.items())
        if len(names) == 1 and short not in listed
    ]


def _of_article(
    text: Text, spans: list[int], forms: list[Form], taken: dict[int, list[_Mention]]
) -> Iterator[_Mention]:
    """Find a few forms in the sentences of one article, the longest first."""
    pieces = [text.segments.pieces[span] for span in spans]
    joined = plain("\0".join(pieces))
    begins = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    used = bytearray(len(joined) + 1)
    for form in sorted(forms, key=lambda form: (-len(form.alias), form.alias)):
        for start, end in _alone(joined, form.alias):
            place = bisect_right(begins, start) - 1
            offset = text.begins[spans[place]] - begins[place]
            span, first, last = spans[place], start + offset, end + offset
            if any(used[start:end]) or any(
                first < m.end and m.start < last for m in taken.get(span, ())
            ):
                continue
            used[start:end] = b"\1" * (end - start)
            yield _Mention(span, first, last, form.actor, "person", form.how)


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
    for span, start, end in zip(*(c.tolist() for c in columns), strict=True):
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
    for column in ("start", "end", "actor", "type", "how"):
        table[column] = [getattr(mention, column) for mention in mentions]
    table["surface"] = [
        texts[article][m.start : m.end] for article, m in zip(ids, mentions, strict=True)
    ]
    return MENTIONS.in_order(table)
