"""Where things are: the project, its notebooks, a corpus, and the report made of it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import CorpusError, ParameterError, nearest

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
REPORTS = PROJECT / "reports"
DATA = "data"
"""The folder within a report that holds its tables."""

LISTS = (".csv", ".txt")
"""How the names of lists of words end."""

STORE = ".store"
"""Stands in a report while it is made: the annotated store that its notebooks open."""

ORDER = ("corpus", "frequency", "sentiment", "actors")
"""The order in which a report asks its questions; further notebooks follow by name."""

NOT_REPORTED = {"explore"}
"""Notebooks to work in, which no report holds."""


def find_corpus(corpus: str | os.PathLike[str]) -> Path:
    """Find a corpus from the working folder or, failing that, from the project's folder.

    Parameters
    ----------
    corpus
        A folder or file, absolute or relative.

    Returns
    -------
    Path
        Its absolute path.

    Raises
    ------
    CorpusError
        If there is no such folder or file.
    """
    wanted = Path(corpus).expanduser()
    for base in (Path.cwd(), PROJECT):
        if (base / wanted).exists():
            return (base / wanted).resolve()
    seeds = [f"seeds/{folder.name}" for folder in (PROJECT / "seeds").glob("[!._]*")]
    raise CorpusError(
        f"there is no corpus '{corpus}';{nearest(str(corpus), seeds)} name a folder of articles, "
        f"or one file, as seen from {' or from '.join({str(Path.cwd()): 0, str(PROJECT): 0})}."
    )


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
        If there is none.
    """
    place = Path(folder)
    if place.suffix == ".ipynb" and place.is_file():
        return [place]
    found = [path for path in place.glob("*.ipynb") if path.stem not in NOT_REPORTED]
    if not found:
        raise ParameterError(f"no notebooks (*.ipynb) in {place}")
    last = len(ORDER)
    rank = {name: position for position, name in enumerate(ORDER)}
    return sorted(found, key=lambda path: (rank.get(path.stem, last), path.stem))


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
