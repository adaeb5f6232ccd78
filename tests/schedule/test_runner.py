"""What one call of the runner does, and what stands afterwards."""

import os
import signal
import time
from datetime import date

import pytest

from analysis import ours
from analysis.errors import CorpusError, ParameterError, ReportError
from analysis.reports import publish
from analysis.schedule import config, fingerprints, history, signals, status
from analysis.schedule.output_folder import Shelf

DAILY = 'corpus: harbour\nout: out\nparameters: {since: "{{ day }}"}\n'
BAD = "actors, under 'The ties': KeyError: 'n'"


def test_a_good_run_is_published_noted_and_quiet(night):
    assert night.run() == 0

    assert night.shelf.latest() == "2026-11-23-1"
    assert (night.folder / "out" / "latest" / "index.html").exists()
    assert night.outcomes == [("2026-11-23", "done")]
    assert night.lines[-1]["facts"]["fingerprint"] == "f"
    assert night.said == []


def test_what_did_not_change_is_not_made_again(night):
    night.run()
    assert night.run() == 0

    assert len(night.made) == 1
    assert len(night.lines) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda corpus: (corpus / "b.txt").write_text("Port shuts\n"),
        lambda corpus: (corpus / "a.txt").write_text("Port opened\n"),
        lambda corpus: (corpus / "a.txt").rename(corpus / "c.txt"),
    ],
)
def test_another_corpus_is_another_report(night, change):
    night.run()
    change(night.folder / "harbour")
    night.run()

    assert night.shelf.reports() == ["2026-11-23-1", "2026-11-23-2"]
    assert night.shelf.latest() == "2026-11-23-2"


def test_other_parameters_or_force_make_another_report(night):
    text = "corpus: harbour\nout: out\n"
    night.run(text=text)
    night.run(text=text + "parameters: {top_n: 3}\n")
    night.run(text=text + "parameters: {top_n: 3}\n", force=True)

    assert len(night.shelf.reports()) == 3


def test_a_touched_file_is_no_change(night):
    night.run()
    os.utime(night.folder / "harbour" / "a.txt", (1, 1))
    night.run()

    assert len(night.made) == 1


def test_a_new_night_with_the_same_corpus_is_up_to_date(night):
    night.run()
    assert night.run("2026-11-25T03:30+00:00") == 0

    assert len(night.made) == 1
    assert night.outcomes == [("2026-11-23", "done"), ("2026-11-24", "same")]
    assert night.lines[-1]["run"] == "2026-11-23-1"


def test_a_report_that_was_deleted_is_made_again(night):
    night.run()
    (night.folder / "out" / "2026-11-23-1" / "index.html").unlink()

    assert night.run() == 0
    assert night.shelf.latest() == "2026-11-23-2"


def test_a_failure_is_one_line_and_leaves_the_latest_report(night):
    night.run()
    night.trouble = [ReportError(f"{BAD}\nfrequency, under 'Words': KeyError")]

    assert night.run(force=True) == 1

    assert night.shelf.latest() == "2026-11-23-1"
    assert night.said == [f"out 2026-11-23: {BAD} (and 1 more)"]
    assert night.lines[-1]["outcome"] == "failed"
    assert len(night.lines[-1]["failures"]) == 2


def test_only_a_dead_kernel_or_a_time_out_is_tried_again(night, dead):
    night.trouble = [dead]
    assert night.run(text="corpus: harbour\nout: out\nretries: 2\npause: 7\n") == 0
    assert night.waited == [7]
    assert night.lines[-1]["attempts"] == 2

    night.trouble = [ReportError(BAD)]
    assert night.run(force=True) == 1
    assert night.waited == [7]


def test_it_is_tried_again_if_the_process_that_starts_kernels_was_killed(night):
    night.trouble = [ConnectionRefusedError(111, "Connection refused")]
    assert night.run() == 0

    night.trouble = [ReportError("feeds, under 'The feed': ConnectionRefusedError: refused")]
    assert night.run(force=True) == 1


def test_it_is_not_tried_for_ever(night, dead):
    night.trouble = [dead, dead, dead]

    assert night.run(text="corpus: harbour\nout: out\nretries: 1\n") == 1
    assert len(night.made) == 2
    assert night.said[0].endswith("(tried 2 times)")


def test_a_dead_kernel_beside_a_failing_cell_is_not_tried_again(night, dead):
    night.trouble = [ReportError(f"{dead}\n{BAD}")]
    night.run()

    assert len(night.made) == 1


