"""A report in its place: whole or not at all."""

import os
import subprocess
import sys

import pytest

from analysis.errors import ParameterError
from analysis.reports.publish import INDEX, MARK, keep_failed, publish, stage


def filled(staging, words):
    (staging / INDEX).write_text(MARK + words)
    return staging


def words_of(report):
    return (report / INDEX).read_text().removeprefix(MARK)


@pytest.fixture
def dead_pid():
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_a_new_report_replaces_the_old_one_and_leaves_nothing_else(tmp_path):
    out = tmp_path / "report"
    publish(filled(stage(out), "old"), out)

    publish(filled(stage(out), "new"), out)

    assert words_of(out) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_the_old_report_is_in_place_until_the_new_one_is_published(tmp_path):
    out = tmp_path / "report"
    publish(filled(stage(out), "old"), out)

    filled(stage(out), "new")

    assert words_of(out) == "old"


def test_an_empty_folder_may_become_a_report(tmp_path):
    out = tmp_path / "report"
    out.mkdir()

    publish(filled(stage(out), "new"), out)

    assert words_of(out) == "new"


def test_a_file_is_not_replaced(tmp_path):
    out = tmp_path / "report"
    out.write_text("mine")

    with pytest.raises(ParameterError, match="is not a report"):
        stage(out)


def test_a_page_of_somebody_else_is_not_replaced(tmp_path):
    out = tmp_path / "site"
    out.mkdir()
    (out / INDEX).write_text("<title>My site</title>")

    with pytest.raises(ParameterError, match="is not a report"):
        stage(out)


def test_an_old_report_that_a_killed_run_moved_away_comes_back(tmp_path, dead_pid):
    moved = tmp_path / f".report.old-{dead_pid}"
    moved.mkdir()
    filled(moved, "old")

    stage(tmp_path / "report")

    assert words_of(tmp_path / "report") == "old"


def test_what_a_killed_run_staged_is_cleared_and_what_a_living_one_stages_stays(tmp_path, dead_pid):
    (tmp_path / f".report.staging-{dead_pid}").mkdir()
    living = tmp_path / f".report.staging-{os.getppid()}"
    living.mkdir()

    stage(tmp_path / "report")

    assert not (tmp_path / f".report.staging-{dead_pid}").exists()
    assert living.exists()


def test_the_last_failure_is_kept_and_only_the_last(tmp_path):
    out = tmp_path / "report"
    keep_failed(filled(stage(out), "first"), out)

    kept = keep_failed(filled(stage(out), "second"), out)

    assert words_of(kept) == "second"
    assert kept.name == "report.failed"
