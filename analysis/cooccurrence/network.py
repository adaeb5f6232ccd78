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
ROUNDS, TRIALS = 2, 5
"""Rounds of the Leiden method, each on what the last one left, and attempts of which the best
counts."""


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
    """Group the actors by the Leiden method; the largest group is 1.

    Ties come in the order of the alphabet, so that one network always has the same groups.
    """
    from graspologic_native import leiden

    strong = ties_of_one_window.head(DRAWN).sort_values(["actor_a", "actor_b"])
    if strong.empty:
        return {}
    columns = (strong[name].tolist() for name in ("actor_a", "actor_b", "n_contexts"))
    edges = [(a, b, float(n)) for a, b, n in zip(*columns, strict=True)]
    _, label = leiden(
        edges,
        starting_communities=None,
        resolution=1.0,
        randomness=0.001,
        iterations=ROUNDS,
        use_modularity=True,
        seed=0,
        trials=TRIALS,
    )
    groups: dict[int, list[str]] = {}
    for name in sorted(label):
        groups.setdefault(label[name], []).append(name)
    ranked = sorted(groups.values(), key=lambda group: (-len(group), group))
    return {name: place for place, group in enumerate(ranked, 1) for name in group}
