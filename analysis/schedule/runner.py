"""One call of a scheduler: the report of a period, those that were missed, and their history."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from analysis.errors import ParameterError, StandfirstError
from analysis.ours import BusyError
from analysis.schedule import attempt, fingerprints, history, hooks, inputs
from analysis.schedule.attempt import BROKEN, MISUSED
from analysis.schedule.history import DONE, FAILED, KILLED, SAME, STOPPED, Entry
from analysis.schedule.output_folder import FAILED as FAILED_FOLDER
from analysis.schedule.output_folder import Shelf
from analysis.schedule.periods import Period, ended
from analysis.schedule.signals import LATE, Ended, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from analysis.schedule.attempt import Environment
    from analysis.schedule.config import Job

BUSY = 75
CHANGED = "the corpus changed during the run"
BEGINNING = ("run", "period", "key", "content", "began", "pid")


def run(job: Job, world: Environment, *, day: date | None = None, force: bool = False) -> int:
    """Make the report of a period, and those of earlier periods that were missed.

    Parameters
    ----------
    job
        The report.
    world
        Clock, environment and the like.
    day
        A day of the period. Without it, the last period that is over, and missed ones.
    force
        Make the report although it is up to date.

    Returns
    -------
    int
        The exit code: 0 done or up to date, 1 failed, 2 misused, 75 another run is at work, 124
        not done within the deadline, 128 and more for a signal. Of several failures the first.

    Raises
    ------
    ParameterError
        If the period has not begun.
    """
    now = world.clock()
    if day and day > now.astimezone(job.zone).date():
        raise ParameterError(f"{day} is still to come; it is {now.astimezone(job.zone):%Y-%m-%d}.")
    shelf = Shelf(job.out)
    runner = Runner(job, world, shelf, force=force)
    asked = Period.of(day, job.every) if day else ended(now, every=job.every, zone=job.zone)
    try:
        with shelf.locked():
            return runner.run(asked, alone=day is not None)
    except BusyError as error:
        world.tell(f"{job.name}: {error}")
        return BUSY
    except ParameterError as error:
        return runner.tell(Entry("", asked.name, FAILED, exit=MISUSED, failures=(str(error),)))
    except OSError as error:
        why = f"{job.out} cannot be written: {error}"
        return runner.tell(Entry("", asked.name, FAILED, exit=BROKEN, failures=(why,)))


class Runner:
    """Works on one output, whose lock is held."""

    def __init__(self, job: Job, world: Environment, shelf: Shelf, *, force: bool) -> None:
        self.job = job
        self.world = world
        self.shelf = shelf
        self.force = force

    def run(self, asked: Period, *, alone: bool) -> int:
        """Mend what was left, then make what is due; give the exit code."""
        self.mend()
        codes = []
        try:
            with until(self.job.deadline or None):
                codes.append(self.one(asked, asked=True))
                codes += [self.one(p, asked=False) for p in self.missed(asked) if not alone]
        except Ended as end:
            codes.insert(0, self.was_ended(end, asked))
        self.shelf.prune(keep=self.job.keep, keep_failed=self.job.keep_failed)
        return next((code for code in codes if code), 0)

    @property
    def entries(self) -> list[Entry]:
        """The history."""
        return history.read(self.shelf.history)[0]

    def mend(self) -> None:
        """Take up what a killed run left: its report if it is whole, else only its entry."""
        self.shelf.tidy()
        self.shelf.prune(keep=self.job.keep, keep_failed=self.job.keep_failed)
        whole = set(self.shelf.reports())
        for entry in self.entries:
            if entry.outcome:
                continue
            done = entry.run in whole
            if done:
                self.shelf.settle(entry.run)
            mended = replace(entry, outcome=DONE if done else KILLED, exit=0 if done else BROKEN)
            note = "its process was killed; the next run noticed"
            self.write(history.ENDED, replace(mended, ended=self.now(), note=note))
        self.shelf.point()

    def missed(self, asked: Period) -> Iterator[Period]:
        """Give earlier periods without a report, newest first, as far as the bound.

        Where each period has its own corpus, those with a report are looked at too: their corpus
        may have been corrected.
        """
        known = [entry for entry in self.entries if entry.period != asked.name]
        covered = {entry.period for entry in known if entry.covers}
        first = min((Period.named(entry.period).first for entry in known), default=asked.first)
        period = asked.before
        for _ in range(self.job.catch_up):
            if period.last < first:
                return
            if self.job.has_its_own_corpus_each_period or period.name not in covered:
                yield period
            period = period.before

    def one(self, period: Period, *, asked: bool) -> int:
        """Make the report of one period if it is not up to date; give the exit code."""
        try:
            order = inputs.gather(self.job.at_period(period))
            leave_out = [path for path in (order.store, self.shelf.out) if path]
            stamps = fingerprints.stamps(order.corpus, leave_out=leave_out)
            content = fingerprints.content_of(order.corpus, leave_out=leave_out)
            key = fingerprints.key_of(order.corpus, content, order.notebooks, order.parameters)
        except StandfirstError as error:
            return self.refused(period, str(error))
        if self.stands(period, key, content, asked=asked):
            return 0
        entry = self.begin(period, key, content)
        made = attempt.attempt(self.job, entry, order, self.shelf, self.world)
        changed = True
        with suppress(StandfirstError):
            changed = fingerprints.stamps(order.corpus, leave_out=leave_out) != stamps
        return self.close(replace(made, note=CHANGED) if changed else made)

    def stands(self, period: Period, key: str, content: str, *, asked: bool) -> bool:
        """Say whether a period needs no new run; the history then says why.

        New code or notebooks are no reason to make the reports of earlier periods anew.
        """
        if self.force and asked:
            return False
        entries = self.entries
        own = [e for e in entries if e.period == period.name and e.outcome not in {"", KILLED}]
        whole = self.shelf.reports()
        if own and own[-1].covers and asked and own[-1].key == key and own[-1].run in whole:
            return True
        if own and own[-1].covers and not asked and own[-1].content == content:
            return True
        if not asked and own and own[-1].outcome == FAILED and own[-1].key == key:
            passing = any(map(attempt.may_pass, own[-1].failures)) or own[-1].note == CHANGED
            return not passing  # it would fail again
        latest = [e for e in entries if e.run == self.shelf.latest() and e.outcome == DONE]
        if latest and latest[-1].key == key and latest[-1].run in whole:
            now = self.now()
            same = Entry(latest[-1].run, period.name, SAME, key, content, began=now, ended=now)
            self.write(SAME, same)
            return True
        return False

    def begin(self, period: Period, key: str, content: str) -> Entry:
        """Note that a run begins."""
        run = self.shelf.next_run(period, [entry.run for entry in self.entries])
        entry = Entry(run, period.name, key=key, content=content, began=self.now(), pid=os.getpid())
        self.write(history.BEGAN, entry)
        return entry

    def refused(self, period: Period, why: str) -> int:
        """Note a run that could not begin."""
        entry = self.begin(period, "", "")
        return self.close(
            replace(entry, outcome=FAILED, exit=MISUSED, failures=(attempt.plain(why),))
        )

    def was_ended(self, end: Ended, asked: Period) -> int:
        """Note that a run was ended from outside."""
        why = "; ".join([*getattr(end, "__notes__", []), str(end)])
        outcome = history.LATE if end.code == LATE else STOPPED
        running = [entry for entry in self.entries if not entry.outcome]
        if not running:
            self.tell(Entry("", asked.name, outcome, exit=end.code, failures=(why,)))
        elif running[-1].run in self.shelf.reports():
            self.shelf.settle(running[-1].run)
            self.close(replace(running[-1], outcome=DONE, note=why))
        else:
            self.shelf.tidy()
            self.close(replace(running[-1], outcome=outcome, exit=end.code, failures=(why,)))
        return end.code

    def close(self, entry: Entry) -> int:
        """Write how a run ended, and tell it; give the exit code."""
        failures = attempt.shortened(entry.failures)
        entry = replace(entry, ended=self.now(), failures=failures, note=attempt.cut(entry.note))
        try:
            self.write(history.ENDED, entry)
        except OSError as error:
            why = f"the history cannot be written: {error}"
            code, failures = entry.exit or BROKEN, (*entry.failures, why)
            entry = replace(entry, exit=code, failures=failures)
        return self.tell(entry)

    def tell(self, entry: Entry) -> int:
        """Say in one line if a run failed, and call the command that wants to know.

        A line goes into the history before it is told: a command may read the history.
        """
        where = f"{self.job.name} {entry.period}"
        line = f"{where}: {attempt.in_one_line(entry)}"
        if entry.failures:
            self.world.tell(line)
        command = self.job.on_failure if entry.exit else self.job.on_success
        if command:
            said = hooks.call(command, self.facts(entry), line, environ=self.world.environ)
            if said:
                self.world.tell(f"{where}: {said}")
        return entry.exit

    def facts(self, entry: Entry) -> dict[str, str]:
        """Give what hooks are told."""
        name = entry.run if entry.outcome == DONE else f"{entry.run}{FAILED_FOLDER}"
        folder = self.shelf.out / name
        return {
            "name": self.job.name,
            "period": entry.period,
            "run": entry.run,
            "outcome": entry.outcome,
            "exit": str(entry.exit),
            "cause": attempt.cut("\n".join(entry.failures), attempt.CAUSE),
            "folder": str(folder) if entry.run and folder.exists() else "",
            "latest": str(self.shelf.out / self.shelf.latest()) if self.shelf.latest() else "",
        }

    def write(self, event: str, entry: Entry) -> None:
        """Add a line to the history."""
        facts = asdict(entry)
        if event == history.BEGAN:
            facts = {name: facts[name] for name in BEGINNING}
        history.append(self.shelf.history, event, **facts)

    def now(self) -> str:
        """Give the time, in the report's zone."""
        return self.world.clock().astimezone(self.job.zone).isoformat(timespec="seconds")
