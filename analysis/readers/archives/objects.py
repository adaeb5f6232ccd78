"""Files of JSON that stand side by side, mostly one an article, as crawlers write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.errors import CorpusError
from analysis.readers import decode, roles, rows
from analysis.readers.archives.block import Block
from analysis.readers.json_lines import picker
from analysis.readers.json_list import JsonList
from analysis.readers.raw_articles import Issue, Limit, RawArticle, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


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
        if isinstance(found, dict):
            played = roles.assign([str(key) for key in found], given=given, file=path.name)
            if type(found.get(played["text"].column)) is str:
                names = [role.column for role in played.values()]
                return [_block(rows.draft(1, "", picker(names)(found)))]
        pieces = list(JsonList(path, given=given).pieces((), Limit()))
    except CorpusError as error:
        raise Unreadable(str(error).removeprefix(f"{path.name}: ").rstrip(".")) from error
    made = [one for piece in pieces for one in (*(piece.drafts or ()), *piece.faults)]
    return [_block(one) for one in made if isinstance(one, RawArticle) or one.dropped] or [
        Block(flaw="holds no article")
    ]


def _loaded(data: bytes) -> Any:
    text = decode.decode(data).text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON ({error.msg})", f"line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON that can be read") from error


def _block(made: RawArticle | Issue) -> Block:
    if isinstance(made, Issue):
        return Block(place=made.place.rpartition(", ")[2], flaw=made.reason)
    fields = {name: getattr(made, name) for name in Block._fields if hasattr(made, name)}
    return Block(**fields, place=made.origin.rpartition(", ")[2])
