"""Decide once for a corpus which names are one actor, block by block."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from analysis.corpus.actors.bearers import Bearer, Lone, place_surnames
from analysis.corpus.actors.classes import (
    ACRONYM,
    PERHAPS_ACRONYM,
    Entry,
    Merge,
    merge_bodies,
    merge_persons,
)
from analysis.corpus.actors.evidence import BETWEEN, BODY, PERSON, PLACE
from analysis.corpus.actors.spelling import person_key
from analysis.schema import UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.corpus.actors.bearers import Placed

NO_BODIES = frozenset(
    {PERSON, PLACE, UNRESOLVED, "state", "region", "world region", "people", "government"}
)
"""Types that no organisation is merged with."""
LONG = 4
"""Letters of an acronym that one article may spell out for all."""
_ROWS = 50_000
"""Rows that are taken out of a table at a time."""

EVERYWHERE = ""
"""As `shard`: the name is merged wherever it stands."""

COLUMNS = pa.schema(
    {
        "shard": pa.string(),
        "text": pa.int32(),
        "form": pa.string(),
        "type": pa.string(),
        "actor": pa.string(),
        "actor_type": pa.string(),
        "rule": pa.string(),
        "is_sure": pa.bool_(),
        "n_articles": pa.int64(),
        "n_mentions": pa.int64(),
    }
)
"""A decision: `form` of `type` means `actor` of `actor_type`, everywhere or in one text."""


class _Name(NamedTuple):
    """A name with its type and its counts."""

    type: str
    n_articles: int
    n_mentions: int
    n_registry: int

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sort types of one name: the registry's, then the most usual."""
        return not self.n_registry, -self.n_articles, self.type


def merge(evidence: Mapping[str, pa.Table]) -> pa.Table:
    """Decide which names are one actor.

    Parameters
    ----------
    evidence
        The tables of `evidence.KEYS` for the whole corpus, rows in any order.

    Returns
    -------
    pyarrow.Table
        The `COLUMNS`, sorted; those that are not sure are only proposed.
    """
    forms = frozenset(evidence["lone"]["form"].to_pylist())
    doubtful = _doubtful(evidence["names"], forms)
    rows: list[tuple[Any, ...]] = []
    heads: dict[str, tuple[str, str]] = {}
    counts: dict[tuple[str, str], _Name] = {}
    acronyms: dict[str, Counter[str]] = defaultdict(Counter)
    for block, tables in _blocks(evidence):
        names = _names(tables["names"])
        together = [row[0].split(BETWEEN) for row in tables["together"]]
        if block.startswith("p "):
            merges = merge_persons(_entries(names, PERSON), together)
            rows += _rows(merges, names)
            rows += map(_row, _placed(tables, merges, doubtful))
            continue
        merges = merge_bodies(_entries(names, BODY), together)
        rows += _rows(merges, names)
        for merge_ in merges:
            if merge_.is_sure:
                heads[merge_.name] = merge_.actor, _type(names[merge_.actor])
        for acronym, actor, n in tables["acronyms"]:
            acronyms[acronym][actor] += n
            for each in names.get(acronym, ()):
                counts[acronym, each.type] = each
    rows += _acronyms(acronyms, counts, heads)
    columns = list(zip(*sorted(rows), strict=True)) or [()] * len(COLUMNS.names)
    arrays = [pa.array(c, field.type) for c, field in zip(columns, COLUMNS, strict=True)]
    return pa.table(arrays, schema=COLUMNS)


def _blocks(
    evidence: Mapping[str, pa.Table],
) -> Iterator[tuple[str, dict[str, list[tuple[Any, ...]]]]]:
    """Give the rows of all tables block by block; a block has a name at least."""
    ready = {name: _grouped(table) for name, table in evidence.items()}
    waiting = {name: next(rows, None) for name, rows in ready.items()}
    while waiting["names"] is not None:
        block = waiting["names"][0]
        tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ready}
        for name, rows in ready.items():
            while (group := waiting[name]) is not None and group[0] <= block:
                if group[0] == block:
                    tables[name] = group[1]
                waiting[name] = next(rows, None)
        yield block, tables