def test_a_corpus_that_is_not_there_is_misuse_and_is_noted(night):
    (night.folder / "harbour" / "a.txt").unlink()
    assert night.run() == 2
    (night.folder / "harbour").rmdir()
    assert night.run() == 2

    assert "there is no corpus" in night.said[-1]
    assert [outcome for _, outcome in night.outcomes] == ["failed", "failed"]


def test_a_corpus_that_vanishes_during_the_run_is_told(night):
    night.trouble = [CorpusError("corpus 'harbour' cannot be read")]

    assert night.run() == 2
    assert night.said == ["out 2026-11-23: corpus 'harbour' cannot be read"]


def test_a_corpus_that_changes_during_the_run_is_noted_and_read_again_by_the_next(night):
    def change():
        (night.folder / "harbour" / "b.txt").write_text("Port shuts\n")

    night.trouble = [change]
    assert night.run() == 0
    assert night.lines[-1]["note"] == "the corpus changed during the run"

    assert night.run() == 0
    assert night.shelf.latest() == "2026-11-23-2"


def test_an_error_of_the_disk_is_a_failure_with_its_cause(night):
    night.trouble = [OSError(28, "No space left on device")]

    assert night.run() == 1
    assert night.said == ["out 2026-11-23: OSError: [Errno 28] No space left on device"]


def test_a_report_that_cannot_be_brought_to_the_disk_does_not_stand(night, monkeypatch):
    night.run()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Shelf, "settle", full)

    assert night.run(force=True) == 1
    assert night.shelf.reports() == [night.shelf.latest()] == ["2026-11-23-1"]
    assert night.shelf.failed() == ["2026-11-23-2.failed"]


def test_missed_nights_are_made_up_for_newest_first_up_to_the_bound(night):
    text = f"{DAILY}catch_up: 3\n"
    night.run("2026-11-14T03:30+00:00", text)

    night.run("2026-11-20T03:30+00:00", text)

    names = [name for name, _ in night.made]
    assert names == [f"2026-11-{day}-1" for day in (13, 19, 18, 17, 16)]
    assert night.shelf.latest() == "2026-11-19-1"
    assert night.made[-1][1] == {"since": "2026-11-16"}


def test_nothing_is_missed_before_the_first_run_or_with_a_day_named(night):
    night.run("2026-11-14T03:30+00:00", DAILY)
    night.run("2026-11-20T03:30+00:00", DAILY, day=date(2026, 11, 18))

    assert [name for name, _ in night.made] == ["2026-11-13-1", "2026-11-18-1"]


def test_a_failure_that_would_come_again_is_not_repeated_when_catching_up(night, dead):
    text = f"{DAILY}retries: 0\n"
    night.trouble = [ReportError(BAD)]
    night.run("2026-11-14T03:30+00:00", text)
    night.trouble = [dead]
    night.run("2026-11-15T03:30+00:00", text)

    assert night.run("2026-11-16T03:30+00:00", text) == 0
    assert [name for name, _ in night.made] == [
        *("2026-11-13-1", "2026-11-14-1", "2026-11-15-1", "2026-11-14-2")
    ]


def test_a_day_to_come_is_refused(night):
    with pytest.raises(ParameterError, match="2026-12-01 is still to come; it is 2026-11-24"):
        night.run(day=date(2026, 12, 1))


def test_a_clock_set_back_does_not_turn_latest_back(night):
    night.run("2026-11-24T03:30+00:00", DAILY)
    assert night.run("2026-11-22T03:30+00:00", DAILY) == 0
    assert night.run("2026-11-24T03:30+00:00", DAILY) == 0

    assert night.shelf.latest() == "2026-11-23-1"
    assert [name for name, _ in night.made] == ["2026-11-23-1", "2026-11-21-1", "2026-11-22-1"]


def test_retention_keeps_the_newest_and_what_latest_leads_to(night):
    for day in range(10, 16):
        night.run(f"2026-11-{day}T03:30+00:00", f"{DAILY}keep: 2\n")

    assert night.shelf.reports() == ["2026-11-13-1", "2026-11-14-1"]
    assert night.shelf.latest() == "2026-11-14-1"
    assert not list(night.folder.glob("out/.gone-*"))


