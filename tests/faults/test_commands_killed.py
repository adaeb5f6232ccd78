"""`report`, `run` and `annotate` are killed or asked to end at any moment; nothing of them is left.

``STANDFIRST_KILLS=150 pytest -s tests/faults/test_commands_killed.py`` does so as often, and says
how they ended. A few minutes for ten.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

KILLS = int(os.environ.get("STANDFIRST_KILLS", "0"))
STANDFIRST = Path(sys.executable).with_name("standfirst")
PASSES = Path(__file__).parents[1] / "reports" / "notebooks" / "passes.ipynb"
SIGNALS = [signal.SIGKILL, signal.SIGTERM]
COMMANDS = {
    "report": ["report", "harbour", "--out", "made", "--notebooks", str(PASSES)],
    "run": ["run", "report.yaml", "--force"],
    "annotate": ["annotate", "harbour", "--store", "kept", "--workers", "2", "--verify"],
}


class Desk:
    """A folder in which commands are run, with a folder of its own for what is temporary."""

    def __init__(self, folder, temporary):
        self.folder, self.temporary = folder, temporary
        (folder / "harbour").mkdir()
        self.grow(40)
        config = f"corpus: harbour\nout: out\nnotebooks: {PASSES}\ncheck: false\nkeep: 3\n"
        (folder / "report.yaml").write_text(config)
        self.environment = {**os.environ, "TMPDIR": str(temporary)}

    def grow(self, number):
        """Add articles, so that there is something to annotate."""
        before = len(list((self.folder / "harbour").iterdir()))
        for n in range(before, before + number):
            text = f"Port opens\n\nThe port of Senn opened on day {n}. The US met Iraq.\n"
            (self.folder / "harbour" / f"{n}.txt").write_text(text)

    def start(self, command):
        return subprocess.Popen(
            [STANDFIRST, *COMMANDS[command]],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, command):
        process = self.start(command)
        said = process.communicate(timeout=300)
        assert process.returncode == 0, said
        return said

    def processes(self):
        """Give the processes that have our folder for temporary files."""
        ours = []
        for process in psutil.process_iter():
            try:
                place = process.environ().get("TMPDIR", "")
            except psutil.Error:
                continue
            if place.startswith(str(self.temporary)):
                ours.append(process)
        return ours

    def left(self):
        """Name what a command has left beside its results."""
        return [
            *self.temporary.iterdir(),
            *self.folder.glob(".*"),
            *self.folder.glob("out/.*.staging"),
            *self.folder.glob("out/.gone-*"),
            *self.folder.glob("kept/.staging-*"),
            *self.folder.glob("kept/*/.staging-*"),
        ]

    def assert_whole(self):
        """What stands is an old report or a new one."""
        for report in [self.folder / "made", *self.folder.glob("out/[0-9]*[0-9]")]:
            names = {path.name for path in report.iterdir()}
            pages = {"index.html", "share.html", "passes.html"}
            assert pages | {"passes.ipynb", "data", "run.json"} == names
        assert (self.folder / "out" / "latest" / "index.html").exists()


@pytest.mark.skipif(not KILLS, reason="a long test, for which STANDFIRST_KILLS must be set")
def test_commands_that_are_ended_at_any_moment_leave_nothing(tmp_path, temporary, all_end):
    chance = random.Random(10)
    desk = Desk(tmp_path, temporary)
    lasts, told, after = {}, Counter(), Counter()
    for command in COMMANDS:
        began = time.monotonic()
        desk.run(command)
        lasts[command] = time.monotonic() - began
    assert desk.left() == []
    while told.total() < KILLS:
        command = list(COMMANDS)[told.total() % len(COMMANDS)]
        number = SIGNALS[told.total() // len(COMMANDS) % len(SIGNALS)]
        desk.grow(1)
        process = desk.start(command)
        time.sleep(chance.uniform(0, lasts[command]))
        process.send_signal(number)
        said = process.communicate(timeout=300)
        code = process.returncode
        if code == 0:
            continue  # it was done before it was ended
        assert code in {-number, 128 + number}, said
        desk.assert_whole()
        assert all_end(desk.processes()) == []
        after["folders"] += len(desk.left())
        told[f"{command} {number.name} {code}"] += 1
        desk.run(command)
        desk.assert_whole()
        assert desk.left() == []
        assert all_end(desk.processes()) == []
    print(f"\n{dict(sorted(told.items()))}; left until the next run: {dict(after)}")  # noqa: T201
