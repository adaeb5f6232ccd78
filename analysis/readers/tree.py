"""What lies in a folder and the folders below it: documents, tables, and what is not read."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.ours import MARK
from analysis.readers.entries import refusal
from analysis.readers.metadata import METADATA
from analysis.readers.raw_articles import FOUND, Issue, Piece, SourceRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ACTORS = "actors.csv"
DOCUMENTS = (
    *(".txt", ".text", ".md", ".markdown", ".docx", ".rtf"),
    *(".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".warc"),
)
"""The endings of files that are read whole; each holds one article or many."""
PACKED = (".zip", ".gz", ".bz2", ".xz", ".tgz", ".tar")
"""The endings of files that hold other files."""
DEEPEST = 40
"""So many folders may stand one inside the other."""
TOO_DEEP = f"not read: more than {DEEPEST} folders one inside the other"
LINKED_FOLDER = "not read: links to folders"
OF_A_PAGE = "not read: pictures and scripts of a saved page"
OURS = "not read: stores and reports of standfirst"
SECOND_WAY = "not read: links to files of the corpus, which are read where they lie"
_OF_A_REPORT = ("index.html", "data/ledger.csv")
_OF_A_STORE = "standfirst-store.json"
_CURES = {
    ".pdf": "PDF files; save them as plain text or DOCX",
    ".doc": "old Word files; save them as DOCX",
    ".odt": "OpenDocument texts; save them as DOCX",
    ".epub": "e-books; save them as plain text",
    ".mht": "pages saved as MHT; save them as HTML",
    ".mhtml": "pages saved as MHT; save them as HTML",
    ".7z": "7z archives; unpack them, or pack them as ZIP",
    ".rar": "RAR archives; unpack them, or pack them as ZIP",
}
_NOT_ARTICLES = ("readme", "licence", "license")
_PAGE_FOLDERS = ("_files", "-files", ".files", "_fichiers", "-dateien")
"""Browsers put the pictures and scripts of a saved page into a folder of such a name."""


class Entry(NamedTuple):
    """A file of a folder: its path from there, with ``/``, and where it lies."""

    name: str
    path: Path


class Tree(NamedTuple):
    """What a folder and those below it hold.

    Parameters
    ----------
    documents, tables, packed
        Files that may be read, in the order of their names; those that may not for a reason of
        their own, such as links that leave the corpus, are among them.
    others
        All other files that lie on top, or in a folder with documents or tables.
    notes
        Folders that were not entered.
    """

    documents: list[Entry]
    tables: list[Entry]
    packed: list[Entry]
    others: list[Entry]
    notes: list[Issue]


def is_aside(name: str) -> bool:
    """Say whether a file belongs to a corpus without being its text.

    Parameters
    ----------
    name
        The file's name, without folders.

    Returns
    -------
    bool
        True for hidden files, README and licence, ``metadata.csv``, and registries of actors.
    """
    name = name.lower()
    stem = name.split(".")[0]
    return (
        name.startswith((".", "~$", "readme"))
        or stem in _NOT_ARTICLES
        or name in (METADATA, ACTORS)
        or name.endswith(f".{ACTORS}")
    )


def scan(folder: Path, *, tables: Iterable[str]) -> Tree:
    """List a folder and those below it; hidden ones, and links to folders, are not entered.

    Parameters
    ----------
    folder
        The folder.
    tables
        The endings of tables.

    Returns
    -------
    Tree
        Nothing is opened.

    Raises
    ------
    OSError
        If the folder cannot be listed. One below it stands in the notes.
    """
    endings = dict.fromkeys(tables, 1) | dict.fromkeys(DOCUMENTS, 0)
    endings |= dict.fromkeys(PACKED, 2)
    tree = Tree([], [], [], [], [])
    for prefix, inside in _folders(folder, tree.notes):
        kinds: tuple[list[Entry], ...] = ([], [], [], [])
        for entry in inside:
            kind = 3 if is_aside(entry.path.name) else endings.get(entry.path.suffix.lower(), 3)
            kinds[kind].append(entry)
        if not prefix or any(kinds[:3]):
            for held, more in zip(tree[:4], kinds, strict=True):
                held.extend(more)
    _drop_second_ways(tree, folder)
    for held in tree[:4]:
        held.sort()
    return tree


def _folders(folder: Path, notes: list[Issue]) -> Iterator[tuple[str, list[Entry]]]:
    """Give the files of a folder, then those of each folder below it."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(folder / prefix) as entries:
                listed = list(entries)
        except OSError as error:
            if not prefix:
                raise
            notes.append(
                _note(f"not read: folders that cannot be opened: {error.strerror}", prefix)
            )
            continue
        inside = []
        names = {entry.name for entry in listed}
        for entry in listed:
            name = prefix + entry.name
            if not _is_folder(entry):
                inside.append(Entry(name, Path(entry.path)))
            elif reason := _closed(entry, names, name.count("/")):
                notes.append(_note(reason, name))
            elif entry.name[0] != ".":
                waiting.append(f"{name}/")
        yield prefix, inside


