"""Counts of mentions: all that ties and actors are made of, in one pass over the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import (
    MentionFilter,
    MentionSelection,
    ShardMentions,
    check_window,
    mentions_in,
    together,
    window_of,
)
from analysis.corpus.aggregate import (
    ALL,
    MOST,
    KeyPartition,
    LeftOut,
    aggregate_together,
    mixed,
    partition_codes,
)
from analysis.corpus.needs import takes_mentions
from analysis.kernels.pairs import count_pairs
from analysis.schema import HOW, WINDOWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.corpus.aggregate import Aggregate
    from analysis.corpus.shard import Shard


@dataclass(frozen=True)
class MentionCounts:
    """The mentions of a corpus, counted.

    Parameters
    ----------
    actors
        `actor`, `n_mentions`, `n_sentences` and `n_articles`.
    types
        `actor`, `type` and `n`: how often each actor is named under each type.
    adjectives
        `actor` and `n`: how often an adjective stands for each actor, whether it counts or not.
    pairs
        For each window, `actor_a`, `actor_b`, `n_contexts` and `n_articles`.
    alone
        For each window, `actor` and `n_contexts`.
    n_windows, n_crowded
        For each window, how many count, and how many name too many actors and do not.
    """

    actors: Aggregate
    types: Aggregate
    adjectives: Aggregate
    pairs: Mapping[str, Aggregate]
    alone: Mapping[str, Aggregate]
    n_windows: Mapping[str, int]
    n_crowded: Mapping[str, int]

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """What is left out of the tables `actors` and, in all windows together, `ties`."""
        min_count = max((pairs.min_count for pairs in self.pairs.values()), default=1)
        return {
            "actors": LeftOut(self.actors.min_count),
            "ties": LeftOut(min_count, sum(self.n_crowded.values())),
        }


@takes_mentions
def count(
    mentions: MentionSelection, *, windows: Sequence[str] = WINDOWS, most: int = MOST
) -> MentionCounts:
    """Count mentions, actors and pairs of actors.

    Parameters
    ----------
    mentions
        The mentions to count.
    windows
        Where two actors must meet: ``sentence``, ``paragraph``, ``article``, or some of them.
    most
        Ties of each window to keep at most.

    Returns
    -------
    MentionCounts
        What `ties`, `ties_in_all_windows` and `actors` take in place of the mentions, so that
        these are read once.

    Raises
    ------
    ParameterError
        If there is no such window.
    """
    for window in windows:
        check_window(window)
    keys = {"actors": ["actor"], "types": ["actor", "type"], "n_windows": ["window"]}
    keys["adjectives"] = ["actor"]
    keys |= {f"pairs {window}": ["actor_a", "actor_b"] for window in windows}
    keys |= {f"alone {window}": ["actor"] for window in windows}
    limits = {"actors": MOST, **{f"pairs {window}": most for window in windows}}
    find = partial(count_shard, which=mentions.which, windows=tuple(windows))
    found = aggregate_together(mentions.corpus, find, keys, most=limits)
    sizes = found["n_windows"].table.to_pydict()
    return MentionCounts(
        found["actors"],
        found["types"],
        found["adjectives"],
        {window: found[f"pairs {window}"] for window in windows},
        {window: found[f"alone {window}"] for window in windows},
        *(dict(zip(sizes["window"], sizes[name], strict=True)) for name in ("n", "n_crowded")),
    )


def counted(
    mentions: MentionSelection | MentionCounts,
    *,
    windows: Sequence[str] = WINDOWS,
    most: int = MOST,
) -> MentionCounts:
    """Count mentions, unless they are counted already."""
    if isinstance(mentions, MentionCounts):
        return mentions
    return count(mentions, windows=windows, most=most)


def count_shard(
    shard: Shard, *, which: MentionFilter, windows: Sequence[str], part: KeyPartition = ALL
) -> dict[str, pa.Table]:
    """Count the mentions of one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    which, windows
        As for `mentions` and `count`.
    part
        Which actors and which pairs to count.

    Returns
    -------
    dict of str to pyarrow.Table
        The tables of `MentionCounts`, those of windows with the window behind their name.
    """
    tables = {
        "actors": _actors(mentions_in(shard, which, window="sentence"), part),
        "types": _types(shard, which, part),
        "adjectives": _types(shard, which._replace(how=("adjective",)), part).drop("type"),
    }
    n_crowded = {}
    for window in windows:
        mentions, n_crowded[window] = together(shard, which, window=window)
        tables[f"pairs {window}"] = _pairs(mentions, part)
        tables[f"alone {window}"] = _by_actor(
            mentions.names, part, n_contexts=_once(mentions, mentions.window)
        )
    tables["n_windows"] = _n_windows(shard, n_crowded if part.number == 0 else {})
    return tables


def _pairs(mentions: ShardMentions, part: KeyPartition) -> pa.Table:
    pairs = count_pairs(mentions.window, mentions.actor, mentions.article)
    kept = np.ones(len(pairs.first), bool)
    if part.of > 1:
        code_of = partition_codes(mentions.names)
        kept = part.holds(mixed(code_of[pairs.first], code_of[pairs.second]))
    return pa.table(
        {
            "actor_a": pa.DictionaryArray.from_arrays(pairs.first[kept], mentions.names),
            "actor_b": pa.DictionaryArray.from_arrays(pairs.second[kept], mentions.names),
            "n_contexts": pairs.counts[kept],
            "n_articles": pairs.groups[kept],
        }
    )


def _actors(mentions: ShardMentions, part: KeyPartition) -> pa.Table:
    return _by_actor(
        mentions.names,
        part,
        n_mentions=np.bincount(mentions.actor, minlength=len(mentions.names)),
        n_sentences=_once(mentions, mentions.window),
        n_articles=_once(mentions, mentions.article),
    )


def _once(mentions: ShardMentions, place: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the places of each actor, however often a place names it."""
    first = ~pd.DataFrame({"place": place, "actor": mentions.actor}).duplicated().to_numpy()
    return np.bincount(mentions.actor[first], minlength=len(mentions.names))


