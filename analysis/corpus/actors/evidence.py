"""What a shard knows about its names: tables of counts that can be added up in any order.

Every row has a `block`, the end of a surname or the key of an organisation: names of one actor
share it, so that whatever is decided about a name is decided within its block.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from analysis import lexicons
from analysis.annotate.person_names import parse_name
from analysis.corpus.actors.spelling import body_key, person_key
from analysis.corpus.aggregate import ALL, KeyPartition, partition_codes
from analysis.schema import HOW, SOURCES, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.corpus.actors.spelling import PersonKey
    from analysis.corpus.shard import Shard

PERSON, BODY, PLACE = "person", "organisation", "place"
BETWEEN = "\x1f"
"""Stands between values that share a cell; no name holds it."""
UNDATED = ""

KEYS = {
    "names": ("block", "actor", "type"),
    "days": ("block", "actor", "day"),
    "titles": ("block", "actor", "title"),
    "together": ("block", "actors"),
    "lone": ("block", "place", "form", "day", "titles"),
    "acronyms": ("block", "acronym", "actor"),
}
"""The tables and what names a row in each.

``names``
    How often each name stands in the corpus: `n_articles`, `n_mentions`, and of these
    `n_registry` known to the registry.
``days``
    In how many articles of a day a person is named in full.
``titles``
    How often a title stands before a person who is named in full somewhere.
``together``
    Names of one block that stand in one article as different actors.
``lone``
    Surnames that their text could not resolve; `place` is the shard and the row of the text.
``acronyms``
    In how many articles that spell an acronym out it means what.
"""

_COUNTS = {
    "names": ("n_articles", "n_mentions", "n_registry"),
    "lone": ("n_articles", "n_mentions"),
}
_ACRONYM, _REGISTRY = HOW.index("acronym"), SOURCES.index("registry")
_BEFORE = 50
"""Characters before a name in which its title stands."""


class _Place(NamedTuple):
    """Where an article names an actor, how, and what knows it."""

    start: int
    end: int
    how: int
    source: int


class _Counts:
    """Rows with their counts, table by table."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, ...], list[int]]] = {name: {} for name in KEYS}

    def add(self, table: str, *key: str, counts: tuple[int, ...] = (1,)) -> None:
        """Add counts to a row."""
        row = self._rows[table].setdefault(key, [0] * len(counts))
        for place, n in enumerate(counts):
            row[place] += n

    def table(self, name: str, part: KeyPartition) -> pa.Table:
        """Give one table, the rows of some blocks of it."""
        rows, labels = self._rows[name], _COUNTS.get(name, ("n",))
        columns = list(zip(*rows, strict=True)) or [()] * len(KEYS[name])
        counts = list(zip(*rows.values(), strict=True)) or [()] * len(labels)
        made = pa.table(
            {
                key: pa.array(each, pa.string())
                for key, each in zip(KEYS[name], columns, strict=True)
            }
            | {key: pa.array(each, pa.int64()) for key, each in zip(labels, counts, strict=True)}
        )
        if part.of == 1:
            return made
        return made.filter(pa.array(part.holds(partition_codes(made["block"]))))


class _Known(NamedTuple):
    """An actor of a shard: its name as articles resolved it, its type, and how it reads."""

    name: str
    type: str
    key: PersonKey | None
    block: str


def evidence(shard: Shard, *, name: str = "", part: KeyPartition = ALL) -> dict[str, pa.Table]:
    """Count what one shard knows about its names.

    Parameters
    ----------
    shard
        Articles, and their mentions as they were annotated.
    name
        The shard's name.
    part
        Which blocks to count.

    Returns
    -------
    dict of str to pyarrow.Table
        The tables of `KEYS`.
    """
    columns = (shard.strings("actors", each).to_pylist() for each in ("actor", "type"))
    known = [_read(*each) for each in zip(*columns, strict=True)]
    days, counts = _days(shard), _Counts()
    for article, mentions in _by_article(shard):
        row = int(shard.text_rows[article])
        named = [(known[actor], places) for actor, places in mentions.items()]
        _count_names(counts, named)
        _count_persons(counts, shard.text_of(article), named, days[row], f"{name} {row}")
        _count_acronyms(counts, shard.text_of(article), named)
    return {table: counts.table(table, part) for table in KEYS}


