"""Reads JSON files that hold a list, one object an article."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from analysis.errors import CorpusError
from analysis.readers import decode
from analysis.readers.entries import open_file
from analysis.readers.json_lines import NO_OBJECT, fields, picker
from analysis.readers.json_shapes import articles_in, values_in
from analysis.readers.pieces import drafted
from analysis.readers.raw_articles import PARSED, Issue, Limit, Piece, SourceRange, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from analysis.readers.raw_articles import Role

JOINED = "the objects stand one after the other; all are read"
MOST_BYTES = 100_000_000
TOO_LARGE = (
    f"over {MOST_BYTES // 1_000_000} MB of JSON in one piece; write one object a line, which is "
    "read bit by bit, as with jq -c '.[]' FILE > FILE.jsonl, or cut the file into several"
)


class JsonList:
    """A JSON file that holds one list of objects, as a source of articles; it is read whole.

    Parameters
    ----------
    path
        The file.
    given
        Role to field, from `roles.check`.
    """

    unit = "rows"

    def __init__(self, path: Path, *, given: Mapping[str, str]) -> None:
        self._path = path
        self._given = given
        self.columns: list[str] = []
        self._roles: dict[str, Role] | None = None

    @property
    def roles(self) -> dict[str, Role]:
        """Each role with its field."""
        if self._roles is None:
            self._understand(_items(self._path, _bytes(self._path), self._given.get("text", ""))[0])
        return self._roles or {}

    def _understand(self, items: list[Any]) -> None:
        objects = (item for item in items if isinstance(item, dict))
        self.columns = list(dict.fromkeys(key for found in objects for key in found))
        self._roles = fields(self.columns, given=self._given, file=self._path.name)

    def pieces(self, known: Iterable[SourceRange], limit: Limit) -> Iterator[Piece]:
        """Read the file; all of it is one piece, whatever the limit."""
        del limit
        name = self._path.name
        data = _bytes(self._path)
        digest = sha256(data)
        items, notes = _items(self._path, data, self._given.get("text", ""))
        del data  # the articles are in memory now
        self._understand(items)
        names = [role.column for role in self.roles.values()]
        digest.update(f" {name!r} {names!r}".encode())
        extent = SourceRange(0, len(items), len(items), 0, digest.hexdigest())
        if not items:
            return
        if extent in known:
            yield Piece(extent, None, [])
            return
        cells = picker(names)
        rows = [(number, f"{name}, item {number}", item) for number, item in enumerate(items, 1)]
        notes += [
            Issue(PARSED, NO_OBJECT.reason, place)
            for _, place, item in rows
            if not isinstance(item, dict)
        ]
        drafts, faults = drafted(
            (number, place, cells(item)) for number, place, item in rows if isinstance(item, dict)
        )
        yield Piece(extent, drafts, notes + faults)


def _bytes(path: Path) -> bytes:
    try:
        with open_file(path) as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be opened: {error.strerror}.") from error
    if len(data) > MOST_BYTES:
        raise CorpusError(f"{path.name}: {TOO_LARGE}.")
    return data


def _items(path: Path, data: bytes, column: str) -> tuple[list[Any], list[Issue]]:
    """Give the articles, and notes on their encoding and where they stand; `column` is the text."""
    try:
        text, note = decode.decode(data)
        values = values_in(text)
    except Unreadable as error:
        raise CorpusError(f"{path.name}: {error}.") from error
    except json.JSONDecodeError as error:
        raise CorpusError(
            f"{path.name}, line {error.lineno}, column {error.colno}: not JSON ({error.msg})."
        ) from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{path.name}: not JSON that can be read ({error}).") from error
    notes = [Issue(PARSED, note, path.name, dropped=False)] if note else []
    try:
        items, reason = _joined(values, column)
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{path.name}: {error}.") from error
    notes += [Issue(PARSED, reason, path.name, dropped=False)] if reason else []
    return items, notes


def _joined(values: list[Any], column: str) -> tuple[list[Any], str]:
    """Give the articles of all values of a file, and what is to be told of their shape."""
    if len(values) > 1 and not any(isinstance(value, list) for value in values):
        return values, JOINED
    found = [articles_in(value, text=column) for value in values]
    items = [item for each in found for item in each.items]
    if len(found) > 1:
        return items, "the file holds several lists one after the other; all are read"
    return items, f"the articles are {found[0].place}" if found[0].place else ""
