"""Reports: notebooks run with parameters, checked by running them again, rendered, published.

Libraries are imported within the functions, so that the command line answers at once, and so that
the fork server can import its own while this process imports papermill.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError, check_utf8
from analysis.readers.paths import find_corpus
from analysis.reports.imports import FORMATS, HADOOP, lean
from analysis.reports.paths import (
    NOTEBOOKS,
    REPORTS,
    corpus_name,
    followed,
    list_notebooks,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

__all__ = ["NOTEBOOKS", "check", "report"]


def report(
    corpus: str | os.PathLike[str],
    *,
    out: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] = NOTEBOOKS,
    parameters: Mapping[str, Any] | None = None,
    config: str | os.PathLike[str] | None = None,
    store: str | os.PathLike[str] | None = None,
    check: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Make a report on a corpus.

    Parameters
    ----------
    corpus
        A folder or file of articles.
    out
        The report's folder; ``reports/<name of the corpus>`` of the project if not given. A report
        that stands there is replaced once the new one is whole.
    notebooks
        The folder of the notebooks, or one notebook.
    parameters
        Values by name; each goes to every notebook that has it.
    config
        A YAML file of further parameters. Those in `parameters` win.
    store
        A folder that keeps the annotated corpus from run to run, so that only new articles need be
        annotated. Without one, the corpus is annotated for this report alone.
    check
        Run all notebooks again with nbval, and refuse to publish what does not come out the same.
    progress
        Called with a short line for each notebook that is done.

    Returns
    -------
    Path
        The report's folder, with ``index.html``, a page and a notebook for each question, tables in
        ``data/``, and ``run.json``. A second run gives the same bytes in all but ``run.json``.

    Raises
    ------
    BusyError
        If another process makes the same report.
    CorpusError
        If there is no such corpus, or it cannot be read.
    ParameterError
        If a parameter is unknown or of another type, or `out` is something else than a report.
    ReportError
        If a notebook fails or does not come out the same twice; one line for each failure. What
        there is of the report is kept in ``<out>.failed``, and the old report stays.
    """
    place = find_corpus(corpus).resolve()
    paths = list_notebooks(notebooks)
    target = followed(Path(out).absolute() if out else REPORTS / corpus_name(place))
    for what, name in (("--out", target), ("--store", store), ("--config", config)):
        check_utf8(name, what)
    with tempfile.TemporaryDirectory(prefix="standfirst-log-") as folder:
        log = Path(folder) / "kernels.log"
        from analysis.reports import kernels

        with kernels.fork_server(log) as server:
            # It imports pandas and the like; meanwhile we import papermill.
            with lean(*FORMATS, *HADOOP):
                from analysis.reports.parameters import read_config
                from analysis.reports.render import warm
                from analysis.reports.run import Run, run

            warm()
            log.touch()
            values = {**(read_config(config) if config else {}), **(parameters or {})}
            with kernels.in_use(server):
                kept = Path(store).absolute() if store else None
                run(Run(place, target, paths, values, kept, check, log, progress or _silent))
    return target


def _silent(line: str) -> None:
    """Say nothing."""


def check(report: str | os.PathLike[str]) -> None:
    """Check that a report is what its notebooks make today.

    Its notebooks are run again in a temporary folder; what they show is compared by nbval, the
    tables they write byte for byte. The report itself is not touched.

    Parameters
    ----------
    report
        The report's folder.

    Raises
    ------
    ReportError
        With one line for each cell or table that differs; or if the folder holds no report.
    """
    folder = Path(report).absolute()
    if not any(folder.glob("*.ipynb")):
        raise ReportError(f"{folder} is no report: it holds no executed notebook (*.ipynb).")
    from analysis.reports import kernels

    with kernels.fork_server(checks=True) as server, kernels.in_use(server):
        with lean(*FORMATS):
            from analysis.reports.verify import differences

        found = differences(folder)
    if found:
        raise ReportError("\n".join(found))
