"""What each setting of a configuration may be, and how it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from analysis.errors import ParameterError, nearest
from analysis.reports.paths import in_full
from analysis.schedule.periods import EVERY, Period, fill, templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.readers.yaml_file import Node

UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


def _text(node: Node, _: Path) -> str:
    if isinstance(node.value, bool | list | dict) or node.value is None or not str(node.value):
        raise node.wrong(f"a text is expected; found {node.value!r}.")
    _fits(node, str(node.value))
    return str(node.value)


def _fits(node: Node, text: str) -> None:
    try:
        fill(text, Period.of(date(2026, 1, 1), "day"))
    except ParameterError as error:
        raise node.wrong(str(error)) from error


def _command(node: Node, _: Path) -> str:
    if not isinstance(node.value, str):
        raise node.wrong(f"a command for the shell is expected; found {node.value!r}.")
    return node.value


def _path(node: Node, base: Path) -> str:
    return str(base / Path(_text(node, base)).expanduser())


def _out(node: Node, base: Path) -> Path:
    if templates(_text(node, base)):
        raise node.wrong("'out' takes no {{ … }}: each run gets its own folder in it.")
    return Path(_path(node, base))


def _notebooks(node: Node, base: Path) -> tuple[str, ...]:
    """Take a folder, a file, or the name of a notebook of the project; or several of them."""
    listed = node.value if isinstance(node.value, list) else [node.value]
    texts = [_text(replace(node, value=one), base) for one in listed]
    return tuple(_notebook(one, base) for one in texts)


def _notebook(text: str, base: Path) -> str:
    named = "/" not in text and not text.endswith(".ipynb") and not (base / text).is_dir()
    return text if named else str(base / Path(text).expanduser())


def _parameters(node: Node, base: Path) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        raise node.wrong(f"'parameters' holds lines 'name: value'; found {node.value!r}.")
    for child in node.children.values():
        if isinstance(child.value, list | dict):
            raise child.wrong(f"a parameter is one value; found {child.value!r}.")
        if isinstance(child.value, str):
            _fits(child, child.value)
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else in_full(value, base)
        for name, value in node.value.items()
    }


def _yes(node: Node, _: Path) -> bool:
    if not isinstance(node.value, bool):
        raise node.wrong(f"true or false is expected; found {node.value!r}.")
    return node.value


def _count(node: Node, _: Path) -> int:
    if not isinstance(node.value, int) or isinstance(node.value, bool) or node.value < 0:
        raise node.wrong(f"a whole number, 0 or more, is expected; found {node.value!r}.")
    return node.value


def _seconds(node: Node, _: Path) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smh]?)", str(node.value).strip())
    if not found or isinstance(node.value, bool):
        raise node.wrong(f"seconds, or a time as 90m or 2h, are expected; found {node.value!r}.")
    return float(found[1]) * UNITS[found[2]]


def _every(node: Node, _: Path) -> str:
    if node.value not in EVERY:
        raise node.wrong(
            f"one of {', '.join(EVERY)} is expected; found {node.value!r}."
            f"{nearest(str(node.value), EVERY)}"
        )
    return str(node.value)


def _at(node: Node, _: Path) -> time:
    text = str(node.value)
    if isinstance(node.value, int):  # YAML reads an unquoted 3:30 as minutes
        text = f"{node.value // 60:02}:{node.value % 60:02}"
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if not found:
        raise node.wrong(f'a time such as "03:30" is expected; found {node.value!r}.')
    return time(int(found[1]), int(found[2]))


def _zone(node: Node, _: Path) -> ZoneInfo:
    from zoneinfo import available_timezones

    try:
        return ZoneInfo(str(node.value))
    except (KeyError, ValueError, OSError) as error:
        raise node.wrong(
            f"there is no time zone '{node.value}';"
            f"{nearest(str(node.value), sorted(available_timezones()))} "
            "Zones are named as in Europe/Berlin."
        ) from error


READ: dict[str, Callable[[Node, Path], Any]] = {
    "name": _text,
    "corpus": _path,
    "notebooks": _notebooks,
    "parameters": _parameters,
    "out": _out,
    "store": _path,
    "check": _yes,
    "every": _every,
    "at": _at,
    "zone": _zone,
    "catch_up": _count,
    "keep": _count,
    "keep_failed": _count,
    "retries": _count,
    "pause": _seconds,
    "deadline": _seconds,
    "on_failure": _command,
    "on_success": _command,
}
"""The reader of each setting: it takes the value and the folder from which paths are seen."""
