"""One run from an order to a report that stands or a failure that is told."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError, StandfirstError
from analysis.schedule import inputs
from analysis.schedule.history import DONE, FAILED, Entry
from analysis.schedule.output_folder import FAILED as FAILED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from analysis.schedule.config import Job
    from analysis.schedule.output_folder import Shelf

BROKEN, MISUSED = 1, 2
LINE, LINES, CAUSE = 2_000, 20, 20_000
"""Characters of a failure, failures of a run, and characters of all that a command is told.

A variable of the environment holds 128 KiB, and a character may take four bytes.
"""

_PASSING = re.compile(
    r"DeadKernelError|CellTimeoutError|Kernel died|Kernel dead|Timeout of \d+ seconds exceeded"
    r"|ended without a word|TimeoutError: |fork server ended"
    r"|^Connection(?:Reset|Refused)Error: "  # the process that starts kernels was killed itself
)


@dataclass(frozen=True)
class Environment:
    """What a runner needs of the world outside.

    Parameters
    ----------
    clock
        Gives the time, with its zone.
    make
        Makes a report; `analysis.reports.report`.
    environ
        The environment for hooks.
    tell
        Called with each line the user should see.
    progress
        Called with a line for each notebook that is done.
    wait
        Waits some seconds.
    """

    clock: Callable[[], datetime]
    make: Callable[..., Path]
    environ: Mapping[str, str]
    tell: Callable[[str], None]
    progress: Callable[[str], None] | None = None
    wait: Callable[[float], None] = time.sleep


def may_pass(failure: str) -> bool:
    """Say whether a failure may not come again: a kernel died, or a cell took too long.

    Examples
    --------
    >>> may_pass("actors, under 'The ties': DeadKernelError: Kernel died")
    True
    >>> may_pass("actors, under 'The ties': KeyError: 'n'")
    False
    """
    return bool(_PASSING.search(failure))


def attempt(
    job: Job, entry: Entry, order: inputs.Inputs, shelf: Shelf, world: Environment
) -> Entry:
    """Make a report, and again if a kernel died or a cell took too long.

    Parameters
    ----------
    job
        The report.
    entry
        The run as it has begun.
    order
        What it is made from.
    shelf
        Where it is put.
    world
        Clock, environment and the like.

    Returns
    -------
    Entry
        The run as it has ended.
    """
    made = _made(job, entry, order, shelf, world)
    while made.failures and all(map(may_pass, made.failures)) and made.attempts <= job.retries:
        world.wait(job.pause)
        again = _made(job, entry, order, shelf, world)
        made = replace(again, attempts=made.attempts + 1)
    return made


def _made(job: Job, entry: Entry, order: inputs.Inputs, shelf: Shelf, world: Environment) -> Entry:
    out = shelf.out / entry.run
    try:
        with inputs.as_one(order.notebooks) as notebooks:
            world.make(
                order.corpus,
                out=out,
                notebooks=notebooks,
                parameters=order.parameters,
                store=order.store,
                check=job.check,
                progress=world.progress,
            )
        shelf.settle(entry.run)
        return replace(entry, outcome=DONE, facts=_facts(out))
    except StandfirstError as error:
        code = BROKEN if isinstance(error, ReportError) else MISUSED
        lines = tuple(map(plain, str(error).splitlines()))
    except Exception as error:  # noqa: BLE001 - a full disk, or a fault of ours: the history knows
        code, lines = BROKEN, (plain(f"{type(error).__name__}: {error}"),)
    shelf.set_aside(entry.run)
    failed = _facts(shelf.out / f"{entry.run}{FAILED_FOLDER}")
    return replace(entry, outcome=FAILED, exit=code, failures=lines, facts=failed)


def plain(text: str) -> str:
    r"""Give a text as one line that does nothing to a terminal: an error may quote an article.

    Examples
    --------
    >>> plain("KeyError: 'a\x1b[2J'\n here")
    "KeyError: 'a [2J' here"
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def cut(text: str, most: int = LINE) -> str:
    """Shorten a text and say so.

    Examples
    --------
    >>> cut("a long story", 6)
    'a long … (6 more characters)'
    """
    left = len(text) - most
    return text if left <= 0 else f"{text[:most]} … ({left:,} more characters)"


def shortened(failures: Sequence[str]) -> tuple[str, ...]:
    """Shorten what a run failed of; `run.json` in the folder of the failed run has all of it.

    Examples
    --------
    >>> shortened(["a"] * 22)[-2:]
    ('a', '2 more failures: see run.json in the folder of the failed run')
    """
    kept = tuple(cut(line) for line in failures[:LINES])
    left = len(failures) - LINES
    more = f"{left} more failures: see run.json in the folder of the failed run"
    return (*kept, more) if left > 0 else kept


def _facts(folder: Path) -> dict[str, Any]:
    """Read what the report's own record knows; nothing if there is none."""
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return {"fingerprint": record["corpus"]["fingerprint"], "seconds": record["seconds"]}
    except (OSError, ValueError, KeyError):
        return {}


def in_one_line(entry: Entry) -> str:
    """Tell how a run ended: the first failure, and how many more there are.

    Examples
    --------
    >>> in_one_line(Entry("2026-11-23-1", "2026-11-23", failures=("a: dead", "b: dead")))
    'a: dead (and 1 more)'
    """
    if not entry.failures:
        return entry.outcome
    first, *others = entry.failures
    more = f" (and {len(others)} more)" if others else ""
    tried = f" (tried {entry.attempts} times)" if entry.attempts > 1 else ""
    note = f" ({entry.note})" if entry.note else ""
    return f"{first}{more}{tried}{note}"
