"""An annotated corpus, or a selection of it: shard by shard for counting, tidy for reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus import storage, worker_pool
from analysis.corpus.shard import Shard
from analysis.errors import ParameterError, nearest
from analysis.schema import (
    ARTICLES,
    LEDGER,
    MENTIONS,
    PARAGRAPHS,
    SENTENCES,
    STORY_ZONES,
    TOKENS,
    TYPES,
    ZONES,
)
from analysis.settings import split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

ARTICLES_A_BATCH = 5_000


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """A corpus that was read and annotated, or some outlets and zones of it.

    Parameters
    ----------
    name
        The corpus's name.
    metadata
        `ARTICLES` without their texts, sorted by id.
    ledger
        What came in, what was kept, what was dropped and why.
    roles
        A `ROLES` table: which column was taken for what.
    fingerprint
        Names the content of the whole corpus, as `corpus.fingerprint` says.
    folder
        Where the shards lie.
    shards
        Their names.
    places
        For each article its shard's number and its row there.
    zones
        Zones that count.
    workers
        Processes that count, or the address of a Dask scheduler. No result depends on it.
    """

    name: str
    metadata: pd.DataFrame
    ledger: pd.DataFrame
    roles: pd.DataFrame
    fingerprint: str
    folder: Path
    shards: Sequence[str]
    places: tuple[NDArray[np.int32], NDArray[np.int32]]
    zones: tuple[str, ...] = ZONES
    workers: str = "1"
    kept_alive: Any = field(default=None)

    def __len__(self) -> int:
        return len(self.metadata)

    @property
    def shard_order(self) -> NDArray[np.int64]:
        """The rows of `about` in the order in which the shards count them."""
        return np.argsort(self.places[0], kind="stable")

    def __repr__(self) -> str:
        return f"Annotated corpus '{self.name}' ({len(self):,} articles; {', '.join(self.zones)})"

    def filter(
        self, *, zones: str | Sequence[str] = STORY_ZONES, outlets: str | Sequence[str] = ()
    ) -> Corpus:
        """Keep some zones and some outlets; whatever is counted shrinks with them.

        Parameters
        ----------
        zones
            Zones to keep, as a sequence or as a text with commas.
        outlets
            Outlets to keep, likewise; empty keeps all.

        Returns
        -------
        Annotated
            The same corpus with less in it, and a ledger with one step more.

        Raises
        ------
        ParameterError
            If a zone or an outlet does not exist; the message names the nearest that does.
        """
        wanted = _known(split_list(zones), "zones", list(ZONES))
        there = sorted(self.metadata["outlet"].dropna().unique())
        chosen = _known(split_list(outlets), "outlets", there)
        about, places = self.metadata, self.places
        if chosen:
            kept = about["outlet"].isin(chosen).to_numpy(bool)
            about = about[kept].reset_index(drop=True)
            places = (places[0][kept], places[1][kept])
        return replace(
            self,
            metadata=about,
            places=places,
            zones=tuple(zone for zone in wanted if zone in self.zones),
            ledger=_with_step(self.ledger, len(self), len(about), wanted, chosen),
        )

    def map_shards(self, count: Callable[[Shard], Any]) -> Iterator[Any]:
        """Count something in every shard.

        Parameters
        ----------
        count
            Takes a `Shard`. With several workers it must be picklable: a function of a module, or
            a `partial` of one.

        Yields
        ------
        Any
            What it returns, one result a shard, in the order of the shards.
        """
        order = self.shard_order
        bounds = np.flatnonzero(np.diff(self.places[0][order], prepend=-1, append=-2))
        jobs = (
            worker_pool.Job(_counted, (count, self._view(order[first:last])))
            for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        )
        return worker_pool.run(jobs, workers=self.workers)

    def batches(self, table: str | Callable[[Shard], pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Give a table of the corpus piece by piece, in reading order.

        Parameters
        ----------
        table
            The name of a tidy table, such as `sentences`, or a function that makes a table of a
            shard; its first column must be `article_id`, its rows in reading order.

        Yields
        ------
        DataFrame
            The rows of about 5,000 articles.
        """
        make = attrgetter(table) if isinstance(table, str) else table
        loaders: dict[str, _Loader] = {}
        shard_of = self.places[0]
        last_use = {int(shard): place for place, shard in enumerate(shard_of.tolist())}
        for first in range(0, len(self), ARTICLES_A_BATCH):
            rows = np.arange(first, min(first + ARTICLES_A_BATCH, len(self)))
            found = []
            for shard in np.unique(shard_of[rows]).tolist():
                view = self._view(rows[shard_of[rows] == shard])
                loader = loaders.setdefault(view.folder, _Loader(view.folder))
                found.append(make(view.shard(loader)))
                if last_use[shard] < first + ARTICLES_A_BATCH:
                    del loaders[view.folder]
            part = found[0] if len(found) == 1 else pd.concat(found, ignore_index=True)
            if len(found) > 1:
                part = part.sort_values("article_id", kind="stable", ignore_index=True)
            yield part

    def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Give the texts of some articles by their ids."""
        rows = np.flatnonzero(self.metadata["article_id"].isin(set(article_ids)))
        found: dict[str, str] = {}
        for shard in np.unique(self.places[0][rows]).tolist():
            view = self._view(rows[self.places[0][rows] == shard])
            part = view.shard(_Loader(view.folder))
            ids = part.metadata["article_id"].tolist()
            found |= {name: part.text_of(place) for place, name in enumerate(ids)}
        return found

    @property
    def articles(self) -> pd.DataFrame:
        """All `ARTICLES`, with their texts: for a corpus that fits the memory."""
        return ARTICLES.conform(self._whole("articles", ARTICLES.empty()))

    @property
    def paragraphs(self) -> pd.DataFrame:
        """All `PARAGRAPHS`."""
        return PARAGRAPHS.conform(self._whole("paragraphs", PARAGRAPHS.empty()))

    @property
    def sentences(self) -> pd.DataFrame:
        """All `SENTENCES`."""
        return SENTENCES.conform(self._whole("sentences", SENTENCES.empty()))

    @property
    def mentions(self) -> pd.DataFrame:
        """All `MENTIONS`."""
        return MENTIONS.conform(self._whole("mentions", MENTIONS.empty()))

    @cached_property
    def types(self) -> pd.DataFrame:
        """All `TYPES`, numbered in alphabetical order."""
        found = [shard.types for shard in self.map_shards(_itself)]
        table = pd.concat([TYPES.empty(), *found], ignore_index=True)
        table = table.drop_duplicates(["form", "term"]).sort_values(["form", "term"])
        return TYPES.conform(table.assign(type_id=np.arange(len(table))))

    @property
    def tokens(self) -> pd.DataFrame:
        """All `TOKENS`; `type_id` is the row in `types`."""
        number = self.types.set_index(["form", "term"])["type_id"]

        def numbered(shard: Shard) -> pd.DataFrame:
            keys = pd.MultiIndex.from_frame(shard.types[["form", "term"]])
            return shard.tokens.assign(
                type_id=lambda table: number.loc[keys].to_numpy()[table["type_id"].to_numpy()]
            )

        return TOKENS.conform(self._whole(numbered, TOKENS.empty()))

    def _whole(self, table: str | Callable[[Shard], pd.DataFrame], empty: pd.DataFrame) -> Any:
        return pd.concat([empty, *self.batches(table)], ignore_index=True)

    def _view(self, rows: NDArray[np.int64]) -> _View:
        """Give what makes a `Shard` of some articles, all in one shard."""
        name = self.shards[int(self.places[0][rows[0]])]
        about = self.metadata.iloc[rows].reset_index(drop=True)
        return _View(str(self.folder / name), about, self.places[1][rows], self.zones)


class _Loader:
    """Reads columns of one shard, each once."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._read: dict[tuple[str, tuple[str, ...]], pa.Table] = {}

    def __call__(self, table: str, columns: tuple[str, ...]) -> pa.Table:
        key = (table, columns)
        if key not in self._read:
            self._read[key] = storage.read_table(self._folder / f"{table}.parquet", columns)
        return self._read[key]


