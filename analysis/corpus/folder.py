"""Reads a folder of text files, one article a file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from analysis.corpus import decode, roles, separated, zones
from analysis.corpus.model import FOUND, PARSED, Draft, Fault, Harvest, Role, Unreadable
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

METADATA = "metadata.csv"
ACTORS = "actors.csv"
_NOT_ARTICLES = ("readme", "licence", "license")
_FILE_COLUMNS = ("file", "filename", "id", "articleid")
_DESCRIBED = ("headline", "date", "outlet", "url", "author", "language")


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
    return path.suffix.lower() == ".txt" and not is_aside(path) and path.is_file()


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


def read(folder: Path, *, given: Mapping[str, str]) -> Harvest:
    """Read every ``.txt`` of a folder, and what ``metadata.csv`` says about them.

    Parameters
    ----------
    folder
        The folder; its subfolders are not read.
    given
        Role to column of ``metadata.csv``, from `roles.check`.

    Returns
    -------
    Harvest
        Drafts sorted by file name. The id is the file's name without ``.txt``; the text is the
        file, unchanged; the headline is its first line unless the metadata has one.

    Raises
    ------
    CorpusError
        If ``metadata.csv`` cannot be used.
    """
    files = sorted((p for p in folder.iterdir() if is_article(p)), key=lambda p: p.name)
    about, found_roles, faults = _metadata(folder, files, given)
    faults += _left_out(folder)
    drafts = []
    for path in files:
        place, cells = about.get(_key(path.name), ("", {}))
        try:
            text, note = decode.decode(path.read_bytes())
        except (Unreadable, OSError) as error:
            faults.append(_unread(path, error))
            continue
        if note:
            faults.append(Fault(PARSED, note, path.name, dropped=False))
        drafts.append(_draft(path, text, cells, place))
    return Harvest("files", len(files), drafts, faults, found_roles)


def _left_out(folder: Path) -> list[Fault]:
    notes = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and any(path.glob("*.txt")):
            notes.append(Fault(FOUND, "not read: folders inside the folder", path.name, False))
        elif path.is_file() and not is_article(path) and not is_aside(path):
            notes.append(Fault(FOUND, "not read: other files than .txt", path.name, False))
    return notes


def _unread(path: Path, error: Unreadable | OSError) -> Fault:
    if isinstance(error, OSError):
        return Fault(PARSED, f"cannot be opened: {error.strerror}", path.name)
    return Fault(PARSED, error.reason, ", ".join(filter(None, [path.name, error.place])))


def _draft(path: Path, text: str, cells: Mapping[str, str], place: str) -> Draft:
    head = zones.headline_end(text)
    first = " ".join(text[:head].split())
    said = {role: cells.get(role, "") for role in _DESCRIBED}
    return Draft(
        article_id=path.stem,
        text=text,
        origin=path.name,
        head=head,
        described_at=place,
        **{**said, "headline": said["headline"] or first},
    )


_About = dict[str, tuple[str, dict[str, str]]]


def _metadata(
    folder: Path, files: Sequence[Path], given: Mapping[str, str]
) -> tuple[_About, dict[str, Role], list[Fault]]:
    """Give, for each file that the metadata name, the place and the cells by role."""
    path = next((p for p in folder.iterdir() if p.name.lower() == METADATA), None)
    in_text = Role("", roles.FOUND_IN_TEXT)
    if path is None:
        if any(given.values()):
            raise CorpusError(
                f"corpus '{folder.name}': roles are given, but the folder has no {METADATA} "
                "whose columns could play them."
            )
        found = dict.fromkeys(roles.NAMES, roles.NOT_FOUND)
        return {}, {**found, "text": in_text, "headline": in_text}, []
    if given.get("text"):
        raise CorpusError(
            f"corpus '{folder.name}': the text of each article is its .txt file; "
            f"no column of {METADATA} can be it."
        )
    sheet = separated.parse(path)
    column = next((c for n in _FILE_COLUMNS for c in sheet.columns if roles.fold(c) == n), None)
    column = given.get("id") or column
    if not column:
        raise CorpusError(
            f"{path.name}: no column names the files. Call it 'file'; "
            f"found columns {list(sheet.columns)}."
        )
    found = roles.assign(sheet.columns, given={**given, "id": column, "text": ""}, file=path.name)
    found |= {"text": in_text, "id": Role(column, "given" if given.get("id") else "guessed")}
    if not found["headline"].column:
        found["headline"] = in_text
    about, faults = _match(sheet, column, found, files)
    return about, found, faults


def _match(
    sheet: separated.Sheet, column: str, found: Mapping[str, Role], files: Sequence[Path]
) -> tuple[_About, list[Fault]]:
    about: _About = {}
    notes = [Fault(PARSED, f"metadata: {f.reason}", f.place, dropped=False) for f in sheet.faults]
    names = {_key(path.name) for path in files}
    for row in sheet.rows:
        key = _key(row.cells[column])
        if key in about or key not in names:
            known = "metadata: a second row about the same file" if key in about else ""
            reason = known or "metadata: a row about a file that is not there"
            notes.append(Fault(PARSED, reason, row.place, dropped=False))
            continue
        cells = {role: row.cells.get(found[role].column, "").strip() for role in _DESCRIBED}
        about[key] = (row.place, cells)
    notes += [
        Fault(PARSED, "metadata: no row about this file", path.name, dropped=False)
        for path in files
        if _key(path.name) not in about
    ]
    return about, notes


def _key(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    return name[:-4] if name.lower().endswith(".txt") else name
