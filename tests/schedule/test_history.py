"""Lines of the history are whole or not there."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.schedule.history import append, read

BEGAN = {"run": "2026-11-23-1", "period": "2026-11-23", "key": "k", "began": "t", "pid": 1}
ENDED = {"run": "2026-11-23-1", "period": "2026-11-23", "outcome": "done"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.jsonl"


def test_an_end_completes_its_beginning(path):
    append(path, "began", **BEGAN)
    assert [entry.outcome for entry in read(path)[0]] == [""]

    append(path, "ended", **ENDED)

    ((entry,), unreadable) = read(path)
    assert (entry.outcome, entry.key, unreadable) == ("done", "k", [])


@pytest.mark.parametrize("n_bytes", [1, 20, 60])
def test_a_torn_last_line_is_ignored_and_taken_away(path, n_bytes):
    append(path, "began", **BEGAN)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:n_bytes])
    assert len(read(path)[0]) == 1
    assert read(path)[1] == []

    append(path, "ended", **ENDED)

    assert path.read_bytes().startswith(whole)
    events = [json.loads(line)["event"] for line in path.read_text().splitlines()]
    assert events == ["began", "ended"]


def test_a_whole_line_that_lacks_its_newline_is_kept(path):
    append(path, "began", **BEGAN)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))

    append(path, "ended", **ENDED)

    assert [entry.outcome for entry in read(path)[0]] == ["done"]


def test_a_damaged_line_in_the_middle_is_named_and_the_others_are_read(path):
    append(path, "began", **BEGAN)
    path.write_bytes(b"\x00\x00\xff\n[1]\n" + path.read_bytes())

    entries, unreadable = read(path)

    assert len(entries) == 1
    assert unreadable == [1, 2]


def test_a_write_that_fails_leaves_the_history_as_it_was(path, monkeypatch):
    append(path, "began", **BEGAN)
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        append(path, "ended", **ENDED)

    assert path.read_bytes() == before


@settings(max_examples=20)
@given(st.integers(0, 400))
def test_wherever_a_history_is_cut_whole_lines_are_read(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("cut") / "history.jsonl"
    for number in range(3):
        append(path, "began", **{**BEGAN, "run": f"2026-11-23-{number}"})
    text = path.read_bytes()[:cut]
    path.write_bytes(text)

    entries, unreadable = read(path)

    assert text.count(b"\n") <= len(entries) <= text.count(b"\n") + 1
    assert unreadable == []
