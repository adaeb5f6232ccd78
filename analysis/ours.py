"""What is ours: folders that carry our mark, and the lock of whoever works in one.

A folder is written into, replaced or removed only if it is new, empty, or carries the mark. A name
alone decides nothing: the same name may be somebody's own. Whether the owner of a folder lives is
asked of its lock, which the system frees when a process dies; a process's number may be another's.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from filelock import FileLock, Timeout

from analysis.errors import ParameterError, StandfirstError

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

PATIENCE = 0.3
"""Seconds for which a lock is asked for: others hold it for a moment when they look."""
TRIES = 100
"""How often a folder is made that others take away. Each of them does so once."""


class BusyError(StandfirstError):
    """Another process is at work in a folder."""


class Mark(NamedTuple):
    """A small file with a known content: it says that a folder is ours.

    Parameters
    ----------
    name
        The file's name.
    content
        What it holds.
    lock
        The name of the file that is locked by whoever works in the folder.
    """

    name: str
    content: bytes
    lock: str

    def marks(self, folder: Path) -> bool:
        """Say whether a folder carries the whole mark."""
        with suppress(OSError):
            return self._begins(folder) == self.content
        return False

    def may_take(self, folder: Path) -> bool:
        """Say whether a folder is new or empty; half a mark is all that a killed process left."""
        try:
            return self._is_empty(folder)
        except OSError:
            return not os.path.lexists(folder)

    def is_on(self, folder: Path) -> bool:
        """Say whether a folder is empty or carries the mark.

        The names are looked at first: where there are others, the mark was whole before they came.

        Raises
        ------
        OSError
            If it is no folder, or cannot be read.
        """
        return self._is_empty(folder) or self.marks(folder)

    def put(self, folder: Path) -> None:
        """Mark a folder, before anything else is written there.

        The mark is written over what was there of it and never emptied first. So whoever looks
        meanwhile sees no less than before, though several may mark the folder at once.

        Raises
        ------
        OSError
            If it cannot be written, or if no plain file has its name.
        """
        if self._begins(folder) == self.content:
            return
        place = folder / self.name
        place.touch()
        with place.open("r+b", buffering=0) as file:
            file.write(self.content)
            file.truncate()

    def _is_empty(self, folder: Path) -> bool:
        names = {path.name for path in folder.iterdir()}
        return (
            names <= {self.name, self.lock}
            and self.content.startswith(self._begins(folder))
            and not _start_of(folder / self.lock, 1)  # a lock holds nothing
        )

    def _begins(self, folder: Path) -> bytes:
        return _start_of(folder / self.name, len(self.content) + 1)


def _start_of(place: Path, size: int) -> bytes:
    """Give the first bytes of a plain file; nothing if there is no file."""
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(place))
        with place.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        return b""


MARK = Mark(
    ".standfirst", b"Made by standfirst, which may replace and remove this folder.\n", ".lock"
)
LOCK = MARK.lock
_OWN = {MARK.name, LOCK}


def is_ours(folder: Path) -> bool:
    """Say whether a folder is empty or carries our mark.

    Parameters
    ----------
    folder
        Anything; what is no folder is not ours.

    Returns
    -------
    bool
        True also where a process was killed before it had written the whole mark.
    """
    with suppress(OSError):
        return MARK.is_on(folder)
    return False


def claim(folder: Path) -> None:
    """Make a folder ours, unless it is somebody's own.

    Raises
    ------
    ParameterError
        If it holds files and has no mark. Nothing is touched then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not is_ours(folder):
        raise ParameterError(
            f"{folder} holds files that are not standfirst's, and nothing is written there; name "
            "a new or empty folder."
        )
    MARK.put(folder)


def fresh(parent: Path, prefix: str) -> tuple[Path, FileLock]:
    """Make a folder under a name that nobody had, readable by nobody else, and hold it.

    Until it is held, others who sweep may take it for one that a dead process left. Then another
    name is tried: to wait for them would be to wait for as many as there are.

    Parameters
    ----------
    parent
        Where it shall be.
    prefix
        How its name begins; eight letters, digits or underscores follow.

    Returns
    -------
    tuple of Path and FileLock
        The folder, and its lock. `remove` wants both.

    Raises
    ------
    OSError
        If the parent cannot be written.
    """
    for _ in range(TRIES):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = FileLock(folder / LOCK)
        with suppress(Timeout, FileNotFoundError, FileExistsError):
            lock.acquire(blocking=False)
            folder.chmod(stat.S_IRWXU)  # whoever made it, should it have vanished and come back
            MARK.put(folder)
            return folder, lock
        lock.release()
    raise FileNotFoundError(errno.ENOENT, "folders vanish from it", str(parent))


@contextmanager
def held(folder: Path, *, busy: str) -> Iterator[None]:
    """Hold a folder of ours; it is gone with the block.

    What a dead process left in it is there at first.

    Parameters
    ----------
    folder
        Its name. Its parent must exist.
    busy
        What to say if another process holds it.

    Raises
    ------
    BusyError
        If another process holds it.
    ParameterError
        If it is not ours.
    OSError
        If it cannot be made, or is removed again and again.
    """
    lock = _taken(folder, busy)
    try:
        yield
    finally:
        remove(folder, lock)


def _taken(folder: Path, busy: str) -> FileLock:
    for tries_left in reversed(range(TRIES)):
        lock = FileLock(folder / LOCK)
        try:
            _made(folder)
            lock.acquire(timeout=PATIENCE, poll_interval=0.02)
            MARK.put(folder)
            break
        except Timeout:
            raise BusyError(busy) from None
        except BaseException as error:
            lock.release()
            vanished = isinstance(error, FileNotFoundError | FileExistsError)
            if not (vanished and tries_left):
                raise
    return lock


def _made(folder: Path) -> None:
    with suppress(FileExistsError):
        folder.mkdir()
    in_the_way = ParameterError(f"{folder} is not standfirst's and is in the way; rename it.")
    try:
        if folder.is_symlink() or not MARK.is_on(folder):
            raise in_the_way
    except NotADirectoryError:
        raise in_the_way from None


def remove(folder: Path, lock: FileLock) -> None:
    """Remove a folder whose lock we hold. The mark goes last: what is left can be told as ours."""
    try:
        empty(folder)
        if {path.name for path in folder.iterdir()} <= _OWN:
            (folder / MARK.name).unlink(missing_ok=True)
            if os.name == "nt":  # an open file cannot be removed there
                lock.release()
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()
    except OSError:
        pass  # somebody still writes there; the next one to come removes it
    finally:
        lock.release()


def empty(folder: Path) -> None:
    """Remove what a folder of ours holds, but for mark and lock, as far as that can be done."""
    for path in list(folder.iterdir()):
        if path.name in _OWN:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def clear(folder: Path) -> None:
    """Remove a folder if it is ours and its owner is dead; else leave it alone."""
    with suppress(OSError, Timeout):
        if folder.is_symlink() or not is_ours(folder) or not _of_this_user(folder):
            return
        lock = FileLock(folder / LOCK)
        lock.acquire(blocking=False)
        if is_ours(folder):
            remove(folder, lock)
        lock.release()


def _of_this_user(folder: Path) -> bool:
    return not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid()


def sweep(parent: Path, name: re.Pattern[str]) -> None:
    """Remove what dead processes left in a folder.

    Parameters
    ----------
    parent
        The folder.
    name
        What a whole name must match; the mark decides all the same.
    """
    with suppress(OSError):
        for folder in list(parent.iterdir()):
            if name.fullmatch(folder.name):
                clear(folder)