def _read(name: str, kind: str) -> _Known:
    key = person_key(name) if kind == PERSON else None
    return _Known(name, kind, key, block_of(name, kind))


def block_of(name: str, kind: str) -> str:
    """Give the block of a name: the end of a surname, or the key of an organisation."""
    return f"p {person_key(name).block}" if kind == PERSON else f"o {body_key(name)}"


def _count_names(counts: _Counts, named: list[tuple[_Known, list[_Place]]]) -> None:
    """Count all names, and note which of one block stand here as different actors."""
    blocks: dict[str, set[str]] = {}
    for known, places in named:
        n_registry = sum(place.source == _REGISTRY for place in places)
        counts.add(
            "names", known.block, known.name, known.type, counts=(1, len(places), n_registry)
        )
        if known.type not in {PLACE, UNRESOLVED} and (known.key is None or known.key.given):
            blocks.setdefault(known.block, set()).add(known.name)
    for block, names in blocks.items():
        if len(names) > 1:
            counts.add("together", block, BETWEEN.join(sorted(names)))


def _count_persons(
    counts: _Counts, text: str, named: list[tuple[_Known, list[_Place]]], day: str, place: str
) -> None:
    """Count days and titles of persons with a full name; note surnames without a bearer here."""
    persons = [(known, known.key, places) for known, places in named if known.key is not None]
    full = {key.surname for _, key, _ in persons if key.given}
    for known, key, places in persons:
        titles = {title for each in places if (title := _title(text, each.start))}
        if key.given:
            counts.add("days", known.block, known.name, day)
            for title in titles:
                counts.add("titles", known.block, known.name, title)
        elif (
            key.surname not in full
            and not key.suffix
            and all(each.source != _REGISTRY for each in places)
        ):
            before = BETWEEN.join(sorted(titles))
            counts.add("lone", known.block, place, known.name, day, before, counts=(1, len(places)))


def _count_acronyms(counts: _Counts, text: str, named: list[tuple[_Known, list[_Place]]]) -> None:
    """Count for acronyms that an article spells out whom they mean there."""
    for known, places in named:
        if known.type == BODY:
            spelled_out = [p for p in places if p.how == _ACRONYM and p.source != _REGISTRY]
            for acronym in {text[place.start : place.end] for place in spelled_out}:
                counts.add("acronyms", block_of(acronym, BODY), acronym, known.name)


def _by_article(shard: Shard) -> Iterator[tuple[int, dict[int, list[_Place]]]]:
    """Give for each article with mentions the rows of its actors, with the places of each."""
    names = ("article", "actor", "start", "end", "how", "source")
    columns = (shard.column("mentions", name).tolist() for name in names)
    for article, rows in groupby(zip(*columns, strict=True), key=itemgetter(0)):
        mentions: dict[int, list[_Place]] = {}
        for _, actor, *place in rows:
            mentions.setdefault(actor, []).append(_Place(*place))
        yield article, mentions


def _days(shard: Shard) -> dict[int, str]:
    """Give for each text the first day on which it was published."""
    written = shard.metadata["published"].dt.strftime("%Y-%m-%d").fillna(UNDATED)
    days: dict[int, str] = {}
    for row, day in zip(shard.text_rows.tolist(), written.tolist(), strict=True):
        days[row] = min(filter(None, (days.get(row), day)), default=UNDATED)
    return days


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """Give all titles in lower case and without periods, and their last words."""
    split = [[word.rstrip(".") for word in title.lower().split()] for title in lexicons.titles()]
    return frozenset(map(" ".join, split)), frozenset(words[-1] for words in split)


def _title(text: str, start: int) -> str:
    """Read the title before a name; empty if there is none."""
    titles, ends = _titles()
    before = text[max(0, start - _BEFORE) : start]
    words = before.rsplit(None, 1)
    if not words or words[-1].lower().rstrip(".") not in ends:
        return ""
    return parse_name("X", before=before, titles=titles).title
