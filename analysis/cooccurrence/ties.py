"""Ties: in how many windows are two actors named together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.cooccurrence.counts import counted
from analysis.cooccurrence.mentions import check_window
from analysis.corpus.aggregate import MOST
from analysis.corpus.needs import takes_mentions
from analysis.errors import ParameterError
from analysis.schema import TIES, WINDOWS
from analysis.settings import check_one_or_more
from analysis.statistics import npmi

if TYPE_CHECKING:
    from analysis.cooccurrence.counts import MentionCounts
    from analysis.cooccurrence.mentions import MentionSelection


@takes_mentions
def ties(
    mentions: MentionSelection | MentionCounts, *, window: str = "sentence", most: int = MOST
) -> pd.DataFrame:
    """Count for every two actors the windows that name both.

    Parameters
    ----------
    mentions
        The mentions to count, or what `count` made of them.
    window
        ``sentence``, ``paragraph`` or ``article``.
    most
        Ties to keep at most, unless they are counted already. If there are more, those below some
        number of windows are left out; `MentionCounts.left_out` says which number.

    Returns
    -------
    DataFrame
        A `TIES` table, one row per pair with at least one window in common, most frequent first.
        A pair counts once a window, however often the window names it. `npmi` is empty where
        both actors are in every window.

    Raises
    ------
    ParameterError
        If there is no such window, or it was not counted.

    Notes
    -----
    To be named together is not to act together: “A denied that it had met B” ties A and B.

    A window that names more than 200 actors is a list and ties nobody. It is left out of all
    counts; `MentionCounts.n_crowded` says how many were.
    """
    check_window(window)
    counts = counted(mentions, windows=(window,), most=most)
    if window not in counts.pairs:
        raise ParameterError(
            f"parameter 'window': the mentions were not counted within each {window}; found "
            f"{', '.join(counts.pairs) or 'none'}. Name it in 'windows' of `count`."
        )
    found, each = counts.pairs[window], counts.alone[window].table.to_pandas()
    table = found.table.to_pandas().astype({"actor_a": "str", "actor_b": "str"})
    n_contexts = each.set_index("actor")["n_contexts"]
    table["npmi"] = npmi(
        table["n_contexts"].to_numpy(),
        n_contexts.loc[table["actor_a"]].to_numpy(),
        n_contexts.loc[table["actor_b"]].to_numpy(),
        counts.n_windows[window],
    )
    return TIES.conform(table.assign(window=window))


@takes_mentions
def ties_in_all_windows(mentions: MentionSelection | MentionCounts) -> pd.DataFrame:
    """Give the ties within sentences, within paragraphs and within articles.

    Parameters
    ----------
    mentions
        The mentions to count, or what `count` made of them.

    Returns
    -------
    DataFrame
        A `TIES` table; `window` tells the three apart.
    """
    counts = counted(mentions)
    tables = [ties(counts, window=window) for window in WINDOWS]
    return TIES.conform(pd.concat(tables, ignore_index=True))


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
    check_one_or_more(top_n, name="top_n")
    return TIES.conform(ties_of_one_window).head(top_n)
