"""Bring a store up to date with its corpus: read what is new, annotate what is new, note the rest.

Whatever moment a process dies at, the store is what it was, plus shards that are whole. The next
run finds them and goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from filelock import FileLock

from analysis.corpus import sealed, shards, storage, worker_pool
from analysis.corpus.actors.deciding import decide
from analysis.corpus.articles import settle
from analysis.corpus.build import ARTICLES_A_SHARD, Builder
from analysis.corpus.pieces import about_piece, place_of
from analysis.corpus.sources import fingerprint
from analysis.errors import StoreError
from analysis.readers.raw_articles import SourceRange
from analysis.readers.source import Source  # noqa: TC001 - `maker` covers what is imported
from analysis.temporary import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from analysis.readers.raw_articles import Piece


def quiet(*_: object) -> None:
    """Tell nobody."""


def update(
    store: Path,
    source: Source,
    *,
    made_of: dict[str, str],
    today: date,
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
    today
        The day on which the corpus is read.
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
    storage.open_store(store)
    tidy()
    lock = FileLock(store / storage.MARK.lock)  # a process that dies lets go of it
    with sealed.writing(store):
        lock.acquire()
    try:
        folder = storage.folder_of(store, shards.version(registry))
        sealed.write_table_whole(folder / storage.REGISTRY, pa.Table.from_pandas(registry))
        before = _before(store, folder.name, tell)
        sound = list(_sound(folder, thorough=thorough, tell=tell))
        known = dict(_known(store, before, set(sound), tell))
        builder = Builder(store, folder, sound, articles_a_shard=articles_a_shard)
        pieces: list[Piece] = []
        jobs = builder.jobs(_noted(source.pieces(known=known), pieces))
        n_annotated = 0
        for n_texts in worker_pool.run(jobs, workers=workers):
            n_annotated += n_texts
            progress(builder.n_read, n_annotated)
        extents = [piece.extent for piece in pieces]
        seals = [known.get(each) or sealed.seal_whole(place_of(store, each)) for each in extents]
        snapshot = settle(store, folder, source, extents, today=today)
        snapshot |= {"made_by": maker(), "made_of": made_of, "version": folder.name}
        merges = _merges_before(store, before, snapshot, tell)
        snapshot |= {"merges": merges or decide(store, folder, snapshot, workers=workers)}
        sealed.write_json(store / storage.CORPUS, {**snapshot, "pieces": seals})
        storage.remove_unused(
            store,
            version=folder.name,
            shards=snapshot["shards"],
            tables={snapshot["articles"][0], snapshot["merges"][0]},
            pieces={place_of(store, extent).name for extent in extents},
        )
    finally:
        lock.release()


def _merges_before(
    store: Path,
    before: dict[str, Any],
    snapshot: dict[str, Any],
    tell: Callable[[str], None],
) -> list[Any]:
    """Give what was decided about names the last time, if nothing has changed since then."""
    names = ("made_by", "version", "articles", "shards", "standing")
    if not before or any(before[name] != snapshot[name] for name in names):
        return []
    file, *seal = before["merges"]
    return [file, *seal] if _tell_damage(store / file, seal, tell) else []


def maker() -> str:
    """Name the code and the packages that make a store, as `sources.fingerprint` does."""
    return fingerprint(__name__)


def _before(store: Path, version: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """Give what the store says of the corpus as it was annotated last; nothing if in doubt."""
    if not (store / storage.CORPUS).exists():
        return {}
    try:
        before = sealed.read_json(store / storage.CORPUS)
        name, *seal = before["articles"]
        _tell_damage(store / name, seal, tell)
    except StoreError as error:
        tell(f"{storage.CORPUS} is damaged: {sealed.cause_of(error)}; the corpus is read again")
        return {}
    if before["version"] != version:
        tell(
            "the store was made by another version or with another registry of actors; "
            "all is annotated anew"
        )
    return before


def _tell_damage(file: Path, seal: object, tell: Callable[[str], None]) -> bool:
    """Say whether a file is what was written; if not, the user is told."""
    try:
        sealed.check_whole(file, seal)
    except StoreError as error:
        tell(f"{file.name} is damaged: {sealed.cause_of(error)}; it is made anew")
        return False
    return True


def _sound(folder: Path, *, thorough: bool, tell: Callable[[str], None]) -> Iterator[str]:
    """Give the names of the shards that can be trusted; remove the others."""
    for shard in storage.shards_in(folder):
        reason = shards.flaw(shard, thorough=thorough)
        if reason:
            tell(f"shard {shard.name} is damaged: {reason}; it is made anew")
            storage.remove_shard(shard)
            if shard.exists():
                raise StoreError(
                    f"store: '{shard}' is damaged, and holds files that are not the store's. Move "
                    "them elsewhere and annotate again."
                )
        else:
            yield shard.name


def _known(
    store: Path, before: dict[str, Any], sound: set[str], tell: Callable[[str], None]
) -> Iterator[tuple[SourceRange, Any]]:
    """Give the stretches of the source that need not be read again, and their pieces' seals.

    What another reader read is read again. A shard that was lost is made of what is read again.
    """
    if before.get("made_by") != maker():
        return
    for values, seal in zip(before["extents"], before["pieces"], strict=True):
        extent = SourceRange(*values)
        is_whole = _tell_damage(place_of(store, extent), seal, tell)
        if is_whole and sound.issuperset(about_piece(store, extent)["shards"]):
            yield extent, seal


def _noted(pieces: Iterable[Piece], noted: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        noted.append(piece._replace(drafts=None))
        yield piece