def _grouped(table: pa.Table) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Give the rows of each block, without it."""
    keys = [(name, "ascending") for name in table.column_names]
    rows = _tuples(table.sort_by(keys))
    return (
        (block, [row[1:] for row in group]) for block, group in groupby(rows, key=itemgetter(0))
    )


def _tuples(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _doubtful(names: pa.Table, forms: frozenset[str]) -> frozenset[str]:
    """Give the forms that name something else too, or are given names at least as often."""
    as_given, as_surname, others = Counter[str](), Counter[str](), set[str]()
    for _, name, kind, n_articles, _, _ in _tuples(names):
        if kind != PERSON:
            if name in forms and kind != UNRESOLVED:
                others.add(name)
            continue
        key = person_key(name)
        if key.given:
            as_given[key.given[0]] += n_articles
            as_surname[key.surname] += n_articles
    given = {f for f in forms if as_given[s := person_key(f).surname] >= max(1, as_surname[s])}
    return frozenset(others | given)


def _names(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[_Name]]:
    """Give the types and counts of each name."""
    names: dict[str, list[_Name]] = {}
    for actor, *rest in rows:
        names.setdefault(actor, []).append(_Name(*rest))
    return names


def _type(types: Sequence[_Name]) -> str:
    return min(types, key=lambda each: each.rank).type


def _entries(names: Mapping[str, Sequence[_Name]], kind: str) -> list[Entry]:
    """Give the names of persons, or of organisations, with all that is known of each."""
    entries = []
    for name, types in names.items():
        mine = [
            each
            for each in types
            if (each.type == PERSON if kind == PERSON else each.type not in NO_BODIES)
        ]
        if len(mine) == len(types):
            entries.append(
                Entry(
                    name,
                    sum(each.n_articles for each in mine),
                    sum(each.n_mentions for each in mine),
                    any(each.n_registry for each in mine),
                )
            )
    return entries


def _rows(
    merges: Sequence[Merge], names: Mapping[str, Sequence[_Name]]
) -> Iterator[tuple[Any, ...]]:
    for name, actor, rule, is_sure in merges:
        kind = _type(names[actor])
        for each in names[name]:
            about = (name, each.type, actor, kind, rule, is_sure)
            yield EVERYWHERE, -1, *about, each.n_articles, each.n_mentions


def _placed(
    tables: Mapping[str, Sequence[tuple[Any, ...]]],
    merges: Sequence[Merge],
    doubtful: frozenset[str],
) -> Iterator[Placed]:
    """Resolve the lone surnames of a block, each surname by those who bear it."""
    if not tables["lone"]:
        return
    head_of = {merge.name: merge.actor for merge in merges if merge.is_sure}
    days: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, set[str]] = defaultdict(set)
    for actor, day, n in tables["days"]:
        days[head_of.get(actor, actor)][day] += n
    for actor, title, _ in tables["titles"]:
        titles[head_of.get(actor, actor)].add(title)
    bearers: dict[str, list[Bearer]] = defaultdict(list)
    for actor, counts in days.items():
        bearers[person_key(actor).surname].append(Bearer(actor, counts, frozenset(titles[actor])))
    lone: dict[str, list[Lone]] = defaultdict(list)
    for place, form, day, before, n_articles, n_mentions in tables["lone"]:
        its_titles = frozenset(before.split(BETWEEN)) - {""}
        lone[person_key(form).surname].append(
            Lone(place, form, day, its_titles, n_articles, n_mentions)
        )
    for surname, places in lone.items():
        yield from place_surnames(places, bearers.get(surname, []), doubtful=doubtful)


def _row(placed: Placed) -> tuple[Any, ...]:
    lone = placed.lone
    shard, _, text = lone.place.rpartition(" ")
    about = (lone.form, PERSON, placed.actor, PERSON, placed.rule, True)
    return shard, int(text), *about, lone.n_articles, lone.n_mentions


def _acronyms(
    meanings: Mapping[str, Counter[str]],
    counts: Mapping[tuple[str, str], _Name],
    heads: Mapping[str, tuple[str, str]],
) -> Iterator[tuple[Any, ...]]:
    """Merge acronyms that mean one organisation wherever they are spelled out."""
    for (acronym, kind), each in counts.items():
        means = {heads.get(actor, (actor, BODY)) for actor in meanings[acronym]}
        if kind != BODY or each.n_registry or acronym in heads or len(means) != 1:
            continue
        (actor, actor_type) = means.pop()
        if actor not in meanings and actor != acronym:
            is_sure = len(acronym) >= LONG or meanings[acronym].total() > 1
            rule = ACRONYM if is_sure else PERHAPS_ACRONYM
            about = (acronym, kind, actor, actor_type, rule, is_sure)
            yield EVERYWHERE, -1, *about, each.n_articles, each.n_mentions
