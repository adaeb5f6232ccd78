"""How a store lies on the disk, which of its files are ours, and who may write there.

::

    STORE/standfirst-store.json    says that the folder is a store; written before all else
    STORE/lock                     held while a corpus is annotated
    STORE/corpus.json              the corpus as it was annotated last: what readers open
    STORE/articles-….parquet       its articles, sorted by id, and where each one's text stands
    STORE/pieces/….parquet         what was read from each stretch of the source, without texts
    STORE/VERSION/registry.parquet the actors that were looked for
    STORE/VERSION/SHARD/….parquet  annotations of about 5,000 texts, sealed by ``seal.json``

A version names everything that annotations depend on but the texts. Shards of another version are
not trusted, and are removed. Of what lies in a store, only files under names that we give are ever
removed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.corpus import sealed
from analysis.errors import StoreError
from analysis.files import sweep
from analysis.ours import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

MARK = Mark(
    "standfirst-store.json",
    b'{"what": "a store of standfirst", "note": "its files are replaced and removed"}\n',
    "lock",
)
CORPUS, PIECES, SEAL, REGISTRY = "corpus.json", "pieces", "seal.json", "registry.parquet"
DAMAGED = "damaged"
"""A file of this name in a shard says that the shard could not be read."""
_NAMED = re.compile(r"[0-9a-f]{16}")
"""Versions and shards."""
_TABLES = re.compile(r"(?:articles|merges)-[0-9a-f]{16}\.parquet")
_PIECE = re.compile(r"[0-9a-f]{24}\.parquet")
_IN_A_SHARD = re.compile(rf"[a-z]{{1,16}}\.parquet|{_PIECE.pattern}|seal\.json|damaged")
"""Pieces too: a disk that was mended may have put the files of one folder into another."""


def open_store(store: Path) -> None:
    """Make a folder a store, or see that it is one.

    Raises
    ------
    StoreError
        If the folder holds something else, which is not touched, or cannot be written.
    """
    with sealed.writing(store):
        if not MARK.may_take(store) and not is_ours(store):
            raise StoreError(
                f"store '{store}' is no store: there is something, and no {MARK.name}. Nothing was "
                "touched; name a new or empty folder. If an earlier standfirst made it, delete it."
            )
        store.mkdir(parents=True, exist_ok=True)
        MARK.put(store)


def is_absent(store: Path) -> bool:
    """Say whether there is nothing that could be a store: neither ours nor what is left of ours."""
    return not (store / CORPUS).exists() and not MARK.marks(store)


def is_ours(store: Path) -> bool:
    """Say whether a folder is a store: it carries our mark or, should that be lost, our seal."""
    if MARK.marks(store):
        return True
    if not (store / CORPUS).is_file():
        return False
    with suppress(StoreError):
        return bool(sealed.read_json(store / CORPUS))
    return False


def folder_of(store: Path, version: str) -> Path:
    """Make the folders of a version, and remove what an interrupted process left unfinished."""
    folder = store / version
    with sealed.writing(store):
        for place in (store, store / PIECES, folder):
            place.mkdir(exist_ok=True)
            sweep(place)
    return folder


def shards_in(folder: Path) -> Iterator[Path]:
    """Give the shards of a version by name."""
    for path in sorted(folder.iterdir()):
        if _NAMED.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            yield path


def remove_unused(
    store: Path,
    *,
    version: str,
    shards: Collection[str],
    tables: Collection[str],
    pieces: Collection[str],
) -> None:
    """Remove what no article of the corpus needs any more; keep what is named."""
    for path in store.iterdir():
        if _TABLES.fullmatch(path.name) and path.name not in tables:
            path.unlink(missing_ok=True)
    for path in shards_in(store):
        if path.name == version:
            for shard in shards_in(path):
                if shard.name not in shards:
                    remove_shard(shard)
        else:
            _remove_version(path)
    for path in (store / PIECES).iterdir():
        if _PIECE.fullmatch(path.name) and path.name not in pieces:
            path.unlink(missing_ok=True)


def remove_shard(shard: Path) -> None:
    """Remove a shard; should a file of somebody else lie there, all but that."""
    with suppress(OSError):
        for path in shard.iterdir():
            if _IN_A_SHARD.fullmatch(path.name):
                path.unlink(missing_ok=True)
        shard.rmdir()


def _remove_version(folder: Path) -> None:
    sweep(folder)
    for shard in shards_in(folder):
        remove_shard(shard)
    (folder / REGISTRY).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
