"""Apply what was decided about names: to the corpus, and to the mentions of one shard."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.actors.merging import COLUMNS, EVERYWHERE
from analysis.corpus.selection import Step, with_step
from analysis.lexicons.actor_list import IGNORE, NO_CHOICES, Choices
from analysis.schema import HOW, MERGES, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

CHOSEN = "actors.csv"
"""The rule of what the user's list says."""
_SHORT_NAME = HOW.index("short name")


class Merged(NamedTuple):
    """The actors of a shard after merging.

    Parameters
    ----------
    actors
        `actor` and `type`; a name may stand in several rows.
    actor, how
        For each mention the row of its actor, and how it names it.
    kept
        For each mention whether it counts: its actor is not ignored, and no other mention of the
        same words names the same actor.
    """

    actors: pa.Table
    actor: NDArray[np.integer[Any]]
    how: NDArray[np.integer[Any]]
    kept: NDArray[np.bool_]


class ShardIdentity(NamedTuple):
    """Which names of a shard are one actor. It can be pickled.

    Parameters
    ----------
    everywhere
        The rows of `merging.COLUMNS` that hold in all texts.
    here
        Those of single texts of this shard.
    choices
        What the user says.
    """

    everywhere: pa.Table
    here: pa.Table
    choices: Choices

    def merged(
        self,
        actors: pa.Table,
        *,
        text: NDArray[np.integer[Any]],
        actor: NDArray[np.integer[Any]],
        how: NDArray[np.integer[Any]],
        start: NDArray[np.integer[Any]],
        end: NDArray[np.integer[Any]],
    ) -> Merged:
        """Merge the actors of the shard.

        Parameters
        ----------
        actors
            `actor` and `type` as they were annotated.
        text, actor, how, start, end
            The mentions.

        Returns
        -------
        Merged
        """
        names = list(zip(*(actors[name].to_pylist() for name in ("actor", "type")), strict=True))
        resolve = Resolver(self._rules(actors["actor"]), self.choices)
        resolved = [resolve(*name) for name in names]
        rows = {name: row for row, name in enumerate(names)}
        moves: dict[tuple[int, int], int] = {}
        columns = ("text", "form", "type", "actor", "actor_type")
        for place, form, kind, *target in zip(
            *(self.here[name].to_pylist() for name in columns), strict=True
        ):
            row = rows.get((form, kind))
            if row is not None and not self.choices.decides(form):
                moves[place, row] = len(resolved)
                resolved.append(resolve(*target))
        actor, how = _moved(text, actor, how, moves)
        after = pa.table(
            {
                name: pa.array([each[place] for each in resolved], pa.string())
                for place, name in enumerate(("actor", "type"))
            }
        )
        kept = np.array([kind != IGNORE for _, kind in resolved], bool)[actor]
        return Merged(after, actor, how, kept & ~_again(after["actor"], text, start, end, actor))

    def _rules(self, names: pa.ChunkedArray) -> dict[str, dict[str, tuple[str, str]]]:
        """Give the rules for these names, and for those that the user merges others into."""
        wanted = pa.array([*names.to_pylist(), *self.choices.same_as.values()], pa.string())
        return rules_of(self.everywhere.filter(pc.is_in(self.everywhere["form"], wanted)))


class Resolver:
    """Says whom a name means in the end: the user's word first, then the rules."""

    def __init__(
        self, rules: Mapping[str, Mapping[str, tuple[str, str]]], choices: Choices
    ) -> None:
        self._rules = rules
        self._choices = choices

    def __call__(self, name: str, kind: str) -> tuple[str, str]:
        """Give the actor and its type, which is ``ignore`` for what is dropped."""
        choices = self._choices
        if kind == UNRESOLVED and choices.types.get(name) != UNRESOLVED:
            return name, kind
        while True:
            if choices.types.get(name) == IGNORE:
                return name, IGNORE
            target = choices.same_as.get(name)
            if target is None:
                target, kind = self._by_rule(name, kind)
            elif target not in {"", name}:
                kind = choices.types.get(target, kind)
            if target in {"", name}:
                kind = choices.types[name] if name in choices.retyped else kind
                return choices.called.get(name, name), kind
            name = target

    def _by_rule(self, name: str, kind: str) -> tuple[str, str]:
        target, target_type = self._rules.get(name, {}).get(kind, (name, kind))
        leads_to = target
        while leads_to != name and self._choices.same_as.get(leads_to, "") not in {"", leads_to}:
            leads_to = self._choices.same_as[leads_to]
        return (target, target_type) if leads_to != name else (name, kind)


def rules_of(table: pa.Table) -> dict[str, dict[str, tuple[str, str]]]:
    """Give for each name and type of some rows of `merging.COLUMNS` the actor and its type."""
    rules: dict[str, dict[str, tuple[str, str]]] = {}
    columns = (table[name].to_pylist() for name in ("form", "type", "actor", "actor_type"))
    for form, kind, *target in zip(*columns, strict=True):
        rules.setdefault(form, {})[kind] = (target[0], target[1])
    return rules


