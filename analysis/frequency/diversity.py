"""Lexical diversity of outlets: how many different words they use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import ALL, EVERY, KeyPartition, aggregate, partition_codes
from analysis.corpus.needs import takes_corpus
from analysis.errors import ParameterError
from analysis.frequency.term_ids import term_ids
from analysis.kernels import diversity as kernel
from analysis.schema import DIVERSITY
from analysis.statistics.diversity import THRESHOLD, WINDOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


@takes_corpus
def diversity(corpus: Corpus, *, window: int = WINDOW) -> pd.DataFrame:
    """Say how many different words each outlet uses.

    Parameters
    ----------
    corpus
        The selection to count in.
    window
        Words of a window for MATTR, 2 or more.

    Returns
    -------
    DataFrame
        A `DIVERSITY` table, one row an outlet, the one with most words first.

    Raises
    ------
    ParameterError
        If `window` is below 2.

    Notes
    -----
    Windows and stretches stay inside an article. MATTR is the mean over all windows of an outlet,
    so articles shorter than a window do not count; MTLD is its words by all its stretches. Stop
    words count. `statistics.mattr` and `statistics.mtld` say what the two mean.
    """
    if window < 2:
        raise ParameterError(f"parameter 'window' must be 2 or more words; found {window}.")
    parts = list(corpus.map_shards(partial(count_stretches, window=window)))
    row_of = corpus.shard_order
    articles = np.zeros((len(corpus), 5))
    articles[row_of] = np.concatenate([np.zeros((0, 5)), *parts])
    outlet = corpus.metadata["outlet"].fillna("unknown")
    columns = ["n_words", "distinct", "windows", "forward", "backward"]
    each = pd.DataFrame(articles, columns=columns).groupby(outlet.to_numpy())
    sums = each.sum().rename_axis("outlet").assign(n_articles=each.size()).reset_index()
    types = aggregate(corpus, count_types, ["outlet", "term"], most=EVERY).table["outlet"]
    n_types = types.to_pandas().astype("str").value_counts()
    return DIVERSITY.conform(
        sums.assign(
            n_types=n_types.reindex(sums["outlet"]).fillna(0).array,
            mattr=sums["distinct"] / sums["windows"].where(sums["windows"] > 0) / window,
            mtld=(_length(sums, "forward") + _length(sums, "backward")) / 2,
        )
    )


def count_stretches(shard: Shard, *, window: int) -> NDArray[np.float64]:
    """Count windows and stretches in the articles of one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    window
        As for `diversity`.

    Returns
    -------
    ndarray of float, one row an article
        Words; distinct words of all windows, and windows; stretches forward and backward.
    """
    ids, _, _ = term_ids(shard)
    article, lengths = shard.column("sentences", "article"), shard.column("sentences", "n_words")
    n_words = np.bincount(article, lengths, len(shard)).astype(np.int64)
    offsets = np.concatenate(([0], np.cumsum(n_words)))
    stretches = kernel.factors(ids, offsets, THRESHOLD)
    distinct = kernel.window_types(ids, offsets, window)
    windows = np.maximum(n_words - window + 1, 0)
    return np.column_stack([n_words, distinct, windows, stretches])


def count_types(shard: Shard, *, part: KeyPartition = ALL) -> pa.Table:
    """Count the terms of each outlet in one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    part
        Which terms to count.

    Returns
    -------
    pyarrow.Table
        `outlet`, `term` and `n`.
    """
    ids, terms, _ = term_ids(shard)
    outlet_of, outlets = pd.factorize(shard.metadata["outlet"].fillna("unknown"))
    lengths = shard.column("sentences", "n_words")
    outlet = np.repeat(outlet_of[shard.column("sentences", "article")], lengths)
    keys, counts = np.unique(outlet * max(len(terms), 1) + ids, return_counts=True)
    outlet, term = keys // max(len(terms), 1), keys % max(len(terms), 1)
    kept = np.ones(len(keys), bool)
    if part.of > 1:
        kept = part.holds(partition_codes(terms)[term])
    return pa.table(
        {
            "outlet": pa.array(outlets.to_list(), pa.string()).take(pa.array(outlet[kept])),
            "term": pc.cast(terms.take(pa.array(term[kept])), pa.string()),
            "n": counts[kept],
        }
    )


def _length(sums: pd.DataFrame, way: str) -> pd.Series[float]:
    return sums["n_words"] / sums[way].where(sums[way] > 0)
