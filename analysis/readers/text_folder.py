"""Reads a folder and those below it, or one file of them: documents of one article or of many."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from analysis.annotate import zones
from analysis.readers import metadata, names
from analysis.readers.archives import choice
from analysis.readers.entries import open_file, refusal
from analysis.readers.metadata import DESCRIBED, Metadata
from analysis.readers.raw_articles import (
    LONGEST,
    PARSED,
    TOO_LONG,
    Issue,
    Limit,
    Piece,
    RawArticle,
    Role,
    SourceRange,
    Unreadable,
)
from analysis.readers.roles import FOUND_IN_TEXT, NOT_FOUND
from analysis.readers.rows import compose
from analysis.readers.tree import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.archives.block import Block
    from analysis.readers.tree import Entry

_CLOSED = "cannot be opened"
_A_GROUP = 1_000
"""So many files are a group on average."""
_START = 100_000
_LONGEST_EXPORT = 150_000_000
"""Bytes of a file at most that holds many articles."""


class File(NamedTuple):
    """A document: its name, what is said of it, why it may not be read, its size and time."""

    name: str
    about: tuple[str, ...]
    refused: str
    said: tuple[str, str]
    size: int = 0
    mtime_ns: int = 0


class Folder:
    """Documents as a source of articles, perhaps with a ``metadata.csv``.

    The id of an article is the file's name without its ending, with the folders below the corpus's
    before it, and with a number if the file holds several. The headline is the first line unless
    the file or the metadata say another; the text of a plain file is the file, unchanged.

    Parameters
    ----------
    path
        The folder.
    given
        Role to column of ``metadata.csv``, from `roles.check`.
    entries
        Its documents, in the order of their names.
    notes
        What is to be told of the folder as a whole.
    alone
        The corpus is one file; what lies beside it has nothing to say of it.
    """

    columns: Sequence[str] = ()

    def __init__(
        self,
        path: Path,
        *,
        given: Mapping[str, str],
        entries: Sequence[Entry],
        notes: Sequence[Issue] = (),
        alone: bool = False,
    ) -> None:
        self._path = path
        self._given = given
        self._entries = entries
        self._notes = notes
        self._alone = alone
        is_json = all(entry.name.lower().endswith(".json") for entry in entries)
        self._keys = given if is_json else {}
        self._n_files = self._n_rows = 0

    @property
    def unit(self) -> str:
        """What it counts: "files", or "articles" if one of them held several."""
        return "articles" if self._n_rows > self._n_files else "files"

    @cached_property
    def _metadata(self) -> Metadata:
        if self._alone or self._keys:
            return metadata.none(self._path, given={} if self._keys else self._given)
        return metadata.read(self._path, [e.name for e in self._entries], given=self._given)

    @cached_property
    def _said(self) -> names.Said:
        return names.said([entry.name for entry in self._entries])

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its column of the metadata, or with where else it may stand."""
        found = dict(self._metadata.roles)
        for role in DESCRIBED:
            if role not in self._given and found[role] == NOT_FOUND:
                found[role] = self._said.roles.get(role, Role("", FOUND_IN_TEXT))
        return found

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the folder, but for what is known: first what it lists, then groups of files.

        A group ends after a file whose name says so, so that a new file changes no other group.
        """
        before = {extent.digest: extent for extent in known}
        self._n_files = self._n_rows = 0
        yield listing([*self._metadata.faults, *self._notes], list(before.values()))
        for group in self._groups(limit):
            named = sorted({file.name for file in group if _stem(file.name) in self._shared})
            facts = json.dumps([self._path.name, named, *group]).encode("utf-8", "backslashreplace")
            piece = self._piece(group, sha256(facts).hexdigest(), before)
            self._n_files += len(group)
            self._n_rows += piece.extent.n_rows
            yield piece

    def _piece(self, group: list[File], digest: str, before: Mapping[str, SourceRange]) -> Piece:
        if digest in before:
            return Piece(before[digest], None, [])
        drafts: list[RawArticle] = []
        faults: list[Issue] = []
        n_rows = 0
        for file in group:
            mine, told, n_found = self._read(file)
            drafts += mine
            faults += told
            n_rows += n_found
        closed = "!" if any(fault.reason.startswith(_CLOSED) for fault in faults) else ""
        return Piece(SourceRange(0, 0, n_rows, 0, digest + closed), drafts, faults)

    def _groups(self, limit: Limit) -> Iterator[list[File]]:
        most = min(4 * _A_GROUP, limit.rows)
        group: list[File] = []
        n_bytes = 0
        days, outlets, _ = self._said
        for name, path in self._entries:
            said = (days.get(name, ""), outlets.get(name, ""))
            file = File(name, self._metadata.of(name), refusal(path, self._path), said)
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

    def _read(self, file: File) -> tuple[list[RawArticle], list[Issue], int]:
        """Give the articles of a file, what was dropped or noted, and how many it held."""
        if file.refused:
            return [], [Issue(PARSED, file.refused, file.name)], 1
        path = self._paths[file.name]
        try:
            with open_file(path) as opened:
                document = choice.streamed(opened) or choice.read(
                    path, _whole(opened, file.name), given=self._keys
                )
        except (Unreadable, OSError) as error:
            return [], [_unread(file.name, error)], 1
        issues = [Issue(PARSED, note, file.name, dropped=False) for note in document.notes]
        drafts = []
        several = len(document.blocks) > 1
        for number, block in enumerate(document.blocks, 1):
            place = ", ".join(filter(None, [file.name, block.place]))
            issues += [Issue(PARSED, note, place, dropped=False) for note in block.notes]
            if block.flaw:
                issues.append(Issue(PARSED, block.flaw, place))
            else:
                drafts.append(self._draft(file, block, place, number if several else 0))
        return drafts, issues, len(document.blocks)

    @cached_property
    def _shared(self) -> set[str]:
        """The names without ending that files of several kinds have: their ending stays."""
        kinds = {(_stem(name), path.suffix.lower()) for name, path in self._entries}
        return {stem for stem, n in Counter(stem for stem, _ in kinds).items() if n > 1}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return dict(self._entries)

    def _draft(self, file: File, block: Block, origin: str, number: int) -> RawArticle:
        """Make a block the draft of an article: metadata are believed first, names last."""
        place, *cells = file.about
        described = dict(zip(DESCRIBED, cells, strict=True))
        said = {role: described[role] or getattr(block, role) for role in DESCRIBED}
        for role, value in zip(("date", "outlet"), file.said, strict=True):
            if not said[role] and self.roles[role].how in names.KINDS:
                said[role] = value
        said |= dict.fromkeys((role for role in DESCRIBED if self._given.get(role) == ""), "")
        if block.headline and block.text.strip():  # a headline alone is no text, as in tables
            text, head = compose(block.headline, block.text)
        else:
            text, head = block.text, zones.headline_end(block.text)
        headline = said.pop("headline") or " ".join(text[:head].split())
        name = file.name if _stem(file.name) in self._shared else _stem(file.name)
        name = f"{name}-{number:04}" if number else name
        said["undone"] = block.undone
        return RawArticle(name, text, origin, 0, head, place, headline, **said)


@lru_cache(maxsize=10_000)
def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _whole(file: BinaryIO, name: str) -> bytes:
    data = file.read(LONGEST + 1)
    if len(data) <= LONGEST:
        return data
    if choice.may_hold_many(name, data[:_START]):
        data += file.read(_LONGEST_EXPORT - len(data) + 1)
        if len(data) <= _LONGEST_EXPORT:
            return data
        raise Unreadable(f"over {_LONGEST_EXPORT // 1_000_000} MB; cut it into several files")
    raise Unreadable(TOO_LONG)


def _unread(name: str, error: Unreadable | OSError) -> Issue:
    if isinstance(error, OSError):
        return Issue(PARSED, f"{_CLOSED}: {error.strerror}", name)
    return Issue(PARSED, error.reason, ", ".join(filter(None, [name, error.place])))
