"""A small world for the runner: a clock that is set, and reports that cost nothing."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from analysis.errors import ReportError
from analysis.reports.publish import MARK
from analysis.schedule import config, runner
from analysis.schedule.attempt import Environment
from analysis.schedule.output_folder import Shelf


@dataclass
class Night:
    """Calls the runner at a time, and takes down what it says and makes.

    Each next report ends in the next of `trouble`: an error, or what a function does.
    """

    folder: Path
    now: str = "2026-11-24T03:30+00:00"
    said: list = field(default_factory=list)
    made: list = field(default_factory=list)
    waited: list = field(default_factory=list)
    trouble: list = field(default_factory=list)

    def make(self, corpus, *, out, parameters, **_):
        self.made.append((out.name, dict(parameters)))
        wrong = self.trouble.pop(0) if self.trouble else None
        if callable(wrong):
            wrong = wrong()
        if wrong:
            raise wrong
        files = sorted(corpus.glob("*")) if corpus.is_dir() else [corpus]
        out.mkdir()
        (out / "index.html").write_text(MARK + "".join(path.read_text() for path in files))
        record = {"corpus": {"fingerprint": "f"}, "seconds": {"notebooks": 1.0}}
        (out / "run.json").write_text(json.dumps(record))
        return out

    def run(self, now=None, text="corpus: harbour\nout: out\n", **settings):
        self.now = now or self.now
        path = self.folder / "report.yaml"
        path.write_text(text)
        world = Environment(
            clock=lambda: datetime.fromisoformat(self.now),
            make=self.make,
            environ={"PATH": "/usr/bin:/bin"},
            tell=self.said.append,
            wait=self.waited.append,
        )
        (job,) = config.load(path)
        return runner.run(job, world, **settings)

    @property
    def shelf(self):
        return Shelf(self.folder / "out")

    @property
    def lines(self):
        return [json.loads(line) for line in self.shelf.history.read_text().splitlines()]

    @property
    def outcomes(self):
        return [(e["period"], e["outcome"]) for e in self.lines if e["event"] != "began"]


@pytest.fixture
def night(tmp_path):
    """A folder with a corpus of one article, and a runner to call."""
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "a.txt").write_text("Port opens\n")
    return Night(tmp_path)


@pytest.fixture
def dead():
    """What a report says whose kernel died."""
    return ReportError("actors, under 'The ties': DeadKernelError: Kernel died (see x)")
