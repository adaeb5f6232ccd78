"""Files and folders are there whole or not at all, and obey the umask."""

import os
import stat

import pytest

from analysis import files
from analysis.files import staged, sweep, write_file


@pytest.fixture
def _umask():
    """Let others of the group write, as on a shared server."""
    before = os.umask(0o002)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_umask")
def test_what_is_written_obeys_the_umask(tmp_path):
    write_file(tmp_path / "a", b"content")
    write_file(tmp_path / "b", lambda path: path.write_bytes(b"content"))
    with staged(tmp_path / "c") as staging:
        (staging / "d").touch()

    assert [mode(tmp_path / name) for name in ("a", "b", "c", "c/d")] == [
        0o664,
        0o664,
        0o775,
        0o664,
    ]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"content"


def test_what_fails_leaves_the_old_content_and_nothing_else(tmp_path):
    write_file(tmp_path / "a", b"old")

    def half(path):
        path.write_bytes(b"ne")
        raise OSError

    with pytest.raises(OSError):
        write_file(tmp_path / "a", half)
    with pytest.raises(OSError), staged(tmp_path / "a") as staging:
        (staging / "b").touch()

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_only_whole_names_of_our_own_are_swept(tmp_path):
    own = [files._beside(tmp_path / "a"), files._beside(tmp_path / "b")]
    own[0].mkdir()
    (own[0] / "c").touch()
    own[1].touch()
    others = [".staging-", ".staging-1234", f"{own[1].name}.kept", "x.staging-" + "0" * 32, "a"]
    for name in others:
        (tmp_path / name).touch()
    sweep(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
