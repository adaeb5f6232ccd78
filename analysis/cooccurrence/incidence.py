"""Articles and the actors they name: the incidence matrix, as lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cooccurrence.mentions import MentionFilter, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.cooccurrence.mentions import MentionSelection
    from analysis.corpus.shard import Shard


class Incidence(NamedTuple):
    """The actors of each article that names any.

    Parameters
    ----------
    members
        The distinct actors article by article, numbered by the alphabet.
    offsets
        Those of article `k` are the rows `offsets[k]` to `offsets[k + 1]`.
    names
        The actors' names.
    rows
        The row of each article in the corpus's `metadata`.
    """

    members: NDArray[np.int32]
    offsets: NDArray[np.int64]
    names: NDArray[np.object_]
    rows: NDArray[np.int64]

    @property
    def n_articles(self) -> int:
        """Articles that name an actor."""
        return len(self.rows)

    def articles_of(self, name: str) -> NDArray[np.int64]:
        """Give the numbers of the articles that name an actor, rising."""
        number = int(np.searchsorted(self.names, name))
        if number == len(self.names) or self.names[number] != name:
            return np.empty(0, np.int64)
        places = np.flatnonzero(self.members == number)
        return np.searchsorted(self.offsets, places, side="right") - 1


def incidence(mentions: MentionSelection) -> Incidence:
    """Say which articles name which actors, in one pass over the corpus.

    Articles that name more than 200 actors name nobody here, as in `ties`.

    Parameters
    ----------
    mentions
        The mentions to count.

    Returns
    -------
    Incidence
        Articles in the order of the corpus, whatever its shards.
    """
    row_of = mentions.corpus.shard_order
    tables, begin = [], 0
    for n, found in mentions.corpus.map_shards(partial(incidence_of_shard, which=mentions.which)):
        rows = row_of[begin + found["article"].to_numpy()]
        tables.append(found.set_column(0, "article", pa.array(rows)))
        begin += n
    table = pa.concat_tables(tables).unify_dictionaries() if tables else _nobody()
    actor = table["actor"].combine_chunks()
    printed = actor.dictionary.to_numpy(zero_copy_only=False)
    names, number_of = np.unique(printed, return_inverse=True)
    articles = table["article"].to_numpy()
    members = number_of[actor.indices.to_numpy()].astype(np.int32)
    order = np.lexsort((members, articles))
    rows, sizes = np.unique(articles, return_counts=True)
    return Incidence(members[order], np.cumsum([0, *sizes]), names, rows)


def incidence_of_shard(shard: Shard, *, which: MentionFilter) -> tuple[int, pa.Table]:
    """Give for one shard how many articles it has, and each actor that an article names, once."""
    found, _ = together(shard, which, window="article")
    keys = np.unique(found.article * max(len(found.names), 1) + found.actor)
    article, actor = keys // max(len(found.names), 1), keys % max(len(found.names), 1)
    names = pc.cast(found.names, pa.string())
    coded = pa.DictionaryArray.from_arrays(pa.array(actor.astype(np.int32)), names)
    return len(shard), pa.table({"article": article, "actor": coded})


def _nobody() -> pa.Table:
    """Give what no shard at all names."""
    nobody = pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
    return pa.table({"article": pa.array([], pa.int64()), "actor": nobody})
