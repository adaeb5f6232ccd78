"""Put a finished report in its place, whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "index.html"
MARK = '<meta name="generator" content="standfirst">'
"""Stands in every report's index; a folder without it is somebody's own and is not replaced."""


def stage(out: Path) -> Path:
    """Make an empty folder beside the report's place, on the same disk.

    Parameters
    ----------
    out
        Where the report shall be.

    Returns
    -------
    Path
        The staging folder.

    Raises
    ------
    ParameterError
        If something stands at that place which is not a report.
    """
    if out.exists() and not _may_be_replaced(out):
        raise ParameterError(
            f"{out} is not a report and is not replaced; name a new or empty folder with --out."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    _tidy(out)
    staging = _beside(out, f"staging-{os.getpid()}")
    staging.mkdir()
    return staging


def publish(staging: Path, out: Path) -> None:
    """Swap a finished report in; readers see the old one or the new one.

    Parameters
    ----------
    staging
        The finished report.
    out
        Its place.
    """
    old = _beside(out, f"old-{os.getpid()}")
    if out.exists():
        out.rename(old)
    staging.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(failed_place(out), ignore_errors=True)


def keep_failed(staging: Path, out: Path) -> Path:
    """Keep what a failed run left, for looking at; the report in place stays as it is.

    Returns
    -------
    Path
        Where it is kept.
    """
    kept = failed_place(out)
    shutil.rmtree(kept, ignore_errors=True)
    staging.rename(kept)
    return kept


def failed_place(out: Path) -> Path:
    """Give the folder that keeps the last failed run of a report."""
    return out.with_name(f"{out.name}.failed")


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _may_be_replaced(out: Path) -> bool:
    if not out.is_dir():
        return False
    index = out / INDEX
    if index.is_file():
        return MARK in index.read_text(encoding="utf-8", errors="replace")
    return next(out.iterdir(), None) is None


def _tidy(out: Path) -> None:
    """Mend what a run left that was killed: bring an old report back, drop its staging folder."""
    for left in out.parent.glob(f".{out.name}.*-*"):
        pid = left.name.rpartition("-")[2]
        if not pid.isdigit() or lives(int(pid)):
            continue
        if ".old-" in left.name and not out.exists():
            left.rename(out)
        else:
            shutil.rmtree(left, ignore_errors=True)


def lives(pid: int) -> bool:
    """Say whether there is such a process; another may have its number by now."""
    if pid == os.getpid() or os.name == "nt":
        return pid == os.getpid()
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True
