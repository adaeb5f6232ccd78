"""A folder is ours if it is empty or says so; a name alone is nothing."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from analysis import ours
from analysis.errors import ParameterError
from analysis.ours import MARK, Mark

NAME = re.compile(r"work-\d")
CONTENT = MARK.content.decode()


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
        ({"_standfirst": CONTENT, "letter_txt": "ours"}, True),
        ({"_standfirst": CONTENT[:9], "_lock": ""}, True),  # killed in the middle of it
        ({"_standfirst": "", "_lock": ""}, True),
        ({"_standfirst": CONTENT[:9], "letter_txt": "mine"}, False),
        ({"_standfirst": "mine"}, False),
        ({"_standfirst": CONTENT + "and mine", "letter_txt": "mine"}, False),
        ({"letter_txt": "mine"}, False),
        ({"_lock": "", "letter_txt": "mine"}, False),
        ({"_lock": "mine"}, False),
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
    (tmp_path / "mark").write_text(CONTENT)
    (folder / MARK.name).symlink_to(tmp_path / "mark")
    assert not ours.is_ours(folder)
    (tmp_path / "mark").write_text("mine")
    with pytest.raises(OSError, match="no regular file"):
        MARK.put(folder)
    assert (tmp_path / "mark").read_text() == "mine"

    (folder / MARK.name).unlink()
    os.mkfifo(folder / MARK.name)
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
    target = folder_with(tmp_path, _standfirst=CONTENT)
    (tmp_path / "work-2").symlink_to(target)
    target.rename(tmp_path / "theirs")
    (tmp_path / "work-2").unlink()
    (tmp_path / "work-2").symlink_to(tmp_path / "theirs")

    ours.sweep(tmp_path, NAME)

    assert (tmp_path / "theirs" / MARK.name).exists()
    with pytest.raises(ParameterError), ours.held(tmp_path / "work-2", busy=""):
        pass


def test_names_are_matched_whole(tmp_path):
    for name in ("work-12", "my work-1"):
        (tmp_path / name).mkdir()

    ours.sweep(tmp_path, NAME)

    assert len(list(tmp_path.iterdir())) == 2


@contextmanager
def before_each_line(act):
    """Do something before each line that we run, as others may; also within pathlib's `mkdir`."""

    def look(frame, event, _):
        code = frame.f_code
        if code.co_filename != ours.__file__ and (
            code.co_filename != pathlib.__file__ or code.co_name != "mkdir"
        ):
            return None
        if event == "line":
            act()
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


class Others:
    """From one line on, sweep whatever is there at one line and make it again at the next."""

    def __init__(self, parent, begin, turns=12):
        self.parent, self.begin, self.turns = parent, begin, turns
        self.line, self.last = 0, None

    def __call__(self):
        self.line += 1
        if not self.begin <= self.line < self.begin + self.turns:
            return
        here = list(self.parent.iterdir())
        self.last = here[0] if here else self.last
        if here:
            ours.sweep(self.parent, NAME)
        elif self.last:
            self.last.mkdir()  # as a lock does that finds its folder gone


def held(parent):
    (parent / "work-1").mkdir()
    return ours.held(parent / "work-1", busy="at work")


@contextmanager
def fresh(parent):
    folder, lock = ours.fresh(parent, "work-")
    yield
    ours.remove(folder, lock)


@pytest.mark.parametrize("way", [held, fresh])
def test_a_folder_is_held_whatever_others_sweep_while_it_is_made(tmp_path, monkeypatch, way):
    """They come at every line, and find a folder that is not held yet, or is gone."""
    monkeypatch.setattr(sys.modules[__name__], "NAME", re.compile(r"work-[a-z0-9_]+"))
    begin, others = 0, None
    while others is None or others.line >= begin:
        begin += 1
        parent = tmp_path / str(begin)
        parent.mkdir()
        others, block = Others(parent, begin), way(parent)
        with before_each_line(others):
            block.__enter__()
        (folder,) = [path for path in parent.iterdir() if (path / MARK.name).exists()]
        (folder / "half").touch()
        ours.sweep(parent, NAME)
        assert sorted(path.name for path in folder.iterdir()) == [".lock", ".standfirst", "half"]
        block.__exit__(None, None, None)
        assert not folder.exists()
    assert begin > 20


def test_a_folder_that_vanishes_again_and_again_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(Mark, "put", lambda _, folder: shutil.rmtree(folder) or folder.rmdir())

    with pytest.raises(FileNotFoundError), held(tmp_path):
        pass
    with pytest.raises(FileNotFoundError, match="vanish"), fresh(tmp_path):
        pass


@pytest.mark.parametrize("text", ["", CONTENT[:9], CONTENT])
def test_who_marks_a_folder_takes_nothing_of_the_mark_away(tmp_path, text):
    """Another writes the whole mark and goes on, while we have seen nothing or half of it."""
    begin, lines = 0, 1
    while lines >= begin:
        begin, lines = begin + 1, 0
        folder = tmp_path / str(begin)
        folder.mkdir()
        (folder / MARK.name).write_text(text)

        def others(folder=folder, begin=begin):
            nonlocal lines
            lines += 1
            if lines == begin:
                MARK.put(folder)
                (folder / "history").touch()
            assert ours.is_ours(folder)

        with before_each_line(others):
            MARK.put(folder)
        assert (folder / MARK.name).read_text() == CONTENT


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "work-1").touch()

    with pytest.raises(ParameterError, match="in the way"), ours.held(tmp_path / "work-1", busy=""):
        pass


OTHER = Mark("ours.txt", b"This folder is ours.\n", "lock")


def test_a_folder_is_taken_if_it_is_new_or_empty_and_known_again_by_its_mark(tmp_path):
    folder = tmp_path / "folder"
    for prepare in (lambda: None, folder.mkdir, lambda: (folder / OTHER.name).write_bytes(b"This")):
        prepare()
        assert OTHER.may_take(folder)
        assert not OTHER.marks(folder)
    OTHER.put(folder)
    (folder / "lock").touch()
    assert OTHER.may_take(folder)
    (folder / "more").touch()

    assert OTHER.marks(folder)
    assert not OTHER.may_take(folder)


@pytest.mark.parametrize("content", [b"", b"Something else.\n", b"This folder is ours.\nNot.\n"])
def test_a_folder_with_something_else_is_neither_taken_nor_ours(tmp_path, content):
    (tmp_path / OTHER.name).write_bytes(content)
    (tmp_path / "notes.txt").touch()

    assert not OTHER.may_take(tmp_path)
    assert not OTHER.marks(tmp_path)
    assert not OTHER.may_take(tmp_path / "notes.txt")
