"""Actors: how often each is named, and its place in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.cooccurrence.counts import counted
from analysis.cooccurrence.network import communities
from analysis.corpus.needs import takes_mentions
from analysis.schema import ACTORS, TIES

if TYPE_CHECKING:
    from analysis.cooccurrence.counts import MentionCounts
    from analysis.cooccurrence.mentions import MentionSelection


@takes_mentions
def actors(
    mentions: MentionSelection | MentionCounts, ties_of_one_window: pd.DataFrame
) -> pd.DataFrame:
    """Count every actor's mentions and describe its place in the network.

    Parameters
    ----------
    mentions
        The mentions to count, or what `count` made of them.
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
    Traag, Waltman & van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected
    communities", *Scientific Reports* 9:5233.
    """
    TIES.check(ties_of_one_window)
    counts = counted(mentions, windows=())
    table = counts.actors.table.to_pandas().astype({"actor": "str"})
    table["type"] = table["actor"].map(_types(counts)).astype("str")
    ends = pd.concat(
        ties_of_one_window[[side, "n_contexts"]].set_axis(["actor", "n_contexts"], axis=1)
        for side in ("actor_a", "actor_b")
    )
    by_actor = ends.groupby("actor")["n_contexts"]
    table["degree"] = table["actor"].map(by_actor.size()).fillna(0)
    table["strength"] = table["actor"].map(by_actor.sum()).fillna(0)
    adjectives = counts.adjectives.table.to_pandas().set_index("actor")["n"]
    table["n_adjectives"] = table["actor"].map(adjectives).fillna(0)
    table["community"] = table["actor"].map(communities(ties_of_one_window)).fillna(0)
    return ACTORS.conform(table)


def _types(counts: MentionCounts) -> pd.Series[str]:
    """Give the type of each actor: the one under which it is named most."""
    table = counts.types.table.to_pandas()
    ranked = table.sort_values(["n", "type"], ascending=[False, True])
    types: pd.Series[str] = ranked.drop_duplicates("actor").set_index("actor")["type"]
    return types
