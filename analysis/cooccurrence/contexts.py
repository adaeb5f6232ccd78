"""The windows behind ties: the evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import (
    MentionFilter,
    MentionSelection,
    check_window,
    together,
    window_of,
)
from analysis.corpus.needs import takes_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.corpus.shard import Shard

_COLUMNS = ["actor_a", "actor_b", "article_id", "start", "end"]


@takes_mentions
def contexts(
    mentions: MentionSelection, actor_a: str, actor_b: str, *, window: str = "sentence"
) -> pd.DataFrame:
    """Give the windows that name both actors: the evidence behind a tie.

    Parameters
    ----------
    mentions, window
        As for `ties`.
    actor_a, actor_b
        The two actors, in any order.

    Returns
    -------
    DataFrame
        `article_id`, `start` and `end` of each window, in reading order. Their number is the
        tie's `n_contexts`, their distinct articles its `n_articles`.
    """
    check_window(window)
    pair = pd.DataFrame({"actor_a": [actor_a], "actor_b": [actor_b], "window": [window]})
    table = contexts_of(mentions, pair)
    return table[["article_id", "start", "end"]]


@takes_mentions
def contexts_of(mentions: MentionSelection, some_ties: pd.DataFrame) -> pd.DataFrame:
    """Give the windows behind several ties.

    Parameters
    ----------
    mentions
        As for `ties`.
    some_ties
        A few rows of a `TIES` table.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `article_id`, `start` and `end`: the windows of each tie in reading
        order, tie after tie.
    """
    wanted = list(zip(*(some_ties[name] for name in ("actor_a", "actor_b", "window")), strict=True))
    find = partial(_contexts, wanted=wanted, which=mentions.which)
    found = [_no_contexts(), *mentions.corpus.map_shards(find)]
    table = pd.concat(found, ignore_index=True).sort_values(["tie", "article_id", "start"])
    return pd.DataFrame(table[_COLUMNS].reset_index(drop=True))


def _contexts(
    shard: Shard,
    *,
    wanted: Sequence[tuple[str, str, str]],
    which: MentionFilter,
) -> pd.DataFrame:
    tables = [_no_contexts()]
    for tie, (actor_a, actor_b, window) in enumerate(wanted):
        found, _ = together(shard, which, window=window)
        a, b = (pc.index(found.names, actor).as_py() for actor in (actor_a, actor_b))
        both = np.intersect1d(found.window[found.actor == a], found.window[found.actor == b])
        place = window_of(shard, "sentences", window)
        first = np.searchsorted(place, both)
        last = np.searchsorted(place, both, side="right") - 1
        article = shard.column("sentences", "article")[first]
        spans = {
            "article_id": shard.metadata["article_id"].take(article).array,
            "start": shard.column("sentences", "start")[first].astype(np.int64),
            "end": shard.column("sentences", "end")[last].astype(np.int64),
        }
        tables.append(pd.DataFrame({"tie": tie, "actor_a": actor_a, "actor_b": actor_b, **spans}))
    return pd.concat(tables, ignore_index=True)


def _no_contexts() -> pd.DataFrame:
    kinds = {"tie": "int64", "actor_a": "str", "actor_b": "str", "article_id": "str"}
    kinds |= {"start": "int64", "end": "int64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
