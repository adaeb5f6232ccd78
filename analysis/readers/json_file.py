"""Chooses how a ``.json`` file is read: line by line if it has an object on each, else whole."""

from __future__ import annotations

import codecs
import json
from itertools import islice
from typing import TYPE_CHECKING

from analysis.readers.entries import open_file
from analysis.readers.json_lines import JsonLines
from analysis.readers.json_list import JOINED, JsonList
from analysis.readers.raw_articles import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_LOOKED_AT = 2
"""So many lines must be objects."""


def json_file(path: Path, *, given: Mapping[str, str]) -> JsonLines | JsonList:
    """Give the reader of a ``.json`` file.

    Parameters
    ----------
    path
        The file.
    given
        Role to field, from `roles.check`.

    Returns
    -------
    JsonLines or JsonList
        By lines if the first two are objects, so that a file of any size can be read and a faulty
        line costs one article.
    """
    try:
        with open_file(path) as file:
            are_lines = _are_objects(file)
    except OSError:  # to read it will say so
        are_lines = False
    return JsonLines(path, given=given, note=JOINED) if are_lines else JsonList(path, given=given)


def _are_objects(file: BinaryIO) -> bool:
    """Say whether the first lines that are not blank are an object each."""
    lines = list(islice(_written(file), _LOOKED_AT))
    return len(lines) == _LOOKED_AT and all(map(_is_object, lines))


def _written(file: BinaryIO) -> Iterator[bytes]:
    """Give the lines that are not blank."""
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)
    while line := file.readline(LONGEST + 1):
        if bare := line.strip():
            yield bare


def _is_object(line: bytes) -> bool:
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
