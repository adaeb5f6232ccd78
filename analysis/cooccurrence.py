"""Mentions into ties and actors: who is named together with whom, how often, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.annotate import listed
from analysis.errors import ParameterError, nearest
from analysis.kernels.pairs import count_pairs
from analysis.schema import ACTORS, EXPLICIT, HOW, MENTIONS, SENTENCES, TIES, WINDOWS
from analysis.statistics import npmi

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

_CONTEXT = {
    "sentence": ["article_id", "sentence"],
    "paragraph": ["article_id", "paragraph"],
    "article": ["article_id"],
}


def counted(
    mentions: pd.DataFrame,
    *,
    how: str | Sequence[str] = EXPLICIT,
    leave_out: str | Sequence[str] = ("place",),
) -> pd.DataFrame:
    """Keep the mentions that are to be counted.

    Parameters
    ----------
    mentions
        A `MENTIONS` table.
    how
        Ways of naming to count; by default those that use a name. As a sequence or as a text with
        commas.
    leave_out
        Types of actors not to count; by default places, which do not act.

    Returns
    -------
    DataFrame
        A `MENTIONS` table with fewer rows.

    Raises
    ------
    ParameterError
        If a way of naming does not exist.
    """
    MENTIONS.check(mentions)
    for value in listed(how):
        if value not in HOW:
            raise ParameterError(
                f"parameter 'how': there is no '{value}';{nearest(value, HOW)} "
                f"There is: {', '.join(HOW)}."
            )
    kept = mentions["how"].isin(listed(how)) & ~mentions["type"].isin(listed(leave_out))
    return MENTIONS.conform(mentions[kept])


def ties(
    mentions: pd.DataFrame, sentences: pd.DataFrame, *, window: str = "sentence"
) -> pd.DataFrame:
    """Count for every two actors the windows that name both.

    Parameters
    ----------
    mentions
        The `MENTIONS` to count.
    sentences
        All `SENTENCES` of the selection; they say how many windows there are.
    window
        ``sentence``, ``paragraph`` or ``article``.

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
    """
    MENTIONS.check(mentions)
    SENTENCES.check(sentences)
    context = _context(window)
    ordered = mentions.sort_values(["article_id", "start"])
    actor, names = pd.factorize(ordered["actor"], sort=True)
    article = pd.factorize(ordered["article_id"])[0]
    place = ordered.groupby(context, sort=True).ngroup().to_numpy()
    pairs = count_pairs(place, actor, article)
    each = np.bincount(actor[~pd.DataFrame({"place": place, "actor": actor}).duplicated()])
    n_contexts = len(sentences[context].drop_duplicates())
    counts = pd.DataFrame(
        {
            "window": window,
            "actor_a": names.take(pairs.first),
            "actor_b": names.take(pairs.second),
            "n_contexts": pairs.counts,
            "n_articles": pairs.groups,
            "npmi": npmi(pairs.counts, each[pairs.first], each[pairs.second], n_contexts),
        }
    )
    return TIES.conform(counts)


def ties_in_all_windows(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the ties within sentences, within paragraphs and within articles.

    Parameters
    ----------
    mentions, sentences
        As for `ties`.

    Returns
    -------
    DataFrame
        A `TIES` table; `window` tells the three apart.
    """
    counted_in = [ties(mentions, sentences, window=window) for window in WINDOWS]
    return TIES.conform(pd.concat(counted_in, ignore_index=True))


def contexts(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    actor_a: str,
    actor_b: str,
    window: str = "sentence",
) -> pd.DataFrame:
    """Give the windows that name both actors: the evidence behind a tie.

    Parameters
    ----------
    mentions, sentences, window
        As for `ties`.
    actor_a, actor_b
        The two actors, in any order.

    Returns
    -------
    DataFrame
        `article_id`, `start` and `end` of each window, in reading order. Their number is the
        tie's `n_contexts`, their distinct articles its `n_articles`.
    """
    MENTIONS.check(mentions)
    SENTENCES.check(sentences)
    context = _context(window)
    with_a, with_b = (
        mentions.loc[mentions["actor"] == actor, context].drop_duplicates()
        for actor in (actor_a, actor_b)
    )
    spans = sentences.groupby(context, as_index=False).agg(
        start=("start", "min"), end=("end", "max")
    )
    both = spans.merge(with_a, on=context).merge(with_b, on=context)
    return both[["article_id", "start", "end"]].sort_values(
        ["article_id", "start"], ignore_index=True
    )


