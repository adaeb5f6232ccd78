"""Sentences into mentions: which words name which actor, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.annotate.match import Matcher, matcher, plain
from analysis.annotate.people import Titles, introduced, surnames
from analysis.annotate.places import is_place
from analysis.annotate.tokens import is_shouted
from analysis.schema import ARTICLES, MENTIONS, REGISTRY, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator


class Form(NamedTuple):
    """One row of the registry: a form and the actor it names."""

    actor: str
    type: str
    alias: str
    how: str


class _Found(NamedTuple):
    start: int
    end: int
    actor: str
    type: str
    how: str


@dataclass(frozen=True)
class _Gazetteer:
    """The registry, ready to search: names, the same in capitals, and descriptions.

    Descriptions (“the Iraqi government”) are searched apart, since a name may stand inside one.
    """

    names: tuple[Form, ...]
    in_print: Matcher
    in_capitals: Matcher
    descriptions: tuple[Form, ...]
    described: Matcher


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
    gazetteer = _gazetteer(registry, not_names)
    patterns = Titles(titles)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = ("article_id", "start", "end", "sentence", "paragraph", "zone")
    rows = []
    for article_id, part in sentences[list(columns)].groupby("article_id", sort=True):
        places = list(part.drop(columns="article_id").itertuples(index=False, name=None))
        spans = [(start, plain(texts[article_id][start:end])) for start, end, *_ in places]
        for (_, _, *where), (offset, _), found in zip(
            places, spans, _in_article(spans, gazetteer, patterns, not_names), strict=True
        ):
            for item in found:
                start, end = offset + item.start, offset + item.end
                surface = texts[article_id][start:end]
                rows.append(
                    (article_id, start, end, surface, item.actor, item.type, item.how, *where)
                )
    if not rows:
        return MENTIONS.empty()
    names = ["article_id", "start", "end", "surface", "actor", "type", "how", *columns[3:]]
    return MENTIONS.conform(pd.DataFrame(rows, columns=names))


def _gazetteer(registry: pd.DataFrame, not_names: frozenset[str]) -> _Gazetteer:
    forms = [Form(*row) for row in zip(*(registry[c] for c in Form._fields), strict=True)]
    # Names come before metonyms where a form is both, since a plain name needs no context.
    forms.sort(key=lambda form: (form.how == "metonym", form.alias, form.actor))
    names = tuple(form for form in forms if form.how != "nominal")
    descriptions = tuple(form for form in forms if form.how == "nominal")
    capitals = (
        None if form.how == "acronym" and form.alias.lower() in not_names else form.alias.upper()
        for form in names
    )
    return _Gazetteer(
        names=names,
        in_print=matcher(form.alias for form in names),
        in_capitals=matcher(capitals),
        descriptions=descriptions,
        described=matcher(form.alias for form in descriptions),
    )


def _in_article(
    spans: list[tuple[int, str]],
    gazetteer: _Gazetteer,
    titles: Titles,
    not_names: frozenset[str],
) -> Iterator[list[_Found]]:
    """Give the mentions of each sentence: first all full names, then the surnames they allow."""
    known = [list(_by_registry(text, gazetteer)) for _, text in spans]
    people = {
        name: Form(name, "person", name, "name")
        for (_, text), found in zip(spans, known, strict=True)
        for name in _new_names(text, found, titles, not_names)
    }
    for found in known:
        people.update({f.actor: _person(f) for f in found if f.type == "person"})
    forms = [*people.values(), *_short_forms(people, gazetteer)]
    search = matcher(form.alias for form in forms)
    for (_, text), found in zip(spans, known, strict=True):
        taken = [(f.start, f.end) for f in found if f.how != "nominal"]
        more = [
            _Found(start, end, forms[number].actor, "person", forms[number].how)
            for start, end, number in search.find(text)
            if not any(start < last and first < end for first, last in taken)
        ]
        yield sorted([*found, *more])


def _by_registry(text: str, gazetteer: _Gazetteer) -> Iterator[_Found]:
    search = gazetteer.in_capitals if is_shouted(text) else gazetteer.in_print
    for start, end, number in search.find(text):
        form = gazetteer.names[number]
        if form.how == "metonym" and is_place(text, start, end):
            yield _Found(start, end, form.alias, "place", "name")
        else:
            yield _Found(start, end, form.actor, form.type, form.how)
    for start, end, number in gazetteer.described.find(text):
        form = gazetteer.descriptions[number]
        yield _Found(start, end, form.actor, form.type, form.how)


def _new_names(
    text: str, found: list[_Found], titles: Titles, not_names: frozenset[str]
) -> Iterator[str]:
    taken = [(f.start, f.end) for f in found if f.how != "nominal"]
    for start, end in introduced(text, titles=titles, taken=taken, not_names=not_names):
        yield text[start:end]


def _person(found: _Found) -> Form:
    return Form(found.actor, "person", found.actor, found.how)


def _short_forms(people: dict[str, Form], gazetteer: _Gazetteer) -> list[Form]:
    """Give the surnames that fit exactly one person of the article and no actor of the registry."""
    owners: dict[str, set[str]] = {}
    for name in people:
        for short in surnames(name):
            owners.setdefault(short, set()).add(name)
    taken = {form.alias for form in gazetteer.names}
    return [
        Form(next(iter(names)), "person", short, "short name")
        for short, names in sorted(owners.items())
        if len(names) == 1 and short not in taken
    ]
