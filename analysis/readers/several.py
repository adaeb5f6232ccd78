"""Reads several tables of one shape as one corpus, one after the other."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from analysis.errors import CorpusError
from analysis.readers.names import outlets_of_tables
from analysis.readers.raw_articles import FOUND, Issue, Limit, Piece, SourceRange
from analysis.readers.roles import NOT_FOUND, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.readers.raw_articles import RawArticle, Role
    from analysis.readers.source import Reader

NO_ARTICLES = "not read: tables without a column for the text"
ANOTHER_SHAPE = "not read: tables whose columns are not those of the first"
_SHAPE = ("text", "headline")
"""Tables whose columns play these roles alike are of one shape; some may lack a date or outlet."""
_TAG = 16
_FEWEST_DIGITS = 4


class Several:
    """Tables of the same columns as a source of articles.

    Parameters
    ----------
    readers
        A reader for each table, by its path from the corpus's folder; all play the same roles.
    """

    unit = "rows"

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        self._readers = readers

    @property
    def columns(self) -> Sequence[str]:
        """The columns of the first table."""
        return next(iter(self._readers.values())).columns

    @cached_property
    def _named(self) -> tuple[dict[str, str], Role]:
        """The outlets that names of folders or tables say, if no column does."""
        has_outlet = next(iter(self._readers.values())).roles["outlet"] != NOT_FOUND
        return ({}, NOT_FOUND) if has_outlet else outlets_of_tables(list(self._readers))

    @property
    def roles(self) -> Mapping[str, Role]:
        """Each role with its column, in the first table."""
        outlets, role = self._named
        found = next(iter(self._readers.values())).roles
        return {**found, "outlet": role} if outlets else found

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read all tables, but for what is known; rows without an id have their table's name."""
        before = list(known)
        for name, reader in self._readers.items():
            outlet = self._named[0].get(name, "")
            facts = f"{name}\n{outlet}".encode("utf-8", "surrogateescape")
            tag = sha256(facts).hexdigest()[:_TAG]
            mine = [
                extent._replace(digest=extent.digest[_TAG:])
                for extent in before
                if extent.digest.startswith(tag)
            ]
            for extent, drafts, faults in reader.pieces(mine, limit):
                tagged = extent._replace(digest=tag + extent.digest)
                renamed = (
                    None if drafts is None else [_renamed(draft, name, outlet) for draft in drafts]
                )
                yield Piece(tagged, renamed, [f._replace(place=_in(name, f.place)) for f in faults])


def of_one_shape(
    readers: Mapping[str, Reader], *, corpus: str
) -> tuple[dict[str, Reader], list[Issue]]:
    """Choose the tables that hold articles, and whose texts and headlines have the same columns.

    Parameters
    ----------
    readers
        A reader for each table, by its path; those nearest to the top first.
    corpus
        The corpus's name, for messages.

    Returns
    -------
    readers, notes
        The tables to read, and what is to be told of the others.

    Raises
    ------
    CorpusError
        If tables of two shapes lie in one folder, or none holds a text.
    """
    chosen: dict[str, Reader] = {}
    notes: list[Issue] = []
    errors: list[CorpusError] = []
    shape: tuple[str, ...] = ()
    top = ""
    for name, reader in readers.items():
        try:
            found = tuple(fold(reader.roles[role].column) for role in _SHAPE)
        except CorpusError as error:
            errors.append(error)
            notes.append(Issue(FOUND, NO_ARTICLES, name, dropped=False))
            continue
        shape = shape or found
        top = top or name
        if found == shape and _ending(name) == _ending(top):
            chosen[name] = reader
        elif name.rpartition("/")[0] == top.rpartition("/")[0]:
            raise CorpusError(
                f"corpus '{corpus}': the folder holds several files of articles ({top}, {name}) "
                "that differ in kind or columns; name the one to read, or put each kind into a "
                "folder of its own."
            )
        else:
            notes.append(Issue(FOUND, ANOTHER_SHAPE, name, dropped=False))
    if not chosen:
        raise errors[0]
    return chosen, notes


def _ending(name: str) -> str:
    return name.lower().removesuffix(".gz").rpartition(".")[2]


def _renamed(draft: RawArticle, name: str, outlet: str) -> RawArticle:
    """Name an article after its table, and say in which folder that lies."""
    stem = name.rpartition(".")[0]
    article_id = draft.article_id or f"{stem}-{draft.number:0{_FEWEST_DIGITS}}"
    origin = _in(name, draft.origin)
    return draft._replace(article_id=article_id, origin=origin, outlet=draft.outlet or outlet)


def _in(name: str, place: str) -> str:
    """Put the folders of a table before a place in it."""
    return name.rpartition("/")[0] + "/" + place if "/" in name else place
