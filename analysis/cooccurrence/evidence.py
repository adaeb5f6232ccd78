"""The evidence of ties: for each a few places that name both, of different stories and times."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import (
    CROWD,
    MentionFilter,
    MentionSelection,
    check_window,
    together,
)
from analysis.corpus.needs import takes_mentions
from analysis.errors import ParameterError
from analysis.schema import TIE_EVIDENCE, TIES
from analysis.statistics import hash_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.corpus.shard import Shard

    Tie = tuple[str, str, str]

LOTS = 8
"""Articles of a tie that are drawn by lot for each that is shown."""
_DRAWN = ["tie", "article_id", "lot"]


@takes_mentions
def evidence(
    mentions: MentionSelection,
    some_ties: pd.DataFrame,
    *,
    stories: pd.DataFrame,
    n_places: int = 3,
) -> pd.DataFrame:
    """Give for each tie a few places that name both actors.

    Parameters
    ----------
    mentions
        The mentions in which the ties were counted.
    some_ties
        Rows of a `TIES` table, several hundred at most.
    stories
        A `STORIES` table with all articles.
    n_places
        Places of each tie at most, 1 or more.

    Returns
    -------
    DataFrame
        A `TIE_EVIDENCE` table. Articles are drawn by lot, one a story as long as there are others,
        and of these as many as are wanted, evenly from the first day to the last. Of an article it
        is the window in which the two names stand closest, cut to the sentences from the one name
        to the other.

    Raises
    ------
    ParameterError
        If `n_places` is below 1, or there is no such window.
    """
    TIES.check(some_ties)
    if n_places < 1:
        raise ParameterError(
            f"places behind a tie (parameter 'evidence') must be 1 or more; found {n_places}."
        )
    for window in some_ties["window"].unique():
        check_window(window)
    names = ("actor_a", "actor_b", "window")
    wanted = list(zip(*(some_ties[name].tolist() for name in names), strict=True))
    draw = partial(_drawn, wanted=wanted, which=mentions.which, most=LOTS * n_places)
    drawn = pd.concat([_nothing(), *mentions.corpus.map_shards(draw)], ignore_index=True)
    chosen = _spread(drawn, mentions.corpus.metadata, stories, n_places)
    rows = np.flatnonzero(mentions.corpus.metadata["article_id"].isin(set(chosen["article_id"])))
    places = _places(mentions.corpus.take(rows), mentions.which)
    held = [
        _closest(places[article], *wanted[tie])
        for tie, article in zip(chosen["tie"], chosen["article_id"], strict=True)
    ]
    return TIE_EVIDENCE.conform(pd.DataFrame(held, columns=_columns()))


def _drawn(shard: Shard, *, wanted: Sequence[Tie], which: MentionFilter, most: int) -> pd.DataFrame:
    """Draw articles of each tie by lot; the lot is in the article's name, whatever its shard."""
    tables = [_nothing()]
    windows = dict.fromkeys(window for *_, window in wanted)
    found = {window: together(shard, which, window=window)[0] for window in windows}
    ids = shard.metadata["article_id"].to_numpy()
    for tie, (*pair, window) in enumerate(wanted):
        here = found[window]
        a, b = (here.actor == pc.index(here.names, actor).as_py() for actor in pair)
        both = np.intersect1d(here.window[a], here.window[b])
        of = np.unique(both if window == "article" else both >> 32)
        lots = hash_ids(ids[of])
        first = np.argsort(lots, kind="stable")[:most]
        columns = {"tie": tie, "article_id": ids[of][first], "lot": lots[first]}
        tables.append(pd.DataFrame(columns, columns=_DRAWN))
    return pd.concat(tables, ignore_index=True)


def _spread(
    drawn: pd.DataFrame, metadata: pd.DataFrame, stories: pd.DataFrame, n_places: int
) -> pd.DataFrame:
    """Choose of each tie's articles one a story, and of these some, evenly over the time."""
    about = metadata[["article_id", "published"]].merge(stories[["article_id", "story"]])
    table = drawn.merge(about, on="article_id").sort_values(["tie", "lot", "article_id"])
    table = table[table.groupby("tie").cumcount() < LOTS * n_places]
    table["again"] = table.groupby(["tie", "story"]).cumcount()
    table = table.sort_values(["tie", "again", "lot", "article_id"])
    alone = table["again"] == 0
    enough = alone.groupby(table["tie"]).transform("sum") >= n_places
    few = table[~enough]
    few = few[few.groupby("tie").cumcount() < n_places]
    return pd.concat([few, _evenly(table[enough & alone], n_places)])


def _evenly(table: pd.DataFrame, n_places: int) -> pd.DataFrame:
    """Choose so many rows of each tie, from the first day to the last."""
    table = table.sort_values(["tie", "published", "lot", "article_id"])
    place, n = table.groupby("tie").cumcount(), table.groupby("tie")["tie"].transform("size")
    # The k-th of them is at k (n - 1) / (n_places - 1): where this number goes up.
    steps = [(at * (n_places - 1)) // (n - 1).clip(lower=1) for at in (place, place - 1)]
    return table[(place == 0) | (steps[0] > steps[1])]


def _places(corpus: Any, which: MentionFilter) -> dict[str, pd.DataFrame]:
    """Give the mentions of each article that count, each with the sentence around it."""
    mentions = corpus.mentions
    kept = mentions["how"].isin(which.how) & ~mentions["type"].isin(which.leave_out)
    around = corpus.sentences[["article_id", "sentence", "start", "end"]]
    around = around.set_axis(["article_id", "sentence", "begin", "finish"], axis=1)
    table = mentions[kept].merge(around, on=["article_id", "sentence"], how="inner")
    return dict(list(table.groupby("article_id")))


def _closest(table: pd.DataFrame, actor_a: str, actor_b: str, window: str) -> tuple[Any, ...]:
    """Give the place in which both names stand closest, in a window that is no crowd."""
    where = "article_id" if window == "article" else window
    few = table.groupby(where)["actor"].transform("nunique") <= CROWD
    of = [table[few & (table["actor"] == actor)] for actor in (actor_a, actor_b)]
    pairs = of[0].merge(of[1], on=where, suffixes=("_a", "_b"))
    gaps = pairs["start_b"] - pairs["end_a"], pairs["start_a"] - pairs["end_b"]
    best = pairs.iloc[int(np.argmin(np.maximum(*gaps)))]
    begin, end = min(best["begin_a"], best["begin_b"]), max(best["finish_a"], best["finish_b"])
    spans = (best["start_a"], best["end_a"], best["start_b"], best["end_b"])
    article = table["article_id"].iloc[0]
    return (window, actor_a, actor_b, article, begin, end, *spans)


def _nothing() -> pd.DataFrame:
    kinds = {"tie": "int64", "article_id": "str", "lot": "uint64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _columns() -> list[str]:
    return [column.name for column in TIE_EVIDENCE.columns]
