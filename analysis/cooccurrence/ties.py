"""Ties: in how many windows are two actors named together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.cooccurrence.mentions import (
    MentionFilter,
    MentionSelection,
    check_window,
    together,
    window_of,
)
from analysis.corpus.aggregate import (
    ALL,
    EVERY,
    MOST,
    KeyPartition,
    aggregate,
    mixed,
    partition_codes,
    with_min_count,
)
from analysis.corpus.needs import takes_mentions
from analysis.errors import ParameterError
from analysis.kernels.pairs import count_pairs
from analysis.schema import TIES, WINDOWS
from analysis.statistics import npmi

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.corpus.shard import Shard


@takes_mentions
def ties(mentions: MentionSelection, *, window: str = "sentence", most: int = MOST) -> pd.DataFrame:
    """Count for every two actors the windows that name both.

    Parameters
    ----------
    mentions
        The mentions to count.
    window
        ``sentence``, ``paragraph`` or ``article``.
    most
        Ties to keep at most. If there are more, those below some number of windows are left out,
        and ``attrs["fewest"]`` of the table says which number.

    Returns
    -------
    DataFrame
        A `TIES` table, one row per pair with at least one window in common, most frequent first.
        A pair counts once a window, however often the window names it. `npmi` is empty where
        both actors are in every window.

    Raises
    ------
    ParameterError
        If there is no such window.

    Notes
    -----
    To be named together is not to act together: “A denied that it had met B” ties A and B.

    A window that names more than 200 actors is a list and ties nobody. It is left out of all
    counts, and ``attrs["crowded"]`` says how many were.
    """
    check_window(window)
    found = aggregate(
        mentions.corpus,
        partial(count_ties, window=window, which=mentions.which),
        ["actor_a", "actor_b"],
        most=most,
    )
    counts = found.table.to_pandas().astype({"actor_a": "str", "actor_b": "str"})
    alone = aggregate(
        mentions.corpus,
        partial(count_windows, window=window, which=mentions.which),
        ["actor"],
        most=EVERY,
    )
    parts = mentions.corpus.map_shards(partial(_n_windows, window=window, which=mentions.which))
    n_windows, n_crowded = np.sum([(0, 0), *parts], axis=0).tolist()
    each = alone.table.to_pandas().set_index("actor")["n_contexts"]
    counts["npmi"] = npmi(
        counts["n_contexts"].to_numpy(),
        each.loc[counts["actor_a"]].to_numpy(),
        each.loc[counts["actor_b"]].to_numpy(),
        n_windows,
    )
    made = with_min_count(TIES.conform(counts.assign(window=window)), found.fewest)
    if n_crowded:
        made.attrs["crowded"] = n_crowded
    return made


@takes_mentions
def ties_in_all_windows(mentions: MentionSelection) -> pd.DataFrame:
    """Count the ties within sentences, within paragraphs and within articles.

    Parameters
    ----------
    mentions
        The mentions to count.

    Returns
    -------
    DataFrame
        A `TIES` table; `window` tells the three apart.
    """
    counted_in = [ties(mentions, window=window) for window in WINDOWS]
    fewest = max(table.attrs.get("fewest", 1) for table in counted_in)
    crowded = sum(table.attrs.get("crowded", 0) for table in counted_in)
    for table in counted_in:
        table.attrs.clear()
    made = with_min_count(TIES.conform(pd.concat(counted_in, ignore_index=True)), fewest)
    if crowded:
        made.attrs["crowded"] = crowded
    return made


def strongest(ties_of_one_window: pd.DataFrame, *, top_n: int) -> pd.DataFrame:
    """Keep the ties with the most windows.

    Parameters
    ----------
    ties_of_one_window
        `TIES` within one window.
    top_n
        Ties to keep, 1 or more.

    Returns
    -------
    DataFrame
        A `TIES` table with at most `top_n` rows. Ties with the same count as the last one kept
        may be left out; the alphabet decides.

    Raises
    ------
    ParameterError
        If `top_n` is below 1.
    """
    TIES.check(ties_of_one_window)
    if top_n < 1:
        raise ParameterError(f"parameter 'top_n' must be 1 or more; found {top_n}.")
    return TIES.conform(ties_of_one_window).head(top_n)


def count_ties(
    shard: Shard,
    *,
    window: str,
    which: MentionFilter,
    part: KeyPartition = ALL,
) -> pa.Table:
    """Count the ties of one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    window, which
        As for `ties` and `mentions`.
    part
        Which pairs to count.

    Returns
    -------
    pyarrow.Table
        `actor_a`, `actor_b`, `n_contexts` and `n_articles` of each pair in that part.
    """
    found, _ = together(shard, which, window=window)
    pairs = count_pairs(found.window, found.actor, found.article)
    kept = np.ones(len(pairs.first), bool)
    if part.of > 1:
        code_of = partition_codes(found.names)
        kept = part.holds(mixed(code_of[pairs.first], code_of[pairs.second]))
    return pa.table(
        {
            "actor_a": pa.DictionaryArray.from_arrays(pairs.first[kept], found.names),
            "actor_b": pa.DictionaryArray.from_arrays(pairs.second[kept], found.names),
            "n_contexts": pairs.counts[kept],
            "n_articles": pairs.groups[kept],
        }
    )


def count_windows(
    shard: Shard,
    *,
    window: str,
    which: MentionFilter,
    part: KeyPartition = ALL,
) -> pa.Table:
    """Count for each actor of one shard the windows that name it, as `actor`, `n_contexts`.

    Those that name too many others do not count.
    """
    found, _ = together(shard, which, window=window)
    once = ~pd.DataFrame({"window": found.window, "actor": found.actor}).duplicated().to_numpy()
    return by_actor(
        found.names, part, n_contexts=np.bincount(found.actor[once], minlength=len(found.names))
    )


def _n_windows(shard: Shard, *, window: str, which: MentionFilter) -> tuple[int, int]:
    """Count the windows that count, and those that name too many actors."""
    _, n_crowded = together(shard, which, window=window)
    return len(np.unique(window_of(shard, "sentences", window))) - n_crowded, n_crowded


def by_actor(names: pa.Array, part: KeyPartition, **counts: NDArray[np.int64]) -> pa.Table:
    """Give counts of actors by name, of those that have any.

    Parameters
    ----------
    names
        The actors' names.
    part
        Which actors to give.
    counts
        Columns of counts, one row an actor; the first says who has any.

    Returns
    -------
    pyarrow.Table
        `actor` and the counts.
    """
    first = next(iter(counts.values()))
    kept = first > 0
    if part.of > 1:
        kept &= part.holds(partition_codes(names))
    columns = {name: column[kept] for name, column in counts.items()}
    return pa.table({"actor": names.filter(pa.array(kept)), **columns})
