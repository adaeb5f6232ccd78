"""Shards: texts annotated and written under seal, by whichever process.

All that annotations depend on is imported from here, and so is part of a version's name.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analysis import lexicons
from analysis.annotate import zones
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.corpus import sealed, storage
from analysis.corpus.sources import fingerprint
from analysis.corpus.text_keys import KEY, as_column
from analysis.errors import StoreError
from analysis.files import staged
from analysis.readers.clean.languages import is_other, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.annotate.mentions import Gazetteer


def version(registry: pd.DataFrame) -> str:
    """Name the code, the word lists, the packages and the registry that annotate a text."""
    rows = registry.to_csv(index=False, lineterminator="\n")
    return sha256(f"{fingerprint(__name__)}\n{rows}".encode()).hexdigest()[:16]


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
        outlets: list[str | None] = []
        spans = _spans(texts, heads, outlets)
        tables = annotate_texts(
            texts,
            spans,
            names=_names(folder),
            stop_words=lexicons.stop_words(),
            unread=[is_other(language_of(text)) for text in texts],
        )
        tables["texts"] = (
            tables["texts"]
            .append_column("outlet", pa.array(outlets, pa.string()))
            .append_column("key", as_column(np.frombuffer(keys, KEY)))
        )
        write_shard(Path(folder), name, tables)
    return len(texts)


def _spans(
    texts: Sequence[str], heads: Sequence[int], outlets: list[str | None]
) -> Iterator[list[zones.Span]]:
    """Give the paragraphs of one text after the other, and note who its dateline names."""
    for text, head in zip(texts, heads, strict=True):
        spans = zones.paragraphs(text, head=head)
        outlets.append(zones.dateline_outlet(text, spans))
        yield spans


@lru_cache(maxsize=2)
def _names(folder: str) -> Gazetteer:
    registry = sealed.read_table(Path(folder) / storage.REGISTRY).to_pandas()
    return build_gazetteer(registry, titles=lexicons.titles(), not_names=lexicons.stop_words())


def write_shard(folder: Path, name: str, tables: Mapping[str, pa.Table]) -> None:
    """Write the tables of a shard so that it is there whole, or not at all.

    Parameters
    ----------
    folder
        The folder of the version.
    name
        The shard's name. If it is there already, it stays as it is.
    tables
        Its tables by name.
    """
    shard = folder / name
    with sealed.writing(shard):
        try:
            with staged(shard) as staging:
                _fill(staging, shard, tables)
        except OSError:
            if not (shard / storage.SEAL).exists():  # else another process was first
                raise


def _fill(staging: Path, shard: Path, tables: Mapping[str, pa.Table]) -> None:
    files = {}
    for table, rows in tables.items():
        path = staging / f"{table}.parquet"
        sealed.write_table(path, rows, split=table == "words")
        files[path.name] = sealed.seal_columns(path)
    seal = {
        "version": shard.parent.name,
        "shard": shard.name,
        "n_texts": len(tables["texts"]),
        "files": files,
    }
    (staging / storage.SEAL).write_bytes(sealed.as_json(seal, storage.SEAL))


def seal_of(shard: Path) -> dict[str, Any]:
    """Give the seals of a shard's files by their names.

    Raises
    ------
    StoreError
        If the seal is broken, or is another shard's.
    """
    seal = sealed.read_json(shard / storage.SEAL)
    with sealed.reading(shard / storage.SEAL):
        if (seal["version"], seal["shard"]) != (shard.parent.name, shard.name):
            raise sealed.BrokenSealError("it is the seal of another shard")
        files: dict[str, Any] = seal["files"]
    return files


def read(
    shard: Path, table: str, columns: Sequence[str], *, seals: Mapping[str, Any] | None = None
) -> pa.Table:
    """Read columns of one table of a shard.

    Parameters
    ----------
    shard
        The shard's folder.
    table, columns
        What is read.
    seals
        What `seal_of` gives, if it is known already.

    Raises
    ------
    StoreError
        If what is read is not what was written; the next annotating makes the shard anew.
    """
    name = f"{table}.parquet"
    try:
        return sealed.read_table(shard / name, columns, seal=(seals or seal_of(shard))[name])
    except StoreError:
        with suppress(OSError):
            (shard / storage.DAMAGED).touch()
        raise


def check_sizes(shard: Path) -> None:
    """Refuse a shard if its seal is broken, or a file has another size: this is quick."""
    for name, seal in seal_of(shard).items():
        with sealed.reading(shard / name):
            sealed.check_size(shard / name, seal)


def flaw(shard: Path, *, thorough: bool = False) -> str:
    """Say what is wrong with a shard, or nothing.

    What files say about themselves is always compared with the seal; their contents where a file
    was touched after it was sealed, or everywhere if the look is to be thorough.
    """
    if (shard / storage.DAMAGED).exists():
        return "it could not be read"
    try:
        seals = seal_of(shard)
        sealed_at = (shard / storage.SEAL).stat().st_mtime_ns
        for name, seal in seals.items():
            _compare(shard / name, seal, None if thorough else sealed_at)
    except (OSError, StoreError) as error:
        return sealed.cause_of(error)
    return ""


def _compare(file: Path, seal: Mapping[str, Any], sealed_at: int | None) -> None:
    with sealed.reading(file):
        sealed.check_foot(file, seal)
        facts = file.stat()
        if sealed_at is None or max(facts.st_mtime_ns, facts.st_ctime_ns) > sealed_at:
            sealed.check_columns(file, seal)
