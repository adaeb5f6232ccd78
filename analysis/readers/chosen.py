"""Chooses what is read of a folder or file, and by which reader."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CorpusError
from analysis.readers.entries import open_file, refusal
from analysis.readers.families import Chosen, of_tree
from analysis.readers.packed import Budget, unpack
from analysis.readers.raw_articles import FOUND, Issue
from analysis.readers.text_folder import Folder
from analysis.readers.tree import ACTORS, DOCUMENTS, PACKED, Entry, Tree, left_out, listing, scan
from analysis.temporary import Temporary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.readers.families import Readers
    from analysis.readers.raw_articles import Limit, Piece, Role, SourceRange

_FOLDERS = (".zip", ".tar")
_DEEPEST = 3
"""Archives inside archives are unpacked so many times; ``.tar.gz`` counts twice."""


def choose(place: Path, *, given: Mapping[str, str], tables: Readers) -> Chosen:
    """Choose what is read.

    Parameters
    ----------
    place
        A folder or file.
    given
        Role to column, from `roles.check`.
    tables
        For each ending of a table its reader.

    Returns
    -------
    Chosen
        A folder's only table stands for the folder.

    Raises
    ------
    CorpusError
        If there is nothing to read.
    """
    if place.is_dir():
        return _of_folder(place, given, tables)
    ending = place.suffix.lower()
    if ending not in {*tables, *DOCUMENTS, *PACKED}:
        endings = ", ".join([*tables, *DOCUMENTS, *PACKED])
        raise CorpusError(
            f"corpus '{place.name}': no reader for '{place.suffix}' files. Give a folder of "
            f"documents, or a file ending in {endings}."
        )
    open_file(place).close()
    if ending in PACKED:
        return Chosen(place, Packed(place, _files([Entry(place.name, place)]), given, tables))
    if ending in DOCUMENTS:
        entries = [Entry(place.name, place)]
        return Chosen(place, Folder(place.parent, given=given, entries=entries, alone=True))
    beside = [Entry(p.name, p) for p in registries(place, place) if os.path.lexists(p)]
    notes = left_out(beside, place.parent, what="the file of articles")
    return Chosen(place, tables[ending](place, given=given), notes)


def registries(place: Path, source: Path) -> list[Path]:
    """Give the paths at which a registry of actors may lie, the surest first."""
    around = place if place.is_dir() else place.parent
    names = [] if source.is_dir() else [f"{stem_of(source)}.{ACTORS}"]
    names += [ACTORS] if place.is_dir() else []
    return [around / name for name in names]


def stem_of(file: Path) -> str:
    """Give a file's name without its endings: "news" for "news.csv.gz" too."""
    name = file.name
    for ending in PACKED:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    return name.rsplit(".", 1)[0] if Path(name).suffix else name


class Packed:
    """Archives, and what lies beside them, as a source of articles; unpacked when they are read.

    Parameters
    ----------
    place
        The corpus.
    tree
        What it holds.
    given, tables
        As for `choose`.
    """

    def __init__(self, place: Path, tree: Tree, given: Mapping[str, str], tables: Readers) -> None:
        self._place = place
        self._tree = tree
        self._given = given
        self._tables = tables

    @cached_property
    def _chosen(self) -> Chosen:
        self._kept = Temporary()
        self._budgets: dict[Path, Budget] = {}
        root, tree = self._place, self._tree
        for level in range(_DEEPEST):
            root, tree = self._unpacked(root, tree, self._kept.path / str(level))
        return of_tree(root, tree, self._place.name, self._given, self._tables)

    def _unpacked(self, root: Path, tree: Tree, target: Path) -> tuple[Path, Tree]:
        """Put the files of archives in their place; the only archive of a corpus is the corpus."""
        if not tree.packed:
            return root, tree
        target.mkdir()
        joined = tree._replace(packed=[])
        is_alone = len(tree.packed) == 1 and not tree.documents and not tree.tables
        for number, (name, path) in enumerate(tree.packed):
            try:
                folder, notes, budget = unpack(
                    path, target / str(number), budget=self._budget(path)
                )
                self._budgets[folder] = budget
            except CorpusError as error:
                if is_alone:
                    raise
                reason = str(error).removeprefix(f"{path.name}: ").rstrip(".")
                joined.notes.append(Issue(FOUND, f"not read: {reason}", name, dropped=False))
                continue
            prefix = name.rpartition("/")[0] + "/" if "/" in name else ""
            if path.suffix.lower() in _FOLDERS:
                folder, prefix = (_only_folder(folder), "") if is_alone else (folder, f"{name}/")
            joined = _joined(joined, scan(folder, tables=self._tables), prefix, notes)
            if is_alone and self._place.is_file():
                root = folder
        return root, joined

    def _budget(self, path: Path) -> Budget | None:
        """Give the budget of the archive from which a file was unpacked."""
        outer = (self._budgets[above] for above in path.parents if above in self._budgets)
        return next(outer, None)

    @property
    def unit(self) -> str:
        """What it counts."""
        return self._chosen.reader.unit

    @property
    def columns(self) -> Sequence[str]:
        """The columns found."""
        return self._chosen.reader.columns

    @property
    def roles(self) -> Mapping[str, Role]:
        """Each role with its column."""
        return self._chosen.reader.roles

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read what was packed, but for what is known."""
        before = list(known)
        if self._chosen.notes:
            yield listing(self._chosen.notes, before)
        yield from self._chosen.reader.pieces(before, limit)


def _joined(tree: Tree, inner: Tree, prefix: str, notes: Sequence[Issue]) -> Tree:
    """Add what an archive holds, under the names that it has in the corpus."""

    def both(old: list[Entry], new: list[Entry]) -> list[Entry]:
        return sorted([*old, *(Entry(prefix + name, path) for name, path in new)])

    return Tree(
        both(tree.documents, inner.documents),
        both(tree.tables, inner.tables),
        both(tree.packed, inner.packed),
        both(tree.others, inner.others),
        [*tree.notes, *notes, *inner.notes],
    )


def _files(entries: list[Entry]) -> Tree:
    return Tree([], [], entries, [], [])


def _only_folder(folder: Path) -> Path:
    """Enter a folder in which all files of an archive lie."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _of_folder(place: Path, given: Mapping[str, str], tables: Readers) -> Chosen:
    tree = scan(place, tables=tables)
    readable = [entry for entry in tree.packed if not refusal(entry.path, place)]
    if readable:
        others = [*tree.others, *(set(tree.packed) - set(readable))]
        tree = tree._replace(packed=readable, others=others)
        return Chosen(place, Packed(place, tree, given, tables))
    return of_tree(place, tree, place.name, given, tables)
