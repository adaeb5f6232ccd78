"""What a report depends on, as a digest: its parameters, its corpus, and the code."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.errors import CorpusError
from analysis.readers import remembered
from analysis.readers.chosen import registries
from analysis.reports.paths import is_list
from analysis.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

CODE = Path(__file__).parents[1]


def key_of(
    corpus: Path, content: str, notebooks: Iterable[Path], parameters: Mapping[str, Any]
) -> str:
    """Give the key of a report: two runs with the same key make the same report.

    Parameters
    ----------
    corpus
        A folder or file of articles.
    content
        What `content_of` gives for it.
    notebooks
        The notebooks.
    parameters
        What they are told. Of a list that one of them names, the content counts too.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    notes = {path.name: _digest(path) for path in notebooks}
    lists = [Path(value) for value in parameters.values() if is_list(value)]
    files = {str(path): _digest(path) for path in lists if path.is_file()}
    return _of([str(corpus), content, notes, dict(parameters), files, code()])


def content_of(corpus: Path, *, leave_out: Iterable[Path] = ()) -> str:
    """Give a digest of a corpus: of the names of its files, and of what they hold.

    Parameters
    ----------
    corpus
        A folder or file of articles.
    leave_out
        Folders that may lie within the corpus and are no part of it, such as its store.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    CorpusError
        If the corpus is not there, or cannot be read.
    """
    return _of(_of_files(corpus, leave_out, _digest))


def _of(facts: object) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(text.encode(), digest_size=32).hexdigest()


def stamps(corpus: Path, *, leave_out: Iterable[Path] = ()) -> list[tuple[str, str]]:
    """Give the names of a corpus's files with size and time: cheap, to notice a change."""

    def stamp(path: Path) -> str:
        facts = path.stat()
        return f"{facts.st_size} {facts.st_mtime_ns}"

    return _of_files(corpus, leave_out, stamp)


def _of_files(
    corpus: Path, leave_out: Iterable[Path], fact: Callable[[Path], str]
) -> list[tuple[str, str]]:
    try:
        found = sorted(_files(corpus, list(leave_out)))
        told = [(path.relative_to(corpus).as_posix(), fact(path)) for path in found]
        told += [(f"../{path.name}", fact(path)) for path in _beside(corpus) if path.is_file()]
    except OSError as error:
        raise CorpusError(f"corpus '{corpus}' cannot be read: {error}") from error
    if not told:
        raise CorpusError(f"there is no corpus '{corpus}', or it is empty.")
    return told


def _beside(corpus: Path) -> list[Path]:
    """Give the files beside a corpus that say how it is read: its roles, its list of actors."""
    lists = registries(corpus, corpus) if corpus.is_file() else []
    return [remembered.file_of(corpus), *lists]


def _files(corpus: Path, leave_out: list[Path]) -> Iterator[Path]:
    if corpus.is_file():
        yield corpus
        return
    for path in corpus.rglob("[!.]*"):
        hidden = any(part.startswith(".") for part in path.relative_to(corpus).parts)
        if path.is_file() and not hidden and not any(path.is_relative_to(o) for o in leave_out):
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=20)).hexdigest()


@cache
def code() -> str:
    """Give the version of the code: its number, its own files, and the packages under it."""
    own = [
        (path.relative_to(CODE).as_posix(), _digest(path))
        for path in sorted(CODE.rglob("*"))
        if path.is_file() and path.suffix in {".py", ".csv", ".txt", ".json", ".j2", ".css"}
    ]
    return _of([__version__, own, versions()])
