"""Files and folders that are there whole or not at all.

What is written here obeys the umask, as what any other program writes.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_STAGING = re.compile(r"\.staging-[0-9a-f]{32}")
"""Names of what is not whole yet: 128 bits of chance, so that no two processes choose one."""


def write_file(place: Path, content: bytes | Callable[[Path], object]) -> None:
    """Write a file so that whoever opens it sees the old content or the new one.

    Parameters
    ----------
    place
        The file.
    content
        What it shall hold, or a function that writes it to the path it is given.
    """
    staging = _beside(place)
    try:
        if callable(content):
            content(staging)
        else:
            with staging.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        staging.replace(place)
    except BaseException:
        with suppress(OSError):
            staging.unlink(missing_ok=True)
        raise


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Fill a folder beside its place, and give it its name once it is full.

    Raises
    ------
    OSError
        If something has the name by then. It stays.
    """
    staging = _beside(place)
    staging.mkdir()
    try:
        yield staging
        staging.rename(place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what an interrupted process left unfinished in a folder of ours."""
    for path in folder.iterdir():
        if _STAGING.fullmatch(path.name):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _beside(place: Path) -> Path:
    return place.with_name(f".staging-{token_hex(16)}")
