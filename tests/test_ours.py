"""A folder is ours if it is empty or says so; a name alone is nothing."""

import os
import re
import subprocess
import sys

import pytest

from analysis import ours
from analysis.errors import ParameterError

NAME = re.compile(r"work-\d")


def folder_with(tmp_path, **files):
    folder = tmp_path / "work-1"
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, True),
        ({"_standfirst": ours.CONTENT, "letter_txt": "ours"}, True),
        ({"_standfirst": ours.CONTENT[:9], "_lock": ""}, True),  # killed in the middle of it
        ({"_standfirst": "", "_lock": ""}, True),
        ({"_standfirst": ours.CONTENT[:9], "letter_txt": "mine"}, False),
        ({"_standfirst": "mine"}, False),
        ({"_standfirst": ours.CONTENT + "and mine", "letter_txt": "mine"}, False),
        ({"letter_txt": "mine"}, False),
        ({"_lock": "", "letter_txt": "mine"}, False),
    ],
)
def test_the_mark_decides(tmp_path, files, expected):
    folder = folder_with(tmp_path, **files)

    assert ours.is_ours(folder) is expected
    before = sorted(folder.iterdir())
    ours.sweep(tmp_path, NAME)
    assert folder.exists() is not expected
    if not expected:
        assert sorted(folder.iterdir()) == before
        with pytest.raises(ParameterError, match="nothing is written there"):
            ours.claim(folder)


def test_a_mark_that_is_no_file_is_none(tmp_path):
    folder = folder_with(tmp_path, letter_txt="mine")
    (tmp_path / "mark").write_text(ours.CONTENT)
    (folder / ours.MARK).symlink_to(tmp_path / "mark")
    assert not ours.is_ours(folder)

    (folder / ours.MARK).unlink()
    os.mkfifo(folder / ours.MARK)
    assert not ours.is_ours(folder)


def test_what_is_held_stays_and_what_a_dead_process_held_goes(tmp_path):
    code = (
        "import sys; from pathlib import Path; from analysis import ours\n"
        "with ours.held(Path(sys.argv[1]), busy=''):\n"
        "    (Path(sys.argv[1]) / 'half').touch(); print('held', flush=True); sys.stdin.read()"
    )
    folder = tmp_path / "work-1"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    process.stdout.readline()
    ours.sweep(tmp_path, NAME)
    assert (folder / "half").exists()
    with pytest.raises(ours.BusyError, match="at work"), ours.held(folder, busy="at work"):
        pass

    process.kill()
    process.communicate()
    ours.sweep(tmp_path, NAME)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_ours_to_remove(tmp_path):
    target = folder_with(tmp_path, _standfirst=ours.CONTENT)
    (tmp_path / "work-2").symlink_to(target)
    target.rename(tmp_path / "theirs")
    (tmp_path / "work-2").unlink()
    (tmp_path / "work-2").symlink_to(tmp_path / "theirs")

    ours.sweep(tmp_path, NAME)

    assert (tmp_path / "theirs" / ours.MARK).exists()
    with pytest.raises(ParameterError), ours.held(tmp_path / "work-2", busy=""):
        pass


def test_names_are_matched_whole(tmp_path):
    for name in ("work-12", "my work-1"):
        (tmp_path / name).mkdir()

    ours.sweep(tmp_path, NAME)

    assert len(list(tmp_path.iterdir())) == 2
