"""Reads a folder of text files, one article a file."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from analysis.annotate import zones
from analysis.readers import decode, metadata
from analysis.readers.entries import open_file, refusal
from analysis.readers.metadata import DESCRIBED, METADATA, Metadata
from analysis.readers.raw_articles import (
    FOUND,
    LONGEST,
    PARSED,
    TOO_LONG,
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
        True for a ``.txt`` that is neither hidden nor a README or licence, even if it is a link or
        pipe that may not be read.
    """
    return path.name.lower().endswith(".txt") and not is_aside(path) and not path.is_dir()


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
    """A text file: its name, what the metadata say of it, why it may not be read, size and time."""

    name: str
    about: tuple[str, ...]
    refused: str
    size: int = 0
    mtime_ns: int = 0


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
        others = left_out(self._path, self._inside[1], what=".txt")
        yield listing(self._metadata.faults + others, list(before.values()))
        for group in self._groups(limit):
            facts = json.dumps(list(group)).encode("utf-8", "backslashreplace")
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

    def _groups(self, limit: Limit) -> Iterator[list[File]]:
        most = min(4 * _A_GROUP, limit.rows)
        group: list[File] = []
        n_bytes = 0
        for name in self._names:
            path = self._path / name
            file = File(name, self._metadata.of(name), refusal(path, self._path))
            with suppress(OSError):  # if it is gone, to read it will tell
                facts = path.stat()
                file = file._replace(size=facts.st_size, mtime_ns=facts.st_mtime_ns)
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
        if file.refused:
            return None, [Issue(PARSED, file.refused, file.name)]
        path = self._path / file.name
        try:
            with open_file(path) as opened:
                text, note = decode.decode(_whole(opened))
        except (Unreadable, OSError) as error:
            return None, [_unread(file.name, error)]
        place, *cells = file.about
        said = dict(zip(DESCRIBED, cells, strict=True))
        head = zones.headline_end(text)
        headline = said.pop("headline") or " ".join(text[:head].split())
        draft = RawArticle(path.stem, text, file.name, 0, head, place, headline, **said)
        return draft, [Issue(PARSED, note, file.name, dropped=False)] if note else []


def _whole(file: BinaryIO) -> bytes:
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise Unreadable(TOO_LONG)
    return data


def _unread(name: str, error: Unreadable | OSError) -> Issue:
    if isinstance(error, OSError):
        return Issue(PARSED, f"{_CLOSED}: {error.strerror}", name)
    return Issue(PARSED, error.reason, ", ".join(filter(None, [name, error.place])))


def left_out(folder: Path, names: Iterable[str], *, what: str) -> list[Issue]:
    """Note what lies in a folder and is not read.

    Parameters
    ----------
    folder
        The corpus's folder.
    names
        The names of its entries that are no articles.
    what
        What its articles are, for messages: other files are not read.

    Returns
    -------
    list of Fault
        Notes. Files that belong to a corpus without being its text are missing from them, unless
        they may not be read.
    """
    notes = []
    for name in names:
        path = folder / name
        aside = is_aside(path)
        is_wanted = not aside or name.lower().endswith((METADATA, ACTORS))
        reason = refusal(path, folder) if is_wanted else ""
        if not reason and path.is_dir():
            deeper = name.lower().endswith(".txt") or any(path.glob("*.txt"))
            reason = "not read: folders inside the folder" if deeper else ""
        elif not reason and not aside:
            reason = f"not read: other files than {what}"
        if reason:
            notes.append(Issue(FOUND, reason, name, dropped=False))
    return notes


def listing(faults: Sequence[Issue], known: Iterable[SourceRange]) -> Piece:
    """Give what is to be told of a folder as a whole, as a piece that holds no article."""
    facts = json.dumps(["listing", faults]).encode("utf-8", "backslashreplace")
    extent = SourceRange(0, 0, 0, 0, sha256(facts).hexdigest())
    return Piece(extent, None, []) if extent in known else Piece(extent, [], list(faults))
