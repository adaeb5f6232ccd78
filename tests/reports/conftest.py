"""One tiny corpus and one finished report for all tests of reports."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from analysis.reports import kernels

NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """Two articles of a few words."""
    folder = tmp_path_factory.mktemp("seeds") / "harbour"
    folder.mkdir()
    (folder / "a.txt").write_text("Port opens\n\nThe port of Senn opened on Monday.\n")
    (folder / "b.txt").write_text("Port shuts\n\nThe port of Senn shut on Friday.\n")
    return folder


@pytest.fixture(scope="session")
def notebooks():
    """Where the tiny notebooks are, each named for what it does."""
    return NOTEBOOKS


@pytest.fixture
def folder_of(tmp_path):
    """Put a few of the tiny notebooks into a folder of their own."""

    def make(*names):
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        for name in names:
            shutil.copy(NOTEBOOKS / f"{name}.ipynb", folder)
        return folder

    return make


@pytest.fixture
def started_by(request, monkeypatch):
    """What starts kernels: the fork server of all tests; nothing for tests that ask for "plain"."""
    if getattr(request, "param", "forked") == "plain":
        monkeypatch.setenv(kernels.SWITCH, "0")
        return None
    return request.getfixturevalue("server")


@pytest.fixture
def make(started_by, on_servers, corpus, tmp_path):
    """Make a report from some notebooks, quickly: without a check unless asked for."""
    from analysis.reports.paths import list_notebooks
    from analysis.reports.run import Run, run

    def one(notebooks, out=tmp_path / "report", *, store=None, check=False, **parameters):
        log = tmp_path / "kernels.log"
        log.touch()
        with on_servers() if started_by else nullcontext(), kernels.in_use(started_by):
            run(
                Run(
                    corpus,
                    out,
                    list_notebooks(notebooks),
                    parameters,
                    store=store,
                    check=check,
                    log=log,
                    progress=str,
                )
            )
        return out

    return one