def contexts_of(
    mentions: pd.DataFrame, sentences: pd.DataFrame, some_ties: pd.DataFrame
) -> pd.DataFrame:
    """Give the windows behind several ties.

    Parameters
    ----------
    mentions, sentences
        As for `ties`.
    some_ties
        A few rows of a `TIES` table.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `article_id`, `start` and `end`: the windows of each tie in reading
        order, tie after tie.
    """
    TIES.check(some_ties)
    columns = ["actor_a", "actor_b", "article_id", "start", "end"]
    found = [
        contexts(mentions, sentences, actor_a=a, actor_b=b, window=window).assign(
            actor_a=a, actor_b=b
        )
        for a, b, window in zip(
            *(some_ties[column] for column in ("actor_a", "actor_b", "window")), strict=True
        )
    ]
    if not found:
        return pd.DataFrame({column: pd.Series(dtype=str) for column in columns})
    return pd.concat(found, ignore_index=True)[columns]


def actors(mentions: pd.DataFrame, ties_of_one_window: pd.DataFrame) -> pd.DataFrame:
    """Count every actor's mentions and describe its place in the network.

    Parameters
    ----------
    mentions
        The `MENTIONS` to count.
    ties_of_one_window
        Their `TIES` within one window.

    Returns
    -------
    DataFrame
        An `ACTORS` table, most mentioned first. `degree` counts the actors it is tied to,
        `strength` sums the windows. `community` numbers groups that are tied more among
        themselves, the largest first; 0 means no tie.

    Notes
    -----
    An actor named often has many ties for that alone. Degree and strength say how central it is
    in the coverage, not how powerful it is.

    References
    ----------
    Blondel et al. (2008), "Fast unfolding of communities in large networks", *Journal of
    Statistical Mechanics* P10008.
    """
    MENTIONS.check(mentions)
    TIES.check(ties_of_one_window)
    if mentions.empty:
        return ACTORS.empty()
    place = mentions["article_id"] + " " + mentions["sentence"].astype(str)
    table = (
        mentions.assign(place=place)
        .groupby("actor", as_index=False)
        .agg(
            type=("type", "first"),
            n_mentions=("actor", "size"),
            n_sentences=("place", "nunique"),
            n_articles=("article_id", "nunique"),
        )
    )
    ends = pd.concat(
        ties_of_one_window[[side, "n_contexts"]].set_axis(["actor", "n_contexts"], axis=1)
        for side in ("actor_a", "actor_b")
    )
    by_actor = ends.groupby("actor")["n_contexts"]
    table["degree"] = table["actor"].map(by_actor.size()).fillna(0)
    table["strength"] = table["actor"].map(by_actor.sum()).fillna(0)
    table["community"] = table["actor"].map(_communities(ties_of_one_window)).fillna(0)
    return ACTORS.conform(table)


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


def graph(table: pd.DataFrame, ties_of_one_window: pd.DataFrame) -> nx.Graph:
    """Give actors and ties as a network that Gephi and other programs can read.

    Parameters
    ----------
    table
        An `ACTORS` table: the nodes.
    ties_of_one_window
        `TIES` among them: the edges. An undefined `npmi` is left off its edge.

    Returns
    -------
    networkx.Graph
        Undirected; all attributes are plain numbers and texts.
    """
    import networkx as nx

    ACTORS.check(table)
    TIES.check(ties_of_one_window)
    network = nx.Graph()
    for row in table.to_dict("records"):
        about = {str(name): value for name, value in row.items() if name != "actor"}
        network.add_node(row["actor"], label=row["actor"], **about)
    for row in ties_of_one_window.to_dict("records"):
        known = {} if np.isnan(row["npmi"]) else {"npmi": float(row["npmi"])}
        network.add_edge(
            row["actor_a"],
            row["actor_b"],
            weight=int(row["n_contexts"]),
            n_articles=int(row["n_articles"]),
            **known,
        )
    return network


def _context(window: str) -> list[str]:
    if window not in _CONTEXT:
        raise ParameterError(
            f"parameter 'window': there is no '{window}';{nearest(window, WINDOWS)} "
            f"There is: {', '.join(WINDOWS)}."
        )
    return _CONTEXT[window]


def _communities(ties_of_one_window: pd.DataFrame) -> dict[str, int]:
    """Group the actors; nodes are numbers, so that sets always iterate in the same order."""
    import networkx as nx

    names = sorted({*ties_of_one_window["actor_a"], *ties_of_one_window["actor_b"]})
    number = {name: place for place, name in enumerate(names)}
    network = nx.Graph()
    network.add_nodes_from(range(len(names)))
    for a, b, n in zip(
        *(ties_of_one_window[c] for c in ("actor_a", "actor_b", "n_contexts")), strict=True
    ):
        network.add_edge(number[a], number[b], weight=int(n))
    groups = nx.community.louvain_communities(network, weight="weight", seed=0) if names else []
    groups = sorted((sorted(group) for group in groups), key=lambda g: (-len(g), g))
    return {names[node]: place for place, group in enumerate(groups, 1) for node in group}
