"""Reads a folder of text files, one article a file."""

from __future__ import annotations

import json
import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate import zones
from analysis.readers import decode, metadata
from analysis.readers.metadata import DESCRIBED, METADATA, Metadata
from analysis.readers.pieces import READER
from analysis.readers.raw_articles import (
    FOUND,
    PARSED,
    Issue,
    Limit,
    Piece,
    RawArticle,
    SourceRange,
    Unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.readers.raw_articles import Role

ACTORS = "actors.csv"
_NOT_ARTICLES = ("readme", "licence", "license")
_CLOSED = "cannot be opened"
_A_GROUP = 1_000
"""So many files are a group on average."""


def is_article(path: Path) -> bool:
    """Say whether a file of a folder is one of its articles.

    Parameters
    ----------
    path
        A file.

    Returns
    -------
    bool
        True for a ``.txt`` that is neither hidden nor a README or licence.
    """
    return path.name.lower().endswith(".txt") and not is_aside(path) and path.is_file()


def is_aside(path: Path) -> bool:
    """Say whether a file belongs to a corpus without being its text.

    Parameters
    ----------
    path
        A file.

    Returns
    -------
    bool
        True for hidden files, README and licence, ``metadata.csv``, and registries of actors.
    """
    name = path.name.lower()
    stem = name.split(".")[0]
    return (
        name.startswith((".", "~$", "readme"))
        or stem in _NOT_ARTICLES
        or name in (METADATA, ACTORS)
        or name.endswith(f".{ACTORS}")
    )


class File(NamedTuple):
    """A text file: its name, its size and time of change, and what the metadata say of it."""

    name: str
    size: int
    mtime_ns: int
    about: tuple[str, ...]


class Folder:
    """A folder of ``.txt`` files as a source of articles, perhaps with a ``metadata.csv``.

    The id of an article is the file's name without ``.txt``; the text is the file, unchanged; the
    headline is its first line unless the metadata have one. Subfolders are not read.

    Parameters
    ----------
    path
        The folder.
    given
        Role to column of ``metadata.csv``, from `roles.check`.
    """

    unit = "files"
    columns: Sequence[str] = ()

    def __init__(self, path: Path, *, given: Mapping[str, str]) -> None:
        self._path = path
        self._given = given

    @cached_property
    def _inside(self) -> tuple[list[str], list[str]]:
        """The names of the articles' files, and those of all others."""
        found: tuple[list[str], list[str]] = [], []
        with os.scandir(self._path) as entries:
            for entry in entries:
                found[0 if is_article(Path(entry.path)) else 1].append(entry.name)
        return sorted(found[0]), sorted(found[1])

    @property
    def _names(self) -> list[str]:
        return self._inside[0]

    @cached_property
    def _metadata(self) -> Metadata:
        return metadata.read(self._path, self._names, given=self._given)

    @property
    def roles(self) -> dict[str, Role]:
        """Each role with its column of the metadata."""
        return self._metadata.roles

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the folder, but for what is known: first what it lists, then groups of files.

        A group ends after a file whose name says so, so that a new file changes no other group.
        """
        before = {extent.digest: extent for extent in known}
        yield self._listing(before)
        for group in self._groups(limit):
            facts = json.dumps([READER, *group]).encode("utf-8", "backslashreplace")
            digest = sha256(facts).hexdigest()
            if digest in before:
                yield Piece(before[digest], None, [])
                continue
            drafts, faults = [], []
            closed = ""
            for file in group:
                draft, told = self._draft(file)
                drafts += [draft] if draft else []
                faults += told
                closed = closed or ("!" if any(f.reason.startswith(_CLOSED) for f in told) else "")
            yield Piece(SourceRange(0, 0, len(group), 0, digest + closed), drafts, faults)

    def _listing(self, before: Mapping[str, SourceRange]) -> Piece:
        """Tell what is amiss with the metadata and with other files; it holds no article."""
        faults = self._metadata.faults + _left_out([self._path / name for name in self._inside[1]])
        facts = json.dumps([READER, "listing", faults]).encode("utf-8", "backslashreplace")
        digest = sha256(facts).hexdigest()
        if digest in before:
            return Piece(before[digest], None, [])
        return Piece(SourceRange(0, 0, 0, 0, digest), [], faults)

    def _groups(self, limit: Limit) -> Iterator[list[File]]:
        most = min(4 * _A_GROUP, limit.rows)
        group: list[File] = []
        n_bytes = 0
        for name in self._names:
            try:
                facts = (self._path / name).stat()
                file = File(name, facts.st_size, facts.st_mtime_ns, self._metadata.of(name))
            except OSError:  # it is gone; to read it will tell
                file = File(name, 0, 0, self._metadata.of(name))
            group.append(file)
            n_bytes += file.size
            chance = sha256(name.encode("utf-8", "surrogateescape")).digest()[:4]
            is_last = int.from_bytes(chance, "big") % _A_GROUP == 0
            if is_last or len(group) >= most or n_bytes >= limit.n_bytes:
                yield group
                group, n_bytes = [], 0
        if group:
            yield group

    def _draft(self, file: File) -> tuple[RawArticle | None, list[Issue]]:
        path = self._path / file.name
        try:
            text, note = decode.decode(path.read_bytes())
        except (Unreadable, OSError) as error:
            return None, [_unread(file.name, error)]
        place, *cells = file.about
        said = dict(zip(DESCRIBED, cells, strict=True))
        head = zones.headline_end(text)
        headline = said.pop("headline") or " ".join(text[:head].split())
        draft = RawArticle(path.stem, text, file.name, 0, head, place, headline, **said)
        return draft, [Issue(PARSED, note, file.name, dropped=False)] if note else []


def _unread(name: str, error: Unreadable | OSError) -> Issue:
    if isinstance(error, OSError):
        return Issue(PARSED, f"{_CLOSED}: {error.strerror}", name)
    return Issue(PARSED, error.reason, ", ".join(filter(None, [name, error.place])))


def _left_out(paths: Sequence[Path]) -> list[Issue]:
    notes = []
    for path in paths:
        if path.is_dir() and any(path.glob("*.txt")):
            notes.append(Issue(FOUND, "not read: folders inside the folder", path.name, False))
        elif path.is_file() and not is_aside(path):
            notes.append(Issue(FOUND, "not read: other files than .txt", path.name, False))
    return notes
