"""From what programs nest to the one text that is meant: an object, a list, or a cell of them."""

from __future__ import annotations

import ast
import json
import warnings
from typing import TYPE_CHECKING, Any

from analysis.cells import listing
from analysis.readers.raw_articles import PARSED, Issue
from analysis.readers.roles import MEANT, NAMES, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPENS = ("{", "[")
_INSIDE = frozenset("'\"{}[]")
"""What stands behind the first bracket of an object or list that was written out."""
TOO_DEEP = "a value is nested too deep to be read"
_LONGEST = 1_000_000
"""Characters of a cell that is taken apart; Python needs a hundred times as much for it."""


class _UnclearError(ValueError):
    """An object of which no key says that it is meant; `keys` are those that it has."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(f"an object with the keys {listing(keys, 12)}")


def may_nest(cell: Any) -> bool:
    """Say whether a cell is an object or a list, or may be one that was written out.

    Examples
    --------
    >>> may_nest("Post"), may_nest("{'name': 'Post'}"), may_nest(["Post"]), may_nest(7)
    (False, True, True, False)
    """
    return cell[:1] in _OPENS if type(cell) is str else isinstance(cell, dict | list)


def flatten(cells: Sequence[Any], place: str) -> tuple[list[Any], list[Issue]]:
    """Put the text that is meant in the place of each object and list.

    Parameters
    ----------
    cells
        A cell for each role, in the order of `NAMES`.
    place
        Where the row stands.

    Returns
    -------
    cells, issues
        The cells; and which key of an object was taken, or that none could be. A row whose text
        is an object without such a key is dropped.

    Examples
    --------
    >>> cells, issues = flatten(["No deal.", {"main": "Talks fail"}, *[""] * 6], "n.json, item 1")
    >>> cells[1], issues[0].reason
    ('Talks fail', "the headline is an object, of which 'main' is taken")
    """
    flat, issues = list(cells), []
    for place_of_role, (role, cell) in enumerate(zip(NAMES, cells, strict=True)):
        value = _unpacked(cell) if type(cell) is str else cell
        if not isinstance(value, dict | list):
            continue
        try:
            texts, path = _reach(value, MEANT[role])
        except _UnclearError as error:
            issues.append(_refused(role, error, place))
            flat[place_of_role] = ""
            continue
        except RecursionError:
            return flat, [Issue(PARSED, TOO_DEEP, place)]
        if role == "text" and not all(isinstance(text, str) for text in texts):
            continue
        if role == "text":
            flat[place_of_role] = _joined(texts)
        else:
            flat[place_of_role] = texts[0] if len(texts) == 1 else texts
        if path:
            reason = f"the {role} is an object, of which '{path}' is taken"
            issues.append(Issue(PARSED, reason, place, dropped=False))
    return flat, issues


def _refused(role: str, error: _UnclearError, place: str) -> Issue:
    kept = "" if role == "text" else "kept without it: "
    reason = f"{kept}the {role} is {error}, none of which is known to hold it"
    return Issue(PARSED, reason, place, dropped=role == "text")


def _joined(texts: Sequence[str]) -> str:
    """Join paragraphs; what are only words is one paragraph."""
    sign = "\n\n" if any(" " in text.strip() for text in texts) else " "
    return sign.join(text for text in texts if text.strip())


def _unpacked(cell: str) -> Any:
    """Give the object or list that a cell holds as JSON or as Python writes it, or the cell."""
    written = cell.strip()
    inside = written[1:].lstrip()[:1]
    if written[:1] + written[-1:] not in {"{}", "[]"} or inside not in _INSIDE:
        return cell
    if len(written) > _LONGEST:
        return cell
    for read in (json.loads, _literal):
        try:
            found = read(written)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return found if isinstance(found, dict | list) else cell
    return cell


def _literal(written: str) -> Any:
    with warnings.catch_warnings():  # Python warns of escapes that it does not know
        warnings.simplefilter("ignore")
        return ast.literal_eval(written)


def _reach(value: Any, keys: Sequence[str]) -> tuple[list[Any], str]:
    """Give what is meant by a value, and the keys on the way to it."""
    if isinstance(value, dict):
        key = _key(value, keys)
        if not key:
            return [], ""
        found, path = _reach(value[key], keys)
        return found, ".".join(filter(None, [key, path]))
    if not isinstance(value, list):
        return [] if value is None else [value], ""
    return _each(value, keys)


def _each(values: Sequence[Any], keys: Sequence[str]) -> tuple[list[Any], str]:
    """Give what is meant by each value; those of which nothing is known are passed over."""
    found: list[Any] = []
    path, unclear = "", None
    for value in values:
        try:
            texts, here = _reach(value, keys)
        except _UnclearError as error:
            unclear = unclear or error
            continue
        found += texts
        path = path or here
    if unclear and not found:
        raise unclear
    return found, path


def _key(value: Mapping[Any, Any], keys: Sequence[str]) -> str:
    """Choose the key that is meant: the surest by name, or the only one that holds something."""
    filled = [key for key in value if isinstance(key, str) and value[key] not in (None, "", [], {})]
    by_name = {fold(key): key for key in reversed(filled)}
    surest = next((by_name[name] for name in keys if name in by_name), "")
    if not surest and len(filled) > 1:
        raise _UnclearError([str(key) for key in value])
    return surest or "".join(filled)
