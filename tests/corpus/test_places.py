"""Places that cannot be written, or are not there, are told in one line."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis.corpus import annotate, load


def command(*arguments, **settings):
    """Run the command line; give its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **settings,
    )
    return done.returncode, done.stderr.strip()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte, for which one must be allowed to mount."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = Path(tempfile.mkdtemp(prefix="disk-", dir=tmp_path))
    mount = ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let us mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.skipif(os.name == "nt", reason="limits are of POSIX")
def test_a_file_that_may_not_grow_is_told_also_by_a_worker(corpus, tmp_path):
    """A limit for files stands for a full disk where none may be mounted."""
    import resource

    corpus.grow(980)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    store = tmp_path / "store"
    order = ("annotate", corpus.path, "--store", store, "--workers", "2")
    code, said = command(*order, preexec_fn=limit)

    assert code == 2
    assert said.startswith(f"standfirst: store: '{store}")
    assert "cannot be written (File too large)" in said
    assert said.count("\n") == 0
    assert command(*order) == (0, "")


def test_a_full_disk_is_told_and_what_is_done_is_kept(corpus, small_disk):
    corpus.grow(980)
    store = small_disk / "store"
    code, said = command("annotate", corpus.path, "--store", store)

    assert code == 2
    assert "cannot be written (No space left on device)" in said
    assert said.count("\n") == 0
    subprocess.run(["mount", "-o", "remount,size=9m", str(small_disk)], check=True)
    assert command("annotate", corpus.path, "--store", store) == (0, "")


def test_a_read_only_disk_is_told_and_a_store_there_can_be_read(corpus, registry, small_disk):
    store = small_disk / "store"
    annotate(corpus.path, store=store, registry=registry)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for place in (store, small_disk / "new"):
        code, said = command("annotate", corpus.path, "--store", place)
        assert code == 2
        assert f"'{place}" in said
        assert "cannot be written (Read-only file system)" in said
        assert said.count("\n") == 0

    assert len(load(corpus.path, store=store, registry=registry).articles) == 20


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
def test_a_working_folder_that_was_deleted_is_told(corpus, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
    standfirst = [sys.executable, "-P", "-m", "analysis", "annotate"]
    for arguments in (["news.jsonl"], [str(corpus.path), "--store", "store"]):
        done = subprocess.run(
            ["sh", "-c", script, "sh", str(gone), *standfirst, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        gone.mkdir()
        assert done.returncode in {1, 2}
        assert done.stderr.startswith("standfirst: ")
        assert done.stderr.count("\n") == 1, done.stderr
    shutil.rmtree(gone)


def test_a_foreign_folder_exits_with_2_and_one_line(corpus, tmp_path):
    before = sorted(path.name for path in tmp_path.iterdir())
    code, said = command("annotate", corpus.path, "--store", tmp_path)

    assert code == 2
    assert said.startswith(f"standfirst: store '{tmp_path}' is no store")
    assert said.count("\n") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_no_place_for_temporary_files_is_told(corpus, tmp_path):
    nowhere = {**os.environ, "TMPDIR": str(tmp_path / "nowhere")}
    store = tmp_path / "store"

    assert command("annotate", corpus.path, "--store", store, env=nowhere) == (0, "")
