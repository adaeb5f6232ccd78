"""Chooses what a folder is made of: documents, or tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.errors import CorpusError
from analysis.readers.entries import refusal
from analysis.readers.several import Several, of_one_shape
from analysis.readers.text_folder import Folder
from analysis.readers.tree import DOCUMENTS, PACKED, left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.raw_articles import Issue
    from analysis.readers.source import Reader
    from analysis.readers.tree import Entry, Tree

    Readers = Mapping[str, Callable[..., Reader]]

_WHAT = "texts, pages and documents"


class Chosen(NamedTuple):
    """The file or folder that is read, its reader, and what lies beside it and is not read."""

    file: Path
    reader: Reader
    notes: Sequence[Issue] = ()


def of_tree(
    place: Path, tree: Tree, corpus: str, given: Mapping[str, str], tables: Readers
) -> Chosen:
    """Choose documents or tables, whichever a folder is made of.

    Parameters
    ----------
    place
        The folder.
    tree
        What it holds.
    corpus
        The corpus's name, for messages.
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
    documents, sheets = _families(tree, place)
    readable = [entry for entry in sheets if not refusal(entry.path, place)]
    readers = {
        name: tables[path.suffix.lower()](path, given=given)
        for name, path in sorted(readable, key=lambda entry: (entry.name.count("/"), entry.name))
    }
    if documents and (not readers or not _are_tables(documents, readable, readers)):
        around = {"", *(name.rpartition("/")[0] for name, _ in documents)}
        beside = [e for e in sheets if e.name.rpartition("/")[0] in around]
        others = sorted([*beside, *tree.packed, *tree.others])
        notes = [*left_out(others, place, what=_WHAT), *tree.notes]
        return Chosen(place, Folder(place, given=given, entries=documents, notes=notes))
    if not readers:
        raise CorpusError(_nothing(place, corpus, tables))
    notes = list(tree.notes)
    if len(readers) > 1:
        readers, told = of_one_shape(readers, corpus=corpus)
        notes += told
    unread = {*documents, *tree.packed, *sheets, *tree.others} - set(readable)
    what = "the file of articles" if len(readers) == 1 else "the files of articles"
    notes += left_out(sorted(unread), place, what=what)
    if len(readers) > 1:
        return Chosen(place, Several(readers), notes)
    ((name, reader),) = readers.items()
    return Chosen(dict(readable)[name], reader, notes)


def _families(tree: Tree, place: Path) -> tuple[list[Entry], list[Entry]]:
    """Part documents and tables; several files of JSON are documents, mostly of one article."""
    listed = [entry for entry in tree.tables if entry.path.suffix.lower() == ".json"]
    if sum(not refusal(entry.path, place) for entry in listed) < 2:
        return tree.documents, tree.tables
    return sorted([*tree.documents, *listed]), [
        e for e in tree.tables if e.path.suffix.lower() != ".json"
    ]


def _are_tables(
    documents: Sequence[Entry], sheets: Sequence[Entry], readers: Mapping[str, Reader]
) -> bool:
    """Say whether a folder of documents and tables is made of tables: most are, and hold texts.

    Tables on top of folders with documents are the corpus too.
    """
    if not any(map(_holds_texts, readers.values())):
        return False
    if any("/" not in name for name in readers) and all("/" in e.name for e in documents):
        return True
    weights = [(len(held), sum(map(_size, held))) for held in (sheets, documents)]
    return weights[0] > weights[1]


def _holds_texts(reader: Reader) -> bool:
    try:
        return bool(reader.roles)
    except (CorpusError, OSError):
        return False


def _size(entry: Entry) -> int:
    try:
        return entry.path.stat().st_size
    except OSError:
        return 0


def _nothing(place: Path, corpus: str, tables: Readers) -> str:
    inside = sorted(place.iterdir())
    there = ", ".join(path.name for path in inside[:8]) or "nothing"
    refused = ((path.name, refusal(path, place)) for path in inside)
    reasons = "".join(f" '{name}': {reason}." for name, reason in refused if reason)
    endings = ", ".join([*DOCUMENTS, *tables, *PACKED])
    return (
        f"corpus '{corpus}': neither the folder nor those in it hold a file ending in {endings}; "
        f"found {there}.{reasons}"
    )
