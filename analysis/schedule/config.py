"""``report.yaml``: which reports are made, of what, how often, and what happens then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from analysis.errors import ParameterError, check_utf8, nearest
from analysis.readers import yaml_file
from analysis.schedule.periods import fill, templates
from analysis.schedule.settings import READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.readers.yaml_file import Node
    from analysis.schedule.periods import Period

REPORTS = "reports"
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Job:
    """One report of a configuration. Texts may hold templates until `at_period` fills them in.

    Parameters
    ----------
    name
        By which ``--only`` finds it.
    corpus, notebooks, parameters, store
        As `analysis.reports.report` takes them. Notebooks may be several.
    out
        The folder that holds the runs.
    check
        Run all notebooks twice and compare.
    every, at, zone
        A report a day, week or month; the time at which a scheduler shall call; the time zone.
    catch_up
        How many missed periods are made up for.
    keep, keep_failed
        How many reports, and how many failed runs, stay; 0 keeps all.
    retries, pause
        How often a run is tried again after a dead kernel or a time-out, and seconds between.
    deadline
        Seconds for all runs of one call; 0 for none.
    on_failure, on_success
        Commands for the shell.
    """

    name: str
    corpus: str
    out: Path
    notebooks: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    store: str = ""
    check: bool = True
    every: str = "day"
    at: time = time(3, 30)
    zone: ZoneInfo = UTC
    catch_up: int = 7
    keep: int = 30
    keep_failed: int = 3
    retries: int = 1
    pause: float = 5
    deadline: float = 0
    on_failure: str = ""
    on_success: str = ""

    @property
    def has_its_own_corpus_each_period(self) -> bool:
        """Whether the corpus's name depends on the period."""
        return bool(templates(self.corpus))

    def at_period(self, period: Period) -> Job:
        """Give the job with its templates filled in."""
        return replace(
            self,
            corpus=fill(self.corpus, period),
            notebooks=tuple(fill(one, period) for one in self.notebooks),
            store=fill(self.store, period),
            parameters={
                name: fill(value, period) if isinstance(value, str) else value
                for name, value in self.parameters.items()
            },
        )


def load(path: Path) -> list[Job]:
    """Read a configuration.

    Parameters
    ----------
    path
        The file. Paths in it are as seen from its folder.

    Returns
    -------
    list of Job
        The reports, in the order of the file.

    Raises
    ------
    ParameterError
        If something is unknown, missing or of the wrong kind: with the line.
    """
    check_utf8(path, "the configuration")
    top = yaml_file.load(path)
    _known(top, [*READ, REPORTS])
    if REPORTS not in top.children:
        return [_job(top, {}, path, default="")]
    several = top.children[REPORTS]
    if not several.children:
        raise several.wrong("'reports' must hold one report or more, each under its name.")
    shared = {name: node for name, node in top.children.items() if name != REPORTS}
    jobs = [_job(node, shared, path, default=name) for name, node in several.children.items()]
    for number, job in enumerate(jobs):
        for other in jobs[:number]:
            if other.out == job.out:
                raise several.children[job.name].wrong(
                    f"reports '{other.name}' and '{job.name}' have the same out, {job.out}; "
                    "each needs a folder of its own."
                )
    return jobs


def choose(jobs: Sequence[Job], only: str | None) -> list[Job]:
    """Give the report of a name, or all.

    Raises
    ------
    ParameterError
        If there is none of that name.
    """
    found = [job for job in jobs if only in {None, job.name}]
    if not found:
        names = [job.name for job in jobs]
        raise ParameterError(
            f"there is no report '{only}';{nearest(only or '', names)} Reports: {', '.join(names)}."
        )
    return found


def _job(node: Node, shared: Mapping[str, Node], path: Path, *, default: str) -> Job:
    if not isinstance(node.value, dict):
        raise node.wrong(f"a report is lines 'name: value'; found {node.value!r}.")
    _known(node, READ)
    nodes = {**shared, **node.children}
    for name in ("corpus", "out"):
        if name not in nodes:
            raise node.wrong(f"'{name}' is missing; a report needs a corpus and a folder for it.")
    values = {name: READ[name](one, path.absolute().parent) for name, one in nodes.items()}
    name = default or values.get("name") or values["out"].name
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise node.wrong(f"the name of a report has letters, digits, '-' and '_'; found '{name}'.")
    job = Job(**{**values, "name": name})
    if job.has_its_own_corpus_each_period and job.store and not templates(job.store):
        raise nodes["store"].wrong(
            "a store holds one corpus, and 'corpus' is another one each period; write the same "
            f"{{{{ … }}}} into 'store', such as \"{job.store}/{{{{ {job.every} }}}}\"."
        )
    return job


def _known(node: Node, names: Iterable[str]) -> None:
    if not isinstance(node.value, dict):
        raise node.wrong(f"lines 'name: value' are expected; found {node.value!r}.")
    for name, child in node.children.items():
        if name not in names:
            raise child.wrong(
                f"there is no setting '{name}';{nearest(name, names)} Settings: {', '.join(names)}."
            )
