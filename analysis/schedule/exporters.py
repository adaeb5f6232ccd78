"""Files for those who call `standfirst run` at night: cron, systemd, GitHub Actions, Airflow."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.errors import ParameterError
from analysis.schedule.filled import filled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from analysis.schedule.config import Job

MARGIN = 600
"""Seconds after the deadline at which a scheduler may end a run itself."""


def command(job: Job, config: Path, program: Sequence[str], *, alone: bool) -> list[str]:
    """Give the words of the command that makes a report.

    Parameters
    ----------
    job
        The report.
    config
        The configuration.
    program
        How standfirst is started.
    alone
        Whether it is the only report of the configuration.

    Raises
    ------
    ParameterError
        If the name of the configuration has a line break, which no scheduler's file can hold.
    """
    if not str(config).isprintable():
        raise ParameterError(f"{str(config)!r} is no name for a scheduler's file; rename it.")
    return [*program, "run", str(config), *([] if alone else ["--only", job.name])]


def cron(job: Job, words: Sequence[str]) -> dict[str, str]:
    """Give a line of a crontab, and a note above it."""
    when = _five(job.at.hour, job.at.minute, job.every)
    text = filled("crontab", name=job.name, zone=job.zone.key, when=when, command=words)
    return {"crontab": text}


def _five(hour: int, minute: int, every: str, shift: int = 0) -> str:
    """Give cron's five fields; `shift` moves the days, as another time zone may."""
    days = {
        "day": "* * *",
        "week": f"* * {(1 + shift) % 7}",
        "month": f"{max(1, 1 + shift)} * *",
    }
    return f"{minute} {hour} {days[every]}"


def systemd(job: Job, words: Sequence[str]) -> dict[str, str]:
    """Give a service and a timer that makes up for nights in which the machine was off."""
    limit = f"{job.deadline + MARGIN:g}" if job.deadline else "infinity"
    days = {"day": "*-*-*", "week": "Mon *-*-*", "month": "*-*-01"}[job.every]
    when = f"{days} {job.at:%H:%M}:00"
    return {
        f"standfirst-{job.name}.service": filled(
            "service", name=job.name, command=words, limit=limit
        ),
        f"standfirst-{job.name}.timer": filled(
            "timer", name=job.name, when=when, zone=job.zone.key
        ),
    }


def github(job: Job, words: Sequence[str], *, near: date) -> dict[str, str]:
    """Give a workflow of GitHub Actions.

    Parameters
    ----------
    job
        The report. Its output and store must lie in the repository's folder.
    words
        The command.
    near
        A day of the year whose offsets from UTC are taken.

    Raises
    ------
    ParameterError
        If a name has a line break, or what GitHub would fill in.
    """
    paths = [str(job.out), *([job.store.partition("{{")[0].rstrip("/")] if job.store else [])]
    for text in [*paths, *words]:
        if not text.isprintable() or "${{" in text:
            raise ParameterError(f"{text!r} is no name for a workflow of GitHub; rename it.")
    text = filled(
        "workflow.yml",
        name=job.name,
        clock=f"{job.at:%H:%M}",
        zone=job.zone.key,
        when=_in_utc(job, near),
        minutes=min(int(job.deadline + MARGIN) // 60, 360) if job.deadline else 360,
        kept="\n".join(paths),
        key=f"standfirst-{job.name}-" + "${{ github.run_id }}-${{ github.run_attempt }}",
        command=shlex.join(words),
        out=str(job.out),
        days=min(job.keep or 90, 90),
    )
    return {f"standfirst-{job.name}.yml": text}


def _in_utc(job: Job, near: date) -> str:
    """Give the cron fields in UTC, for that half of the year in which they are later."""
    halves = [near.replace(month=month, day=15) for month in (1, 7)]
    moments = [datetime.combine(day, job.at, job.zone).astimezone(UTC) for day in halves]
    later = [
        (moment.date() - day, moment.time()) for moment, day in zip(moments, halves, strict=True)
    ]
    shift, clock = max(later)
    return _five(clock.hour, clock.minute, job.every, shift.days)


def airflow(job: Job, words: Sequence[str], *, start: date) -> dict[str, str]:
    """Give a DAG with one task; what was missed is made up for by `standfirst run` itself."""
    # Airflow fills templates in, and takes a command that ends in .sh for the name of a file.
    line = re.sub(r"\{(?=[{%#])", "{{ '{' }}", shlex.join(words)) + " "
    text = filled(
        "dag.py",
        name=job.name,
        when=_five(job.at.hour, job.at.minute, job.every),
        start=start,
        zone=job.zone.key,
        command=line,
        limit=int(job.deadline + MARGIN) if job.deadline else 6 * 3600,
    )
    return {f"standfirst_{job.name}.py": text}
