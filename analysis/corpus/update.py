"""Bring a store up to date with its corpus: read what is new, annotate what is new, note the rest.

Whatever moment a process dies at, the store is what it was, plus shards that are whole. The next
run finds them and goes on.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from filelock import FileLock

from analysis.corpus import storage, worker_pool
from analysis.corpus.articles import settle
from analysis.corpus.build import ARTICLES_A_SHARD, Builder
from analysis.corpus.pieces import place_of, shards_of
from analysis.errors import StoreError
from analysis.readers.raw_articles import SourceRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pandas as pd

    from analysis.readers.raw_articles import Piece
    from analysis.readers.source import Source


def quiet(*_: object) -> None:
    """Tell nobody."""


def update(
    store: Path,
    source: Source,
    *,
    made_of: dict[str, str],
    registry: pd.DataFrame,
    workers: str = "1",
    articles_a_shard: int = ARTICLES_A_SHARD,
    thorough: bool = False,
    progress: Callable[[int, int], None] = quiet,
    tell: Callable[[str], None] = quiet,
) -> None:
    """Annotate what a store does not hold yet, and note the corpus as it is now.

    Parameters
    ----------
    store
        The store's folder. It is made if it is not there.
    source
        The corpus, opened and not yet read.
    made_of
        Path and roles of the corpus, by which readers recognise it.
    registry
        A `REGISTRY` table.
    workers
        Processes, or the address of a Dask scheduler whose workers see the same folder.
    articles_a_shard
        Texts of a shard. Results do not depend on it.
    thorough
        Compare the contents of all shards with their seals, not only of those that were touched.
    progress
        Called with the articles read and the texts annotated so far.
    tell
        Called with what the user should know, such as a damaged shard.

    Raises
    ------
    CorpusError
        If there is nothing to read.
    StoreError
        If the folder cannot be written, or workers die again and again.
    """
    folder = _opened(store, storage.version(registry), registry)
    with FileLock(store / "lock"):  # a process that dies lets go of it
        for place in (store, store / storage.PIECES, folder):
            storage.sweep(place)
        before = storage.read_json(store / storage.CORPUS)
        if before and before.get("version") != folder.name:
            tell(
                "the store was made by another version or with another registry of actors; "
                "all is annotated anew"
            )
        sound = list(_sound(folder, thorough=thorough, tell=tell))
        builder = Builder(store, folder, sound, articles_a_shard=articles_a_shard)
        pieces: list[Piece] = []
        known = _known(store, before, set(sound))
        jobs = builder.jobs(_noted(source.pieces(known=known), pieces))
        n_annotated = 0
        for n_texts in worker_pool.run(jobs, workers=workers):
            n_annotated += n_texts
            progress(builder.n_read, n_annotated)
        snapshot = settle(store, folder, source, [piece.extent for piece in pieces])
        snapshot |= {"format": storage.FORMAT, "version": folder.name, "made_of": made_of}
        storage.write_file(store / storage.CORPUS, json.dumps(snapshot).encode())
        _remove_unused(store, folder, snapshot)


def _opened(store: Path, version: str, registry: pd.DataFrame) -> Path:
    """Make the folders of a store; give the one of this version."""
    folder = store / version
    try:
        for place in (folder, store / storage.PIECES):
            place.mkdir(parents=True, exist_ok=True)
        if not (folder / storage.REGISTRY).exists():
            storage.write_table_whole(folder / storage.REGISTRY, pa.Table.from_pandas(registry))
    except OSError as error:
        raise StoreError(
            f"store '{store}': the folder cannot be written ({error.strerror}). Name another one."
        ) from error
    return folder


def _sound(folder: Path, *, thorough: bool, tell: Callable[[str], None]) -> Iterator[str]:
    """Give the names of the shards that can be trusted; remove the others."""
    for shard in sorted(path for path in folder.iterdir() if path.is_dir()):
        reason = storage.flaw(shard, thorough=thorough)
        if reason:
            tell(f"shard {shard.name} is damaged: {reason}; it is made anew")
            shutil.rmtree(shard)
        else:
            yield shard.name


def _known(store: Path, before: dict[str, Any], sound: set[str]) -> Iterator[SourceRange]:
    """Give the stretches of the source that need not be read again."""
    for values in before.get("extents", []):
        extent = SourceRange(*values)
        shards = shards_of(store, extent)
        if shards is not None and sound.issuperset(shards):
            yield extent


def _noted(pieces: Iterable[Piece], noted: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        noted.append(piece._replace(drafts=None))
        yield piece


def _remove_unused(store: Path, folder: Path, snapshot: dict[str, Any]) -> None:
    """Remove what no article of the corpus needs any more."""
    shards = {*snapshot["shards"]}
    pieces = {place_of(store, SourceRange(*values)).name for values in snapshot["extents"]}
    for path in store.iterdir():
        if path.is_dir() and path not in {folder, store / storage.PIECES}:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("articles-") and path.name != snapshot["articles"]:
            path.unlink(missing_ok=True)
    for path in (store / storage.PIECES).iterdir():
        if path.name not in pieces:
            path.unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir() and path.name not in shards:
            shutil.rmtree(path, ignore_errors=True)
