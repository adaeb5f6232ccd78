"""Files for those who call `standfirst run` at night: cron, systemd, GitHub Actions, Airflow."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.errors import ParameterError

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
    """Give a line of a crontab; cron reads ``%`` as the end of a line."""
    line = shlex.join(words).replace("%", r"\%")
    when = _five(job.at.hour, job.at.minute, job.every)
    note = f"# {job.name}: the machine's time zone counts here; the report's is {job.zone.key}."
    return {"crontab": f"{note}\n{when} {line}\n"}


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
    name = f"standfirst-{job.name}"
    limit = f"{job.deadline + MARGIN:g}" if job.deadline else "infinity"
    days = {"day": "*-*-*", "week": "Mon *-*-*", "month": "*-*-01"}[job.every]
    service = f"""\
[Unit]
Description=standfirst report {job.name}

[Service]
Type=oneshot
ExecStart={" ".join(map(_quoted, words))}
# 75: another run was at work. That is no failure.
SuccessExitStatus=75
# The run itself is asked to end, and ends its notebooks.
KillMode=mixed
TimeoutStartSec={limit}
TimeoutStopSec=60
Nice=10
"""
    timer = f"""\
[Unit]
Description=When to make the standfirst report {job.name}

[Timer]
OnCalendar={days} {job.at:%H:%M}:00 {job.zone.key}
Persistent=true
RandomizedDelaySec=60

[Install]
WantedBy=timers.target
"""
    return {f"{name}.service": service, f"{name}.timer": timer}


def _quoted(word: str) -> str:
    """Quote a word for systemd, which reads ``%`` and ``$`` itself."""
    word = word.replace("%", "%%").replace("$", "$$")
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else json.dumps(word, ensure_ascii=False)


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
    kept = json.dumps("\n".join(paths), ensure_ascii=False)
    key = json.dumps(f"standfirst-{job.name}-" + "${{ github.run_id }}-${{ github.run_attempt }}")
    minutes = min(int(job.deadline + MARGIN) // 60, 360) if job.deadline else 360
    text = f"""\
name: {json.dumps(f"standfirst {job.name}")}

on:
  schedule:
    # UTC; {job.at:%H:%M} in {job.zone.key}, or an hour later, as the season has it.
    - cron: "{_in_utc(job, near)}"
  workflow_dispatch:
    inputs:
      day:
        description: A day of the period, as in 2026-11-23; empty for the last one
        required: false
        default: ""

permissions:
  contents: read

concurrency:
  group: {json.dumps(f"standfirst-{job.name}")}
  cancel-in-progress: false

jobs:
  report:
    runs-on: ubuntu-latest
    timeout-minutes: {minutes}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.12"
          cache: pip
          cache-dependency-path: requirements.lock
      - run: |
          python -m pip install --require-hashes -r requirements.lock
          python -m pip install --no-deps --no-build-isolation -e .
      # The history and the annotated corpus go on from run to run.
      - uses: actions/cache/restore@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0
        with:
          path: {kept}
          key: {key}
          restore-keys: {json.dumps(f"standfirst-{job.name}-")}
      - env:
          DAY: ${{{{ inputs.day }}}}
        run: {json.dumps(shlex.join(words) + ' ${DAY:+--for "$DAY"}')}
      - if: always()
        uses: actions/cache/save@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0
        with:
          path: {kept}
          key: {key}
      - if: always()
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: {json.dumps(job.name)}
          path: {json.dumps(str(job.out))}
          retention-days: {min(job.keep or 90, 90)}
"""
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
    limit = int(job.deadline + MARGIN) if job.deadline else 6 * 3600
    # Airflow fills templates in, and takes a command that ends in .sh for the name of a file.
    line = re.sub(r"\{(?=[{%#])", "{{ '{' }}", shlex.join(words)) + " "
    text = f'''\
"""Make the standfirst report {job.name}."""

from datetime import timedelta

import pendulum

try:  # Airflow 3
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator

with DAG(
    dag_id={f"standfirst_{job.name}"!r},
    schedule={_five(job.at.hour, job.at.minute, job.every)!r},
    start_date=pendulum.datetime({start.year}, {start.month}, {start.day}, tz={job.zone.key!r}),
    catchup=False,
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="report",
        bash_command={line!r},
        skip_on_exit_code=75,
        retries=0,
        execution_timeout=timedelta(seconds={limit}),
    )
'''
    return {f"standfirst_{job.name}.py": text}
