"""Chooses the reader that fits a folder or file, and reads all of it or piece by piece."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analysis.cells import listing as list_names
from analysis.errors import CorpusError
from analysis.readers.clean import clean
from analysis.readers.delimited import Separated
from analysis.readers.entries import open_file, refusal
from analysis.readers.json_lines import JsonLines
from analysis.readers.json_list import JsonList
from analysis.readers.parquet import Parquet
from analysis.readers.paths import find_corpus
from analysis.readers.raw_articles import Limit
from analysis.readers.roles import check
from analysis.readers.text_folder import ACTORS, Folder, is_article, is_aside, left_out, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.raw_articles import Issue, Piece, Role, SourceRange

_LIMIT = Limit()


class Reader(Protocol):
    """What every kind of source can do."""

    @property
    def unit(self) -> str:
        """What it counts: "files" or "rows"."""

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
        The file or folder that is read: `place`, or the only file of rows in it.
    actors
        The registry of actors that lies with it, if there is one.
    reader
        How it is read.
    notes
        What lies beside a file of rows and is not read.
    """

    name: str
    place: Path
    file: Path
    actors: Path | None
    reader: Reader
    notes: Sequence[Issue] = ()

    @property
    def unit(self) -> str:
        """What it counts: "files" or "rows"."""
        return self.reader.unit

    @property
    def stem(self) -> str:
        """What articles without an id are named after, with their number."""
        return self.file.name.rsplit(".", 1)[0]

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
    path, roles
        As for `read`.

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
    given = check(roles)
    place = find_corpus(path)
    try:
        file = _source(place)
        if not file.is_dir():
            open_file(file).close()
        notes = _notes(place, file)
        actors = _actors(place, file)
    except OSError as error:
        raise CorpusError(f"corpus '{place.name}': cannot be opened: {error.strerror}.") from error
    reader = Folder if file.is_dir() else _READERS[file.suffix.lower()]
    return Source(
        name=place.resolve().name if place.is_dir() else place.stem,
        place=place.resolve(),
        file=file,
        actors=actors,
        reader=reader(file, given=given),
        notes=notes,
    )


_READERS: dict[str, Callable[..., Reader]] = {
    ".csv": Separated,
    ".tsv": Separated,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".json": JsonList,
    ".parquet": Parquet,
}


def _source(place: Path) -> Path:
    """Give the file or folder to read: a folder's only file of rows stands for the folder."""
    if not place.is_dir():
        if place.suffix.lower() not in _READERS:
            raise CorpusError(
                f"corpus '{place.name}': no reader for '{place.suffix}' files. Give a folder of "
                f".txt files, or a file ending in {', '.join(_READERS)}."
            )
        return place
    if any(is_article(path) and not refusal(path, place) for path in place.iterdir()):
        return place
    inside = sorted(place.iterdir())
    named = [p for p in inside if p.suffix.lower() in _READERS and not is_aside(p)]
    files = [path for path in named if path.is_file() and not refusal(path, place)]
    if len(files) > 1:
        names = ", ".join(path.name for path in files)
        raise CorpusError(
            f"corpus '{place.name}': the folder holds several files of articles ({names}); "
            "name the one to read."
        )
    if not files and any(map(is_article, inside)):
        return place  # the ledger says why none of them may be read
    if not files:
        raise CorpusError(_nothing(place, inside))
    return files[0]


def _nothing(place: Path, inside: list[Path]) -> str:
    there = ", ".join(path.name for path in inside[:8]) or "nothing"
    deeper = [path.name for path in inside if path.is_dir() and any(path.glob("*.txt"))]
    refused = ((path.name, refusal(path, place)) for path in inside)
    reasons = "".join(f" '{name}': {reason}." for name, reason in refused if reason)
    hint = f" There are .txt files in its folder '{deeper[0]}'; name that one." if deeper else ""
    return (
        f"corpus '{place.name}': the folder holds neither .txt files nor a file ending in "
        f"{', '.join(_READERS)}; found {there}.{reasons}{hint}"
    )


def _registries(place: Path, source: Path) -> list[Path]:
    """Give the paths at which a registry of actors may lie, the surest first."""
    around = place if place.is_dir() else place.parent
    names = [f"{source.stem}.{ACTORS}"] if source.is_file() else []
    names += [ACTORS] if place.is_dir() else []
    return [around / name for name in names]


def _actors(place: Path, source: Path) -> Path | None:
    paths = _registries(place, source)
    return next((p for p in paths if p.is_file() and not refusal(p, p.parent)), None)


def _notes(place: Path, source: Path) -> list[Issue]:
    """Note what lies beside a file of rows; a folder of texts tells it with its metadata."""
    if source.is_dir():
        return []
    if place.is_dir():
        names = sorted(path.name for path in place.iterdir() if path != source)
        return left_out(place, names, what="the file of articles")
    names = [path.name for path in _registries(place, source) if os.path.lexists(path)]
    return left_out(place.parent, names, what="the file of articles")