def _by_actor(names: pa.Array, part: KeyPartition, **counts: NDArray[np.int64]) -> pa.Table:
    """Give counts of actors by name, of those that have any; the first count says who has."""
    first = next(iter(counts.values()))
    kept = first > 0
    if part.of > 1:
        kept &= part.holds(partition_codes(names))
    columns = {name: column[kept] for name, column in counts.items()}
    return pa.table({"actor": names.filter(pa.array(kept)), **columns})


def _types(shard: Shard, which: MentionFilter, part: KeyPartition) -> pa.Table:
    kept = np.isin(shard.column("mentions", "how"), [HOW.index(way) for way in which.how])
    names, types = (shard.strings("actors", name) for name in ("actor", "type"))
    n = np.bincount(shard.column("mentions", "actor")[kept], minlength=len(names))
    chosen = n > 0
    chosen &= ~pc.is_in(types, pa.array(which.leave_out, pa.string())).to_numpy(
        zero_copy_only=False
    )
    if part.of > 1:
        chosen &= part.holds(partition_codes(names))
    mask = pa.array(chosen)
    return pa.table({"actor": names.filter(mask), "type": types.filter(mask), "n": n[chosen]})


def _n_windows(shard: Shard, n_crowded: Mapping[str, int]) -> pa.Table:
    """Count the windows, those apart that name too many actors."""
    sizes = [len(np.unique(window_of(shard, "sentences", window))) for window in n_crowded]
    crowded = np.array([*n_crowded.values()], np.int64)
    windows = pa.array([*n_crowded], pa.string())
    return pa.table(
        {"window": windows, "n": np.array(sizes, np.int64) - crowded, "n_crowded": crowded}
    )
