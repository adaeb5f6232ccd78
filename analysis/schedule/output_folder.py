"""The folder of an output: one folder a run, a link to the latest, and nothing half done.

```
out/
  latest -> 2026-11-23-1   (latest.txt with the name, where links cannot be made)
  history.jsonl
  2026-11-22-1/            reports
  2026-11-23-1/
  2026-11-21-1.failed/     what a failed run left, for looking at
```

Whoever changes it holds its lock.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from analysis import ours
from analysis.ours import LOCK, BusyError
from analysis.reports import publish
from analysis.schedule.history import NAME, read, sync
from analysis.schedule.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

LATEST, POINTER = "latest", "latest.txt"
FAILED = publish.FAILED
GONE = ".gone-"
INDEX = "index.html"

_RUN = re.compile(r"(.+)-(\d+)")
_LEFT = re.compile(
    rf"{re.escape(GONE)}[\w-]+-\d+(?:{re.escape(FAILED)})?|\.[\w-]+-\d+{re.escape(publish.STAGING)}"
)
"""How the workshop of a run is called, and a run that is being removed."""


def order(run: str) -> tuple[date, int]:
    """Give the place of a run among others: by the end of its period, then by number.

    Examples
    --------
    >>> order("2026-11-23-2")
    (datetime.date(2026, 11, 23), 2)
    """
    period, number = _parts(run)
    return Period.named(period).last, number


def _parts(run: str) -> tuple[str, int]:
    found = _RUN.fullmatch(run)
    if not found:
        raise ValueError(run)
    return found[1], int(found[2])


def _is_run(name: str) -> bool:
    try:
        order(name)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Shelf:
    """The folder of an output."""

    out: Path

    @property
    def history(self) -> Path:
        """The file of the history."""
        return self.out / NAME

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the output for oneself.

        Raises
        ------
        BusyError
            At once, if another process holds it. The system frees the lock of one that dies.
        OSError
            If the folder cannot be written.
        ParameterError
            If it holds somebody's own files.
        """
        if read(self.history)[0]:  # a history says as much as a mark
            ours.MARK.put(self.out)
        ours.claim(self.out)
        lock = FileLock(self.out / LOCK)
        try:
            lock.acquire(timeout=ours.PATIENCE, poll_interval=0.02)
        except Timeout:
            raise BusyError(f"another run is at work in {self.out}") from None
        try:
            yield
        finally:
            lock.release()

    def is_at_work(self) -> bool:
        """Whether a run holds the lock."""
        if not (self.out / LOCK).is_file():
            return False
        lock = FileLock(self.out / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        except OSError:  # not ours to write, so not ours to ask
            return False
        lock.release()
        return False

    def reports(self) -> list[str]:
        """Give the names of the finished reports, oldest period first."""
        found = [path.parent for path in self.out.glob(f"*/{INDEX}")]
        return sorted((path.name for path in found if _is_run(path.name)), key=order)

    def failed(self) -> list[str]:
        """Give the names of the folders of failed runs, oldest period first."""
        found = [path.name.removesuffix(FAILED) for path in self.out.glob(f"*{FAILED}")]
        return [name + FAILED for name in sorted(filter(_is_run, found), key=order)]

    def latest(self) -> str:
        """Give the name of the report that readers open; an empty text if there is none."""
        link, pointer = self.out / LATEST, self.out / POINTER
        if link.is_symlink():
            return link.readlink().name
        return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""

    def next_run(self, period: Period, known: Iterable[str]) -> str:
        """Name the next run of a period; no name is ever used twice."""
        names = {*known, *self.reports(), *(n.removesuffix(FAILED) for n in self.failed())}
        numbers = [_parts(name)[1] for name in names if name.rpartition("-")[0] == period.name]
        number = max(numbers, default=0) + 1
        while any(os.path.lexists(self.out / f"{period.name}-{number}{e}") for e in ("", FAILED)):
            number += 1  # somebody's own
        return f"{period.name}-{number}"

    def settle(self, run: str) -> None:
        """Bring a finished report to the disk, and let `latest` lead to the newest period."""
        for path in sorted((self.out / run).rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            elif path.is_dir():
                sync(path)
        sync(self.out / run)
        sync(self.out)
        self.point()

    def set_aside(self, run: str) -> None:
        """Count a report that came into its place and no further as a failed run."""
        if self.latest() != run and publish.is_report(self.out / run):
            with suppress(OSError):
                ours.MARK.put(self.out / run)
                (self.out / run).rename(self.out / f"{run}{FAILED}")

    def point(self) -> None:
        """Let `latest` lead to the report of the newest period, in one step."""
        reports = self.reports()
        if not reports or self.latest() == reports[-1]:
            return
        place = self.out / LATEST
        new = self.out / f".{LATEST}.new"
        new.unlink(missing_ok=True)
        try:
            if place.exists() and not place.is_symlink():
                raise FileExistsError(str(place))
            new.symlink_to(reports[-1], target_is_directory=True)
            new.replace(place)
            (self.out / POINTER).unlink(missing_ok=True)
        except OSError:  # no links on this disk, no right to make them, or somebody's own file
            new.unlink(missing_ok=True)
            new.write_text(f"{reports[-1]}\n", encoding="utf-8")
            new.replace(self.out / POINTER)
        sync(self.out)

    def prune(self, *, keep: int, keep_failed: int) -> None:
        """Remove all but the newest reports and failed runs; never what `latest` leads to.

        Parameters
        ----------
        keep, keep_failed
            How many stay; 0 keeps all.
        """
        old = self.reports()[:-keep] if keep else []
        old += self.failed()[:-keep_failed] if keep_failed else []
        for name in old:
            place = self.out / name
            if name != self.latest() and (publish.is_report(place) or ours.is_ours(place)):
                gone = self.out / f"{GONE}{name}"
                ours.MARK.put(place)
                place.rename(gone)  # gone in one step; it is never seen half removed
                ours.clear(gone)

    def tidy(self) -> None:
        """Remove what a run left that was killed. Only while the lock is held."""
        ours.sweep(self.out, _LEFT)
        with suppress(FileNotFoundError):
            (self.out / f".{LATEST}.new").unlink()