def _moved(
    text: NDArray[np.integer[Any]],
    actor: NDArray[np.integer[Any]],
    how: NDArray[np.integer[Any]],
    moves: Mapping[tuple[int, int], int],
) -> tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]]:
    """Give mentions of single texts another actor; they are short names of it."""
    if not moves:
        return actor, how
    code = text.astype(np.int64) << 32 | actor
    wanted = np.array([place << 32 | row for place, row in moves], np.int64)
    order = np.argsort(wanted)
    at = np.minimum(np.searchsorted(wanted[order], code), len(wanted) - 1)
    is_moved = wanted[order][at] == code
    target = np.fromiter(moves.values(), np.int64)[order][at]
    return np.where(is_moved, target, actor), np.where(is_moved, _SHORT_NAME, how)


def _again(
    names: pa.ChunkedArray,
    text: NDArray[np.integer[Any]],
    start: NDArray[np.integer[Any]],
    end: NDArray[np.integer[Any]],
    actor: NDArray[np.integer[Any]],
) -> NDArray[np.bool_]:
    """Say which mentions name an actor whom others name with the very same words."""
    code = names.combine_chunks().dictionary_encode().indices.to_numpy()
    places = pd.DataFrame({"text": text, "start": start, "end": end, "actor": code[actor]})
    return places.duplicated().to_numpy()


@dataclass(frozen=True)
class Identity:
    """Which names of a corpus are one actor.

    Parameters
    ----------
    decided
        A table of `merging.COLUMNS`.
    choices
        What the user's list of actors says.
    """

    decided: pa.Table
    choices: Choices = field(default=NO_CHOICES)

    def of_shard(self, name: str) -> ShardIdentity | None:
        """Give what concerns one shard; nothing if nothing does."""
        everywhere, by_shard = self._sorted
        names, table = by_shard
        first, last = (int(np.searchsorted(names, name, side=side)) for side in ("left", "right"))
        if not len(everywhere) and first == last and not self.choices.says_anything:
            return None
        return ShardIdentity(everywhere, table.slice(first, last - first), self.choices)

    @cached_property
    def _sorted(self) -> tuple[pa.Table, tuple[NDArray[Any], pa.Table]]:
        sure = self.decided.filter(self.decided["is_sure"])
        is_everywhere = pc.equal(sure["shard"], EVERYWHERE)
        here = sure.filter(pc.invert(is_everywhere)).sort_by("shard")
        return sure.filter(is_everywhere), (here["shard"].to_numpy().astype(str), here)

    def merges(self, counts: Mapping[tuple[str, str], tuple[int, int]]) -> pd.DataFrame:
        """Say which names are taken for another actor.

        Parameters
        ----------
        counts
            Articles and mentions of the names that the user lists, by name and type.

        Returns
        -------
        DataFrame
            A `MERGES` table.
        """
        everywhere, (_, here) = self._sorted
        choices = self.choices
        resolve = Resolver(rules_of(everywhere), choices)
        counted = ("rule", "n_articles", "n_mentions")
        rows = [
            (row["form"], row["type"], *resolve(row["form"], row["type"]), *map(row.get, counted))
            for row in everywhere.to_pylist()
            if choices.same_as.get(row["form"], row["actor"]) == row["actor"]
        ]
        by_rule = {(form, kind) for form, kind, *_ in rows}
        rows += [
            (
                *(row["form"], row["type"]),
                *resolve(row["actor"], row["actor_type"]),
                *map(row.get, counted),
            )
            for row in here.to_pylist()
            if not choices.decides(row["form"])
        ]
        rows += [
            (name, kind, actor, becomes, CHOSEN, *n)
            for (name, kind), n in counts.items()
            if name in choices.names and (name, kind) not in by_rule
            for actor, becomes in [resolve(name, kind)]
            if actor != name or becomes == IGNORE
        ]
        columns = ["form", "type", "actor", "becomes", "rule", "n_articles", "n_mentions"]
        table = pd.DataFrame(rows, columns=columns)
        table["actor"] = table["actor"].where(table["becomes"] != IGNORE, "")
        grouped = table.groupby(["form", "type", "actor", "rule"], as_index=False)
        return MERGES.conform(grouped[["n_articles", "n_mentions"]].sum())


def with_choices(ledger: pd.DataFrame, choices: Choices, kept: NDArray[np.bool_]) -> pd.DataFrame:
    """Note in the ledger that the user's list of actors was used.

    Parameters
    ----------
    ledger
        A `LEDGER` table.
    choices
        What the list says.
    kept
        Which articles are left.

    Returns
    -------
    DataFrame
        A `LEDGER` table, with a row more if the list says anything.
    """
    if not choices.says_anything:
        return ledger
    n_ignored = sum(choices.types[name] == IGNORE for name in choices.names)
    n_merged = sum(target not in {"", name} for name, target in choices.same_as.items())
    what = (
        f"actors as actors.csv says: {len(choices.names):,} names listed, {n_merged:,} merged, "
        f"{len(choices.called):,} renamed, {n_ignored:,} ignored"
    )
    return with_step(ledger, Step(what, "", kept), before=kept)


NOTHING = Identity(COLUMNS.empty_table())
"""Nothing is merged."""
