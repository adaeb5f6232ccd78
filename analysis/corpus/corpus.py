"""An annotated corpus, or a selection of it: shard by shard for counting, tidy for reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.corpus import selection, worker_pool
from analysis.corpus.actors.identity import NOTHING
from analysis.corpus.actors.name_counts import count_names
from analysis.corpus.aggregate import aggregate
from analysis.corpus.views import Loader, ShardView
from analysis.errors import ParameterError
from analysis.schema import (
    ARTICLES,
    MENTIONS,
    PARAGRAPHS,
    SENTENCES,
    TOKENS,
    TYPES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.corpus.actors.identity import Identity
    from analysis.corpus.shard import Shard

ARTICLES_A_BATCH = 5_000
MOST_ROWS = 5_000_000
"""Rows of a table that are given at once; more would fill the memory."""


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
    cleaned
        A `CLEANED` table: what was undone in the texts of the whole corpus.
    roles
        A `ROLES` table: which column was taken for what.
    fingerprint
        Names the content of the whole corpus, as `readers.ledger.fingerprint` says.
    zones
        Parts of the articles that count.
    workers
        Processes that count, or the address of a Dask scheduler. No result depends on it.
    identity
        Which names are one actor.
    """

    name: str
    metadata: pd.DataFrame
    ledger: pd.DataFrame
    cleaned: pd.DataFrame
    roles: pd.DataFrame
    fingerprint: str
    zones: tuple[str, ...]
    workers: str
    _folder: Path
    """Where the shards lie."""
    _shards: Sequence[str]
    """Their names."""
    _locations: tuple[NDArray[np.int32], NDArray[np.int32]]
    """For each article its shard's number and its row there."""
    _standing: NDArray[np.int64]
    """Hashes of the lines that are furniture in this corpus."""
    identity: Identity = NOTHING
    _kept_alive: Any = None
    """What must not be tidied away before the corpus is."""

    def __len__(self) -> int:
        return len(self.metadata)

    @property
    def shard_order(self) -> NDArray[np.int64]:
        """The rows of `metadata` in the order in which the shards count them."""
        return np.argsort(self._locations[0], kind="stable")

    def __repr__(self) -> str:
        return f"Corpus '{self.name}' ({len(self):,} articles; {', '.join(self.zones)})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from analysis.display.card import card  # shown, never counted with: the one look upwards

        return card(self)._repr_mimebundle_()

    def __dir__(self) -> list[str]:
        """Give what a user needs; Tab shows no more."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def filter(
        self,
        *,
        outlets: str | Sequence[str] = (),
        period: str = "",
        zones: str | Sequence[str] = (),
        where: pd.Series[bool] | str | None = None,
    ) -> Corpus:
        """Keep some articles and some parts of them; whatever is counted shrinks with them.

        Parameters
        ----------
        outlets
            Outlets to keep, as a sequence or as a text with commas; empty keeps all. A text that
            is the whole name of an outlet means that one, commas or not.
        period
            A day, a month, a year, or a range of them: ``2026-03-01``, ``2026-03``, ``2026``,
            ``2026-03/2026-05``, ``2026-03-01/..``. Articles without a day are in none.
        zones
            Parts of the articles that count from now on, likewise; empty leaves them as they are.
        where
            A condition: a Series of True and False made from `articles`, or a query of pandas such
            as ``"outlet == 'Post' and headline.str.contains('strike')"``.

        Returns
        -------
        Corpus
            The same corpus with less in it; each condition is a step in its ledger.

        Raises
        ------
        ParameterError
            If a zone or an outlet does not exist, the message names the nearest that does; if a
            period or a condition cannot be read.
        """
        counted = selection.choose_zones(zones) or self.zones
        steps = []
        if zones or outlets:
            chosen = selection.choose_outlets(outlets, self.metadata)
            steps.append(selection.by_zone_and_outlet(counted, chosen, self.metadata))
        if period:
            steps.append(selection.by_period(period, self.metadata))
        if where is not None:
            steps.append(selection.by_condition(where, self.metadata, lambda: self.articles))
        kept = np.ones(len(self), bool)
        ledger = self.ledger
        for step in steps:
            ledger = selection.with_step(ledger, step, before=kept)
            kept &= step.kept
        made = self if kept.all() else self.take(np.flatnonzero(kept))
        return replace(made, zones=counted, ledger=ledger)

    def take(self, rows: NDArray[np.int64]) -> Corpus:
        """Keep the articles in some rows of `metadata`, in their order; the ledger stays as it is.

        Parameters
        ----------
        rows
            Numbers of rows, rising.

        Returns
        -------
        Corpus
        """
        shard, row = self._locations
        return replace(
            self,
            metadata=self.metadata.iloc[rows].reset_index(drop=True),
            _locations=(shard[rows], row[rows]),
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
        bounds = np.flatnonzero(np.diff(self._locations[0][order], prepend=-1, append=-2))
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
        make = self._maker(table) if isinstance(table, str) else table
        loaders: dict[str, Loader] = {}
        shard_of = self._locations[0]
        last_use = {int(shard): place for place, shard in enumerate(shard_of.tolist())}
        for first in range(0, len(self), ARTICLES_A_BATCH):
            rows = np.arange(first, min(first + ARTICLES_A_BATCH, len(self)))
            found = []
            for shard in np.unique(shard_of[rows]).tolist():
                view = self._view(rows[shard_of[rows] == shard])
                loader = loaders.setdefault(view.folder, Loader(view.folder))
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
        for shard in np.unique(self._locations[0][rows]).tolist():
            view = self._view(rows[self._locations[0][rows] == shard])
            part = view.shard(Loader(view.folder))
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

    @property
    def merges(self) -> pd.DataFrame:
        """Which names of the whole corpus are taken for which actor, and why, as `MERGES`.

        What the user's `actors.csv` decides is counted in this selection.
        """
        names = {}
        if self.identity.choices.names:
            raw = replace(self, identity=NOTHING)
            table = aggregate(raw, count_names, ["actor", "type"]).table
            names = {
                (row["actor"], row["type"]): (row["n_articles"], row["n_mentions"])
                for row in table.to_pylist()
            }
        return self.identity.merges(names)

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
        return TOKENS.conform(self._whole("tokens", TOKENS.empty()))

    def _maker(self, table: str) -> Callable[[Shard], pd.DataFrame]:
        """Give what makes a tidy table of a shard; types have one number in all shards."""
        if table != "tokens":
            return attrgetter(table)
        number = self.types.set_index(["form", "term"])["type_id"]

        def tokens(shard: Shard) -> pd.DataFrame:
            keys = pd.MultiIndex.from_frame(shard.types[["form", "term"]])
            rows = number.loc[keys].to_numpy()
            return shard.tokens.assign(type_id=lambda rows_of: rows[rows_of["type_id"].to_numpy()])

        return tokens

    def _whole(self, table: str, empty: pd.DataFrame) -> Any:
        """Put all batches of a table together, unless that would fill the memory."""
        batches, n_rows = [empty], 0
        for batch in self.batches(table):
            n_rows += len(batch)
            if n_rows > MOST_ROWS:
                raise ParameterError(
                    f"'{table}' of this corpus has more than {MOST_ROWS:,} rows, too many to hold "
                    f"at once. Take them batch by batch, `for rows in news.batches('{table}')`, or "
                    "filter the corpus first."
                )
            batches.append(batch)
        return pd.concat(batches, ignore_index=True)

    def _view(self, rows: NDArray[np.int64]) -> ShardView:
        """Give what makes a `Shard` of some articles, all in one shard."""
        name = self._shards[int(self._locations[0][rows[0]])]
        about = self.metadata.iloc[rows].reset_index(drop=True)
        place = str(self._folder / name)
        return ShardView(
            place,
            about,
            self._locations[1][rows],
            self.zones,
            self._standing,
            self.identity.of_shard(name),
        )


def _counted(count: Callable[[Shard], Any], view: ShardView) -> Any:
    """Count in one shard: the job of a worker."""
    return count(view.shard(Loader(view.folder)))


def _itself(shard: Shard) -> Shard:
    return shard
