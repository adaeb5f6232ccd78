"""Roles that were given once, kept in a small file beside the corpus."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from analysis.cells import excerpt
from analysis.errors import ParameterError
from analysis.files import write_file
from analysis.readers import roles, yaml_file
from analysis.readers.chosen import stem_of
from analysis.readers.entries import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = "# standfirst: which column is what"
"""The first line of a file that is ours, and may be written anew."""


def file_of(place: Path) -> Path:
    """Give the file that keeps the roles of a corpus: ``NAME.roles.yaml`` beside it.

    Parameters
    ----------
    place
        The corpus, a file or a folder.

    Returns
    -------
    Path
        The file, which need not be there.
    """
    name = place.name if place.is_dir() else stem_of(place)
    return place.parent / f"{name}.roles.yaml"


def read(place: Path) -> dict[str, str]:
    """Read the roles that are kept beside a corpus.

    Parameters
    ----------
    place
        The corpus.

    Returns
    -------
    dict
        Role to column; empty if there is no such file.

    Raises
    ------
    ParameterError
        If the file cannot be read, or does not map roles to the names of columns.
    """
    file = file_of(place)
    if not os.path.lexists(file):
        return {}
    if reason := refusal(file, file.parent):
        raise ParameterError(f"{file.name}: {reason}; delete it, or put a file in its place.")
    held = yaml_file.load(file).value
    if not isinstance(held, dict):
        raise ParameterError(
            f"{file.name}: must map roles to the names of columns, one a line, as in 'text: body'; "
            f"found {excerpt(repr(held))}."
        )
    columns = {role: "" if column is None else column for role, column in held.items()}
    try:
        return roles.check(columns)
    except ParameterError as error:
        raise ParameterError(f"{file.name}: {error}") from error


def save(place: Path, given: Mapping[str, str]) -> Path:
    """Keep roles beside a corpus.

    Parameters
    ----------
    place
        The corpus.
    given
        Role to column; an empty name means that no column plays the role.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        If there is nothing to keep, or a file of the name is somebody else's.
    """
    import yaml

    if not given:
        raise ParameterError("there are no roles to keep; give them with --roles.")
    file = file_of(place)
    if os.path.lexists(file) and not _is_ours(file):
        raise ParameterError(
            f"{file.name}: is there and does not begin with '{MARK}'; delete or rename it first."
        )
    lines = yaml.safe_dump(dict(given), allow_unicode=True, sort_keys=False)
    write_file(file, f"{MARK}\n{lines}".encode())
    return file


def _is_ours(file: Path) -> bool:
    if refusal(file, file.parent) or not file.is_file():
        return False
    with file.open("rb") as held:
        return held.readline(200).strip() == MARK.encode()
