"""From the shards of a store to the table that says which names are one actor."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.corpus import sealed, worker_pool
from analysis.corpus.actors.evidence import KEYS, evidence
from analysis.corpus.actors.merging import merge
from analysis.corpus.aggregate import aggregate_together
from analysis.corpus.views import Loader, ShardView
from analysis.schema import STORY_ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pyarrow as pa


_ROWS = 50_000
"""Rows that are hashed at a time."""
_METADATA = ("article_id", "published")


def decide(
    store: Path, folder: Path, snapshot: Mapping[str, Any], *, workers: str = "1"
) -> list[Any]:
    """Decide which names of a corpus are one actor, and write it down.

    Parameters
    ----------
    store, folder
        The store, and its folder of this version.
    snapshot
        What `articles.settle` says of the corpus.
    workers
        As for `update`. The result does not depend on it.

    Returns
    -------
    list
        The file and its seal.
    """
    listed = sealed.read_table(store / snapshot["articles"][0])
    shards = _Shards(
        folder, snapshot["shards"], listed, np.array(snapshot["standing"], np.int64), workers
    )
    found = aggregate_together(shards, evidence, KEYS, most={})
    table = merge({name: counts.table for name, counts in found.items()})
    digest = sha256()
    for batch in table.to_batches(max_chunksize=_ROWS):
        digest.update(repr(batch.to_pylist()).encode())
    file = f"merges-{digest.hexdigest()[:16]}.parquet"
    sealed.write_table_whole(store / file, table)
    return [file, *sealed.seal_whole(store / file)]


@dataclass(frozen=True)
class _Shards:
    """All articles of a corpus that is not noted yet, shard by shard."""

    folder: Path
    names: list[str]
    listed: pa.Table
    standing: np.ndarray[Any, np.dtype[np.int64]]
    workers: str

    def map_shards(self, count: Callable[..., Any]) -> Iterator[Any]:
        """Count something in every shard, which is given the shard's name too."""
        shard, row = (self.listed[name].to_numpy() for name in ("shard", "row"))
        order = np.argsort(shard, kind="stable")
        bounds = np.flatnonzero(np.diff(shard[order], prepend=-1, append=-2))
        about = self.listed.select(_METADATA).to_pandas()
        views = (
            ShardView(
                str(self.folder / self.names[int(shard[rows[0]])]),
                about.iloc[rows].reset_index(drop=True),
                row[rows],
                STORY_ZONES,
                self.standing,
            )
            for rows in np.split(order, bounds[1:-1])
        )
        jobs = (worker_pool.Job(_counted, (count, view)) for view in views)
        return worker_pool.run(jobs, workers=self.workers)


def _counted(count: Callable[..., Any], view: ShardView) -> Any:
    """Count in one shard: the job of a worker."""
    return count(view.shard(Loader(view.folder)), name=Path(view.folder).name)
