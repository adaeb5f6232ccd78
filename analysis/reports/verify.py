"""Check a report: its notebooks, run again, must show the same and write the same tables."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import nullcontext
from itertools import zip_longest
from pathlib import Path

import nbformat

from analysis.errors import ReportError
from analysis.reports import kernels
from analysis.reports.normalise import is_unfinished
from analysis.reports.paths import DATA, STORE, linked
from analysis.reports.threads import threads

WORKERS = 2


def differences(report: Path) -> list[str]:
    """Run a copy of a report's notebooks again, and compare.

    Parameters
    ----------
    report
        A folder of executed notebooks and their tables. It is not changed.

    Returns
    -------
    list of str
        One line for each difference; empty if the report is what its notebooks make today.

    Raises
    ------
    ReportError
        If the folder holds no executed notebook.
    """
    notebooks = sorted(report.glob("*.ipynb"))
    if not notebooks:
        raise ReportError(f"{report} is no report: it holds no executed notebook (*.ipynb).")
    for notebook in notebooks:
        if is_unfinished(nbformat.read(notebook, as_version=4)):
            raise ReportError(
                f"{notebook} has cells that were not executed; nbval would pass whatever they show."
            )
    with tempfile.TemporaryDirectory(prefix="standfirst-check-") as name:
        copy = Path(name)
        (copy / DATA).mkdir()
        for notebook in notebooks:
            shutil.copy(notebook, copy)
        store = report / STORE
        linking = linked(store, copy) if store.exists() else nullcontext()
        with linking, threads(WORKERS) as pool:
            batches = [[path.name for path in notebooks[n::WORKERS]] for n in range(WORKERS)]
            told = pool.map(lambda names: _rerun(copy, names), batches)
            found = [line for lines in told for line in lines]
        return found or compare_tables(report / DATA, copy / DATA)


def _rerun(folder: Path, names: list[str]) -> list[str]:
    if not names:
        return []
    answer = folder / f".{names[0]}.json"
    arguments = [str(answer), *(str(folder / name) for name in names)]
    printed = kernels.run_module("analysis.reports.rerun", arguments)
    if not answer.exists():
        reason = printed.strip().splitlines()[-1:] or ["it ended without a word"]
        return [f"nbval could not check {', '.join(names)}: {reason[0]}"]
    lines: list[str] = json.loads(answer.read_text(encoding="utf-8"))
    return lines


def compare_tables(stored: Path, written: Path) -> list[str]:
    """Compare two folders of tables byte for byte.

    Parameters
    ----------
    stored, written
        The report's folder and the one just written. Either may be missing.

    Returns
    -------
    list of str
        One line for each file that differs, with the first line in which it does.
    """
    names = {path.name for folder in (stored, written) for path in folder.glob("*")}
    found = []
    for name in sorted(names):
        old, new = stored / name, written / name
        if not new.exists():
            found.append(f"{DATA}/{name}: no notebook writes it any more")
        elif not old.exists():
            found.append(f"{DATA}/{name}: is missing from the report")
        elif old.read_bytes() != new.read_bytes():
            found.append(f"{DATA}/{name}: {_first_difference(old, new)}")
    return found


def _first_difference(old: Path, new: Path) -> str:
    lines = [path.read_text(encoding="utf-8", errors="replace").split("\n") for path in (old, new)]
    for number, (was, now) in enumerate(zip_longest(*lines), 1):
        if was != now:
            return f"line {number} differs: the report has {was!r}, the notebooks now give {now!r}"
    return "differs in its line ends"
