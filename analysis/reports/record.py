"""The record of a run: `run.json`, the only file of a report that knows a clock."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.versions import versions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NAME = "run.json"


def now() -> str:
    """Give the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_record(
    path: Path,
    *,
    started: str,
    corpus: Mapping[str, Any],
    parameters: Mapping[str, Any],
    seconds: Mapping[str, float],
    failures: Sequence[str] = (),
    log: str = "",
) -> None:
    """Write the record of a run.

    Parameters
    ----------
    path
        The file.
    started
        When the run began.
    corpus
        Path, name and fingerprint of the corpus.
    parameters
        What the user set.
    seconds
        How long each step took.
    failures
        One line for each.
    log
        What kernels printed outside of their cells.
    """
    record = {
        "standfirst": __version__,
        "corpus": dict(corpus),
        "parameters": dict(parameters),
        "failures": list(failures),
        "started": started,
        "finished": now(),
        "seconds": dict(seconds),
        "python": platform.python_version(),
        "packages": versions(),
        "log": log.splitlines(),
    }
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