def test_retention_never_takes_the_latest_report(tmp_path):
    shelf = Shelf(tmp_path)
    for name in ("2026-11-22-1", "2026-11-23-1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    (tmp_path / "latest").symlink_to("2026-11-22-1")

    shelf.prune(keep=1, keep_failed=1)

    assert shelf.reports() == ["2026-11-22-1", "2026-11-23-1"]


def test_failed_runs_are_kept_apart_up_to_their_own_bound(night):
    for number in range(1, 4):
        (night.folder / "out" / f"2026-11-2{number}-1.failed").mkdir(parents=True)
    ours.MARK.put(night.folder / "out")
    night.run(text="corpus: harbour\nout: out\nkeep_failed: 2\n")

    assert night.shelf.failed() == ["2026-11-22-1.failed", "2026-11-23-1.failed"]
    assert night.shelf.reports() == ["2026-11-23-2"]


def test_without_links_a_plain_file_names_the_latest_report(night, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no links here")

    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    night.run()
    assert (night.folder / "out" / "latest.txt").read_text() == "2026-11-23-1\n"
    assert night.shelf.latest() == "2026-11-23-1"

    monkeypatch.undo()
    night.run(force=True)
    assert not (night.folder / "out" / "latest.txt").exists()
    assert (night.folder / "out" / "latest").is_symlink()


def test_a_killed_run_whose_report_is_whole_is_taken_up(night):
    """The process died after the report was in its place, before the link and the history."""
    night.run()
    out = night.folder / "out"
    (out / "2026-11-23-2").mkdir()
    (out / "2026-11-23-2" / "index.html").touch()
    killed = publish.workshop_of(out / "2026-11-23-3")
    killed.mkdir()
    ours.MARK.put(killed)
    (killed / "a1b2").mkdir()
    for run in ("2026-11-23-2", "2026-11-23-3"):
        history.append(night.shelf.history, "began", run=run, period="2026-11-23", key="k")

    assert night.run() == 0

    assert [e.get("outcome") for e in night.lines[4:6]] == ["done", "killed"]
    assert night.lines[5]["note"] == "its process was killed; the next run noticed"
    assert night.shelf.latest() == "2026-11-23-4"
    assert not killed.exists()


def test_a_deadline_ends_the_run_and_is_noted(night):
    night.trouble = [lambda: time.sleep(600)]

    assert night.run(text="corpus: harbour\nout: out\ndeadline: 0.2\n") == 124
    assert night.outcomes == [("2026-11-23", "deadline")]
    assert night.said == ["out 2026-11-23: not done within its deadline of 0.2 seconds"]


def test_a_signal_ends_the_run_and_is_noted(night):
    before = signal.getsignal(signal.SIGTERM)
    night.trouble = [lambda: os.kill(os.getpid(), signal.SIGTERM)]

    assert night.run() == 143
    assert night.outcomes == [("2026-11-23", "stopped")]
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_comes_when_the_report_stands_loses_nothing(night, monkeypatch):
    def settle(*_):
        monkeypatch.undo()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(Shelf, "settle", settle)

    assert night.run() == 143
    assert night.outcomes == [("2026-11-23", "done")]
    assert night.shelf.latest() == "2026-11-23-1"


def test_a_block_without_a_deadline_leaves_the_timer_alone():
    with signals.until(None):
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_hooks_are_told_what_happened(night):
    told = night.folder / "told"
    hook = f'printf "%s " "$STANDFIRST_OUTCOME" "$STANDFIRST_RUN" >> {told}; cat >> {told}'
    text = f"corpus: harbour\nout: out\non_success: '{hook}'\non_failure: '{hook}'\n"
    night.run(text=text)
    night.run(text=text)  # up to date: nobody is told
    night.trouble = [ReportError(BAD)]
    night.run(text=text, force=True)

    assert told.read_text().splitlines() == [
        "done 2026-11-23-1 out 2026-11-23: done",
        f"failed 2026-11-23-2 out 2026-11-23: {BAD}",
    ]


def test_a_hostile_error_is_one_plain_line_for_terminal_hook_and_history(night):
    night.trouble = [ReportError("actors, under 'The ties': KeyError: '\x1b[2J\0\u202e'")]
    told = night.folder / "told"
    hook = f"'printf %s \"$STANDFIRST_CAUSE\" > {told}'"

    assert night.run(text=f"corpus: harbour\nout: out\non_failure: {hook}\n") == 1
    assert night.said == ["out 2026-11-23: actors, under 'The ties': KeyError: ' [2J '"]
    assert told.read_text() == "actors, under 'The ties': KeyError: ' [2J '"


def test_a_cause_without_measure_is_cut_for_the_hook_and_the_history(night):
    """The system refuses a command whose environment has a variable of more than 128 KiB."""
    night.trouble = [ReportError("\n".join(["€" * 200_000] * 30))]
    told = night.folder / "told"
    hook = f"'printf %s \"$STANDFIRST_CAUSE\" > {told}'"

    assert night.run(text=f"corpus: harbour\nout: out\non_failure: {hook}\n") == 1
    assert told.read_text().startswith("€€€")
    assert told.read_text().endswith("more characters)")
    assert len(night.said) == 1
    assert "(198,000 more characters) (and 20 more)" in night.said[0]
    assert night.lines[-1]["failures"][-1].startswith("10 more failures: see run.json")
    assert night.shelf.history.stat().st_size < 200_000


def test_a_folder_of_somebodys_own_is_refused_told_and_left(night):
    (night.folder / "out").mkdir()
    (night.folder / "out" / "letter.txt").write_text("mine")
    told = night.folder / "told"
    text = f"corpus: harbour\nout: out\non_failure: 'cat > {told}'\n"

    assert night.run(text=text) == 2
    assert "holds files that are not standfirst's" in night.said[0]
    assert told.read_text().count("\n") == 1
    assert [path.name for path in (night.folder / "out").iterdir()] == ["letter.txt"]


def test_what_somebody_puts_beside_the_reports_stays(night):
    night.run()
    out = night.folder / "out"
    theirs = [".mine.old-1", ".mine.staging-1", ".gone-mine", ".2026-11-01-1.staging"]
    theirs += [".gone-2026-11-01-1", "2026-11-24-1", "2026-11-01-1.failed", "2026-11-02-1"]
    for name in theirs:
        (out / name).mkdir()
        (out / name / "index.html").write_text("mine")
    for day in range(25, 30):
        text = f"{DAILY}keep: 1\nkeep_failed: 1\n"
        assert night.run(f"2026-11-{day}T03:30+00:00", text) == 0

    assert all((out / name / "index.html").read_text() == "mine" for name in theirs)


def test_a_process_of_the_same_number_blocks_nothing(night):
    """In a container each run may have the number of the last one, or of another that lives."""
    night.run()
    run = "2026-11-23-2"
    history.append(night.shelf.history, "began", run=run, period="2026-11-23", pid=os.getpid())
    left = publish.workshop_of(night.folder / "out" / run)
    left.mkdir()
    ours.MARK.put(left)

    (job,) = config.load(night.folder / "report.yaml")
    assert [one["outcome"] for one in status.facts(job)["runs"]] == ["done", "killed"]
    with night.shelf.locked():
        assert [one["outcome"] for one in status.facts(job)["runs"]] == ["done", "running"]
    assert night.run(force=True) == 0
    assert not left.exists()


def test_a_hook_that_fails_is_told_and_changes_nothing_else(night):
    text = "corpus: harbour\nout: out\non_success: 'echo no mail >&2; exit 3'\n"

    assert night.run(text=text) == 0
    assert night.said == [
        "out 2026-11-23: the command 'echo no mail >&2; exit 3' ended with code 3: no mail"
    ]


def test_a_hook_that_takes_too_long_is_ended_and_told(night, monkeypatch):
    monkeypatch.setattr("analysis.schedule.hooks.SECONDS", 0.2)

    began = time.monotonic()
    hook = "'sleep 900; true'"  # a shell that waits for another program, which must end too

    assert night.run(text=f"corpus: harbour\nout: out\non_success: {hook}\n") == 0
    assert "did not end well" in night.said[0]
    assert time.monotonic() - began < 600, "it was waited for"


def test_a_history_that_cannot_be_written_at_the_end_is_told(night, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    night.trouble = [lambda: monkeypatch.setattr(history, "append", full)]

    assert night.run() == 1
    assert "the history cannot be written: [Errno 28]" in night.said[0]
    monkeypatch.undo()
    assert night.run() == 0
    assert night.outcomes == [("2026-11-23", "done")]


def test_each_night_may_have_its_own_corpus_and_a_late_correction_is_seen(night):
    text = "corpus: 'articles/{{ day }}.txt'\nout: out\n"
    articles = night.folder / "articles"
    articles.mkdir()
    for day in (20, 21, 22):
        (articles / f"2026-11-{day}.txt").write_text(f"Port on {day}\n")
        assert night.run(f"2026-11-{day + 1}T03:30+00:00", text) == 0
    (articles / "2026-11-21.txt").write_text("Port on 21, corrected\n")
    assert night.run("2026-11-23T04:30+00:00", text) == 0

    assert night.shelf.reports()[1:3] == ["2026-11-21-1", "2026-11-21-2"]
    assert night.shelf.latest() == "2026-11-22-1"
    page = night.folder / "out" / "2026-11-21-2" / "index.html"
    assert page.read_text() == publish.MARK + "Port on 21, corrected\n"


def test_new_notebooks_do_not_make_earlier_reports_anew(night):
    text = "corpus: 'articles/{{ day }}.txt'\nout: out\n"
    (night.folder / "articles").mkdir()
    for day in (20, 21):
        (night.folder / "articles" / f"2026-11-{day}.txt").write_text(f"Port on {day}\n")
        night.run(f"2026-11-{day + 1}T03:30+00:00", text)

    night.run("2026-11-22T04:30+00:00", f"{text}notebooks: frequency\n")

    assert [name for name, _ in night.made] == ["2026-11-20-1", "2026-11-21-1", "2026-11-21-2"]


def test_ten_days_with_missed_nights_a_failure_and_a_correction_end_right(night):
    """Two calls a night; no power for two nights, one bad notebook, one late correction."""
    text = "corpus: 'articles/{{ day }}.txt'\nout: out\nkeep: 6\nkeep_failed: 2\n"
    articles = night.folder / "articles"
    articles.mkdir()
    codes = []
    for day in range(1, 11):
        (articles / f"2026-11-{day:02}.txt").write_text(f"Port on {day}\n")
        if day in {4, 5}:  # no power
            continue
        if day == 9:
            (articles / "2026-11-08.txt").write_text("Port on 8, corrected\n")
        night.trouble = [ReportError(BAD)] * 2 if day == 7 else []
        codes.append(night.run(f"2026-11-{day + 1:02}T03:30+00:00", text))
        codes.append(night.run(f"2026-11-{day + 1:02}T05:00+00:00", text))

    entries, unreadable = history.read(night.shelf.history)
    done = {entry.run for entry in entries if entry.outcome == "done"}
    assert [code for code in codes if code] == [1, 1]
    assert unreadable == []
    assert done == {*(f"2026-11-{d:02}-1" for d in (1, 2, 3, 4, 5, 6, 8, 9, 10)), "2026-11-08-2"}
    assert [e.run for e in entries if e.outcome == "failed"] == ["2026-11-07-1", "2026-11-07-2"]
    assert night.shelf.latest() == "2026-11-10-1"
    assert night.shelf.reports() == [
        *("2026-11-05-1", "2026-11-06-1", "2026-11-08-1", "2026-11-08-2"),
        *("2026-11-09-1", "2026-11-10-1"),
    ]
    corrected = night.folder / "out" / "2026-11-08-2" / "index.html"
    assert corrected.read_text() == publish.MARK + "Port on 8, corrected\n"


def test_a_notebook_is_a_name_a_file_or_a_folder(night):
    asked = []
    make = night.make

    def note(corpus, *, notebooks, **settings):
        asked.append(sorted(path.name for path in notebooks.glob("*")) or notebooks.name)
        return make(corpus, **settings)

    night.make = note
    night.run(text="corpus: harbour\nout: out\nnotebooks: frequency\n")
    night.run(text="corpus: harbour\nout: out\nnotebooks: [frequency, actors]\n")
    assert asked == ["frequency.ipynb", ["actors.ipynb", "frequency.ipynb"]]

    assert night.run(text="corpus: harbour\nout: out\nnotebooks: frequencies\n") == 2
    assert "did you mean 'frequency'" in night.said[-1]


def test_two_notebooks_of_one_name_are_refused(night):
    (night.folder / "mine").mkdir()
    (night.folder / "mine" / "frequency.ipynb").touch()

    assert night.run(text="corpus: harbour\nout: out\nnotebooks: [frequency, mine]\n") == 2
    assert "two notebooks are named 'frequency.ipynb'" in night.said[-1]


def test_a_list_that_a_parameter_names_counts_by_its_content(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("said\n")
    told = {"stop_words": str(own), "reference": str(tmp_path / "nowhere.csv")}
    before = fingerprints.key_of(tmp_path, "content", [], told)
    assert fingerprints.key_of(tmp_path, "content", [], told) == before

    own.write_text("said\ntold\n")
    assert fingerprints.key_of(tmp_path, "content", [], told) != before
