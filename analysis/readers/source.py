"""Chooses the reader that fits a folder or file, and reads all of it or piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from analysis.cells import listing as list_names
from analysis.errors import CorpusError
from analysis.readers import remembered
from analysis.readers.chosen import choose, registries, stem_of
from analysis.readers.clean import clean
from analysis.readers.delimited import Separated
from analysis.readers.entries import refusal
from analysis.readers.json_file import json_file
from analysis.readers.json_lines import JsonLines
from analysis.readers.parquet import Parquet
from analysis.readers.paths import find_corpus
from analysis.readers.raw_articles import Limit
from analysis.readers.roles import check
from analysis.readers.tree import listing
from analysis.readers.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.raw_articles import Issue, Piece, Role, SourceRange

_LIMIT = Limit()


class Reader(Protocol):
    """What every kind of source can do."""

    @property
    def unit(self) -> str:
        """What it counts: "files", "articles" or "rows"."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns found, for messages."""

    @property
    def roles(self) -> Mapping[str, Role]:
        """Each role with its column."""

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the source, but for what is known."""


@dataclass(frozen=True)
class Source:
    """A corpus that was found and not yet read.

    Parameters
    ----------
    name
        The corpus's name: the folder's, or the file's without its ending.
    place
        Where it lies, as an absolute path.
    file
        The file or folder that is read: `place`, or the only table in it.
    actors
        The registry of actors that lies with it, if there is one.
    reader
        How it is read.
    notes
        What lies beside tables and is not read.
    given
        The roles that the user gave, now or once before: role to column.
    """

    name: str
    place: Path
    file: Path
    actors: Path | None
    reader: Reader
    notes: Sequence[Issue] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What it counts: "files", "articles" or "rows"."""
        return self.reader.unit

    @property
    def stem(self) -> str:
        """What articles without an id are named after, with their number."""
        return stem_of(self.file)

    @property
    def roles(self) -> dict[str, Role]:
        """Each role with its column."""
        return dict(self.reader.roles)

    def pieces(
        self,
        known: Iterable[SourceRange] = (),
        *,
        most_rows: int = _LIMIT.rows,
        most_bytes: int = _LIMIT.n_bytes,
    ) -> Iterator[Piece]:
        """Read the corpus piece by piece.

        Parameters
        ----------
        known
            The extents of the last time. Of those that have not changed nothing is parsed.
        most_rows, most_bytes
            A piece ends where it has as much. What is read does not depend on them.

        Yields
        ------
        Piece
            In the order of the file, or of the files' names. A piece may hold no article.

        Raises
        ------
        CorpusError
            If the file is of another kind, a column that is needed is missing, or there are no
            articles.
        """
        n_found = 0
        known = list(known)
        if self.notes:
            yield listing(self.notes, known)
        for piece in self.reader.pieces(known, Limit(most_rows, most_bytes)):
            n_found += piece.extent.n_rows
            cleaned = None if piece.drafts is None else list(map(clean, piece.drafts))
            yield piece._replace(drafts=cleaned)
        if not n_found:
            found = list_names(self.reader.columns)
            raise CorpusError(f"{self.file.name}: there are no articles; found columns {found}.")


def open_source(path: str | Path, *, roles: Mapping[str, str] | str | None = None) -> Source:
    """Find a corpus, to read it piece by piece.

    Parameters
    ----------
    path
        A folder or file.
    roles
        Role to column, or a text such as ``"text:body, date:day"``. Roles that are kept beside the
        corpus hold too, as far as these do not say otherwise.

    Returns
    -------
    Source
        Nothing of it is read yet.

    Raises
    ------
    CorpusError
        If there is nothing to read.
    ParameterError
        If a role does not exist.

    Examples
    --------
    >>> source = open_source("seeds/kurdistan24")
    >>> extents = [piece.extent for piece in source.pieces()]
    >>> [piece.drafts for piece in source.pieces(known=extents)]
    [None, None]
    """
    given = check(roles or None)
    place = find_corpus(path)
    given = {**remembered.read(place), **given}
    try:
        chosen = choose(place, given=given, tables=_READERS)
        paths = registries(place, chosen.file)
        actors = next((p for p in paths if p.is_file() and not refusal(p, p.parent)), None)
    except OSError as error:
        raise CorpusError(f"corpus '{place.name}': cannot be opened: {error.strerror}.") from error
    return Source(
        name=place.resolve().name if place.is_dir() else stem_of(place),
        place=place.resolve(),
        file=chosen.file,
        actors=actors,
        reader=chosen.reader,
        notes=chosen.notes,
        given=given,
    )


_READERS: dict[str, Callable[..., Reader]] = {
    ".csv": Separated,
    ".tsv": Separated,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".json": json_file,
    ".parquet": Parquet,
    ".xlsx": Workbook,
    ".ods": Workbook,
}
