"""Reads JSON Lines, one object an article."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analysis.readers import roles as of_columns
from analysis.readers.blocks import BLOCK, Raw
from analysis.readers.line_files import Flaw, Mark, Stretch
from analysis.readers.pieces import pieces
from analysis.readers.played import played
from analysis.readers.raw_articles import PARSED, Issue
from analysis.readers.rows import merges_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.blocks import Block
    from analysis.readers.line_files import Record
    from analysis.readers.raw_articles import Limit, Piece, Role, SourceRange

NO_OBJECT = Flaw("not an object: each article is written as {…}")
_SHOWN = 1_000
"""The keys of this many objects are the columns; later ones may lack some and have others."""


class JsonLines:
    """A file with one JSON object a line as a source of articles.

    Parameters
    ----------
    path
        The file.
    given
        Role to field, from `roles.check`.
    note
        What is to be told of the file.
    """

    unit = "rows"

    def __init__(self, path: Path, *, given: Mapping[str, str], note: str = "") -> None:
        self._path = path
        self._given = given
        self._note = note

    @cached_property
    def _file(self) -> Objects:
        return Objects(self._path, note=self._note)

    @cached_property
    def columns(self) -> list[str]:
        """The fields of the first objects, and those given that come later."""
        keys: dict[str, None] = {}
        wanted = set(filter(None, self._given.values()))
        for number, found in enumerate(self._file.objects()):
            if number >= _SHOWN and wanted <= keys.keys():
                break
            keys.update(dict.fromkeys(found if number < _SHOWN else wanted & found.keys()))
        return list(keys)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each role with its field; none has one if no line is an object."""
        return fields(self.columns, given=self._given, file=self._path.name)

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the file, but for what is known."""
        names = [role.column for role in self.roles.values()]
        return pieces(
            self._file, context=json.dumps(names), cells=picker(names), known=known, limit=limit
        )


class Objects:
    """The objects of a file, one a line.

    Parameters
    ----------
    path
        A file with one object a line.
    note
        What is to be told of the file.

    Raises
    ------
    CorpusError
        If the file is of another kind.
    """

    def __init__(self, path: Path, *, note: str = "") -> None:
        self.raw = Raw(path)
        self.begin = Mark(self.raw.start, 0, 0)
        self.notes = [Issue(PARSED, note, path.name, dropped=False)] if note else []

    def records(self, block: Block, at: Mark) -> Iterator[Record]:
        """Give the object of each line; blank lines have none."""
        faults = block.found.faults
        for number, line in enumerate(block.found.lines, 1):
            blank = line.isspace() and at.line + number not in faults
            yield number, number, None if blank else _parsed(line)

    def torn(self, block: Block, at: Mark) -> Stretch:
        """No line of such a file is torn."""
        raise NotImplementedError(block, at)

    def objects(self) -> Iterator[dict[str, Any]]:
        """Give all objects, from the first on."""
        at = self.begin
        while at.byte < self.raw.size:
            block = self.raw.block(at.byte, BLOCK)
            for _, _, found in self.records(block, at):
                if type(found) is dict:
                    yield found
            if block.is_last:
                return
            at = at._replace(byte=at.byte + block.n_bytes)


def fields(columns: Sequence[str], *, given: Mapping[str, str], file: str) -> dict[str, Role]:
    """Find the field for every role, if there is any object at all."""
    if not columns:
        return dict.fromkeys(of_columns.NAMES, of_columns.NOT_FOUND)
    return played(columns, given=given, file=file)


def picker(names: Sequence[str]) -> Callable[[dict[str, Any]], list[Any]]:
    """Give the function that takes an object's fields in the order of the roles."""
    fields = [name or None for name in names]

    def cells(found: Mapping[Any, Any]) -> list[Any]:
        return [found.get(name) for name in fields]

    merges = merges_of(names, ())
    if not merges:
        return cells

    def merged(found: Mapping[Any, Any]) -> list[Any]:
        row = cells(found)
        for place, keys, merge in merges:
            if names[place] not in found:
                row[place] = merge([found.get(key) for key in keys])
        return row

    return merged


def _parsed(line: str) -> dict[str, Any] | Flaw:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        return Flaw(f"not JSON ({error.msg})")
    except (ValueError, RecursionError):
        return Flaw("not JSON that can be read")
    return found if isinstance(found, dict) else NO_OBJECT
