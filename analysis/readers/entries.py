"""What may be read of a corpus: regular files that lie in it, whatever their names promise."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

LEAVES = "not read: links that leave the corpus"
BROKEN = "not read: links that lead nowhere"
SPECIAL = "not read: pipes, sockets and devices"


def refusal(path: Path, folder: Path) -> str:
    """Say why an entry of a folder may not be read, or nothing.

    Parameters
    ----------
    path
        The entry.
    folder
        The corpus's folder. A link may lead to another place in it.

    Returns
    -------
    str
        The reason for the ledger; empty for regular files and for folders.
    """
    try:
        if path.is_symlink():
            target = Path(os.path.realpath(path, strict=True))
            if not target.is_relative_to(os.path.realpath(folder)):
                return LEAVES
        mode = path.stat().st_mode
    except OSError as error:
        return BROKEN if path.is_symlink() else f"cannot be opened: {error.strerror}"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else SPECIAL


def open_file(path: Path, *, buffering: int = -1) -> BinaryIO:
    """Open a regular file to read its bytes.

    Parameters
    ----------
    path
        The file.
    buffering
        As for `open`.

    Returns
    -------
    file
        An open file.

    Raises
    ------
    OSError
        If it cannot be opened, or is a pipe, for which a reader would wait for ever, or a device,
        which may have no end.
    """
    return open(path, "rb", buffering=buffering, opener=_opener)


def _opener(path: str, flags: int) -> int:
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    kind = "folder" if stat.S_ISDIR(mode) else "pipe, socket or device"
    raise OSError(errno.EINVAL, f"it is no file but a {kind}", path)
