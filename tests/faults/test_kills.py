"""Processes are killed at any moment; what can be seen is whole, and the next run goes on.

``STANDFIRST_KILLS=200`` kills real runs and kernels as often, over several configurations.
"""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

KILLS = int(os.environ.get("STANDFIRST_KILLS", "0"))
CONFIGURATIONS = {
    "one": {"notebooks": ["passes"], "check": False},
    "checked": {"notebooks": ["passes"], "store": "harbour.store"},
    "monthly": {"notebooks": ["passes"], "every": "month", "keep": 2, "check": False},
}


def lines_of(place):
    """Give the whole lines of the history as they stand."""
    path = place.shelf.history
    text = path.read_bytes() if path.exists() else b""
    return text[: text.rfind(b"\n") + 1]


def wait_for_kernel(process, descendants):
    while len(children := descendants(process)) < 3:  # two fork servers and a kernel
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    time.sleep(1.5)
    return children


def test_a_runner_killed_at_any_moment_leaves_nothing_half_done(place):
    chance = random.Random(1)
    place.write("passes", keep=3)

    for _ in range(30):
        before = lines_of(place)
        process = place.start("--force", quick=True)
        time.sleep(chance.uniform(0.1, 0.6))
        process.kill()
        process.communicate()
        place.assert_whole()
        assert lines_of(place).startswith(before)

    assert place.run("--force", quick=True) == (0, "")
    place.assert_whole()
    entries = place.entries()
    assert {entry.outcome for entry in entries} <= {"done", "killed"}
    assert place.shelf.latest() == entries[-1].run
    assert not [path for path in place.out.iterdir() if ".staging-" in path.name]


def test_kernels_end_with_a_runner_that_is_killed(place, descendants, all_end):
    place.write("hangs", retries=0)
    process = place.start()
    children = wait_for_kernel(process, descendants)
    process.kill()
    process.communicate()

    assert all_end(children) == []
    assert place.run(quick=True) == (0, "")
    assert [entry.outcome for entry in place.entries()] == ["killed", "done"]


def test_a_kernel_that_is_killed_from_outside_is_started_again(place):
    place.write("waits_once", check=False, retries=1)
    process = place.start()
    mark = place.folder / "waiting.pid"
    while not (mark.exists() and mark.read_text()):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    os.kill(int(mark.read_text()), signal.SIGKILL)

    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0
    assert place.entries()[-1].attempts == 2
    place.assert_whole()


def test_a_run_that_is_asked_to_end_keeps_its_notebooks_and_says_where_it_was(
    place, descendants, all_end
):
    place.write("hangs", retries=0)
    process = place.start()
    children = wait_for_kernel(process, descendants)
    process.terminate()
    _, said = process.communicate(timeout=10)

    assert process.returncode == 128 + signal.SIGTERM
    assert said.count("\n") == 1
    assert "hangs, under 'The long wait', was at work; stopped by SIGTERM" in said
    assert all_end(children) == []
    assert place.entries()[-1].outcome == "stopped"
    assert (place.out / f"{place.entries()[-1].run}.failed" / "hangs.ipynb").exists()


@pytest.mark.skipif(not KILLS, reason="a long test, for which STANDFIRST_KILLS must be set")
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_real_runs_and_kernels_are_killed_at_any_moment(place, name, descendants, all_end):
    chance = random.Random(name)
    settings = dict(CONFIGURATIONS[name])
    place.write(*settings.pop("notebooks"), deadline=60, **settings)
    checked = ""
    for number in range(-(-KILLS // len(CONFIGURATIONS))):
        before = lines_of(place)
        process = place.start("--force")
        time.sleep(chance.uniform(0, 7) if number % 3 else chance.uniform(0.5, 5))
        children = descendants(process)
        with suppress(psutil.NoSuchProcess, IndexError):
            (process if number % 3 else chance.choice(children)).kill()
        process.communicate(timeout=90)
        assert all_end(children) == []
        place.assert_whole()
        assert lines_of(place).startswith(before)
        if place.shelf.latest() not in {"", checked}:
            checked = place.shelf.latest()
            check = [sys.executable, "-m", "analysis", "check", str(place.out / "latest")]
            subprocess.run(check, check=True, capture_output=True)
    assert place.run("--force") == (0, "")
    place.assert_whole()
    assert all(entry.outcome for entry in place.entries())
