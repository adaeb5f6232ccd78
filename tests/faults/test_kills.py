"""Processes are killed at any moment; what can be seen is whole, and the next run goes on.

``STANDFIRST_KILLS=200 pytest -s tests/faults/test_kills.py`` kills real runs and kernels as often,
over several configurations, and says how they ended. It takes about half an hour.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta

import psutil
import pytest

KILLS = int(os.environ.get("STANDFIRST_KILLS", "0"))
CONFIGURATIONS = {
    "plain": {"check": False},
    "checked": {"store": "harbour.store", "keep": 2},
    "nightly": {"parameters": {"label": "{{ day }}"}, "keep": 3, "catch_up": 2, "check": False},
}


def lines_of(place):
    """Give the whole lines of the history as they stand."""
    path = place.shelf.history
    text = path.read_bytes() if path.exists() else b""
    return text[: text.rfind(b"\n") + 1]


def test_a_runner_killed_at_any_moment_leaves_nothing_half_done(place):
    chance = random.Random(1)
    place.write("passes", keep=3)
    hits = 0

    while hits < 12:
        before = lines_of(place)
        process = place.start("--force", quick=True)
        time.sleep(chance.uniform(0.1, 0.4))
        process.kill()
        process.communicate()
        hits += process.returncode == -signal.SIGKILL
        place.assert_whole()
        assert lines_of(place).startswith(before)

    assert place.run("--force", quick=True) == (0, "")
    place.assert_whole()
    entries = place.entries()
    assert {entry.outcome for entry in entries} <= {"done", "killed"}
    assert place.shelf.latest() == entries[-1].run
    assert not [path for path in place.out.iterdir() if ".staging-" in path.name]


def test_kernels_end_with_a_runner_that_is_killed(place, descendants, all_end):
    place.write("waits", retries=0, check=False)
    process = place.start()
    kernel = place.wait_for_a_cell(process)
    children = descendants(process)
    process.kill()
    process.communicate()

    assert kernel in [child.pid for child in children]
    assert all_end(children) == []
    place.let_go()
    assert place.run_here() == (0, "")
    assert [entry.outcome for entry in place.entries()] == ["killed", "done"]
    place.assert_whole()


def test_a_kernel_that_is_killed_from_outside_is_started_again(place):
    place.write("waits", check=False, retries=1)

    def kill():
        kernel = place.wait_for_a_cell()
        place.let_go()
        os.kill(kernel, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    assert place.run_here(during=lambda: killer.ident or killer.start()) == (0, "")
    killer.join()

    assert place.entries()[-1].attempts == 2
    place.assert_whole()


def test_a_run_that_is_asked_to_end_keeps_its_notebooks_and_says_where_it_was(
    place, descendants, all_end
):
    place.write("waits", retries=0)
    process = place.start()
    place.wait_for_a_cell(process)
    children = descendants(process)
    process.terminate()
    _, said = process.communicate(timeout=300)

    assert process.returncode == 128 + signal.SIGTERM
    assert said.count("\n") == 1
    assert "waits, under 'The long wait', was at work; stopped by SIGTERM" in said
    assert all_end(children) == []
    assert place.entries()[-1].outcome == "stopped"
    assert (place.out / f"{place.entries()[-1].run}.failed" / "waits.ipynb").exists()


def hit(process, victim, descendants, all_end):
    """Kill a run or one of its children; say how the run ended, or nothing if it was over."""
    children = descendants(process)
    if process.poll() is not None or (victim and not children):
        process.communicate(timeout=300)
        return ""
    with suppress(psutil.NoSuchProcess):
        (victim(children) if victim else process).kill()
    said = process.communicate(timeout=300)
    assert all_end(children) == []
    if not victim and process.returncode == 0:
        return ""  # it ended in the moment in which it was to be killed
    assert process.returncode in ({0, 1} if victim else {-signal.SIGKILL}), said
    return f"{'child' if victim else 'runner'} killed, exit {process.returncode}"


@pytest.mark.skipif(not KILLS, reason="a long test, for which STANDFIRST_KILLS must be set")
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_real_runs_and_kernels_are_killed_at_any_moment(place, name, descendants, all_end):
    chance = random.Random(name)
    place.write("passes", deadline=600, **CONFIGURATIONS[name])
    began = time.monotonic()
    assert place.run("--now", "2026-01-01T03:30+00:00") == (0, "")
    lasts = time.monotonic() - began
    told, night, checked = Counter(), 0, ""
    while sum(told.values()) < -(-KILLS // len(CONFIGURATIONS)):
        night += name == "nightly"
        now = ["--now", f"{date(2026, 1, 1) + timedelta(night)}T03:30+00:00"]
        before = lines_of(place)
        process = place.start("--force", *now)
        time.sleep(chance.uniform(0, lasts))
        victim = chance.choice if sum(told.values()) % 2 else None
        how = hit(process, victim, descendants, all_end)
        told.update([how] if how else [])
        place.assert_whole()
        assert lines_of(place).startswith(before)
        assert place.run(*now) == (0, ""), "the next run"
        place.assert_whole()
        if place.shelf.latest() != checked:
            checked = place.shelf.latest()
            check = [sys.executable, "-m", "analysis", "check", str(place.out / "latest")]
            subprocess.run(check, check=True, capture_output=True)
    assert place.run("--force", *now) == (0, "")
    place.assert_whole()
    assert all(entry.outcome for entry in place.entries())
    print(f"\n{name}: {dict(told)}; {dict(Counter(e.outcome for e in place.entries()))}")  # noqa: T201
