"""Reads Parquet, one row an article."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import CorpusError
from analysis.readers import footer
from analysis.readers import roles as of_columns
from analysis.readers.entries import open_file
from analysis.readers.pieces import drafted
from analysis.readers.played import played
from analysis.readers.raw_articles import (
    LONGEST,
    PARSED,
    TOO_LONG,
    Issue,
    Limit,
    Piece,
    SourceRange,
)
from analysis.readers.rows import SPOILT, merges_of
from analysis.readers.together import behind
from analysis.readers.unfold import BROKEN, cells, gathered, halved, longest, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.raw_articles import RawArticle, Role

_AT_ONCE = 4_000_000
_TEXTS = ("STRING", "NONE", "JSON")
_FEW_ROWS, _ROWS_A_BYTE = 100_000, 10
"""So many values a column may have, and so many more for each byte of the file."""
_LARGE, _UNFOLDS = 128_000_000, 100
"""A column may be so many bytes, or so many for each byte in the file."""


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
    def _about(self) -> pq.FileMetaData:
        with self._opened() as file:
            return file.metadata

    @cached_property
    def _groups(self) -> list[footer.Group]:
        with self._opened():
            return footer.groups(self._path)

    @cached_property
    def _schema(self) -> pa.Schema:
        with self._opened():
            return self._about.schema.to_arrow_schema()

    @property
    def columns(self) -> list[str]:
        """The columns of the schema."""
        return list(self._schema.names)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its column."""
        return played(self.columns, given=self._given, file=self._path.name)

    @contextmanager
    def _opened(self, **options: Any) -> Iterator[pq.ParquetFile]:
        try:
            with pq.ParquetFile(self._path, **options) as file:
                yield file
        except BROKEN as error:
            if isinstance(error, CorpusError):
                raise
            raise CorpusError(
                f"{self._path.name}: not a Parquet file that can be read ({_told(error)})."
            ) from error

    def _refuse_unfolding(self, wanted: Sequence[str]) -> None:
        """Refuse a file of few bytes that would fill the memory."""
        name, n_bytes = self._path.name, self._path.stat().st_size
        most = _FEW_ROWS + _ROWS_A_BYTE * n_bytes
        chunks = [chunk for group in self._groups for chunk in _chunks(group, wanted)]
        n_rows = sum(group.n_rows for group in self._groups)
        n_values = max([n_rows, *(chunk.n_values for chunk in chunks)])
        if n_values > most:
            raise CorpusError(f"{name}: {n_bytes:,} bytes cannot hold {n_values:,} values.")
        for chunk in chunks:
            if chunk.unfolded > max(_LARGE, _UNFOLDS * chunk.n_bytes):
                raise CorpusError(
                    f"{name}: column '{chunk.path}' would unfold from {chunk.n_bytes:,} to "
                    f"{chunk.unfolded:,} bytes, which is too much for articles."
                )

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the file group by group, but for what is known."""
        names = [role.column for role in self.roles.values()]
        wanted = self._wanted(names)
        self._refuse_unfolding(wanted)
        types = [str(self._schema.field(name).type) for name in wanted]
        context = f"{self._path.name!r} {names!r} {types!r} "
        before: dict[str, list[SourceRange]] = {}
        for extent in known:
            before.setdefault(extent.digest, []).append(extent)
        start = 0
        for group, about in enumerate(self._groups):
            end = start + about.n_rows
            digest = self._digest(about, wanted, f"{context}{start} {end} ")
            old = before.get(digest, [])
            if old and sum(extent.n_rows for extent in old) == about.n_rows:
                yield from (Piece(extent, None, []) for extent in old)
            else:
                yield from self._parsed(group, start, digest, names, limit)
            start = end

    def _parsed(
        self, group: int, start: int, digest: str, names: Sequence[str], limit: Limit
    ) -> Iterator[Piece]:
        end = start + self._groups[group].n_rows
        try:
            for batch in self._batches(group, names, limit):
                extent = SourceRange(start, start + batch.num_rows, batch.num_rows, 0, digest)
                yield Piece(extent, *self._drafted(batch, start, names))
                start = extent.end
        except BROKEN as error:
            reason = f"its row group cannot be read ({_told(error)})"
            for first in range(start, end, limit.rows):
                rows = range(first, min(first + limit.rows, end))
                faults = [Issue(PARSED, reason, self._place(row + 1)) for row in rows]
                yield Piece(SourceRange(first, rows.stop, len(rows), 0, digest), [], faults)

    def _batches(self, group: int, names: Sequence[str], limit: Limit) -> Iterator[pa.RecordBatch]:
        """Read a row group; what would be long when it is written out comes in parts."""
        about = self._groups[group]
        wanted = self._wanted(names)
        a_row = max(1, about.n_bytes // max(1, about.n_rows))
        rows = max(1, min(limit.rows, limit.n_bytes // a_row))
        at_once = min(rows, max(1, 2 * LONGEST // self._longest(group, wanted)))
        options = {"row_groups": [group], "columns": wanted, "use_threads": False}
        with self._texts_coded(nested=True) as file:
            batches = file.iter_batches(batch_size=at_once, **options)
            for batch in gathered(batches, rows, limit.n_bytes) if at_once < rows else batches:
                yield from halved(batch, LONGEST)

    def _longest(self, group: int, wanted: Sequence[str]) -> int:
        """Give the bytes of the longest text that rows of a group may share, at least 1."""
        with self._texts_coded(nested=False) as file:
            batches = file.iter_batches(batch_size=1, row_groups=[group], columns=wanted)
            first = next(iter(batches), None)  # a damaged group may have none
            return max([1, *map(longest, first.columns if first else [])])

    def _texts_coded(self, *, nested: bool) -> pq.ParquetFile:
        """Open the file so that texts are coded by dictionaries: the nested ones, or the others."""
        columns = map(self._about.schema.column, range(len(self._about.schema)))
        coded = [
            column.path
            for column in columns
            if column.physical_type == "BYTE_ARRAY" and column.logical_type.type in _TEXTS
            if ("." in column.path) == nested
        ]
        return pq.ParquetFile(self._path, metadata=self._about, read_dictionary=coded)

    def _drafted(
        self, batch: pa.RecordBatch, start: int, names: Sequence[str]
    ) -> tuple[list[RawArticle], list[Issue]]:
        """Make drafts of a batch; a cell that cannot be read is missed, but for the text."""
        if size(batch) > LONGEST:  # and cannot be halved
            return [], [Issue(PARSED, TOO_LONG, self._place(start + 1))]
        nothing = [None] * batch.num_rows
        columns = [
            cells(batch.column(name)) if name in self.columns else list(nothing) for name in names
        ]
        for place, parts, merge in merges_of(names, self.columns):
            rows_of_parts = zip(*(cells(batch.column(name)) for name in parts), strict=True)
            columns[place] = [SPOILT if SPOILT in row else merge(row) for row in rows_of_parts]
        notes = []
        for role, column in list(zip(of_columns.NAMES, columns, strict=True))[1:]:
            reason = f"the {role} cannot be read, and is left out"
            for row in [row for row, cell in enumerate(column) if cell is SPOILT]:
                notes.append(Issue(PARSED, reason, self._place(start + row + 1), dropped=False))
                column[row] = None
        rows = enumerate(zip(*columns, strict=True), start + 1)
        drafts, faults = drafted((number, self._place(number), row) for number, row in rows)
        return drafts, faults + notes

    def _wanted(self, names: Sequence[str]) -> list[str]:
        """Give the columns that are read, each once."""
        columns = (each for name in names if name for each in behind(name, self.columns))
        return list(dict.fromkeys(columns))

    def _place(self, number: int) -> str:
        return f"{self._path.name}, row {number}"

    def _digest(self, about: footer.Group, wanted: Sequence[str], context: str) -> str:
        """Give the SHA-256 of the bytes in which the columns of a row group lie."""
        digest = sha256(context.encode("utf-8", "backslashreplace"))
        with open_file(self._path, buffering=0) as file:
            for chunk in _chunks(about, wanted):
                file.seek(min(chunk.start, self._path.stat().st_size))
                left = chunk.n_bytes
                while left > 0 and (data := file.read(min(left, _AT_ONCE))):
                    digest.update(data)
                    left -= len(data)
        return digest.hexdigest()


def _chunks(about: footer.Group, wanted: Sequence[str]) -> list[footer.Chunk]:
    """Give what a row group says of the columns that are read, and of what is nested in them."""
    heads = tuple(f"{name}." for name in wanted)
    return [chunk for chunk in about.chunks if f"{chunk.path}.".startswith(heads)]


def _told(error: BaseException) -> str:
    """Give the first line of an error."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
