"""Actors: how often each is named, and its place in the network."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import MentionFilter, MentionSelection, mentions_in
from analysis.cooccurrence.network import communities
from analysis.cooccurrence.ties import by_actor
from analysis.corpus.aggregate import (
    ALL,
    EVERY,
    KeyPartition,
    aggregate,
    partition_codes,
    with_min_count,
)
from analysis.corpus.needs import takes_mentions
from analysis.schema import ACTORS, HOW, TIES

if TYPE_CHECKING:
    from analysis.corpus.shard import Shard


@takes_mentions
def actors(mentions: MentionSelection, ties_of_one_window: pd.DataFrame) -> pd.DataFrame:
    """Count every actor's mentions and describe its place in the network.

    Parameters
    ----------
    mentions
        The mentions to count.
    ties_of_one_window
        Their `TIES` within one window.

    Returns
    -------
    DataFrame
        An `ACTORS` table, most mentioned first. `degree` counts the actors it is tied to,
        `strength` sums the windows. `community` numbers groups that are tied more among
        themselves, the largest first; 0 means no tie among the strongest 20,000.

    Notes
    -----
    An actor named often has many ties for that alone. Degree and strength say how central it is
    in the coverage, not how powerful it is.

    References
    ----------
    Blondel et al. (2008), "Fast unfolding of communities in large networks", *Journal of
    Statistical Mechanics*, P10008.
    """
    TIES.check(ties_of_one_window)
    found = aggregate(mentions.corpus, partial(count_actors, which=mentions.which), ["actor"])
    table = found.table.to_pandas().astype({"actor": "str"})
    table["type"] = table["actor"].map(_types(mentions)).astype("str")
    ends = pd.concat(
        ties_of_one_window[[side, "n_contexts"]].set_axis(["actor", "n_contexts"], axis=1)
        for side in ("actor_a", "actor_b")
    )
    by_actor = ends.groupby("actor")["n_contexts"]
    table["degree"] = table["actor"].map(by_actor.size()).fillna(0)
    table["strength"] = table["actor"].map(by_actor.sum()).fillna(0)
    table["community"] = table["actor"].map(communities(ties_of_one_window)).fillna(0)
    return with_min_count(ACTORS.conform(table), found.fewest)


def count_actors(shard: Shard, *, which: MentionFilter, part: KeyPartition = ALL) -> pa.Table:
    """Count the mentions of each actor of one shard.

    Parameters
    ----------
    shard, which, part
        As for `count_ties`.

    Returns
    -------
    pyarrow.Table
        `actor`, `n_mentions`, `n_sentences` and `n_articles`.
    """
    found = mentions_in(shard, which, window="sentence")
    counts = {"n_mentions": np.bincount(found.actor, minlength=len(found.names))}
    for name, place in (("n_sentences", found.window), ("n_articles", found.article)):
        once = ~pd.DataFrame({"place": place, "actor": found.actor}).duplicated().to_numpy()
        counts[name] = np.bincount(found.actor[once], minlength=len(found.names))
    return by_actor(found.names, part, **counts)


def _types(mentions: MentionSelection) -> pd.Series[str]:
    """Give the type of each actor: the one under which it is named most."""
    found = aggregate(
        mentions.corpus, partial(_count_types, which=mentions.which), ["actor", "type"], most=EVERY
    ).table.to_pandas()
    ranked = found.sort_values(["n", "type"], ascending=[False, True])
    types: pd.Series[str] = ranked.drop_duplicates("actor").set_index("actor")["type"]
    return types


def _count_types(shard: Shard, *, which: MentionFilter, part: KeyPartition = ALL) -> pa.Table:
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
