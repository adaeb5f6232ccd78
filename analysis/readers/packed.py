"""Unpacks archives into a temporary folder of ours, within bounds.

A name that leads out of the archive is refused, links and devices are never made, and the bytes
are counted as they come, whatever the archive says of itself.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import tarfile
import zipfile
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple

from analysis.errors import CorpusError
from analysis.readers.entries import open_file
from analysis.readers.raw_articles import FOUND, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
TOO_MANY = f"holds more than {MOST_FILES:,} files"
ESCAPES = "not read: files whose names lead out of the archive"
LOCKED = "not read: files that ask for a password"
SPOILT = "not read: files of an archive that are damaged"
TWICE = "not read: a second file of the same name in an archive"
INNER = "not read: links and devices in an archive"
_STREAMS: Mapping[str, Callable[[BinaryIO], Any]] = MappingProxyType(
    {
        ".gz": lambda file: gzip.GzipFile(fileobj=file),
        ".tgz": lambda file: gzip.GzipFile(fileobj=file),
        ".bz2": bz2.BZ2File,
        ".xz": lzma.LZMAFile,
    }
)
_CHUNK = 1 << 20
_LONGEST_NAME = 200
_LATEST = 2**40
"""A time beyond this many seconds is none that a file can have."""


class _ExcessError(Exception):
    """An archive holds more than it may."""


class Budget:
    """Counts what comes out of an archive and of those inside it, and ends it where it is too much.

    Parameters
    ----------
    size
        That of the outermost archive, in bytes.
    """

    def __init__(self, size: int) -> None:
        self._bytes = min(MOST_BYTES, max(SMALL, MOST_TIMES * size))
        self._files = MOST_FILES

    def copy(self, source: IO[bytes], target: Path) -> None:
        """Copy a stream to a new file."""
        with target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                self._bytes -= len(chunk)
                if self._bytes < 0:
                    raise _ExcessError(BOMB)
                file.write(chunk)

    def count(self, n_files: int) -> None:
        """Count files before they are unpacked."""
        self._files -= n_files
        if self._files < 0:
            raise _ExcessError(TOO_MANY)


class Unpacked(NamedTuple):
    """Where the files of an archive lie now, what was not unpacked, and what may yet come."""

    folder: Path
    notes: list[Issue]
    budget: Budget


def unpack(path: Path, folder: Path, *, budget: Budget | None = None) -> Unpacked:
    """Unpack an archive into a new folder.

    Parameters
    ----------
    path
        A ``.zip`` or ``.tar``, or a file that is packed by itself, such as ``.gz``.
    folder
        A folder of ours that does not exist.
    budget
        That of the archive in which this one lay, if it did.

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
            budget = budget or Budget(os.fstat(file.fileno()).st_size)
            ending = path.suffix.lower()
            if ending in _STREAMS:
                name = f"{path.stem}.tar" if ending == ".tgz" else path.stem
                with _STREAMS[ending](file) as stream:
                    budget.copy(stream, folder / name)
                os.utime(folder / name, ns=(0, 0))
                return Unpacked(folder, [], budget)
            if ending == ".tar":
                with tarfile.TarFile(fileobj=file) as tape:
                    return Unpacked(folder, list(_of_tape(tape, folder, budget)), budget)
            with zipfile.ZipFile(file) as archive:
                return Unpacked(folder, list(_members(archive, folder, budget)), budget)
    except _ExcessError as error:
        raise CorpusError(f"{path.name}: {error}.") from error
    except Exception as error:  # the libraries raise what their own tools happen to raise
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(f"{path.name}: cannot be unpacked: {reason}.") from error


def _of_tape(archive: tarfile.TarFile, folder: Path, budget: Budget) -> Iterator[Issue]:
    """Unpack the files of a .tar, and tell of the rest."""
    for info in archive:
        budget.count(1)
        if info.isdir():
            continue
        target = _target(info.name)
        reason = _outside(target, folder) or ("" if info.isreg() else INNER)
        stream = None if reason else archive.extractfile(info)
        if stream is not None:
            reason = _extracted(stream, folder / target, budget, stamp=_stamp(info.mtime))
        if reason:
            yield Issue(FOUND, reason, info.name, dropped=False)


def _members(archive: zipfile.ZipFile, folder: Path, budget: Budget) -> Iterator[Issue]:
    """Unpack the files of a .zip, and tell of the rest."""
    infos = archive.infolist()
    budget.count(len(infos))
    for info in infos:
        if info.filename.endswith("/"):
            continue
        target = _target(info.filename)
        kind = stat.S_IFMT(info.external_attr >> 16)
        reason = (
            _outside(target, folder)
            or (INNER if kind not in (0, stat.S_IFREG, stat.S_IFDIR) else "")
            or (LOCKED if info.flag_bits & 1 else "")
        )
        if not reason:
            try:
                stream = archive.open(info)
            except Exception:  # noqa: BLE001 - as above
                reason = SPOILT
            else:
                reason = _extracted(stream, folder / target, budget, stamp=info.CRC)
        if reason:
            yield Issue(FOUND, reason, info.filename, dropped=False)


def _extracted(stream: IO[bytes], target: Path, budget: Budget, *, stamp: int) -> str:
    """Write a file and say why that failed, or nothing."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with stream:
            budget.copy(stream, target)
    except _ExcessError:
        raise
    except (FileExistsError, NotADirectoryError):
        return TWICE
    except Exception:  # noqa: BLE001 - as above
        target.unlink(missing_ok=True)
        return SPOILT
    os.utime(target, ns=(stamp, stamp))
    return ""


def _stamp(seconds: float) -> int:
    """Give a time that any system can write to a file; 0 for what is none."""
    return int(seconds) if 0 <= seconds < _LATEST else 0


def _target(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _outside(target: PurePosixPath, folder: Path) -> str:
    """Say that a name leads out of the folder, or is none that a file may have."""
    parts = target.parts
    is_outside = (
        not parts
        or target.is_absolute()
        or ".." in parts
        or any(":" in part or "\0" in part for part in parts)
        or any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in parts)
        or not Path(os.path.realpath(folder / target)).is_relative_to(os.path.realpath(folder))
    )
    return ESCAPES if is_outside else ""
