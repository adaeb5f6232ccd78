"""Folders that are gone with the process, and those of dead processes removed.

A process that is killed cannot tidy. So each of these folders is locked by its process as long as
it lives, and the system lets go of the lock whatever way the process ends. Whoever makes the next
folder removes those that carry our mark and are locked by nobody. A process id would not do: in a
container the next process has the same one.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from analysis.files import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = Mark("standfirst-temporary.txt", b"A temporary folder of standfirst, gone with it.\n")
LOCK = "lock"
_PREFIX = "standfirst_"
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_TRIES = 100


class Temporary:
    """A temporary folder of this process, readable by nobody else.

    It is gone when `remove` is called, when the last reference to this object is, or when the
    process ends; if that is killed, when the next such folder is made.

    Attributes
    ----------
    path
        The folder.
    """

    def __init__(self) -> None:
        tidy()
        self.path, lock = _made()
        self.remove = weakref.finalize(self, _removed, self.path, lock)


def tidy() -> None:
    """Remove the temporary folders of processes that are dead."""
    for path in _ours():
        lock = FileLock(path / LOCK)
        with suppress(Timeout, OSError):
            lock.acquire(timeout=0)
            _removed(path, lock)


def _ours() -> Iterator[Path]:
    """Give the folders that carry our name and our mark, of living processes and of dead ones."""
    me = os.getuid() if hasattr(os, "getuid") else None
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if not _NAME.fullmatch(entry.name) or not entry.is_dir(follow_symlinks=False):
                continue
            if me is not None and entry.stat(follow_symlinks=False).st_uid != me:
                continue
            if _is_ours(Path(entry.path)):
                yield Path(entry.path)


def _is_ours(path: Path) -> bool:
    """Say whether a folder has our mark, or is one that its process had no time to mark."""
    if MARK.marks(path):
        return True
    names = {inside.name for inside in path.iterdir()}
    return names <= {LOCK, MARK.name} and not any((path / name).stat().st_size for name in names)


def _made() -> tuple[Path, FileLock]:
    """Make a folder, lock it and mark it; if another process tidies it away meanwhile, again."""
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = FileLock(path / LOCK)
        with suppress(Timeout, FileNotFoundError):
            lock.acquire(timeout=0)
            (path / MARK.name).write_bytes(MARK.content)
            path.chmod(stat.S_IRWXU)  # whoever made it, should it have vanished and come back
            return path, lock
    raise FileNotFoundError(f"{tempfile.gettempdir()}: temporary folders vanish from it")


def _removed(path: Path, lock: FileLock) -> None:
    shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        lock.release()
