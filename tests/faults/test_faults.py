"""What else can go wrong at night: the exit code, the message, and what stands afterwards."""

import os
import subprocess
import sys
import time
from contextlib import suppress


def test_of_twenty_runs_at_once_one_works_and_nineteen_leave_at_once(place):
    place.write("passes", check=False)
    first = place.start()
    while not place.shelf.history.exists():
        assert first.poll() is None
        time.sleep(0.01)
    began = time.monotonic()
    others = [place.start() for _ in range(19)]
    said = [process.communicate(timeout=60)[1] for process in others]

    assert [process.returncode for process in others] == [75] * 19
    assert time.monotonic() - began < 30
    assert all("another run is at work" in line and line.count("\n") == 1 for line in said)
    assert first.communicate(timeout=60) == ("", "")
    assert first.returncode == 0
    assert [entry.outcome for entry in place.entries()] == ["done"]
    place.assert_whole()


def test_of_twenty_that_start_in_the_same_moment_one_works(place):
    place.write("passes")
    processes = [place.start("--force", quick=True) for _ in range(20)]
    for process in processes:
        process.communicate(timeout=60)

    codes = [process.returncode for process in processes]
    assert set(codes) <= {0, 75}
    assert codes.count(0) == len(place.entries()) >= 1
    place.assert_whole()


def test_a_dead_kernel_and_too_little_memory_are_told_and_the_others_still_run(place):
    place.write("passes", "kills_its_kernel", "takes_too_much_memory", retries=0, check=False)

    code, said = place.run()

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
    place.write("hangs", deadline=5, check=False)
    process = place.start()
    time.sleep(4)
    children = descendants(process)
    _, said = process.communicate(timeout=30)

    assert process.returncode == 124
    assert "not done within its deadline of 5 seconds" in said
    assert all_end(children) == []
    assert place.entries()[-1].outcome == "deadline"


def test_a_full_disk_is_told_and_the_next_run_goes_on(place, small_disk):
    place.write("fills_the_disk", out=small_disk / "out", check=False)
    place.run(quick=True)
    latest = place.shelf.latest()

    code, said = place.run("--force")

    assert code == 1
    assert "No space left on device" in said
    assert said.count("\n") == 0
    assert place.shelf.latest() == latest != ""
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


def test_an_output_that_cannot_be_written_is_told(place, small_disk):
    place.write("passes", out=small_disk / "out")
    place.run(quick=True)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    code, said = place.run("--force", quick=True)

    assert code == 1
    assert "cannot be written" in said
    assert "Read-only file system" in said
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
