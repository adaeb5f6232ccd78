"""Run notebooks with papermill, several at a time, and say in one line what went wrong."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from jupyter_core.utils import ensure_event_loop
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from analysis.reports import engine
from analysis.reports.normalise import heading_above, is_unfinished, last_run, last_tried, normalise
from analysis.reports.threads import threads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WORKERS = 2
CELL_SECONDS = 600
"""A cell that takes longer has failed."""


@dataclass(frozen=True)
class Outcome:
    """How one notebook went: the seconds it took and, if it failed, where and why in one line."""

    notebook: str
    seconds: float
    failure: str = ""

    def __str__(self) -> str:
        return f"{self.notebook}: {'failed after ' if self.failure else ''}{self.seconds:.1f} s"


def execute_all(
    notebooks: Mapping[Path, Mapping[str, Any]],
    folder: Path,
    *,
    progress: Callable[[Outcome], None],
) -> list[Outcome]:
    """Execute notebooks within a folder; one that fails does not keep others from running.

    Parameters
    ----------
    notebooks
        Each notebook with the parameters to give it.
    folder
        The folder in which kernels work and to which executed notebooks are written.
    progress
        Called with each outcome as it comes.

    Returns
    -------
    list of Outcome
        One for each notebook, in the order given.
    """

    def one(item: tuple[Path, Mapping[str, Any]]) -> Outcome:
        started = time.perf_counter()
        try:
            failure = _execute(*item, folder)
        finally:
            ensure_event_loop().close()  # jupyter makes one in each thread, and leaves it open
        outcome = Outcome(item[0].stem, round(time.perf_counter() - started, 3), failure)
        progress(outcome)
        return outcome

    with threads(WORKERS) as pool:
        return list(pool.map(one, notebooks.items()))


def _execute(notebook: Path, parameters: Mapping[str, Any], folder: Path) -> str:
    """Execute one notebook and write it; give an empty text, or the failure in one line."""
    run = str(folder / notebook.name)
    failure = ""
    failed_at = None
    try:
        papermill.execute_notebook(
            str(notebook), None, dict(parameters), run=run, **_settings(folder)
        )
    except PapermillExecutionError as error:
        failure, failed_at = f"{error.ename}: {_one_line(error.evalue)}", error.cell_index
    except Exception as error:  # noqa: BLE001 - a dead kernel, a hanging cell, a wrong kernel name
        failure = f"{type(error).__name__}: {_one_line(str(error))}"
    executed = engine.take(run)
    if executed is None:
        return f"{notebook.stem}: did not start: {failure}"
    if failure and failed_at is None:
        failed_at = last_tried(executed)
    nbformat.write(normalise(executed), folder / notebook.name)
    if not failure and not is_unfinished(executed):
        return ""
    where = heading_above(executed, last_run(executed) if failed_at is None else failed_at)
    why = failure or "the notebook ended early, as if by exit(); the cells below did not run"
    return f"{notebook.stem}, under '{where}': {why}"


def write_unfinished(folder: Path) -> list[str]:
    """Write the notebooks that are being executed in a folder, as far as they came.

    Returns
    -------
    list of str
        One line for each, with the heading under which it was at work.
    """
    lines = []
    for run in map(Path, engine.at_work()):
        executed = engine.take(str(run)) if run.parent == folder else None
        if executed is not None:
            where = heading_above(executed, last_tried(executed))
            nbformat.write(normalise(executed), run)
            lines.append(f"{run.stem}, under '{where}', was at work")
    return lines


def _settings(folder: Path) -> dict[str, Any]:
    config = Config()
    config.KernelManager.transport_encryption = "auto"  # else ipykernel warns at each start
    return {
        "engine_name": engine.NAME,
        "progress_bar": False,
        "request_save_on_cell_execute": False,
        "execution_timeout": CELL_SECONDS,
        "config": config,
        # papermill's own `cwd` changes the folder of the whole process, which threads share.
        "resources": {"metadata": {"path": str(folder)}},
        "record_timing": False,
        "coalesce_streams": True,  # whether a print comes in one piece or in two is chance
        "shutdown_kernel": "immediate",
    }


def _one_line(text: str, limit: int = 300) -> str:
    """Give the first line that says something, shortened."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (lines or [""])[0][:limit]
