"""Actors and their ties as a network: groups, and a graph for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.schema import ACTORS, TIES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

DRAWN = 20_000
"""Ties that are grouped into communities and written as a network at most, the strongest."""


def graph(table: pd.DataFrame, ties_of_one_window: pd.DataFrame) -> nx.Graph:
    """Give actors and ties as a network that Gephi and other programs can read.

    Parameters
    ----------
    table
        An `ACTORS` table: the nodes.
    ties_of_one_window
        `TIES` among them: the edges. An undefined `npmi` is left off its edge. Of more than
        20,000 only the strongest are drawn, and only their actors.

    Returns
    -------
    networkx.Graph
        Undirected; all attributes are plain numbers and texts.
    """
    import networkx as nx

    ACTORS.check(table)
    TIES.check(ties_of_one_window)
    strong = TIES.conform(ties_of_one_window).head(DRAWN)
    if len(strong) < len(ties_of_one_window):
        table = table[table["actor"].isin({*strong["actor_a"], *strong["actor_b"]})]
    network = nx.Graph()
    for row in table.to_dict("records"):
        about = {str(name): value for name, value in row.items() if name != "actor"}
        network.add_node(row["actor"], label=row["actor"], **about)
    for row in strong.to_dict("records"):
        known = {} if np.isnan(row["npmi"]) else {"npmi": float(row["npmi"])}
        network.add_edge(
            row["actor_a"],
            row["actor_b"],
            weight=int(row["n_contexts"]),
            n_articles=int(row["n_articles"]),
            **known,
        )
    return network


def communities(ties_of_one_window: pd.DataFrame) -> dict[str, int]:
    """Group the actors; nodes are numbers, so that sets always iterate in the same order."""
    import networkx as nx

    strong = ties_of_one_window.head(DRAWN)
    names = sorted({*strong["actor_a"], *strong["actor_b"]})
    number = {name: place for place, name in enumerate(names)}
    network = nx.Graph()
    network.add_nodes_from(range(len(names)))
    for a, b, n in zip(*(strong[c] for c in ("actor_a", "actor_b", "n_contexts")), strict=True):
        network.add_edge(number[a], number[b], weight=int(n))
    groups = nx.community.louvain_communities(network, weight="weight", seed=0) if names else []
    groups = sorted((sorted(group) for group in groups), key=lambda g: (-len(g), g))
    return {names[node]: place for place, group in enumerate(groups, 1) for node in group}
