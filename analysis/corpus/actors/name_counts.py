"""Count names as articles resolved them, before anything is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analysis.corpus.aggregate import ALL, KeyPartition, partition_codes
from analysis.schema import SOURCES

if TYPE_CHECKING:
    from analysis.corpus.shard import Shard

COUNTED = tuple(f"n_{source}" for source in SOURCES)
"""Mentions by what knows them."""


def count_names(shard: Shard, *, part: KeyPartition = ALL) -> pa.Table:
    """Count the names of a shard.

    Parameters
    ----------
    shard
        Articles whose names are not merged.
    part
        Which names to count.

    Returns
    -------
    pyarrow.Table
        `actor`, `type`, `n_mentions`, `n_articles`, and the mentions of each source.
    """
    actor, article, source = (
        shard.column("mentions", name).astype(np.int64) for name in ("actor", "article", "source")
    )
    names, types = (shard.strings("actors", name) for name in ("actor", "type"))
    pairs = np.unique(article << 32 | actor)
    counts = {
        "n_mentions": np.bincount(actor, minlength=len(names)),
        "n_articles": np.bincount(pairs & 0xFFFFFFFF, minlength=len(names)),
    }
    counts |= {
        name: np.bincount(actor[source == row], minlength=len(names))
        for row, name in enumerate(COUNTED)
    }
    kept = counts["n_mentions"] > 0
    if part.of > 1:
        kept &= part.holds(partition_codes(names))
    return pa.table({"actor": names, "type": types, **counts}).filter(pa.array(kept))
