"""What else can go wrong at night: the exit code, the message, and what stands afterwards."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress

import pytest

needs_limits = pytest.mark.skipif(os.name == "nt", reason="this system has no limits for a process")


def test_of_twenty_runs_at_once_one_works_and_nineteen_leave_at_once(place):
    """The one that works waits until the others have left, so that none comes too late."""
    place.write("waits", check=False)
    began = time.monotonic()
    processes = [place.start() for _ in range(20)]
    while sum(process.poll() is None for process in processes) > 1:
        assert time.monotonic() - began < 60
        time.sleep(0.05)
    place.let_go()
    said = [process.communicate(timeout=180) for process in processes]

    assert sorted(process.returncode for process in processes) == [0] + [75] * 19
    for process, lines in zip(processes, said, strict=True):
        busy = f"standfirst: out: another run is at work in {place.out}\n"
        assert lines == ("", busy if process.returncode else "")
    assert [entry.outcome for entry in place.entries()] == ["done"]
    place.assert_whole()


def test_a_dead_kernel_and_too_little_memory_are_told_and_the_others_still_run(place):
    place.write("passes", "kills_its_kernel", "takes_too_much_memory", retries=0, check=False)

    code, said = place.run_here()

    assert code == 1
    assert "kills_its_kernel, under 'The last moment': DeadKernelError" in said
    assert said.count("\n") == 0
    first, second = place.entries()[-1].failures
    assert "takes_too_much_memory, under 'The large list': MemoryError" in second
    kept = place.out / f"{place.entries()[-1].run}.failed"
    assert str(kept / "kills_its_kernel.ipynb") in first
    assert (kept / "passes.ipynb").exists()
    assert place.shelf.latest() == ""


def test_a_cell_that_hangs_ends_with_the_deadline(place, descendants, all_end):
    place.write("waits", deadline=5, check=False)
    process = place.start()
    children = []
    while process.poll() is None and not (place.folder / "waiting.pid").exists():
        children = descendants(process) or children
        time.sleep(0.05)
    children = descendants(process) or children
    _, said = process.communicate(timeout=60)

    assert process.returncode == 124
    assert "not done within its deadline of 5 seconds" in said
    assert said.count("\n") == 1
    assert children
    assert all_end(children) == []
    assert place.entries()[-1].outcome == "deadline"
    assert place.shelf.latest() == ""


def test_a_full_disk_is_told_and_the_next_run_goes_on(place, small_disk):
    place.write("fills_the_disk", out=small_disk / "out", check=False)
    place.run(quick=True)
    latest = place.shelf.latest()

    code, said = place.run_here(force=True)

    assert code == 1
    assert "No space left on device" in said
    assert said.count("\n") == 0
    assert place.shelf.latest() == latest != ""
    place.assert_whole()
    assert place.run("--force", quick=True) == (0, "")


@needs_limits
def test_a_line_of_the_history_that_does_not_fit_is_taken_back(place):
    """A limit for files stands for a full disk where none may be mounted."""
    import resource

    place.write("passes")
    place.run(quick=True)
    before = place.shelf.history.read_bytes()
    room = len(before) + 100  # for half a line

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    code, said = place.run("--force", quick=True, preexec_fn=limit)

    assert code == 1
    assert f"{place.out} cannot be written: [Errno 27] File too large" in said
    assert place.shelf.history.read_bytes() == before
    place.assert_whole()
    assert place.run("--force", quick=True) == (0, "")


def test_a_disk_without_room_for_one_line_is_told(place, small_disk):
    place.write("passes", out=small_disk / "out")
    place.run(quick=True)
    before = place.shelf.history.read_bytes()
    with suppress(OSError), (small_disk / "large").open("wb", buffering=0) as large:
        while large.write(b"x" * 4096):
            pass

    code, said = place.run("--force", quick=True)

    assert code == 1
    assert "No space left on device" in said
    assert place.shelf.history.read_bytes().startswith(before)
    (small_disk / "large").unlink()
    assert place.run("--force", quick=True) == (0, "")


@pytest.fixture
def read_only(place, request):
    """Make an output read-only in a way that holds for root too; only root may mount."""
    if os.geteuid() == 0:
        disk = request.getfixturevalue("small_disk")
        place.write("passes", out=disk / "out")
        yield lambda: subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    else:
        place.write("passes")
        yield lambda: place.out.chmod(0o500)
        place.out.chmod(0o700)


@needs_limits
def test_an_output_that_cannot_be_written_is_told(place, read_only):
    place.run(quick=True)
    before = place.shelf.history.read_bytes()
    read_only()
    told = place.folder / "told"

    hook = f'echo "$STANDFIRST_OUTCOME $STANDFIRST_EXIT $STANDFIRST_CAUSE" > {told}'
    code, said = place.run("--force", "--on-failure", hook, quick=True)

    assert code == 1
    assert f"out {place.entries()[0].period}: {place.out} cannot be written: " in said
    assert said.count("\n") == 0
    assert told.read_text().startswith(f"failed 1 {place.out} cannot be written: ")
    assert place.shelf.history.read_bytes() == before
    place.assert_whole()


def test_an_output_in_a_place_where_no_folder_can_be_is_told(place):
    (place.folder / "file").touch()
    place.write("passes", out=place.folder / "file" / "out")

    code, said = place.run(quick=True)

    assert code == 1
    assert "cannot be written" in said


def test_a_corpus_that_vanished_is_told_and_noted_and_the_report_stays(place):
    place.write("passes")
    place.run(quick=True)
    (place.folder / "harbour").rename(place.folder / "elsewhere")

    code, said = place.run(quick=True)

    assert code == 2
    assert f"there is no corpus '{place.folder / 'harbour'}'" in said
    assert place.entries()[-1].outcome == "failed"
    assert place.shelf.latest() == place.entries()[0].run
    (place.folder / "elsewhere").rename(place.folder / "harbour")
    assert place.run(quick=True) == (0, "")


def test_a_corpus_that_vanishes_during_the_run_is_told_and_made_up_for(place):
    place.write("passes", check=False)
    away = place.folder / "elsewhere"

    code, said = place.run_here(during=lambda: (place.folder / "harbour").rename(away))

    assert code == 2
    assert said.startswith("out 2026-11-23: ")
    assert str(place.folder / "harbour") in said
    assert place.entries()[-1].outcome == "failed"
    assert place.shelf.latest() == ""
    away.rename(place.folder / "harbour")
    assert place.run_here("2026-11-25T03:30+00:00") == (0, "")
    assert [e.period for e in place.entries() if e.covers] == ["2026-11-24", "2026-11-23"]


def test_a_corpus_that_changes_during_the_run_is_noted_and_the_next_run_reads_it_again(place):
    place.write("passes", check=False)
    more = place.folder / "harbour" / "c.txt"

    assert place.run_here(during=lambda: more.write_text("Port grows\n\nGrown.\n")) == (0, "")
    assert place.entries()[-1].note == "the corpus changed during the run"
    place.assert_whole()

    assert place.run_here() == (0, "")
    assert place.entries()[-1].note == ""
    assert place.run_here() == (0, "")
    assert place.shelf.reports() == ["2026-11-23-1", "2026-11-23-2"]


def test_a_night_annotates_what_is_new_and_nothing_else(place):
    place.write("passes", store="stores/harbour", check=False)
    assert place.run_here() == (0, "")
    store = place.folder / "stores" / "harbour"
    first = {path: path.stat().st_mtime_ns for path in store.rglob("words*.parquet")}
    (place.folder / "harbour" / "c.txt").write_text("Port grows\n\nThe port of Senn grew.\n")

    assert place.run_here("2026-11-25T03:30+00:00") == (0, "")

    then = {path: path.stat().st_mtime_ns for path in store.rglob("words*.parquet")}
    assert first.items() <= then.items()
    (seal,) = {path.parent for path in then.keys() - first.keys()}
    assert json.loads((seal / "seal.json").read_text())["n_texts"] == 1
    assert place.shelf.reports() == ["2026-11-23-1", "2026-11-24-1"]


def test_clocks_set_back_and_changed_make_one_report_a_day(place):
    """The night of 2026-10-25 has two hours from 2 to 3; then the clock falls back by years."""
    place.write("passes", zone="Europe/Berlin", parameters={"since": "{{ day }}"})
    nights = ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00"]
    for night in nights:
        assert place.run("--now", night, quick=True) == (0, "")
    assert place.shelf.reports() == ["2026-10-24-1", "2026-10-25-1"]

    assert place.run("--now", "2020-01-02T03:30+01:00", quick=True) == (0, "")

    assert place.shelf.latest() == "2026-10-25-1"
    assert place.shelf.reports()[0] == "2020-01-01-1"


def test_the_zone_of_the_machine_changes_nothing(place):
    place.write("passes", zone="Pacific/Auckland", parameters={"since": "{{ day }}"})
    for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
        environment = {**os.environ, "TZ": zone}
        moment = ["--now", "2026-11-23T12:30+00:00"]
        assert place.run(*moment, quick=True, env=environment) == (0, "")

    assert place.shelf.reports() == ["2026-11-23-1"]


def test_status_tells_all_of_it(place):
    place.write("passes")
    place.run(quick=True)
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "status", str(place.config)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert place.shelf.latest() in told.stdout
    assert "done" in told.stdout