def _drop_second_ways(tree: Tree, folder: Path) -> None:
    """Take out links to files that are read anyway."""
    for held in tree[:3]:
        links = {entry for entry in held if entry.path.is_symlink()}
        if not links:
            continue
        real = Path(os.path.realpath(folder))
        read = {real / entry.name for entry in held if entry not in links}
        for entry in sorted(links):
            if Path(os.path.realpath(entry.path)) in read:
                held.remove(entry)
                tree.notes.append(_note(SECOND_WAY, entry.name))


def _note(reason: str, name: str) -> Issue:
    return Issue(FOUND, reason, name.rstrip("/"), dropped=False)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a ring of links
        return False


def _closed(entry: os.DirEntry[str], names: set[str], depth: int) -> str:
    """Say why a folder is not entered, or nothing."""
    if entry.is_symlink():
        return LINKED_FOLDER
    if depth >= DEEPEST:
        return TOO_DEEP
    stem = next(
        (entry.name[: -len(end)] for end in _PAGE_FOLDERS if entry.name.lower().endswith(end)), ""
    )
    if stem and names & {f"{stem}.html", f"{stem}.htm"}:
        return OF_A_PAGE
    path = Path(entry.path)
    marks = (MARK.name, _OF_A_STORE)
    is_own = any((path / name).is_file() for name in marks) or all(
        (path / name).is_file() for name in _OF_A_REPORT
    )
    return OURS if is_own else ""


def left_out(entries: Iterable[Entry], folder: Path, *, what: str) -> list[Issue]:
    """Note which files of a corpus are not read.

    Parameters
    ----------
    entries
        Files that are not read as articles.
    folder
        The corpus's folder.
    what
        What its articles are, for messages: other files are not read.

    Returns
    -------
    list of Issue
        Notes. Files that belong to a corpus without being its text are missing from them, unless
        they may not be read.
    """
    notes = []
    for name, path in entries:
        aside = is_aside(path.name)
        is_wanted = not aside or path.name.lower().endswith((METADATA, ACTORS))
        reason = refusal(path, folder) if is_wanted else ""
        if not reason and not aside:
            cure = _CURES.get(path.suffix.lower(), f"other files than {what}")
            reason = f"not read: {cure}"
        if reason:
            notes.append(_note(reason, name))
    return notes


def listing(faults: Sequence[Issue], known: Iterable[SourceRange]) -> Piece:
    """Give what is to be told of a folder as a whole, as a piece that holds no article."""
    facts = json.dumps(["listing", faults]).encode("utf-8", "backslashreplace")
    extent = SourceRange(0, 0, 0, 0, sha256(facts).hexdigest())
    return Piece(extent, None, []) if extent in known else Piece(extent, [], list(faults))
