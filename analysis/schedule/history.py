"""The history of an output: a line of JSON when a run begins, another when it has ended.

A line counts once it is whole and on the disk. What a killed writer or a full disk left of a line
is ignored by readers and taken away by the next writer.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "history.jsonl"
BEGAN, ENDED, SAME = "began", "ended", "same"
DONE, FAILED, STOPPED, LATE, KILLED = "done", "failed", "stopped", "deadline", "killed"


@dataclass(frozen=True)
class Entry:
    """One run as the history knows it; without an outcome it has begun and not ended.

    Parameters
    ----------
    run, period
        Names, as in ``2026-11-23-1`` and ``2026-11-23``. Of an entry with the outcome ``same``,
        the run is the one that stands.
    outcome
        ``done``, ``failed``, ``stopped``, ``deadline``, ``killed``, ``same``, or nothing yet.
    key, content
        Digests of all that the run depends on, and of its corpus alone.
    began, ended
        Times with their zone. Nothing is decided by them: clocks can be set back.
    exit
        The exit code.
    attempts
        How often it was tried.
    failures
        One line for each.
    note
        What else is to be known.
    pid
        The process.
    facts
        Seconds of each step, and the corpus's fingerprint.
    """

    run: str
    period: str
    outcome: str = ""
    key: str = ""
    content: str = ""
    began: str = ""
    ended: str = ""
    exit: int = 0
    attempts: int = 1
    failures: tuple[str, ...] = ()
    note: str = ""
    pid: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def covers(self) -> bool:
        """Whether the period has its report."""
        return self.outcome in {DONE, SAME}


_KNOWN = {one.name for one in fields(Entry)}


def append(path: Path, event: str, **facts: Any) -> None:
    """Add one line, and return once it is on the disk.

    Parameters
    ----------
    path
        The history. Only one process may write at a time.
    event
        ``began``, ``ended`` or ``same``.
    facts
        Fields of `Entry`.

    Raises
    ------
    OSError
        If it cannot be written; the history is then as it was.
    """
    line = json.dumps({"event": event, **facts}, ensure_ascii=False, default=str)
    new = not path.exists()
    with path.open("ab+", buffering=0) as file:
        size = _mend(file)
        try:
            _write(file, line.encode() + b"\n")
        except OSError:
            file.truncate(size)
            raise
    if new:
        sync(path.parent)


def _write(file: Any, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]
    os.fsync(file.fileno())


def _mend(file: Any) -> int:
    """Take away a torn last line, or end a whole one that lacks its newline; give the size."""
    file.seek(0)
    text = file.read()
    whole, newline, torn = text.rpartition(b"\n")
    if torn and _parse(torn) is not None:
        _write(file, b"\n")
        return len(text) + 1
    if torn:
        file.truncate(len(whole) + len(newline))
    return len(whole) + len(newline)


def sync(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where a system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(line)
    except ValueError:
        return None
    return read if isinstance(read, dict) and {"run", "period", "event"} <= set(read) else None


def read(path: Path) -> tuple[list[Entry], list[int]]:
    """Read a history.

    Parameters
    ----------
    path
        The history. It need not exist.

    Returns
    -------
    list of Entry
        Runs in the order in which they began.
    list of int
        Numbers of lines that cannot be read. A torn last line is not among them.
    """
    if not path.exists():
        return [], []
    entries: dict[str, Entry] = {}
    unreadable = []
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        facts = _parse(line) if line else {}
        if facts:
            _take(entries, number, facts)
        elif line and number < len(lines):
            unreadable.append(number)
    return list(entries.values()), unreadable


def _take(entries: dict[str, Entry], number: int, facts: Mapping[str, Any]) -> None:
    """Take one line in: the end of a run completes its beginning."""
    known = {name: value for name, value in facts.items() if name in _KNOWN}
    if "failures" in known:
        known["failures"] = tuple(known["failures"])
    if facts["event"] == SAME:
        entries[f"line {number}"] = Entry(**{**known, "outcome": SAME})
    elif facts["event"] == ENDED and facts["run"] in entries:
        entries[facts["run"]] = replace(entries[facts["run"]], **known)
    else:
        entries[facts["run"]] = Entry(**known)
