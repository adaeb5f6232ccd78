"""Reads JSON Lines, and JSON files that hold a list, one object an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.corpus import decode, rows
from analysis.corpus.model import PARSED, Fault, Harvest, Unreadable
from analysis.corpus.rows import Row
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NO_OBJECT = "not an object: each article is written as {…}"


def read_lines(path: Path, *, given: Mapping[str, str]) -> Harvest:
    """Read a file with one JSON object a line.

    Parameters
    ----------
    path
        A ``.jsonl`` or ``.ndjson`` file.
    given
        Role to field, from `roles.check`.

    Returns
    -------
    Harvest
        Blank lines are no rows; a malformed line is dropped.

    Raises
    ------
    CorpusError
        If the file is of another kind or no field is the text.
    """
    lines = decode.read_lines(path)
    found: list[tuple[str, Any]] = []
    for number, line in enumerate(lines.lines, 1):
        place = f"{path.name}, line {number}"
        fault = lines.faults.get(number)
        if fault:
            found.append((f"{path.name}, {fault.place}", fault))
        elif line.strip():
            found.append((place, _parsed(line)))
    notes = [
        Fault(PARSED, decode.WINDOWS, f"{path.name}, line {number}", dropped=False)
        for number in lines.windows
    ]
    return _harvest(path.name, found, notes, given)


def read_list(path: Path, *, given: Mapping[str, str]) -> Harvest:
    """Read a JSON file that holds one list of objects.

    Parameters
    ----------
    path
        A ``.json`` file.
    given
        Role to field, from `roles.check`.

    Returns
    -------
    Harvest
        Items of the list that are no objects are dropped.

    Raises
    ------
    CorpusError
        If the file is not JSON, or no list.
    """
    try:
        text, note = decode.decode(path.read_bytes())
        items = json.loads(text)
    except Unreadable as error:
        raise CorpusError(f"{path.name}: {error}.") from error
    except json.JSONDecodeError as error:
        hint = "; name a file with one object a line .jsonl" if error.msg == "Extra data" else ""
        raise CorpusError(
            f"{path.name}, line {error.lineno}, column {error.colno}: not JSON ({error.msg}){hint}."
        ) from error
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be opened: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{path.name}: not JSON that can be read ({error}).") from error
    if not isinstance(items, list):
        raise CorpusError(
            f"{path.name}: a .json corpus is a list of articles, [{{…}}, {{…}}]; "
            f"found {type(items).__name__}."
        )
    found = [(f"{path.name}, item {number}", item) for number, item in enumerate(items, 1)]
    notes = [Fault(PARSED, note, path.name, dropped=False)] if note else []
    return _harvest(path.name, found, notes, given)


def _harvest(
    file: str, found: list[tuple[str, Any]], faults: list[Fault], given: Mapping[str, str]
) -> Harvest:
    good = []
    for number, (place, item) in enumerate(found, 1):
        if isinstance(item, dict):
            good.append(Row(number, place, item))
        else:
            reason = item.reason if isinstance(item, Unreadable) else _NO_OBJECT
            faults.append(Fault(PARSED, reason, place))
    columns = list(dict.fromkeys(key for row in good for key in row.cells))
    return rows.harvest(good, faults, columns=columns, n_found=len(found), file=file, given=given)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        return Unreadable(f"not JSON ({error.msg})")
    except (ValueError, RecursionError):
        return Unreadable("not JSON that can be read")
