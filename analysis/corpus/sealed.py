"""Files of a store under seal: what is read back is what was written there, or it is refused.

A JSON file carries the digest of its own content, and says where it belongs. The digests of Parquet
files stand in such a file: of what a file says about itself, and of each column, so that only what
is read need be compared. So no byte is trusted, and no file in another one's place.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import StoreError
from analysis.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    Seal = Mapping[str, Any]

_SEAL = b', "seal": "%s"}'
_FOOT = 8
"""The last bytes of a Parquet file: the length of its footer, and a name."""
_REPEATED = ["zone", "how", "neg", "neu", "pos", "compound", "outlet", "language", "flaw"]
"""Columns with few different values."""


class BrokenSealError(ValueError):
    """A file is not what was written."""


def write_json(place: Path, facts: Mapping[str, Any]) -> None:
    """Write facts and their seal, so that whoever opens the file sees the old ones or the new."""
    with writing(place):
        write_file(place, as_json(facts, place.name))


def as_json(facts: Mapping[str, Any], name: str) -> bytes:
    """Put facts, at least one, into JSON with the seal for a file of that name at the end."""
    return _with_seal(json.dumps(facts).encode(), name)


def _with_seal(body: bytes, name: str) -> bytes:
    return body[:-1] + _SEAL % sha256(f"{name}\n".encode() + body).hexdigest().encode()


def read_json(place: Path) -> dict[str, Any]:
    """Read facts.

    Raises
    ------
    StoreError
        If they are not there, or not those that were written; with the cure.
    """
    with reading(place):
        data = place.read_bytes()
        body = data[: -len(_with_seal(b"}", place.name))] + b"}"
        if _with_seal(body, place.name) != data:
            raise BrokenSealError("its seal is broken")
        facts: dict[str, Any] = json.loads(body)
        return facts


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
    with writing(place):
        write_file(place, lambda staging: write_table(staging, table))


def seal_whole(place: Path) -> list[Any]:
    """Give the seal of a file that is always read whole: its size and its digest."""
    with reading(place), place.open("rb") as file:
        return [place.stat().st_size, file_digest(file, "sha256").hexdigest()]


def check_whole(place: Path, seal: object) -> None:
    """Refuse a file that does not fit its seal."""
    with reading(place):
        if seal_whole(place) != seal:
            raise BrokenSealError("it is not what was written")


def seal_columns(place: Path) -> dict[str, Any]:
    """Give the seal of a Parquet file of which columns are read."""
    with place.open("rb") as file:
        foot = _foot(file)
        chunks = _chunks(pq.ParquetFile(place).metadata)
        columns = {name: _digest_at(file, *chunk) for name, chunk in chunks.items()}
    return {"size": place.stat().st_size, "foot": foot, "columns": columns}


def read_table(
    place: Path, columns: Sequence[str] | None = None, *, seal: Seal | None = None
) -> pa.Table:
    """Read columns of a Parquet file.

    Parameters
    ----------
    place
        The file.
    columns
        The columns, or all.
    seal
        What `seal_columns` gave for it; without one, only the checksums of pages are compared.

    Raises
    ------
    StoreError
        If it is damaged, with the cure.
    """
    with reading(place):
        if seal is not None:
            check_foot(place, seal)
        parquet = pq.ParquetFile(place, page_checksum_verification=seal is None)
        wanted = list(columns or parquet.schema_arrow.names)
        if seal is not None:
            check_columns(place, seal, _chunks(parquet.metadata), wanted)
        return parquet.read(wanted, use_threads=False).select(wanted)


def read_schema(place: Path) -> pa.Schema:
    """Read what a Parquet file says about itself."""
    with reading(place):
        return pq.read_schema(place)


def check_size(place: Path, seal: Seal) -> None:
    """Refuse a file of another size."""
    size = place.stat().st_size
    if size != seal["size"]:
        raise BrokenSealError(f"it has {size:,} bytes instead of {seal['size']:,}")


def check_foot(place: Path, seal: Seal) -> None:
    """Refuse a file of another size, or one that says something else about itself."""
    check_size(place, seal)
    with place.open("rb") as file:
        if _foot(file) != seal["foot"]:
            raise BrokenSealError("it is not what was written")


def check_columns(
    place: Path,
    seal: Seal,
    chunks: Mapping[str, tuple[int, int]] | None = None,
    wanted: Sequence[str] | None = None,
) -> None:
    """Refuse a file if a column is not what was written; its foot was compared before."""
    chunks = chunks or _chunks(pq.ParquetFile(place).metadata)
    with place.open("rb") as file:
        for name in wanted or chunks:
            if _digest_at(file, *chunks[name]) != seal["columns"][name]:
                raise BrokenSealError(f"column '{name}' is not what was written")


def _foot(file: Any) -> str:
    """Give the digest of a Parquet file's footer, which says what stands where."""
    file.seek(-_FOOT, 2)
    length = int.from_bytes(file.read(4), "little") + _FOOT
    if length > file.seek(0, 2):
        raise BrokenSealError("it is not what was written")
    file.seek(-length, 2)
    return sha256(file.read()).hexdigest()


def _chunks(metadata: Any) -> dict[str, tuple[int, int]]:
    """Say where each column stands, and how many bytes it has; we write one group of rows."""
    chunks = {}
    for number in range(metadata.num_columns if metadata.num_row_groups else 0):
        column = metadata.row_group(0).column(number)
        begin = column.dictionary_page_offset or column.data_page_offset
        chunks[column.path_in_schema] = (begin, column.total_compressed_size)
    return chunks


def _digest_at(file: Any, begin: int, size: int) -> str:
    file.seek(begin)
    return sha256(file.read(size)).hexdigest()


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Refuse what cannot be read, with one line that names the cure."""
    try:
        yield
    except (pa.lib.ArrowException, BrokenSealError, OSError, ValueError, KeyError) as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"store: '{place}' cannot be read ({first_line(error)}). Annotate the corpus again "
            "with the same store: what is damaged is made anew."
        ) from error


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in one line that something cannot be written."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else first_line(error)
        raise StoreError(
            f"store: '{place}' cannot be written ({reason}). "
            "Make room or name another folder; what is done is kept."
        ) from error


def first_line(error: BaseException) -> str:
    """Give the first line of what an error says, or its name."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def cause_of(error: BaseException) -> str:
    """Say what was wrong with a file that was refused, without the cure."""
    return first_line(error.__cause__ or error)
