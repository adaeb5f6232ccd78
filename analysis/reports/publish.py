"""Put a finished report in its place, whole or not at all.

Beside a report that is being made stands a workshop, ``.NAME.staging``, which carries our mark and
is held by a lock. In it the new report grows; from it it changes places with the old one, which is
then removed with the workshop. Whatever moment a process is killed at, the old report stands or
the new one; the next one to come removes the workshop.

Where a system cannot let two folders change places, the old report is moved into the workshop and
then the new one out of it. Between the two no report stands; the next run brings the old one back.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis import ours
from analysis.errors import ParameterError
from analysis.reports.exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

INDEX = "index.html"
MARK = '<meta name="generator" content="standfirst">'
"""Stands in every report's index; a folder without it is somebody's own and is not replaced."""

FAILED, STAGING = ".failed", ".staging"
OLD = "old"


def workshop_of(out: Path) -> Path:
    """Give the folder in which a report is made."""
    return out.with_name(f".{out.name}{STAGING}")


def failed_place(out: Path) -> Path:
    """Give the folder that keeps the last failed run of a report."""
    return out.with_name(f"{out.name}{FAILED}")


def is_report(place: Path) -> bool:
    """Say whether a folder is a report, or empty."""
    index = place / INDEX
    if index.is_file():
        return MARK in index.read_text(encoding="utf-8", errors="replace")
    return place.is_dir() and ours.is_ours(place)


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give an empty folder for a new report; nobody else makes that report meanwhile.

    Parameters
    ----------
    out
        Where the report shall be.

    Yields
    ------
    Path
        The folder. It is gone with the block, unless it was published or kept.

    Raises
    ------
    BusyError
        If another process makes that report.
    ParameterError
        If something stands at that place, or beside it, which is not ours.
    """
    _refuse(out, is_report)
    _refuse(failed_place(out), ours.is_ours)
    out.parent.mkdir(parents=True, exist_ok=True)
    workshop = workshop_of(out)
    with ours.held(workshop, busy=f"another run is making {out}"):
        old = workshop / OLD
        if old.is_dir() and not os.path.lexists(out):
            old.rename(out)
        ours.empty(workshop)
        staging = workshop / secrets.token_hex(4)
        staging.mkdir()
        yield staging


def _refuse(place: Path, may_be_replaced: Callable[[Path], bool]) -> None:
    if os.path.lexists(place) and not may_be_replaced(place):
        raise ParameterError(
            f"{place} is not a report and is not replaced; name a new or empty folder with --out."
        )


def publish(staging: Path, out: Path) -> None:
    """Swap a finished report in; readers see the old one or the new one.

    Parameters
    ----------
    staging
        The finished report.
    out
        Its place.

    Raises
    ------
    ParameterError
        If somebody has put something else into that place meanwhile.
    """
    _put(staging, out, is_report, aside=staging.with_name(OLD))
    failed = failed_place(out)
    if failed.is_dir() and not failed.is_symlink() and ours.is_ours(failed):
        failed.rename(staging.with_name("failed"))  # gone with the workshop


def keep_failed(staging: Path, out: Path) -> Path:
    """Keep what a failed run left, for looking at; the report in place stays as it is.

    Returns
    -------
    Path
        Where it is kept.
    """
    kept = failed_place(out)
    ours.MARK.put(staging)
    _put(staging, kept, ours.is_ours, aside=staging.with_name("failed"))
    return kept


def _put(
    staging: Path, place: Path, may_be_replaced: Callable[[Path], bool], *, aside: Path
) -> None:
    if not os.path.lexists(place):
        staging.rename(place)
        return
    _refuse(place, may_be_replaced)
    if not exchange(staging, place):
        place.rename(aside)
        staging.rename(place)
