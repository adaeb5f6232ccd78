"""A week of real runs with a clock that is set: two calls a night, notebooks, kernels and all."""

import shutil
from pathlib import Path

from analysis.reports import kernels
from analysis.reports.verify import differences

BAD = Path(__file__).parent.parent / "reports" / "notebooks" / "fails_in_cell.ipynb"


def test_a_week_of_real_runs_ends_right(place, server):
    """No power on two nights, a bad notebook on one, and a correction of an earlier day."""
    place.write("passes", corpus="articles/{{ day }}", zone="Europe/Berlin", keep=5, check=False)
    bad = place.folder / "notebooks" / "fails_in_cell.ipynb"
    calls, failures = 0, []
    for day in range(1, 10):
        articles = place.folder / "articles" / f"2026-11-{day:02}"
        shutil.copytree(place.folder / "harbour", articles)
        (articles / "c.txt").write_text(f"Port on {day}\n\nThe port of Senn on day {day}.\n")
        if day in {4, 5}:
            continue
        if day == 6:
            shutil.copy(BAD, bad)
        else:
            bad.unlink(missing_ok=True)
        if day == 8:
            late = place.folder / "articles" / "2026-11-07" / "c.txt"
            late.write_text("Port on 7\n\nCorrected.\n")
        for hour in ("03:30", "05:00"):
            code, said = place.run_here(f"2026-11-{day + 1:02}T{hour}+01:00")
            calls += 1
            failures += [said] if code else []
    entries = place.entries()

    assert calls == 14
    assert len(failures) == 2
    done = [entry.run for entry in entries if entry.outcome == "done"]
    assert sorted(done) == [
        *(f"2026-11-{day:02}-1" for day in (1, 2, 3)),
        *("2026-11-04-2", "2026-11-05-2", "2026-11-06-3", "2026-11-07-1", "2026-11-07-2"),
        *("2026-11-08-1", "2026-11-09-1"),
    ]
    assert place.shelf.latest() == "2026-11-09-1"
    assert (
        place.shelf.reports()
        == [*sorted(done)[-5:]]
        == [*("2026-11-06-3", "2026-11-07-1", "2026-11-07-2", "2026-11-08-1", "2026-11-09-1")]
    )
    assert len(place.shelf.failed()) == 3
    read = {entry.run: entry.facts.get("fingerprint") for entry in entries}
    assert read["2026-11-07-1"] != read["2026-11-07-2"]
    with kernels.in_use(server):
        assert differences(place.out / "latest") == []
    place.assert_whole()
