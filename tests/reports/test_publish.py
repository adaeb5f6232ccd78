"""A report in its place: whole or not at all, and nothing else touched."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analysis import ours
from analysis.errors import ParameterError
from analysis.reports import publish as publishing
from analysis.reports.exchange import exchange
from analysis.reports.publish import INDEX, MARK, keep_failed, publish, staged, workshop_of

HERE = Path(__file__).parent


def put(out, words):
    with staged(out) as staging:
        (staging / INDEX).write_text(MARK + words)
        publish(staging, out)


def keep(out, words):
    with staged(out) as staging:
        (staging / INDEX).write_text(MARK + words)
        return keep_failed(staging, out)


def words_of(report):
    return (report / INDEX).read_text().removeprefix(MARK)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch):
    """Both ways in which a report comes into its place."""
    if request.param == "two renames":
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    return request.param


@pytest.mark.usefixtures("way")
def test_a_new_report_replaces_the_old_one_and_leaves_nothing_else(tmp_path):
    out = tmp_path / "report"
    put(out, "old")

    put(out, "new")

    assert words_of(out) == "new"
    assert names(out) == [INDEX]
    assert names(tmp_path) == ["report"]


def test_the_old_report_is_in_place_until_the_new_one_is_published(tmp_path):
    out = tmp_path / "report"
    put(out, "old")

    with staged(out) as staging:
        (staging / INDEX).write_text(MARK + "new")
        assert words_of(out) == "old"

    assert words_of(out) == "old"
    assert names(tmp_path) == ["report"]


@pytest.mark.usefixtures("way")
def test_an_empty_folder_may_become_a_report(tmp_path):
    (tmp_path / "report").mkdir()

    put(tmp_path / "report", "new")

    assert words_of(tmp_path / "report") == "new"


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "theirs", ["exp", "exp/letter.txt", "exp/index.html", "exp.failed/letter.txt"]
)
def test_what_is_not_ours_is_refused_and_stays(tmp_path, theirs):
    mine = tmp_path / theirs
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("<title>Mine</title>")

    with pytest.raises(ParameterError, match="is not a report and is not replaced"):
        put(tmp_path / "exp", "new")

    assert content(tmp_path) == {theirs: b"<title>Mine</title>"}


def test_a_workshop_that_is_somebodys_own_is_refused_and_stays(tmp_path):
    workshop_of(tmp_path / "exp").mkdir()
    (workshop_of(tmp_path / "exp") / "letter.txt").write_text("mine")

    with pytest.raises(ParameterError, match="is not standfirst's and is in the way"):
        put(tmp_path / "exp", "new")

    assert content(tmp_path) == {".exp.staging/letter.txt": b"mine"}


@pytest.mark.usefixtures("way")
def test_what_somebody_puts_in_the_place_meanwhile_stays(tmp_path):
    out = tmp_path / "exp"
    put(out, "old")

    with staged(out) as staging:
        (staging / INDEX).write_text(MARK + "new")
        (out / INDEX).write_text("mine")
        with pytest.raises(ParameterError, match="is not replaced"):
            publish(staging, out)

    assert content(tmp_path) == {"exp/index.html": b"mine"}


def left(out, words):
    """Leave what a killed run would leave."""
    workshop = workshop_of(out)
    workshop.mkdir()
    ours.MARK.put(workshop)
    (workshop / "old").mkdir()
    (workshop / "old" / INDEX).write_text(MARK + words)


def test_names_are_whole(tmp_path):
    """`monday` takes nothing of `monday.v2`, nor is a name read as a pattern."""
    left(tmp_path / "monday.v2", "the only copy")
    left(tmp_path / "monday[1]", "the only copy")

    put(tmp_path / "monday", "new")
    put(tmp_path / "monday1", "new")

    assert words_of(workshop_of(tmp_path / "monday.v2") / "old") == "the only copy"
    for name in ("monday.v2", "monday[1]"):
        with staged(tmp_path / name):
            assert words_of(tmp_path / name) == "the only copy"
    assert names(tmp_path) == ["monday", "monday.v2", "monday1", "monday[1]"]


def test_a_folder_like_the_ones_of_earlier_versions_is_left_alone(tmp_path):
    for name in (".report.old-999999", ".report.staging-999999"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text("mine")

    put(tmp_path / "report", "new")

    assert names(tmp_path) == [".report.old-999999", ".report.staging-999999", "report"]


def test_the_last_failure_is_kept_and_only_the_last(tmp_path, way):
    out = tmp_path / "report"
    put(out, "good")
    keep(out, "first")

    kept = keep(out, "second")

    assert way
    assert words_of(kept) == "second"
    assert words_of(out) == "good"
    assert names(tmp_path) == ["report", "report.failed"]
    put(out, "better")
    assert names(tmp_path) == ["report"]


def test_a_link_to_a_folder_is_not_followed_when_removing(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("mine")

    with staged(tmp_path / "report") as staging:
        (staging / "link").symlink_to(tmp_path / "theirs")
        (staging.parent / "link").symlink_to(tmp_path / "theirs")

    assert content(tmp_path) == {"theirs/letter.txt": b"mine"}


def test_of_two_at_once_one_works_and_the_other_is_told(tmp_path):
    with (
        staged(tmp_path / "report"),
        pytest.raises(ours.BusyError, match="another run is making"),
        staged(tmp_path / "report"),
    ):
        pass


def test_readers_always_see_a_report(tmp_path):
    """Four writers and one reader; where names can be exchanged there is no gap at all."""
    out = tmp_path / "report"
    put(out, "x" * 100)
    if not exchange(*map(Path, (out, _other(tmp_path)))):
        pytest.skip("this system cannot exchange names")
    exchange(out, tmp_path / "other")
    script = HERE / "publisher.py"
    writers = [
        subprocess.Popen([sys.executable, str(script), str(out), "60", str(number)])
        for number in range(4)
    ]
    ended = threading.Event()
    threading.Thread(target=lambda: ([w.wait() for w in writers], ended.set())).start()
    n_reads, misses, texts = 0, 0, set()
    while not ended.is_set() or n_reads < 3000:
        n_reads += 1
        try:
            text = words_of(out)
            assert len(text) == 100
            texts.add(text)
        except FileNotFoundError:
            misses += 1

    assert [writer.returncode for writer in writers] == [0] * 4
    assert misses == 0
    assert len(texts) > 2
    assert names(tmp_path) == ["other", "report"]


def _other(folder):
    other = folder / "other"
    other.mkdir()
    (other / INDEX).write_text(MARK + "x" * 100)
    return other


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_killed_before_any_step_the_old_report_stands_or_the_new_one(tmp_path, how):
    """The process kills itself before its first, second, third … change of the disk."""
    out = tmp_path / "report"
    outcomes, step = [], 0
    while not outcomes or outcomes[-1] != "done":
        step += 1
        put(out, "old")
        killer = [sys.executable, str(HERE / "publisher.py"), str(out), how, str(step)]
        ended = subprocess.run(killer, check=False).returncode
        stands = words_of(out) if out.exists() else "away"
        if stands == "away":
            assert how == "renames"
        with staged(out):
            assert words_of(out) in {"old", "new"}
        assert names(tmp_path) == ["report"]
        outcomes.append(stands if ended else "done")

    assert {"old", "new"} <= set(outcomes)
    assert outcomes.count("away") == (how == "renames")
