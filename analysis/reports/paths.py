"""Where things are: the project, its notebooks, a corpus, and the report made of it."""

from __future__ import annotations

import json
import math
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ParameterError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
REPORTS = PROJECT / "reports"
DATA = "data"
"""The folder within a report that holds its tables."""

PAGES = ("index", "share")
"""Pages that a report has besides those of its notebooks."""

LISTS = (".csv", ".txt")
"""How the names of lists of words end."""

STORE = ".store"
"""Stands in a report while it is made: the annotated store that its notebooks open."""


def followed(out: Path) -> Path:
    """Give the place to which a link leads: a report is put there, and the link stays."""
    return Path(os.path.realpath(out)) if out.is_symlink() else out


def in_full(value: Any, folder: Path) -> Any:
    """Give the whole name of a list that a parameter names; notebooks run in another folder.

    Parameters
    ----------
    value
        What a parameter is told.
    folder
        The folder from which the user named it.

    Returns
    -------
    Any
        The value itself unless it is a text ending in ``.csv`` or ``.txt``. In an absolute name
        nothing changes.

    Examples
    --------
    >>> [in_full(value, Path("desk")) for value in ("drop", 5)]
    ['drop', 5]
    >>> Path(in_full("own.txt", Path("desk"))).parts
    ('desk', 'own.txt')
    """
    return str(folder / Path(value.strip()).expanduser()) if is_list(value) else value


def is_list(value: Any) -> bool:
    """Say whether a parameter names a list of words."""
    return isinstance(value, str) and value.strip().lower().endswith(LISTS)


def corpus_name(corpus: Path) -> str:
    """Name a corpus by its folder, or by its file without the ending."""
    return corpus.name if corpus.is_dir() else corpus.stem


def portable(corpus: Path) -> str:
    """Write a corpus path for a notebook: from the project if it lies there, else in full.

    A notebook looks in its own folder first, which has a folder for tables.
    """
    if not corpus.is_relative_to(PROJECT) or corpus.is_relative_to(PROJECT / DATA):
        return str(corpus)
    return corpus.relative_to(PROJECT).as_posix()


@contextmanager
def linked(store: str | os.PathLike[str], report: Path) -> Iterator[None]:
    """Let notebooks in a report's folder find a store, for as long as they are run.

    Where links cannot be made, each notebook annotates the corpus for itself.
    """
    link = report / STORE
    with suppress(OSError):
        link.symlink_to(Path(store).resolve(), target_is_directory=True)
    try:
        yield
    finally:
        link.unlink(missing_ok=True)


def list_notebooks(folder: str | os.PathLike[str]) -> list[Path]:
    """List the notebooks that make up a report, in the order of their questions.

    Parameters
    ----------
    folder
        A folder of notebooks, or one notebook.

    Returns
    -------
    list of Path
        The notebooks.

    Raises
    ------
    ParameterError
        If there is none, or one is called as a page that each report has.
    """
    place = Path(folder)
    if place.suffix == ".ipynb" and place.is_file():
        return [place]
    ranks = {path: rank(path) for path in place.glob("*.ipynb")}
    asked = [path for path, number in ranks.items() if number is not None]
    if not asked:
        raise ParameterError(f"no notebooks (*.ipynb) in {place}")
    for path in asked:
        if path.stem in PAGES:
            raise ParameterError(
                f"{path}: a report has a page '{path.stem}.html' of its own; give the notebook "
                "another name."
            )
    return sorted(asked, key=lambda path: (ranks[path], path.stem))


def rank(notebook: Path) -> float | None:
    """Say at which place of a report a notebook stands, as its metadata tells.

    Parameters
    ----------
    notebook
        A notebook; its metadata may hold ``{"standfirst": {"order": 2}}``.

    Returns
    -------
    float or None
        The number there; without one infinity, so that it comes last. None stands for
        ``"order": null``: a notebook to work in, which no report holds.
    """
    try:
        told = json.loads(notebook.read_text(encoding="utf-8") or "{}")
        order = told.get("metadata", {}).get("standfirst", {}).get("order", math.inf)
    except (ValueError, AttributeError):
        return math.inf  # whoever runs it tells what is wrong with it
    return None if order is None else float(order)


def find_notebooks(name: str | None) -> list[Path]:
    """Find one notebook of the project by name or path, or all that make up a report.

    Raises
    ------
    ParameterError
        If there is no such notebook.
    """
    if name is None:
        return list_notebooks(NOTEBOOKS)
    for path in (Path(name), NOTEBOOKS / f"{name}.ipynb"):
        if path.suffix == ".ipynb" and path.is_file():
            return [path]
    known = [path.stem for path in NOTEBOOKS.glob("*.ipynb")]
    raise ParameterError(
        f"there is no notebook '{name}';{nearest(name, known)} "
        f"Notebooks: {', '.join(sorted(known))}."
    )
