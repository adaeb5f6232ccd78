"""Files of JSON that stand side by side, mostly one an article, as crawlers write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.errors import CorpusError
from analysis.readers import decode, roles
from analysis.readers.archives.block import Block
from analysis.readers.json_lines import picker
from analysis.readers.json_list import MOST_BYTES, TOO_LARGE, JsonList
from analysis.readers.json_shapes import values_in
from analysis.readers.pieces import drafted
from analysis.readers.raw_articles import Limit, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.readers.raw_articles import Issue, RawArticle


def blocks(path: Path, data: bytes, given: Mapping[str, str]) -> list[Block]:
    """Read a file of JSON: an object that is an article, or whatever else may hold articles.

    Parameters
    ----------
    path
        The file.
    data
        Its bytes.
    given
        Role to key, from `roles.check`.

    Returns
    -------
    list of Block
        One an article.

    Raises
    ------
    Unreadable
        If it is no JSON, or nothing in it is a text.
    """
    found = _loaded(data)
    try:
        if isinstance(found, dict) and (cells := _article(found, given, path.name)):
            drafts, issues = drafted([(1, "", cells)])
        else:
            pieces = list(JsonList(path, given=given).pieces((), Limit()))
            drafts = [draft for piece in pieces for draft in piece.drafts or ()]
            issues = [issue for piece in pieces for issue in piece.faults]
    except CorpusError as error:
        raise Unreadable(str(error).removeprefix(f"{path.name}: ").rstrip(".")) from error
    notes = tuple(dict.fromkeys(issue.reason for issue in issues if not issue.dropped))
    made = [*map(_block, drafts), *(_flawed(issue) for issue in issues if issue.dropped)]
    made = made or [Block(flaw="holds no article")]
    return [made[0]._replace(notes=notes), *made[1:]]


def _article(found: dict[str, Any], given: Mapping[str, str], file: str) -> list[Any] | None:
    """Give the cells of an object that is an article; none if it is a table or holds others."""
    played = roles.assign([str(key) for key in found], given=given, file=file)
    cells = picker([role.column for role in played.values()])(found)
    text, *others = cells
    is_article = isinstance(text, str | list)
    is_article |= isinstance(text, dict) and any(type(cell) is str for cell in others)
    return cells if is_article else None


def _loaded(data: bytes) -> Any:
    """Give what a file holds: one value, or a list of those that stand one after the other."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        values = values_in(decode.decode(data).text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON ({error.msg})", f"line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON that can be read") from error
    return values[0] if len(values) == 1 else values


def _block(draft: RawArticle) -> Block:
    fields = {name: getattr(draft, name) for name in Block._fields if hasattr(draft, name)}
    return Block(**fields, place=draft.origin.rpartition(", ")[2])


def _flawed(issue: Issue) -> Block:
    return Block(place=issue.place.rpartition(", ")[2], flaw=issue.reason)
