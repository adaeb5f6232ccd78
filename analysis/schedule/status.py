"""What a history tells, as facts and as a table for a terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from analysis.schedule import history
from analysis.schedule.output_folder import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.schedule.config import Job

HEAD = ("period", "run", "began", "seconds", "how it ended")
ROWS = 10


def facts(job: Job) -> dict[str, Any]:
    """Give what is known of a report's runs.

    Parameters
    ----------
    job
        The report.

    Returns
    -------
    dict
        ``name``, ``out``, ``latest`` (name of the run, or empty), ``unreadable`` (numbers of lines
        of the history that cannot be read) and ``runs``, oldest first, each with the fields of
        `history.Entry`.
    """
    shelf = Shelf(job.out)
    entries, unreadable = history.read(shelf.history)
    return {
        "name": job.name,
        "out": str(job.out),
        "latest": shelf.latest(),
        "unreadable": unreadable,
        "runs": [_run(entry, shelf) for entry in entries],
    }


def _run(entry: history.Entry, shelf: Shelf) -> dict[str, Any]:
    outcome = entry.outcome or ("running" if shelf.is_at_work() else history.KILLED)
    return {
        "period": entry.period,
        "run": entry.run,
        "outcome": outcome,
        "exit": entry.exit,
        "began": entry.began,
        "ended": entry.ended,
        "attempts": entry.attempts,
        "failures": list(entry.failures),
        "note": entry.note,
        "key": entry.key,
        **entry.facts,
    }


def table(known: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give the last runs as rows of texts, newest last.

    Parameters
    ----------
    known
        What `facts` gives.

    Yields
    ------
    tuple of str
        A heading, and a row for each run.
    """
    yield HEAD
    for run in known["runs"][-ROWS:]:
        yield (
            run["period"],
            run["run"],
            run["began"].replace("T", " "),
            _seconds(run["began"], run["ended"]),
            _how(run),
        )


def _how(run: dict[str, Any]) -> str:
    if run["outcome"] == history.SAME:
        return f"up to date, as {run['run']}"
    told = [run["outcome"], *run["failures"][:1], run["note"]]
    return ": ".join(text for text in told if text)


def _seconds(began: str, ended: str) -> str:
    if not (began and ended):
        return ""
    passed = (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()
    return f"{passed:.0f}" if passed >= 0 else "?"  # the clock was set back
