"""Folders that are gone with the process, and those of dead processes removed.

A process that is killed cannot tidy. So each of these folders is locked by its process as long as
it lives, and the system lets go of the lock whatever way the process ends. Whoever makes the next
folder removes those that carry our mark and are locked by nobody. A process id would not do: in a
container the next process has the same one.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import tempfile
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import ours, processes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock

ROOM = 24
"""Bytes of a socket's name below the folder for what is temporary."""
OWN = 20
"""Bytes of the name of such a folder."""
LONGEST = 100
"""Bytes of a socket's whole name that every system takes."""

PREFIX = "standfirst-"
_NAME = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")


class Temporary:
    """A temporary folder of this process, readable by nobody else.

    It is gone when `remove` is called, when the last reference to this object is, or when the
    process ends; if that is killed, when the next such folder is made.

    Parameters
    ----------
    parent
        Where it shall be; without it, where the system keeps what is temporary.

    Attributes
    ----------
    path
        The folder.
    """

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or Path(tempfile.gettempdir())
        ours.sweep(parent, _NAME)
        self.path, lock = ours.fresh(parent, PREFIX)
        self.remove = weakref.finalize(self, _removed, os.getpid(), self.path, lock)


def _removed(owner: int, folder: Path, lock: FileLock) -> None:
    if os.getpid() == owner:  # a fork that ends has the same duty on its list
        ours.remove(folder, lock)


def tidy() -> None:
    """Remove the temporary folders of processes that are dead."""
    ours.sweep(Path(tempfile.gettempdir()), _NAME)


@contextmanager
def workshop() -> Iterator[Path]:
    """Give the folder for all that a command, its children and libraries write for a while.

    Meant for a command: until the block ends, the whole process has its temporary files there.
    What killed commands left is removed first.
    """
    place = Temporary(short_folder(ROOM + OWN))
    try:
        with _temporary_files_in(place.path):
            yield place.path
    finally:
        place.remove()


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let this process, its children and libraries write there; children end with the block."""
    named = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    with processes.environment({**named, **processes.SAFE}):
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        # Else it makes one of its own, and removes it when the workshop is gone already.
        settings = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001
        settings["tempdir"] = str(folder)
        try:
            yield
        finally:
            settings.pop("tempdir")
            tempfile.tempdir = before
            processes.end_children()


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
