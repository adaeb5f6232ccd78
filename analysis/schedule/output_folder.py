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
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.schedule.history import NAME, sync
from analysis.schedule.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

LATEST, POINTER, LOCK = "latest", "latest.txt", ".lock"
FAILED = ".failed"
GONE = ".gone-"
INDEX = "index.html"

_RUN = re.compile(r"(.+)-(\d+)")


class BusyError(Exception):
    """Another run holds the lock."""


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
        """
        from filelock import FileLock, Timeout

        self.out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.out / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise BusyError(f"another run is at work in {self.out}") from None
        try:
            yield
        finally:
            lock.release()

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
        return f"{period.name}-{max(numbers, default=0) + 1}"

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
        if self.latest() != run:
            with suppress(OSError):
                (self.out / run).rename(self.out / f"{run}{FAILED}")

    def point(self) -> None:
        """Let `latest` lead to the report of the newest period, in one step."""
        reports = self.reports()
        if not reports or self.latest() == reports[-1]:
            return
        new = self.out / f".{LATEST}.new"
        new.unlink(missing_ok=True)
        try:
            new.symlink_to(reports[-1], target_is_directory=True)
            new.replace(self.out / LATEST)
            (self.out / POINTER).unlink(missing_ok=True)
        except OSError:  # no links on this disk, or no right to make them
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
            if name != self.latest():
                gone = self.out / f"{GONE}{name}"
                (self.out / name).rename(gone)  # gone in one step; it is never seen half removed
                shutil.rmtree(gone, ignore_errors=True)

    def tidy(self) -> None:
        """Remove what a run left that was killed. Only while the lock is held."""
        for pattern in (".*.staging-*", ".*.old-*", f"{GONE}*"):
            for left in self.out.glob(pattern):
                shutil.rmtree(left, ignore_errors=True)
        with suppress(FileNotFoundError):
            (self.out / f".{LATEST}.new").unlink()
