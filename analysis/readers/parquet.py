"""Reads Parquet, one row an article."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import CorpusError
from analysis.readers import roles as of_columns
from analysis.readers.pieces import drafted
from analysis.readers.raw_articles import Limit, Piece, SourceRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.raw_articles import Role

_AT_ONCE = 4_000_000


class Parquet:
    """A Parquet file as a source of articles; only columns that play a role are read.

    Parameters
    ----------
    path
        The file.
    given
        Role to column, from `roles.check`.
    """

    unit = "rows"

    def __init__(self, path: Path, *, given: Mapping[str, str]) -> None:
        self._path = path
        self._given = given

    @cached_property
    def _schema(self) -> pa.Schema:
        with self._opened() as file:
            return file.schema_arrow

    @property
    def columns(self) -> list[str]:
        """The columns of the schema."""
        return list(self._schema.names)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its column."""
        name, columns = self._path.name, self.columns
        found = of_columns.assign(columns, given=self._given, file=name)
        of_columns.need_text(found, columns, file=name)
        return found

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        try:
            with pq.ParquetFile(self._path) as file:
                yield file
        except (pa.lib.ArrowException, OSError) as error:
            raise CorpusError(
                f"{self._path.name}: not a Parquet file that can be read ({error})."
            ) from error

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the file group by group, but for what is known."""
        names = [role.column for role in self.roles.values()]
        wanted = [name for name in dict.fromkeys(names) if name]
        types = [str(self._schema.field(name).type) for name in wanted]
        context = f"{self._path.name!r} {names!r} {types!r} "
        before: dict[str, list[SourceRange]] = {}
        for extent in known:
            before.setdefault(extent.digest, []).append(extent)
        start = 0
        with self._opened() as file:
            n_groups = file.metadata.num_row_groups
        for group in range(n_groups):
            with self._opened() as file:
                about = file.metadata.row_group(group)
            end = start + about.num_rows
            digest = self._digest(about, wanted, f"{context}{start} {end} ")
            old = before.get(digest, [])
            if old and sum(extent.n_rows for extent in old) == about.num_rows:
                yield from (Piece(extent, None, []) for extent in old)
            else:
                yield from self._parsed(group, start, digest, names, limit)
            start = end

    def _parsed(
        self, group: int, start: int, digest: str, names: Sequence[str], limit: Limit
    ) -> Iterator[Piece]:
        wanted = [name for name in dict.fromkeys(names) if name]
        with self._opened() as file:
            about = file.metadata.row_group(group)
            a_row = max(1, about.total_byte_size // max(1, about.num_rows))
            size = max(1, min(limit.rows, limit.n_bytes // a_row))
            batches = file.iter_batches(
                batch_size=size, row_groups=[group], columns=wanted, use_threads=False
            )
            for batch in batches:
                drafts, faults = drafted(self._rows(batch, start, names))
                end = start + batch.num_rows
                yield Piece(SourceRange(start, end, batch.num_rows, 0, digest), drafts, faults)
                start = end

    def _rows(
        self, batch: pa.RecordBatch, start: int, names: Sequence[str]
    ) -> Iterator[tuple[int, str, Sequence[Any]]]:
        nothing = [None] * batch.num_rows
        columns = [batch.column(name).to_pylist() if name else nothing for name in names]
        for number, cells in enumerate(zip(*columns, strict=True), start + 1):
            yield number, f"{self._path.name}, row {number}", cells

    def _digest(self, about: Any, wanted: Sequence[str], context: str) -> str:
        """Give the SHA-256 of the bytes in which the columns of a row group lie."""
        digest = sha256(context.encode("utf-8", "backslashreplace"))
        chunks = [about.column(number) for number in range(about.num_columns)]
        with self._path.open("rb", buffering=0) as file:
            for chunk in chunks:
                name = chunk.path_in_schema
                if not any(name == column or name.startswith(f"{column}.") for column in wanted):
                    continue
                # A dictionary, if there is one, stands before the data.
                places = (chunk.dictionary_page_offset, chunk.data_page_offset)
                file.seek(min(place for place in places if place is not None))
                left = chunk.total_compressed_size
                while left > 0 and (data := file.read(min(left, _AT_ONCE))):
                    digest.update(data)
                    left -= len(data)
        return digest.hexdigest()
