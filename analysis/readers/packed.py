"""Unpacks .zip and .gz into a temporary folder of ours, bounded, and reads what was in them.

A name that leads out of the archive is refused, links and devices are never made, and the bytes
are counted as they come, whatever the archive says of itself.
"""

from __future__ import annotations

import gzip
import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from analysis.errors import CorpusError
from analysis.readers.entries import open_file
from analysis.readers.raw_articles import FOUND, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 200_000
MOST_BYTES = 20_000_000_000
"""Bytes that an archive may hold."""
MOST_TIMES = 250
"""So many times its own size it may hold; text is packed to a tenth, rarely to a fiftieth."""
SMALL = 50_000_000
"""Below this many bytes it does not matter how often."""
BOMB = (
    f"holds more than {MOST_TIMES} times its own size, or more than {MOST_BYTES // 10**9} GB; "
    "unpack it yourself if you trust it"
)
ESCAPES = "not read: files whose names lead out of the archive"
LOCKED = "not read: files that ask for a password"
SPOILT = "not read: files of an archive that are damaged"
TWICE = "not read: a second file of the same name in an archive"
INNER = "not read: links and devices in an archive"
_CHUNK = 1 << 20
_LONGEST_NAME = 200
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)


class Unpacked(NamedTuple):
    """Where the files of an archive lie now, and what was not unpacked."""

    folder: Path
    notes: list[Issue]


def unpack(path: Path, folder: Path) -> Unpacked:
    """Unpack an archive into a new folder.

    Parameters
    ----------
    path
        A ``.zip`` or ``.gz``.
    folder
        A folder of ours that does not exist.

    Returns
    -------
    Unpacked
        The files keep their names; what stands for their time is their checksum, so that the same
        archive gives the same folder.

    Raises
    ------
    CorpusError
        If it cannot be opened, is damaged as a whole, or holds too much.
    """
    folder.mkdir()
    try:
        with open_file(path) as file:
            budget = _Budget(path.name, os.fstat(file.fileno()).st_size)
            if path.suffix.lower() == ".gz":
                _gunzip(file, folder / path.stem, budget)
                return Unpacked(folder, [])
            with zipfile.ZipFile(file) as archive:
                return Unpacked(folder, list(_members(archive, folder, budget)))
    except CorpusError:
        raise
    except _BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(f"{path.name}: cannot be unpacked: {reason}.") from error


class _Budget:
    """Counts what comes out of an archive, and ends it where it is too much."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self._left = min(MOST_BYTES, max(SMALL, MOST_TIMES * size))

    def copy(self, source: BinaryIO | gzip.GzipFile, target: Path) -> None:
        with target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise CorpusError(f"{self.name}: {BOMB}.")
                file.write(chunk)


def _gunzip(file: BinaryIO, target: Path, budget: _Budget) -> None:
    with gzip.GzipFile(fileobj=file) as source:
        budget.copy(source, target)
    os.utime(target, ns=(0, 0))


def _members(archive: zipfile.ZipFile, folder: Path, budget: _Budget) -> Iterator[Issue]:
    """Unpack what may be, and tell of the rest."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise CorpusError(f"{budget.name}: holds more than {MOST_FILES:,} files.")
    for info in infos:
        if info.is_dir():
            continue
        target = _target(info.filename)
        reason = _refused(info, target, folder)
        if not reason:
            reason = _extracted(archive, info, folder / target, budget)
        if reason:
            yield Issue(FOUND, reason, info.filename, dropped=False)


def _extracted(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: _Budget
) -> str:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source:
            budget.copy(source, target)  # type: ignore[arg-type]
    except CorpusError:
        raise
    except (FileExistsError, NotADirectoryError):
        return TWICE
    except _BROKEN:
        target.unlink(missing_ok=True)
        return SPOILT
    os.utime(target, ns=(info.CRC, info.CRC))
    return ""


def _target(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _refused(info: zipfile.ZipInfo, target: PurePosixPath, folder: Path) -> str:
    """Say why a member is not unpacked, or nothing."""
    parts = target.parts
    is_outside = (
        target.is_absolute()
        or ".." in parts
        or any(":" in part or "\0" in part for part in parts)
        or any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in parts)
        or not Path(os.path.realpath(folder / target)).is_relative_to(os.path.realpath(folder))
    )
    if not parts or is_outside:
        return ESCAPES
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return INNER
    return LOCKED if info.flag_bits & 1 else ""
