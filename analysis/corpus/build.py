"""From the pieces of a corpus to jobs for workers, and where each text will stand."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from analysis.corpus import shards
from analysis.corpus.pieces import Rows, rows_of, write_piece
from analysis.corpus.text_keys import KEY, Index, from_column
from analysis.corpus.worker_pool import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analysis.readers.raw_articles import Piece

ARTICLES_A_SHARD = 5_000
MOST_CHARACTERS = 64_000_000
"""Longer texts make shards of fewer articles: a shard must fit the memory."""


class Builder:
    """Gathers new texts into shards, and notes for each article where its text stands.

    Parameters
    ----------
    store
        The store's folder.
    folder
        The folder of the version.
    sound
        The names of the sound shards there.
    articles_a_shard
        Texts of a new shard.
    """

    def __init__(
        self, store: Path, folder: Path, sound: Iterable[str], *, articles_a_shard: int
    ) -> None:
        self.shards = list(sound)
        self.n_read = 0
        self._store = store
        self._folder = folder
        self._articles_a_shard = articles_a_shard
        self._known: Index | None = None
        self._pending: dict[bytes, tuple[str, int]] = {}
        self._n_characters = 0
        self._unsettled: list[tuple[Piece, Rows]] = []

    def jobs(self, pieces: Iterable[Piece]) -> Iterator[Job]:
        """Give a job whenever enough new texts have come together.

        Parameters
        ----------
        pieces
            The corpus, as its source gives it. A piece without drafts is known from before.

        Yields
        ------
        Job
            It annotates one shard.
        """
        for piece in pieces:
            self.n_read += piece.extent.n_rows
            if piece.drafts is None:
                continue
            rows = rows_of(piece)
            places = self._index.find(rows.keys)
            for draft, key, shard in zip(
                piece.drafts, rows.keys.tolist(), places.shard.tolist(), strict=True
            ):
                if shard < 0 and key and key not in self._pending:
                    self._pending[key] = (draft.text, draft.head)
                    self._n_characters += len(draft.text)
                    if self._is_full():
                        yield self._flush()
            self._unsettled.append((piece._replace(drafts=None), rows))
            self._settle()
        if self._pending:
            yield self._flush()
        self._settle()

    @property
    def _index(self) -> Index:
        """The places of all texts; those of older shards are read when a new text comes."""
        if self._known is None:
            self._known = Index()
            for number, name in enumerate(self.shards):
                texts = shards.read(self._folder / name, "texts", ["key"])
                self._known.add(from_column(texts["key"]), number)
        return self._known

    def _is_full(self) -> bool:
        return len(self._pending) >= self._articles_a_shard or self._n_characters >= MOST_CHARACTERS

    def _flush(self) -> Job:
        """Make a shard of the waiting texts; its name says which texts it holds."""
        keys = np.array(list(self._pending), KEY)
        name = sha256(keys.tobytes()).hexdigest()[:16]
        texts, heads = zip(*self._pending.values(), strict=True)
        self._index.add(keys, len(self.shards))
        self.shards.append(name)
        self._pending = {}
        self._n_characters = 0
        return Job(shards.annotate_shard, (str(self._folder), name, keys.tobytes(), texts, heads))

    def _settle(self) -> None:
        """Write the pieces of which every text has its place."""
        while self._unsettled:
            piece, rows = self._unsettled[0]
            places = self._index.find(rows.keys)
            if ((places.shard < 0) & (rows.keys != b"")).any():
                return
            write_piece(self._store, piece, rows, places, self.shards)
            del self._unsettled[0]
