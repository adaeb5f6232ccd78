"""The windows behind ties: the evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analysis.cooccurrence.naming import Named, Ways, check_window, seen, window_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.annotate.shard import Shard

_COLUMNS = ["actor_a", "actor_b", "article_id", "start", "end"]


def contexts(
    naming: Named, *, actor_a: str, actor_b: str, window: str = "sentence"
) -> pd.DataFrame:
    """Give the windows that name both actors: the evidence behind a tie.

    Parameters
    ----------
    naming, window
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
    table = contexts_of(naming, pair)
    return table[["article_id", "start", "end"]]


def contexts_of(naming: Named, some_ties: pd.DataFrame) -> pd.DataFrame:
    """Give the windows behind several ties.

    Parameters
    ----------
    naming
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
    find = partial(_contexts, wanted=wanted, ways=naming.ways)
    found = [_no_contexts(), *naming.corpus.counts(find)]
    table = pd.concat(found, ignore_index=True).sort_values(["tie", "article_id", "start"])
    return pd.DataFrame(table[_COLUMNS].reset_index(drop=True))


def _contexts(
    shard: Shard,
    *,
    wanted: Sequence[tuple[str, str, str]],
    ways: Ways,
) -> pd.DataFrame:
    tables = [_no_contexts()]
    for tie, (actor_a, actor_b, window) in enumerate(wanted):
        found = seen(shard, ways, window=window)
        a, b = (pc.index(found.names, actor).as_py() for actor in (actor_a, actor_b))
        both = np.intersect1d(found.window[found.actor == a], found.window[found.actor == b])
        place = window_of(shard, "sentences", window)
        first = np.searchsorted(place, both)
        last = np.searchsorted(place, both, side="right") - 1
        article = shard.column("sentences", "article")[first]
        spans = {
            "article_id": shard.about["article_id"].take(article).array,
            "start": shard.column("sentences", "start")[first].astype(np.int64),
            "end": shard.column("sentences", "end")[last].astype(np.int64),
        }
        tables.append(pd.DataFrame({"tie": tie, "actor_a": actor_a, "actor_b": actor_b, **spans}))
    return pd.concat(tables, ignore_index=True)


def _no_contexts() -> pd.DataFrame:
    kinds = {"tie": "int64", "actor_a": "str", "actor_b": "str", "article_id": "str"}
    kinds |= {"start": "int64", "end": "int64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
