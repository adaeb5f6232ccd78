"""Temporary folders go with their process; those of killed ones go when the next one is made."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis import temporary
from analysis.ours import LOCK, MARK
from analysis.temporary import Temporary, tidy

WAITS = """
import sys
from analysis.temporary import Temporary
kept = Temporary()
print(kept.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder for temporary folders."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def process():
    """A process that has a temporary folder."""
    started = subprocess.Popen(
        [sys.executable, "-c", WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    started.folder = Path(started.stdout.readline().strip())
    yield started
    started.kill()
    started.communicate()


def test_a_folder_is_there_until_it_is_removed_or_forgotten(place):
    one, two = Temporary(), Temporary()
    (one.path / "a").touch()
    paths = [one.path, two.path]
    assert sorted(place.iterdir()) == sorted(paths)
    one.remove()
    del two

    assert list(place.iterdir()) == []


def test_the_folder_of_a_living_process_stays_and_that_of_a_killed_one_goes(process):
    assert process.folder.parent == Path(tempfile.gettempdir())
    tidy()
    assert process.folder.is_dir()
    process.kill()
    process.wait()
    tidy()

    assert not process.folder.exists()


def test_a_process_that_ends_takes_its_folder_along(process):
    process.communicate()

    assert not process.folder.exists()


@pytest.mark.parametrize("left", [[], [LOCK], [LOCK, MARK.name]])
def test_what_a_process_left_that_was_killed_while_it_made_its_folder_goes(place, left):
    folder = Path(tempfile.mkdtemp(prefix=temporary.PREFIX))
    for name in left:
        (folder / name).touch()
    tidy()

    assert list(place.iterdir()) == []


def test_nothing_is_removed_that_is_not_marked_or_has_another_name(place):
    for name in ("standfirst-abcdefgh", "standfirst-abcdefgh.mine", "astandfirst-abcdefgh"):
        (place / name).mkdir()
        (place / name / "notes.txt").write_text("mine")
    MARK.put(place / "standfirst-abcdefgh.mine")
    (place / "standfirst-abcdefgi").symlink_to(place / "standfirst-abcdefgh.mine")
    before = sorted(place.rglob("*"))
    Temporary().remove()

    assert sorted(place.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_fork_that_ends_leaves_the_folder_to_its_owner(place):
    code = (
        "import os, sys; from analysis.temporary import Temporary\n"
        "kept = Temporary(); fork = os.fork()\n"
        "if fork: os.waitpid(fork, 0); print(kept.path.is_dir())\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout

    assert said.split() == [b"True"]
    assert list(place.iterdir()) == []
