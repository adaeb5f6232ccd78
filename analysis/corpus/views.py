"""Some articles of one shard, small enough to be sent to a worker, which opens them there."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.corpus import shards
from analysis.corpus.shard import Shard

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from analysis.corpus.actors.identity import ShardIdentity


class Loader:
    """Reads columns of one shard, each once."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._read: dict[tuple[str, tuple[str, ...]], pa.Table] = {}

    def __call__(self, table: str, columns: tuple[str, ...]) -> pa.Table:
        """Give some columns of a table."""
        key = (table, columns)
        if key not in self._read:
            self._read[key] = shards.read(self._folder, table, columns, seals=self._seals)
        return self._read[key]

    @cached_property
    def _seals(self) -> dict[str, Any]:
        return shards.seal_of(self._folder)


class ShardView(NamedTuple):
    """Some articles of one shard: its folder, the articles, their rows, zones, standing lines.

    The identity says which names are one actor over the corpus.
    """

    folder: str
    metadata: pd.DataFrame
    rows: NDArray[np.int32]
    zones: tuple[str, ...]
    standing: NDArray[np.int64]
    identity: ShardIdentity | None = None

    def shard(self, loader: Loader) -> Shard:
        """Open the shard."""
        return Shard(
            self.metadata, self.rows, self.zones, loader, self.standing, identity=self.identity
        )
