"""Run notebooks again with nbval and say what came out differently.

``python -m analysis.reports.rerun ANSWER NOTEBOOK...`` runs pytest with nbval as its only plugin
and without anybody's configuration, and writes the differences to the file ANSWER as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from queue import Empty
from typing import Any

from analysis.reports import kernels
from analysis.reports.imports import FORMATS, lean
from analysis.reports.normalise import heading_above

with lean(*FORMATS):
    import nbformat
    import nbval.plugin
    import pytest

CELL_SECONDS = 600
START_SECONDS = 60
LINES = 6
"""Lines of a difference that are told."""
CELLS = 3
"""Cells of a notebook that are told; one that differs makes others differ."""


class WatchedKernel(nbval.plugin.RunningKernel):
    """nbval's kernel, with an ear for its death; nbval would wait for an answer all the same."""

    def get_message(self, stream: str, timeout: float = CELL_SECONDS) -> Any:
        """Give the next message.

        Raises
        ------
        RuntimeError
            If the kernel has died, within two seconds of it.
        queue.Empty
            If none came in time.
        """
        end = time.monotonic() + timeout
        while True:
            lives = self.is_alive()
            with contextlib.suppress(Empty):
                return super().get_message(stream, timeout=min(1, timeout))
            if not lives:  # what it said before it died has been read
                raise RuntimeError("DeadKernelError: Kernel died")
            if time.monotonic() >= end:
                raise Empty


class Collector:
    """A pytest plugin that takes down each failing cell in the words of a reader."""

    def __init__(self) -> None:
        self.differences: list[str] = []
        self.told: Counter[str] = Counter()

    def pytest_exception_interact(self, node: Any, call: Any) -> None:
        """Take down one failure."""
        error = call.excinfo.value
        notebook = nbformat.read(node.path, as_version=4)
        where = Path(node.path).stem
        self.told[where] += 1
        if self.told[where] > CELLS:
            return
        if hasattr(node, "cell"):
            where += f", under '{_heading(notebook, node.cell)}'"
        told = [str(error), *_difference(getattr(error, "inner_traceback", None) or "")]
        self.differences.append(f"{where}: {'; '.join(told)}")


def _heading(notebook: Any, cell: Any) -> str:
    position = [other.get("id") for other in notebook.cells].index(cell.get("id"))
    return heading_above(notebook, position)


def _difference(comparison: str) -> list[str]:
    lines = [line.strip() for line in comparison.splitlines()]
    return [line for line in lines if line[:2] in {"- ", "+ "} or "mismatch" in line][:LINES]


def rerun(notebooks: list[str]) -> list[str]:
    """Run executed notebooks again and compare their outputs.

    Parameters
    ----------
    notebooks
        Files of one folder. They are run in that folder and not changed.

    Returns
    -------
    list of str
        One line for each cell whose output differs or that fails; empty if all is the same.
    """
    folder = str(Path(notebooks[0]).parent)
    empty = Path(folder) / ".pytest.ini"
    empty.write_text("[pytest]\n", encoding="utf-8")
    nbval.plugin.RunningKernel = WatchedKernel
    collector = Collector()
    os.environ.pop("PYTEST_ADDOPTS", None)
    options = ["--disable-plugin-autoload", "-p", "nbval.plugin", "-p", "no:cacheprovider"]
    options += ["-c", str(empty), "--rootdir", folder, "--color=no", "--nbval"]
    options += ["--nbval-current-env", f"--nbval-cell-timeout={CELL_SECONDS}"]
    options += [f"--nbval-kernel-startup-timeout={START_SECONDS}"]
    with contextlib.redirect_stdout(sys.stderr):
        code = pytest.main([*options, *notebooks], plugins=[collector])
    if code != 0 and not collector.differences:
        return [f"nbval could not check {', '.join(notebooks)}: {pytest.ExitCode(code).name}"]
    return collector.differences


if __name__ == "__main__":
    kernels.inherit()
    Path(sys.argv[1]).write_text(json.dumps(rerun(sys.argv[2:])), encoding="utf-8")
