"""The commands `run`, `status` and `schedule`. Here alone are the clock and the environment."""

# ruff: noqa: D301 - click reads the control character \b as "keep these lines as they are"

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from analysis import temporary
from analysis.errors import ParameterError
from analysis.terminal import safe, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.schedule.config import Job

BUSY = 75
FORMS = ("show", "cron", "systemd", "github", "airflow")
NIGHTS = 5
WRITTEN = "# Written by `standfirst schedule`, which may replace this file.\n"

_config = click.argument("config", type=click.Path(path_type=Path))
_pretend = click.option("--now", hidden=True, help="Take this for the time it is, as tests do.")


@click.command()
@_config
@click.option("--for", "day", metavar="DAY", help="A day of the period, as in 2026-11-23.")
@click.option("--only", metavar="NAME", help="Make this report of several.")
@click.option("--force", is_flag=True, help="Make the report although it is up to date.")
@click.option("--on-failure", metavar="COMMAND", help="For the shell, if a report fails.")
@click.option("--on-success", metavar="COMMAND", help="For the shell, once a report is made.")
@_pretend
def run(
    config: Path,
    day: str | None,
    only: str | None,
    force: bool,
    now: str | None,
    **hooks: Any,
) -> None:
    """Make the reports that CONFIG describes. This is what a scheduler calls.

    Without --for, the report is for the last day, week or month that is over, and missed ones are
    made up for. Nothing is printed if all went well. See docs/scheduling.md.

    \b
    Examples:
      standfirst run report.yaml
      standfirst run report.yaml --for 2026-11-23 --only harbour
      standfirst run report.yaml --on-failure 'mail -s "no report" desk@example.org'
    """
    from analysis import reports
    from analysis.schedule import attempt, runner
    from analysis.schedule import config as configs
    from analysis.schedule.signals import LATE

    before = dict(os.environ)  # hooks are the user's own, and not started as ours are
    asked: dict[str, Any] = {name: said for name, said in hooks.items() if said is not None}
    jobs = [replace(job, **asked) for job in configs.choose(configs.load(config), only)]
    chosen = _day(day) if day else None
    world = attempt.Environment(
        clock=_clock(now),
        make=reports.report,
        environ=before,
        tell=lambda line: say(f"standfirst: {safe(line, lines=False)}", err=True),
        progress=lambda line: say(line, err=True) if sys.stderr.isatty() else None,
    )
    codes = []
    with temporary.workshop():
        for job in jobs:
            codes.append(runner.run(job, world, day=chosen, force=force))
            if codes[-1] > LATE:  # stopped by a signal, which was meant for all
                break
    code = codes[-1] if codes[-1] > LATE else next((code for code in codes if code), 0)
    if max(codes) >= LATE:
        leave(code)
    click.get_current_context().exit(code)


def leave(code: int) -> NoReturn:
    """End without waiting for threads that still wait for a kernel that was ended."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"a day such as 2026-11-23 is expected; found '{text}'.", param_hint="--for"
        ) from error


def _clock(now: str | None) -> Callable[[], datetime]:
    """Give the clock; one that was named for a test stands still."""
    if now is None:
        return lambda: datetime.now(UTC)
    return lambda: datetime.fromisoformat(now)


@click.command()
@click.argument("config", type=click.Path(path_type=Path), default="report.yaml")
@click.option("--json", "as_json", is_flag=True, help="Print all runs, as JSON.")
def status(config: Path, as_json: bool) -> None:
    """Show how the runs of CONFIG went, the last ten of each report.

    Without CONFIG, report.yaml is looked for.

    \b
    Examples:
      standfirst status
      standfirst status report.yaml --json
    """
    from analysis.schedule import config as configs
    from analysis.schedule import status as told

    known = [told.facts(job) for job in configs.load(config)]
    if as_json:
        say(json.dumps(known, indent=2))
        return
    for facts in known:
        _show(facts, [*told.table(facts)])


def columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Give rows of cells as lines in which the cells stand below each other."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()


def _show(facts: dict[str, Any], rows: list[tuple[str, ...]]) -> None:
    say(f"{facts['name']}: {facts['latest'] or 'no report yet'}", bold=True)
    for line in columns(rows) if facts["runs"] else []:
        say(f"  {line}")
    if facts["unreadable"]:
        lines = ", ".join(map(str, facts["unreadable"]))
        say(f"  the history has lines that cannot be read: {lines}")


@click.command()
@click.argument("form", type=click.Choice(FORMS))
@_config
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Write files there.")
@_pretend
def schedule(form: str, config: Path, to: Path | None, now: str | None) -> None:
    """Print what calls `standfirst run CONFIG` at night, or show when it is due.

    \b
    Examples:
      standfirst schedule show report.yaml
      standfirst schedule cron report.yaml
      standfirst schedule systemd report.yaml --to ~/.config/systemd/user
    """
    from analysis.schedule import config as configs

    jobs = configs.load(config)
    moment = _clock(now)()
    files: dict[str, str] = {}
    for job in jobs:
        if form == "show":
            _show_nights(job, moment)
            continue
        for name, text in _files(form, job, config, moment, alone=len(jobs) == 1).items():
            files[name] = files.get(name, "") + text
    for name, text in files.items():
        if to:
            say(_written(to / name, text))
        else:
            say(f"# {name}\n{text}" if len(files) > 1 else text, end=False)


def _written(place: Path, text: str) -> Path:
    """Write a file that schedulers read, unless somebody's own stands there."""
    if os.path.lexists(place) and not (place.is_file() and _starts_as_ours(place)):
        raise ParameterError(f"{place} was not written by standfirst and is not replaced.")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{WRITTEN}{text}", encoding="utf-8")
    return place


def _starts_as_ours(place: Path) -> bool:
    with place.open(encoding="utf-8", errors="replace") as file:
        return file.read(len(WRITTEN)) == WRITTEN


def _files(form: str, job: Job, config: Path, now: datetime, *, alone: bool) -> dict[str, str]:
    from analysis.schedule import exporters

    if form == "github":
        words = exporters.command(job, config, ["standfirst"], alone=alone)
        return exporters.github(_from_here(job), words, near=now.date())
    program = [sys.executable, "-P", "-m", "analysis"]
    words = exporters.command(job, config.absolute(), program, alone=alone)
    if form == "airflow":
        start = now.astimezone(job.zone).date() - timedelta(days=1)
        return exporters.airflow(job, words, start=start)
    return exporters.cron(job, words) if form == "cron" else exporters.systemd(job, words)


def _from_here(job: Job) -> Job:
    """Give a job whose folders are named as seen from the working folder, if they lie in it."""

    def near(path: Path) -> Path:
        return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path

    return replace(job, out=near(job.out), store=str(near(Path(job.store))) if job.store else "")


def _show_nights(job: Job, now: datetime) -> None:
    from analysis.schedule.periods import ended, starts

    say(f"{job.name}: every {job.every} at {job.at:%H:%M}, {job.zone.key}", bold=True)
    nights = starts(now, every=job.every, at=job.at, zone=job.zone)
    for night in islice(nights, NIGHTS):
        period = ended(night, every=job.every, zone=job.zone)
        say(f"  {night:%a %Y-%m-%d %H:%M %z}  for {period.name}")
