"""The names of a corpus as a list to edit: what each is, where it stands, whose it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cells import plain_text
from analysis.corpus.actors.evidence import PERSON, PLACE
from analysis.corpus.actors.identity import NOTHING, Resolver, rules_of
from analysis.corpus.actors.merging import EVERYWHERE
from analysis.corpus.actors.name_counts import COUNTED, count_names
from analysis.corpus.actors.spelling import person_key
from analysis.corpus.aggregate import aggregate
from analysis.lexicons.actor_list import CHOICE, COLUMNS, FORMS, OWN, is_listed
from analysis.schema import SOURCES, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.corpus.corpus import Corpus
    from analysis.corpus.shard import Shard
    from analysis.lexicons.files import Row

MOST = 5_000
"""Names that are listed, the most mentioned: nobody reads a longer list."""
EXAMPLES, SPELLINGS = 3, 6
_LONGEST = 240
"""Characters of an example."""
_GENERAL = frozenset(
    "academy army assembly board cabinet chamber city commission committee congress council court "
    "department government house legislature ministry parliament party police school senate "
    "senators state treasury tribunal union university".split()
)
"""Names that are another body in another article."""
_NO_SIGNS = frozenset("()[]{}<>|*=#^~_@\\")
"""Signs that no name has."""
_ORDER = (*COLUMNS[:2], *(name for name in COLUMNS[2:] if name not in FORMS), *FORMS)
"""The columns as they are written: what users rarely fill stands last."""


class ActorList(NamedTuple):
    """A list of actors to edit.

    Parameters
    ----------
    table
        The columns of `lexicons.actor_list.COLUMNS`, one row a name; doubtful names at the end.
    n_left_out
        Names that are not listed: those mentioned least, and those that no cell can hold.
    """

    table: pd.DataFrame
    n_left_out: int


class Passage(NamedTuple):
    """A sentence that names an actor; the first in reading order is the smallest."""

    article_id: str
    start: int
    text: str


class Shown(NamedTuple):
    """How a name is printed, and sentences that name it."""

    spellings: Counter[str]
    passages: list[Passage]


def actor_list(corpus: Corpus, rows: Sequence[Row] = (), *, most: int = MOST) -> ActorList:
    """List the names that a corpus holds, for a user to edit.

    Parameters
    ----------
    corpus
        The corpus.
    rows
        The rows of the user's list so far, from `lexicons.actor_list.read_list`. What they decide
        stays as it is.
    most
        Names to list at most, beside those of `rows`.

    Returns
    -------
    ActorList
    """
    raw = replace(corpus, identity=NOTHING)
    names = _by_name(aggregate(raw, count_names, ["actor", "type"]).table)
    old = {row.cells["actor"]: row for row in rows}
    new = [name for name in names if name not in old and _fits_a_cell(name)][:most]
    wanted = [*new, *(name for name in old if name in names)]
    shown = _combined(raw.map_shards(partial(passages, wanted=pa.array(wanted, pa.string()))))
    lister = _Lister(corpus, names, shown)
    made = pd.DataFrame([lister.row(name, old.get(name)) for name in [*new, *old]], columns=_ORDER)
    made = made.assign(is_doubtful=made["doubt"] != "").sort_values(
        ["is_doubtful", "n_mentions", "actor"], ascending=[True, False, True], ignore_index=True
    )
    return ActorList(made[list(_ORDER)], len(names) - len(wanted))


def passages(shard: Shard, *, wanted: pa.Array) -> dict[str, Shown]:
    """Give for some names how a shard prints them, and the first sentences that hold them."""
    names = shard.strings("actors", "actor").to_pylist()
    is_wanted = pc.is_in(shard.strings("actors", "actor"), wanted).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(is_wanted[shard.column("mentions", "actor")])
    columns = (
        shard.column("mentions", name)[rows].tolist()
        for name in ("article", "actor", "sentence", "start", "end")
    )
    bounds = _sentences(shard)
    ids = shard.metadata["article_id"].tolist()
    shown: dict[str, Shown] = {}
    for article, actor, sentence, start, end in zip(*columns, strict=True):
        text = shard.text_of(article)
        mine = shown.setdefault(names[actor], Shown(Counter(), []))
        mine.spellings[" ".join(text[start:end].split())] += 1
        if len(mine.passages) < EXAMPLES and (
            not mine.passages or mine.passages[-1].article_id != ids[article]
        ):
            first, last = bounds[article, sentence]
            mine.passages.append(
                Passage(ids[article], start, _around(text, (first, start, end, last)))
            )
    return shown


def _sentences(shard: Shard) -> dict[tuple[int, int], tuple[int, int]]:
    names = ("article", "sentence", "start", "end")
    columns = (shard.column("sentences", name).tolist() for name in names)
    return {(article, sentence): (a, b) for article, sentence, a, b in zip(*columns, strict=True)}


def _around(text: str, places: tuple[int, int, int, int]) -> str:
    """Cut a sentence to what stands around the name."""
    first, start, end, last = places
    room = max(_LONGEST - (end - start), 0) // 2
    begin, stop = max(first, start - room), min(last, start + _LONGEST, end + room)
    words = " ".join(text[begin:stop].split())
    return "…" * (begin > first) + words + "…" * (stop < last)


def _combined(pieces: Iterable[Mapping[str, Shown]]) -> dict[str, Shown]:
    """Put together what shards show, in any order."""
    whole: dict[str, Shown] = {}
    for piece in pieces:
        for name, shown in piece.items():
            mine = whole.setdefault(name, Shown(Counter(), []))
            mine.spellings.update(shown.spellings)
            mine.passages[:] = sorted([*mine.passages, *shown.passages])[:EXAMPLES]
    return whole


def _by_name(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """Give the types of each name, the most usual first; the most mentioned names first."""
    names: dict[str, list[dict[str, Any]]] = defaultdict(list)
    order = [("n_mentions", "descending"), ("actor", "ascending"), ("type", "ascending")]
    for row in table.sort_by(order).to_pylist():
        names[row["actor"]].append(row)
    ranked = sorted(names, key=lambda name: (-_total(names[name], "n_mentions"), name))
    return {name: names[name] for name in ranked}


def _total(types: Sequence[Mapping[str, Any]], count: str) -> int:
    return sum(each[count] for each in types)


def _fits_a_cell(name: str) -> bool:
    """Tell whether a name comes back from a CSV file as it went in."""
    return bool(name) and name.isprintable() and name.strip() == name == plain_text(name)


class _Lister:
    """Makes the rows of the list: what was decided about a name, and what it does to the counts."""

    def __init__(
        self,
        corpus: Corpus,
        names: Mapping[str, Sequence[Mapping[str, Any]]],
        shown: Mapping[str, Shown],
    ) -> None:
        decided, self._choices = corpus.identity.decided, corpus.identity.choices
        self._names, self._shown = names, shown
        is_rule = pc.and_(decided["is_sure"], pc.equal(decided["shard"], EVERYWHERE))
        self._resolve = Resolver(rules_of(decided.filter(is_rule)), self._choices)
        rows = decided.to_pylist()
        self._rules = {row["form"]: row for row in rows if row["is_sure"] and not row["shard"]}
        self._proposals = {row["form"]: row for row in rows if not row["is_sure"]}
        self._totals = Counter[str]()
        self._moves: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for name, types in names.items():
            for each in types:
                self._totals[self._resolve(name, each["type"])[0]] += each["n_mentions"]
        for row in rows:
            if row["is_sure"] and row["shard"] and not self._choices.decides(row["form"]):
                self._move(row)

    def _move(self, row: Mapping[str, Any]) -> None:
        """Count the mentions of a surname in one text for whom they mean."""
        actor, _ = self._resolve(row["actor"], row["actor_type"])
        self._moves[row["form"]][actor, row["rule"]] += row["n_mentions"]
        self._totals[self._resolve(row["form"], row["type"])[0]] -= row["n_mentions"]
        self._totals[actor] += row["n_mentions"]

    def row(self, name: str, old: Row | None) -> dict[str, Any]:
        """Give the row of a name; what its row said before stays."""
        types = self._names.get(name, ())
        kind = types[0]["type"] if types else ""
        actor, _ = self._resolve(name, kind)
        made: dict[str, Any] = dict.fromkeys(_ORDER, "")
        made |= {
            "actor": name,
            "type": kind,
            "type_before": kind,
            "same_as": self._rules[name]["actor"] if name in self._rules else "",
            "n_mentions": _total(types, "n_mentions"),
            "n_articles": _total(types, "n_articles"),
            "n_merged": self._totals[actor],
            "source": self._source(types),
            "rule": self._rule(name),
        }
        proposal = self._proposals.get(name)
        if proposal is not None:
            other, _ = self._resolve(proposal["actor"], proposal["actor_type"])
            if other != actor:
                made |= {
                    "perhaps": proposal["actor"],
                    "rule": proposal["rule"],
                    "n_if_merged": str(self._totals[actor] + self._totals[other]),
                }
        made |= _kept(old, kind)
        made["doubt"] = "" if made["source"] == OWN else self._doubt(made)
        return self._with_examples(made)

    def _rule(self, name: str) -> str:
        if name in self._rules:
            return str(self._rules[name]["rule"])
        moved = sorted(self._moves[name].items()) if name in self._moves else []
        return "; ".join(f"{n:,} of them are {actor}: {rule}" for (actor, rule), n in moved)

    @staticmethod
    def _source(types: Sequence[Mapping[str, Any]]) -> str:
        counts = [_total(types, name) for name in COUNTED]
        return next((source for source, n in zip(SOURCES, counts, strict=True) if n), SOURCES[-1])

    def _doubt(self, made: Mapping[str, Any]) -> str:
        """Say why a name is doubtful; empty if nothing speaks against it."""
        name, kind = made["actor"], made["type"]
        is_placed = name in self._moves and self._moves[name].total() == made["n_mentions"]
        is_tagged = made["source"] == SOURCES[-1]
        reasons = {
            "an article names several who are called so": kind == UNRESOLVED,
            "it may be another actor": made["perhaps"],
            "it holds signs that no name has": not _NO_SIGNS.isdisjoint(name),
            "in one place only": is_tagged and made["n_mentions"] == 1,
            "a general name: it may be another one in each article": is_tagged
            and kind not in {PERSON, PLACE}
            and name.lower() in _GENERAL,
            "a surname or a first name; no article says whose it is": kind == PERSON
            and is_tagged
            and not person_key(name).given,
        }
        if made["same_as"] or is_placed:
            return ""
        return next((why for why, holds in reasons.items() if holds), "")

    def _with_examples(self, made: dict[str, Any]) -> dict[str, Any]:
        shown = self._shown.get(made["actor"], Shown(Counter(), []))
        ranked = sorted(shown.spellings, key=lambda each: (-shown.spellings[each], each))
        made["spellings"] = "; ".join(each for each in ranked[:SPELLINGS] if each != made["actor"])
        for number, passage in enumerate(shown.passages, start=1):
            made[f"example_{number}"] = passage.text
        return made


def _kept(old: Row | None, kind: str) -> dict[str, str]:
    """Give what a row said before and must go on saying; an edited type is one of that."""
    if old is None:
        return {}
    kept = {name: old.cells[name] for name in (*CHOICE, *FORMS)}
    if not is_listed(old):
        return {**kept, "type": old.cells["type"], "source": OWN}
    if not kind:  # no article holds the name any more
        kept |= {name: old.cells[name] for name in ("type_before", "source")}
    if not kind or old.cells["type"] != old.cells["type_before"]:
        kept["type"] = old.cells["type"]
    return kept
