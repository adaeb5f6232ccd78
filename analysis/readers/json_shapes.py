"""Where the articles stand in a JSON value: in a list, by column, by id, or inside an object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.cells import listing
from analysis.readers.roles import NAMES, fold
from analysis.readers.together import BETWEEN, LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEXTS = (*NAMES["text"], LEADS[0])
"""Keys that only articles have, the surest first."""
_DEEP = 4
"""Objects are looked into so deep."""
_WANTED = "a .json corpus is a list of articles, [{…}, {…}]"


class Articles(NamedTuple):
    """The articles of a value, and where they stood if that was not a plain list."""

    items: list[Any]
    place: str = ""


def articles_in(value: Any, *, text: str = "") -> Articles:
    """Find the articles in a JSON value.

    Parameters
    ----------
    value
        What the file holds.
    text
        The field that is the text, if the user gave it.

    Returns
    -------
    Articles
        One object an article, if the value has a shape that is known.

    Raises
    ------
    ValueError
        If there are none, or several lists could be meant, with the keys.

    Examples
    --------
    >>> articles_in({"status": "ok", "articles": [{"text": "No deal."}]})
    Articles(items=[{'text': 'No deal.'}], place="the list under 'articles'")
    >>> articles_in({"text": {"0": "No deal."}}).items
    [{'text': 'No deal.'}]
    """
    given = text.split(BETWEEN) if text else []
    shapes = _Shapes(set(given), set(map(fold, given)) if given else set(_TEXTS))
    if isinstance(value, list):
        return shapes.of_list(value)
    if not isinstance(value, dict):
        raise ValueError(f"{_WANTED}; found {type(value).__name__}")  # noqa: TRY004 - of a file
    return shapes.of_object(value)


class _Shapes(NamedTuple):
    exact: set[str]
    folded: set[str]

    def text_key(self, value: Any) -> str:
        """Give the key of an object that is the text of an article, or nothing."""
        if not isinstance(value, dict):
            return ""
        keys = [key for key in value if isinstance(key, str)]
        by_name = {fold(key): key for key in reversed(keys)}
        exact = next((key for key in keys if key in self.exact), "")
        named = (by_name[name] for name in _TEXTS if name in by_name and name in self.folded)
        return exact or next(named, "")

    def is_article(self, value: Any) -> bool:
        """Say whether an object has a text of its own and is no wrapping of others."""
        key = self.text_key(value)
        if not key:
            return False
        held = value[key]
        inside = held if isinstance(held, list) else [held]
        return not any(self.text_key(each) and _has_headline(each) for each in inside)

    def of_list(self, value: list[Any]) -> Articles:
        if value and all(isinstance(page, list) for page in value):
            if all(isinstance(item, dict) for page in value for item in page):
                return Articles([item for page in value for item in page], "a list of lists")
            header, *rows = value
            if self.text_key(dict.fromkeys(map(str, header))):
                return Articles([dict(zip(map(str, header), row, strict=False)) for row in rows])
            raise ValueError(
                f"{_WANTED}; found lists without the names of their fields; with pandas write "
                "to_json(orient='records')"
            )
        if len(value) == 1 and not self.is_article(value[0]) and isinstance(value[0], dict):
            for found in self._wrapped(value[0], "", 1):
                return found
        return Articles(value)

    def of_object(self, value: dict[str, Any]) -> Articles:
        by_column = _by_column(value) if self.text_key(value) else None
        if by_column is None and {"columns", "data"} <= value.keys():
            by_column = _split(value)
        if by_column is not None:
            return Articles(by_column, "the columns of a table")
        if self.is_article(value):
            return Articles([value])
        found = list(self._wrapped(value, "", 1))
        if len(found) == 1:
            return found[0]
        if found:
            where = listing([each.place for each in found])
            raise ValueError(f"{_WANTED}; several could be meant: {where}; keep one of them")
        raise ValueError(
            f"{_WANTED}; found an object with the keys {listing(list(value), 12)}, in which no "
            f"list of objects has a text; with pandas write to_json(orient='records')"
        )

    def _wrapped(self, value: dict[str, Any], path: str, depth: int) -> Iterator[Articles]:
        """Give the lists of articles in an object; those that stand side by side are one."""
        lists = {key: held for key, held in value.items() if self._are_articles(held)}
        if lists:
            names = listing([f"{path}{key}" for key in lists]) if len(lists) > 1 else ""
            place = (
                f"the lists under {names}"
                if names
                else f"the list under '{path}{next(iter(lists))}'"
            )
            yield Articles([item for held in lists.values() for item in held], place)
            return
        objects = {key: held for key, held in value.items() if isinstance(held, dict)}
        single = {key: held for key, held in objects.items() if self.is_article(held)}
        if single:
            place = f"objects by name under '{path[:-1]}'" if path else "objects by name"
            yield Articles([_called(key, held) for key, held in single.items()], place)
            return
        if depth < _DEEP:
            for key, held in objects.items():
                yield from self._wrapped(held, f"{path}{key}.", depth + 1)

    def _are_articles(self, held: Any) -> bool:
        return isinstance(held, list) and any(self.is_article(item) for item in held)


def _has_headline(value: Any) -> bool:
    names = {fold(key) for key in value if isinstance(key, str)}
    return not names.isdisjoint((*NAMES["headline"], *NAMES["date"]))


def _called(key: str, held: dict[str, Any]) -> dict[str, Any]:
    """Name an article by its key, if that is a name and it has no other."""
    has_id = not {fold(name) for name in held}.isdisjoint(NAMES["id"])
    return held if has_id or key.isdigit() else {**held, "id": key}


def _by_column(value: Mapping[str, Any]) -> list[Any] | None:
    """Read a table that stands column by column; None if it is something else."""
    columns = list(value.values())
    if all(isinstance(column, dict) for column in columns):
        rows = list(columns[0])
        alike = all(column.keys() == columns[0].keys() for column in columns)
        if alike and (len(columns) > 1 or all(row.isdigit() for row in rows)):
            return [{name: column[row] for name, column in value.items()} for row in rows]
    if len(columns) < 2 or not all(isinstance(column, list) for column in columns):
        return None
    if len({len(column) for column in columns}) > 1:
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _split(value: Mapping[str, Any]) -> list[Any] | None:
    names, rows = value["columns"], value["data"]
    is_table = isinstance(names, list) and isinstance(rows, list)
    if not is_table or not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return None
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def values_in(text: str) -> list[Any]:
    """Read the JSON values that stand in a text one after the other.

    Parameters
    ----------
    text
        One value; or several, as crawls that were joined leave them.

    Returns
    -------
    list
        The values.

    Raises
    ------
    ValueError
        As `json.loads` does.

    Examples
    --------
    >>> values_in('[1, 2][3]'), values_in('{"a": 1}')
    ([[1, 2], [3]], [{'a': 1}])
    """
    read = json.JSONDecoder().raw_decode
    values: list[Any] = []
    at, end = _after_space(text, 0), len(text)
    while at < end or not values:
        value, at = read(text, at)
        values.append(value)
        at = _after_space(text, at)
        if values and at < end and text[at] == ",":
            at = _after_space(text, at + 1)
    return values


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
