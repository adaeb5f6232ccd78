"""What a folder's ``metadata.csv`` says about its files."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from analysis.cells import listing
from analysis.errors import CorpusError
from analysis.readers import roles
from analysis.readers.delimited import Sheet
from analysis.readers.entries import refusal
from analysis.readers.line_files import whole
from analysis.readers.raw_articles import PARSED, Issue, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

METADATA = "metadata.csv"
DESCRIBED = ("headline", "date", "outlet", "url", "author", "language")
"""The roles that a file's row may fill."""

_ENDINGS = ("txt", "md", "docx", "rtf", "html", "htm", "xml", "json")
_FILE_COLUMNS = ("file", "filename", "id", "articleid")
_NOTHING = ("", *[""] * len(DESCRIBED))


class Metadata(NamedTuple):
    """Metadata by file.

    Parameters
    ----------
    about
        For each file's key its row's place and its cells, in the order of `DESCRIBED`.
    roles
        Each role with its column.
    faults
        What was dropped or noted.
    """

    about: dict[str, tuple[str, ...]]
    roles: dict[str, Role]
    faults: list[Issue]

    def of(self, name: str) -> tuple[str, ...]:
        """Give place and cells of a file; all empty if no row is about it."""
        return self.about.get(_key(name), _NOTHING)


def read(folder: Path, names: Sequence[str], *, given: Mapping[str, str]) -> Metadata:
    """Read the metadata of a folder.

    Parameters
    ----------
    folder
        The folder.
    names
        The names of its articles' files, in order.
    given
        Role to column of ``metadata.csv``, from `roles.check`.

    Returns
    -------
    Metadata
        Rows about files that are not there, and files without a row, are noted.

    Raises
    ------
    CorpusError
        If ``metadata.csv`` cannot be used, or is not there although roles are given.
    """
    named = (path for path in folder.iterdir() if path.name.lower() == METADATA)
    path = min((path for path in named if not refusal(path, folder)), default=None)
    if path is None:
        return none(folder, given=given)
    in_text = Role("", roles.FOUND_IN_TEXT)
    if given.get("text"):
        raise CorpusError(
            f"corpus '{folder.name}': the text of each article is its .txt file; "
            f"no column of {METADATA} can be it."
        )
    sheet = Sheet(path)
    column = given.get("id") or _file_column(path.name, sheet.columns)
    found = roles.assign(sheet.columns, given={**given, "id": column, "text": ""}, file=path.name)
    found |= {"text": in_text, "id": Role(column, "given" if given.get("id") else "guessed")}
    if not found["headline"].column:
        found["headline"] = in_text
    about, faults = _match(sheet, found, names)
    return Metadata(about, found, faults)


def none(folder: Path, *, given: Mapping[str, str]) -> Metadata:
    """Give the metadata of documents that have none.

    Parameters
    ----------
    folder, given
        As for `read`.

    Returns
    -------
    Metadata
        Nothing about any file.

    Raises
    ------
    CorpusError
        If roles are given, for which there are no columns.
    """
    if any(given.values()):
        raise CorpusError(
            f"corpus '{folder.name}': roles are given, but the folder has no {METADATA} "
            "whose columns could play them."
        )
    found = dict.fromkeys(roles.NAMES, roles.NOT_FOUND)
    in_text = Role("", roles.FOUND_IN_TEXT)
    return Metadata({}, {**found, "text": in_text, "headline": in_text}, [])


def _file_column(file: str, columns: Sequence[str]) -> str:
    column = next((c for n in _FILE_COLUMNS for c in columns if roles.fold(c) == n), None)
    if not column:
        raise CorpusError(
            f"{file}: no column names the files. Call it 'file'; found columns {listing(columns)}."
        )
    return column


def _match(
    sheet: Sheet, found: Mapping[str, Role], names: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], list[Issue]]:
    about: dict[str, tuple[str, ...]] = {}
    notes: list[Issue] = []
    there = _keys(names)
    file = sheet.columns.index(found["id"].column)
    columns = [found[role].column for role in DESCRIBED]
    places = [sheet.columns.index(column) if column else -1 for column in columns]
    seen: dict[str, str] = {}  # outlets and languages return: keep each once
    for stretch in whole(sheet):
        notes += [Issue(PARSED, f"metadata: {f.reason}", f.place, False) for f in stretch.faults]
        for _, place, fields in stretch.rows:
            key = there.get(_key(fields[file]), "")
            if key in about or not key:
                known = "metadata: a second row about the same file" if key in about else ""
                reason = known or "metadata: a row about a file that is not there"
                notes.append(Issue(PARSED, reason, place, dropped=False))
                continue
            cells = (fields[at].strip() if at >= 0 else "" for at in places)
            about[key] = (place, *(seen.setdefault(cell, cell) for cell in cells))
    notes += [
        Issue(PARSED, "metadata: no row about this file", name, dropped=False)
        for name in names
        if _key(name) not in about
    ]
    return about, notes


def _keys(names: Sequence[str]) -> dict[str, str]:
    """Give each file's key by what may name it: its path or, if no other has it, its last part."""
    keys = {_key(name): _key(name) for name in names}
    lasts = Counter(key.rpartition("/")[2] for key in keys)
    return {last: key for key in keys if lasts[last := key.rpartition("/")[2]] == 1} | keys


def _key(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip()).replace("\\", "/")
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.lower() in _ENDINGS else name
