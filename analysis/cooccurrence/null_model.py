"""Ties beyond chance: who is named in the same articles more often than chance would have it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import MentionFilter, MentionSelection, together
from analysis.corpus.needs import takes_mentions
from analysis.kernels.pairs import count_pairs
from analysis.schema import TIES_BY_CHANCE
from analysis.statistics import benjamini_hochberg, configuration_test
from analysis.statistics.null_models import LOOKS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.corpus.shard import Shard

FEWEST, MOST = 30, 100_000
"""Articles that name an actor: of fewer nothing follows, and of more the trades take hours."""
TOGETHER = 3
"""Articles that must name an actor, and a pair, to be tested."""
TESTED = 2_000
"""Pairs that are tested, those with most articles in common."""


class TiesByChance(NamedTuple):
    """Ties beside what chance alone would bring together.

    Parameters
    ----------
    table
        A `TIES_BY_CHANCE` table, one row per pair that three articles or more name, the surest
        first.
    refusal
        Why nothing was compared; empty if ties were.
    """

    table: pd.DataFrame
    refusal: str


@takes_mentions
def ties_by_chance(
    mentions: MentionSelection, *, seed: int = 1, looks: int = LOOKS
) -> TiesByChance:
    """Compare ties with what chance alone would bring together.

    Parameters
    ----------
    mentions
        The mentions to count. To count copies of one text once, take them from a selection that
        `stories.unique_stories` gave.
    seed
        Another seed gives other trades.
    looks
        How often chance is looked at. The smallest `p` is one by one more than these: among very
        many actors take more looks, or nothing can be sure.

    Returns
    -------
    TiesByChance
        Their table. With fewer than 30 articles that name an actor, or more than 100,000, it is
        empty, and the refusal says why.

    Notes
    -----
    The unit is the article, since the sentences of one article are not independent. `p` comes from
    dealing the actors anew (`statistics.configuration_test`). `p_adjusted` counts as asked all
    pairs of actors that three articles or more name, also those that never meet. Articles that
    name more than 200 actors are left out, as in `ties`.
    """
    members, offsets, names = _dealt(mentions)
    n_articles = len(offsets) - 1
    if not FEWEST <= n_articles <= MOST:
        return TiesByChance(TIES_BY_CHANCE.empty(), _refusal(n_articles))
    pairs = count_pairs(np.repeat(np.arange(n_articles), np.diff(offsets)), members)
    each = np.bincount(members, minlength=len(names))
    enough = np.flatnonzero(pairs.counts >= TOGETHER)
    order = np.lexsort((pairs.second[enough], pairs.first[enough], -pairs.counts[enough]))
    rows = enough[order[:TESTED]]
    first, second = pairs.first[rows], pairs.second[rows]
    number = _asked_first(first, second, len(names))
    of_pairs = number[first], number[second], pairs.counts[rows]
    chance = configuration_test(number[members], offsets, *of_pairs, seed=seed, looks=looks)
    known = int((each >= TOGETHER).sum())
    table = {
        "actor_a": names[first],
        "actor_b": names[second],
        "n_articles": pairs.counts[rows],
        "n_articles_a": each[first],
        "n_articles_b": each[second],
        "expected": chance.expected,
        "p": chance.p,
        "p_adjusted": benjamini_hochberg(chance.p, of=known * (known - 1) // 2),
    }
    return TiesByChance(TIES_BY_CHANCE.conform(pd.DataFrame(table)), "")


def _dealt(
    mentions: MentionSelection,
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.object_]]:
    """Give the actors of each article that names any, in the order of the articles, and names."""
    row_of = mentions.corpus.shard_order
    parts, begin = [], 0
    for n, found in mentions.corpus.map_shards(partial(named_in, which=mentions.which)):
        rows = row_of[begin + found["article"].to_numpy()]
        parts.append(found.set_column(0, "article", pa.array(rows)))
        begin += n
    table = pa.concat_tables(parts).unify_dictionaries() if parts else _named_nowhere()
    actor = table["actor"].combine_chunks()
    printed = actor.dictionary.to_numpy(zero_copy_only=False)
    names, number_of = np.unique(printed, return_inverse=True)
    articles = table["article"].to_numpy()
    members = number_of[actor.indices.to_numpy()].astype(np.int32)
    order = np.lexsort((members, articles))
    _, sizes = np.unique(articles, return_counts=True)
    return members[order], np.cumsum([0, *sizes]), names


def _named_nowhere() -> pa.Table:
    """Give what no shard at all names."""
    nobody = pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
    return pa.table({"article": pa.array([], pa.int64()), "actor": nobody})


def named_in(shard: Shard, *, which: MentionFilter) -> tuple[int, pa.Table]:
    """Give for one shard how many articles it has, and each actor that an article names, once.

    Articles that name more than 200 actors name nobody here, as in `ties`.
    """
    found, _ = together(shard, which, window="article")
    keys = np.unique(found.article * max(len(found.names), 1) + found.actor)
    article, actor = keys // max(len(found.names), 1), keys % max(len(found.names), 1)
    names = pc.cast(found.names, pa.string())
    coded = pa.DictionaryArray.from_arrays(pa.array(actor.astype(np.int32)), names)
    return len(shard), pa.table({"article": article, "actor": coded})


def _asked_first(
    first: NDArray[np.int32], second: NDArray[np.int32], n_actors: int
) -> NDArray[np.int32]:
    """Give each actor a new number: those that are asked for come first."""
    asked = np.unique(np.append(first, second))
    others = np.setdiff1d(np.arange(n_actors), asked)
    number = np.empty(n_actors, np.int32)
    number[np.append(asked, others)] = np.arange(n_actors)
    return number


def _refusal(n_articles: int) -> str:
    if n_articles < FEWEST:
        return (
            f"Only {n_articles} articles name an actor. With fewer than {FEWEST} nobody can say "
            "which ties are beyond chance."
        )
    return f"{n_articles:,} articles name an actor; up to {MOST:,} can be compared with chance."
