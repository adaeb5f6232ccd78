"""From the pieces of a corpus to jobs for workers, and where each text will stand."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analysis import lexicons
from analysis.annotate import zones
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.corpus import storage
from analysis.corpus.pieces import Rows, rows_of, write_piece
from analysis.corpus.text_keys import KEY, Index, as_column, from_column
from analysis.corpus.worker_pool import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.annotate.mentions import Gazetteer
    from analysis.readers.raw_articles import Piece

ARTICLES_A_SHARD = 5_000
MOST_CHARACTERS = 64_000_000
"""Longer texts make shards of fewer articles: a shard must fit the memory."""


def annotate_shard(
    folder: str, name: str, keys: bytes, texts: Sequence[str], heads: Sequence[int]
) -> int:
    """Annotate texts and write them as a shard: the job of a worker.

    Parameters
    ----------
    folder
        The folder of the version, with its registry.
    name
        The shard's name. If it is there already, nothing is done.
    keys
        The keys of the texts, one after the other.
    texts, heads
        The texts, and how many characters at the start of each are its headline.

    Returns
    -------
    int
        How many texts there were.
    """
    if not (Path(folder) / name / storage.SEAL).exists():
        spans = [zones.paragraphs(text, head=head) for text, head in zip(texts, heads, strict=True)]
        outlets = [zones.dateline_outlet(*text) for text in zip(texts, spans, strict=True)]
        tables = annotate_texts(
            texts, spans, names=_names(folder), stop_words=lexicons.stop_words()
        )
        tables["texts"] = (
            tables["texts"]
            .append_column("outlet", pa.array(outlets, pa.string()))
            .append_column("key", as_column(np.frombuffer(keys, KEY)))
        )
        storage.write_shard(Path(folder), name, tables)
    return len(texts)


@lru_cache(maxsize=2)
def _names(folder: str) -> Gazetteer:
    registry = storage.read_table(Path(folder) / storage.REGISTRY).to_pandas()
    return build_gazetteer(registry, titles=lexicons.titles(), not_names=lexicons.stop_words())


class Builder:
    """Gathers new texts into shards, and notes for each article where its text stands.

    Parameters
    ----------
    store
        The store's folder.
    folder
        The folder of the version.
    shards
        The names of the sound shards there.
    articles_a_shard
        Texts of a new shard.
    """

    def __init__(
        self, store: Path, folder: Path, shards: Iterable[str], *, articles_a_shard: int
    ) -> None:
        self.shards = list(shards)
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
                path = self._folder / name / "texts.parquet"
                self._known.add(from_column(storage.read_table(path, ["key"])["key"]), number)
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
        return Job(annotate_shard, (str(self._folder), name, keys.tobytes(), texts, heads))

    def _settle(self) -> None:
        """Write the pieces of which every text has its place."""
        while self._unsettled:
            piece, rows = self._unsettled[0]
            places = self._index.find(rows.keys)
            if ((places.shard < 0) & (rows.keys != b"")).any():
                return
            write_piece(self._store, piece, rows, places, self.shards)
            del self._unsettled[0]
