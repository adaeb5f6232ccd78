"""How processes are started and ended, and the one folder for all that is temporary.

No process that we start imports from the working folder. Children end with their parent, however
that ends. Everything temporary lies in one folder, which carries our mark and is held by a lock;
what a killed command left is removed by the next.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import multiprocessing.util
import os
import re
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAFE = {"PYTHONSAFEPATH": "1"}
"""Tells Python not to import from the folder in which it is started."""

ROOM = 24
"""Bytes of a socket's name below the folder for what is temporary."""
OWN = 20
"""Bytes of a workshop's name."""
LONGEST = 100
"""Bytes of a socket's whole name that every system takes."""

PREFIX = "standfirst-"
_NAME = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@contextmanager
def workshop() -> Iterator[Path]:
    """Give the folder for all that a command, its children and libraries write for a while.

    Meant for a command: until the block ends, the whole process has its temporary files there.
    What killed commands left is removed first.
    """
    base = short_folder(ROOM + OWN)
    ours.sweep(base, _NAME)
    with ours.fresh(base, PREFIX) as folder, _temporary_files_in(folder):
        yield folder


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let this process, its children and libraries write there; children end with the block."""
    named = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    with environment({**named, **SAFE}):
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        # Else it makes one of its own, and removes it when the workshop is gone already.
        settings = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001
        settings["tempdir"] = str(folder)
        try:
            yield
        finally:
            settings.pop("tempdir")
            tempfile.tempdir = before
            end_children()


def short_folder(room: int = ROOM) -> Path:
    """Give the system's folder for temporary files, or another if a socket's name has no room.

    Parameters
    ----------
    room
        Bytes that are wanted below it.

    Returns
    -------
    Path
        The folder.
    """
    wanted = tempfile.gettempdir()
    for place in (wanted, os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", "/var/tmp"):  # noqa: S108 - names in it are drawn by lot, and made by us alone
        if place and len(os.fsencode(place)) <= LONGEST - room and os.access(place, os.W_OK):
            return Path(place)
    return Path(wanted)


def end_children() -> None:
    """End the workers of `multiprocessing`; what they had to do is done, or not wanted any more."""
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    # Else a process that leaves at once is told of leaks.
    multiprocessing.util._run_finalizers(0)  # type: ignore[attr-defined]  # noqa: SLF001


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for a block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def be_killed_with(parent: int) -> None:
    """Let the system kill this process when the one that started it dies; only Linux can.

    Parameters
    ----------
    parent
        The number of that process. If it is dead already, this process ends.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def outlive_parent() -> None:
    """Take back what `be_killed_with` did."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, 0)
