"""A place with a corpus, notebooks and a configuration, where real processes run and die."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psutil
import pytest

from analysis.schedule import config, history, runner
from analysis.schedule.attempt import Environment
from analysis.schedule.output_folder import Shelf

HERE = Path(__file__).parent
NOTEBOOKS = [HERE / "notebooks", HERE.parent / "reports" / "notebooks"]


@dataclass
class Place:
    """A folder, its configuration, and the processes that were started in it."""

    folder: Path
    out: Path = Path()
    started: list = field(default_factory=list)
    make: object = None

    def write(self, *notebooks, out=None, **settings):
        """Write a configuration with some notebooks of the tests."""
        kept = self.folder / "notebooks"
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        for name in notebooks:
            found = next(p for f in NOTEBOOKS if (p := f / f"{name}.ipynb").exists())
            shutil.copy(found, kept)
        self.out = Path(out or self.folder / "out")
        settings = {"corpus": "harbour", "notebooks": "notebooks/", "pause": 0, **settings}
        settings["out"] = str(self.out)
        lines = [f"{name}: {json.dumps(value)}" for name, value in settings.items()]
        self.config.write_text("\n".join(lines) + "\n")

    @property
    def config(self):
        return self.folder / "report.yaml"

    @property
    def shelf(self):
        return Shelf(self.out)

    def start(self, *arguments, quick=False, **settings):
        """Start a run, and give its process."""
        program = [str(HERE / "quick_reports.py")] if quick else ["-m", "analysis"]
        process = subprocess.Popen(
            [sys.executable, *program, "run", str(self.config), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **settings,
        )
        self.started.append(process)
        return process

    def run(self, *arguments, quick=False, **settings):
        """Run to the end; give the exit code and what was said."""
        process = self.start(*arguments, quick=quick, **settings)
        said = process.communicate(timeout=300)
        return process.returncode, "".join(said).strip()

    def run_here(self, now="2026-11-24T03:30+00:00", during=lambda: None, **settings):
        """Run within this process, with real notebooks and kernels; give the code and the lines.

        `during` is called when the report has begun and its corpus has been looked at.
        """

        def make(corpus, **order):
            during()
            return self.make(corpus, **order)

        said = []
        world = Environment(
            clock=lambda: datetime.fromisoformat(now),
            make=make,
            environ=os.environ,
            tell=said.append,
        )
        (job,) = config.load(self.config)
        return runner.run(job, world, **settings), "\n".join(said)

    def wait_for_a_cell(self, process=None):
        """Wait until the notebook `waits` is at work, and give its kernel's process id."""
        mark = self.folder / "waiting.pid"
        end = time.monotonic() + 300  # a first run compiles
        while not (mark.exists() and mark.read_text()):
            assert process is None or process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.05)
        return int(mark.read_text())

    def let_go(self):
        """Let the notebook `waits` go on."""
        (self.folder / "go").touch()

    def entries(self):
        entries, unreadable = history.read(self.shelf.history)
        assert unreadable == []
        return entries

    def assert_whole(self):
        """Every report that can be seen is whole, and `latest` leads to one if there is any."""
        for path in self.out.glob("[0-9]*"):
            if not path.name.endswith(".failed"):
                assert (path / "index.html").exists(), path
                assert (path / "run.json").exists(), path
        if self.shelf.latest():
            assert (self.out / "latest" / "index.html").exists()

    def end(self):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


@pytest.fixture
def make(server, tmp_path):
    """Make a real report with the fork server of all tests, which saves its start."""
    from analysis.reports import kernels
    from analysis.reports.paths import list_notebooks
    from analysis.reports.run import Run, run

    def one(corpus, *, out, notebooks, parameters, store, check, progress):
        log = tmp_path / "kernels.log"
        log.touch()
        listed = list_notebooks(notebooks)
        with kernels.in_use(server):
            run(Run(corpus, out, listed, parameters, store, check, log, progress or str))
        return out

    return one


@pytest.fixture
def place(tmp_path, make):
    """A place for one test; processes it started are ended with it."""
    corpus = tmp_path / "harbour"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Port opens\n\nThe port of Senn opened on Monday.\n")
    (corpus / "b.txt").write_text("Port shuts\n\nThe port of Senn shut on Friday.\n")
    made = Place(tmp_path, make=make)
    yield made
    made.end()


@pytest.fixture(scope="session")
def descendants():
    """Give the processes that a process has started, and theirs."""

    def find(process):
        try:
            return psutil.Process(process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    return find


@pytest.fixture(scope="session")
def all_end():
    """Wait until processes have ended; give those that have not."""

    def lives(process):
        try:
            return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def wait(processes, seconds=90):
        end = time.monotonic() + seconds
        left = list(filter(lives, processes))
        while left and time.monotonic() < end:
            time.sleep(0.05)
            left = list(filter(lives, left))
        return left

    return wait


@pytest.fixture
def temporary():
    """A folder for what is temporary, whose name is short enough for sockets in it."""
    with tempfile.TemporaryDirectory(prefix="desk-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte, for which one must be allowed to mount."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = Path(tempfile.mkdtemp(prefix="disk-", dir=tmp_path))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let us mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
