"""Which mentions are counted, and the windows in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.needs import takes_corpus
from analysis.schema import HOW, NAMES, UNRESOLVED, WINDOWS
from analysis.settings import check_known, split_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


CROWD = 200
"""Actors that one window may name. One that names more is a list, and to stand in a long list
together says nothing; its pairs would grow with the square of its length."""


class MentionFilter(NamedTuple):
    """Ways of naming that count, and types of actors that do not."""

    how: tuple[str, ...]
    leave_out: tuple[str, ...]


@dataclass(frozen=True)
class MentionSelection:
    """The mentions that are to be counted: a selection of a corpus, and how actors are named."""

    corpus: Corpus
    which: MentionFilter


@takes_corpus
def mentions(
    corpus: Corpus,
    *,
    how: str | Sequence[str] = NAMES,
    leave_out: str | Sequence[str] = ("place",),
) -> MentionSelection:
    """Say which mentions are to be counted.

    Parameters
    ----------
    corpus
        The selection to count in.
    how
        Ways of naming to count, as a sequence or as a text with commas. By default those that name
        the actor itself: an adjective does not, so "an Iraqi poet" is no mention of Iraq.
    leave_out
        Types of actors not to count; by default places, which do not act. What is unresolved names
        no actor, and never counts.

    Returns
    -------
    MentionSelection
        What `ties`, `actors` and `contexts_of` take.

    Raises
    ------
    ParameterError
        If a way of naming does not exist.
    """
    check_how(how)
    left_out = (*split_list(leave_out), UNRESOLVED)
    return MentionSelection(corpus, MentionFilter(split_list(how), left_out))


class ShardMentions(NamedTuple):
    """The mentions of a shard that count, in reading order."""

    window: NDArray[np.int64]
    actor: NDArray[np.int64]
    article: NDArray[np.int64]
    names: pa.Array


def mentions_in(shard: Shard, which: MentionFilter, *, window: str) -> ShardMentions:
    """Give window, actor and article of each mention; actors are numbered by the alphabet."""
    coded = shard.strings("actors", "actor").dictionary_encode()
    order = pc.sort_indices(coded.dictionary).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    names = coded.dictionary.take(pa.array(order))
    left_out = pc.is_in(shard.strings("actors", "type"), pa.array(which.leave_out, pa.string()))
    actor = shard.column("mentions", "actor")
    kept = np.isin(shard.column("mentions", "how"), [HOW.index(way) for way in which.how])
    kept &= ~left_out.to_numpy(zero_copy_only=False)[actor]
    article = shard.column("mentions", "article")[kept]
    number_of = rank[coded.indices.to_numpy()] if len(order) else rank
    return ShardMentions(
        window_of(shard, "mentions", window)[kept], number_of[actor[kept]], article, names
    )


def together(shard: Shard, which: MentionFilter, *, window: str) -> tuple[ShardMentions, int]:
    """Leave out windows of over `CROWD` actors; say how many these are."""
    found = mentions_in(shard, which, window=window)
    first = np.flatnonzero(np.diff(found.window, prepend=-1))
    sizes = np.diff(first, append=len(found.window))
    crowds = [
        place
        for place in np.flatnonzero(sizes > CROWD).tolist()
        if len(np.unique(found.actor[first[place] :][: sizes[place]])) > CROWD
    ]
    if not crowds:
        return found, 0
    kept = np.repeat(np.isin(np.arange(len(first)), crowds, invert=True), sizes)
    window_kept, actor, article = (column[kept] for column in found[:3])
    return ShardMentions(window_kept, actor, article, found.names), len(crowds)


def window_of(shard: Shard, table: str, window: str) -> NDArray[np.int64]:
    """Give a number to the window in which each row of a table stands, in reading order."""
    number: NDArray[np.int64] = shard.column(table, "article")
    if window != "article":
        number = number << 32 | shard.column(table, window)
    return number


def check_window(window: str) -> None:
    """Refuse a window that does not exist, with the nearest that does."""
    check_known((window,), WINDOWS, name="window")


def check_how(how: str | Sequence[str]) -> None:
    """Refuse a way of naming that does not exist, with the nearest that does."""
    check_known(split_list(how), HOW, name="how")