class _View(NamedTuple):
    """Some articles of one shard: its folder, the articles, their rows, and the zones."""

    folder: str
    metadata: pd.DataFrame
    rows: NDArray[np.int32]
    zones: tuple[str, ...]

    def shard(self, loader: _Loader) -> Shard:
        """Open the shard."""
        return Shard(self.metadata, self.rows, self.zones, loader)


def _counted(count: Callable[[Shard], Any], view: _View) -> Any:
    """Count in one shard: the job of a worker."""
    return count(view.shard(_Loader(view.folder)))


def _itself(shard: Shard) -> Shard:
    return shard


def with_text(annotated: Corpus, spans: pd.DataFrame) -> pd.DataFrame:
    """Put beside each span the words it stands for, so that a number can be read back.

    Parameters
    ----------
    annotated
        The annotated corpus.
    spans
        Any table with `article_id`, `start` and `end`.

    Returns
    -------
    DataFrame
        The same rows and columns in the same order, and a column `text`.
    """
    texts = annotated.texts(spans["article_id"].unique().tolist())
    columns = (spans[column] for column in ("article_id", "start", "end"))
    words = [texts[article][start:end] for article, start, end in zip(*columns, strict=True)]
    return spans.assign(text=pd.Series(words, index=spans.index, dtype=str))


def _known(wanted: tuple[str, ...], name: str, known: list[str]) -> tuple[str, ...]:
    for value in wanted:
        if value not in known:
            raise ParameterError(
                f"parameter '{name}': there is no '{value}';{nearest(value, known)} "
                f"There is: {', '.join(known) or 'none'}."
            )
    return wanted


def _with_step(
    ledger: pd.DataFrame, n_in: int, n_kept: int, zones: tuple[str, ...], outlets: tuple[str, ...]
) -> pd.DataFrame:
    step = {
        "step": int(ledger["step"].max()) + 1 if len(ledger) else 1,
        "what": f"selected: {', '.join(zones)}; {', '.join(outlets) or 'all outlets'}",
        "n_in": n_in,
        "n_kept": n_kept,
        "n_dropped": n_in - n_kept,
        "reason": "other outlet" if n_in > n_kept else "",
        "examples": "",
    }
    return LEDGER.conform(pd.concat([ledger, pd.DataFrame([step])], ignore_index=True))
