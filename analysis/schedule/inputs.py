"""What a run is made from: corpus, notebooks, parameters and store, as they are found."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import CorpusError, ParameterError
from analysis.reports.paths import NOTEBOOKS, find_notebooks, list_notebooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.schedule.config import Job


@dataclass(frozen=True)
class Inputs:
    """A job for one period, with everything found."""

    corpus: Path
    notebooks: tuple[Path, ...]
    parameters: Mapping[str, Any]
    store: Path | None


def gather(job: Job) -> Inputs:
    """Find what a job needs.

    Parameters
    ----------
    job
        A job with its templates filled in.

    Returns
    -------
    Order
        Where everything is.

    Raises
    ------
    CorpusError, ParameterError
        If the corpus or a notebook is not there.
    """
    corpus = Path(job.corpus)
    if not corpus.exists():
        raise CorpusError(f"there is no corpus '{corpus}'.")
    listed = job.notebooks or (str(NOTEBOOKS),)
    found = {path.resolve(): None for one in listed for path in _of(one)}
    names = [path.name for path in found]
    for name in names:
        if names.count(name) > 1:
            raise ParameterError(f"two notebooks are named '{name}'; a report has each name once.")
    store = Path(job.store) if job.store else None
    return Inputs(corpus.resolve(), tuple(found), job.parameters, store)


def _of(notebooks: str) -> list[Path]:
    return list_notebooks(notebooks) if Path(notebooks).is_dir() else find_notebooks(notebooks)


@contextmanager
def as_one(notebooks: tuple[Path, ...]) -> Iterator[Path]:
    """Give one notebook, or a folder that holds the notebooks and no others."""
    if len(notebooks) == 1:
        yield notebooks[0]
        return
    with tempfile.TemporaryDirectory(prefix="standfirst-notebooks-") as folder:
        for path in notebooks:
            shutil.copy(path, folder)
        yield Path(folder)
