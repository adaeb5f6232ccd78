"""One run from a corpus to a published report."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import errors
from analysis.errors import CorpusError, ReportError
from analysis.reports import kernels, publish, record, verify
from analysis.reports.execute import execute_all, write_unfinished
from analysis.reports.parameters import Parameter, declared, validate
from analysis.reports.paths import DATA, NOTEBOOKS, STORE, in_full, linked, portable
from analysis.reports.render import render
from analysis.reports.threads import threads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_OF_CORPUS = ("roles", "workers", "languages")
"""Parameters that say how a corpus is read and annotated."""


@dataclass
class Run:
    """What a run was asked to do, and the seconds its steps took.

    Parameters
    ----------
    corpus, out, notebooks, parameters, store, check
        As `analysis.reports.report` takes them, with paths made absolute.
    log
        The file in which the kernels' own noise is caught.
    progress
        Called with a short line for each notebook that is done.
    """

    corpus: Path
    out: Path
    notebooks: Sequence[Path]
    parameters: Mapping[str, Any]
    store: Path | None
    check: bool
    log: Path
    progress: Callable[[str], None]
    started: str = field(default_factory=record.now)
    seconds: dict[str, float] = field(default_factory=dict)
    lap_began: float = field(default_factory=time.perf_counter)

    def lap(self, step: str) -> None:
        """Book the time since the last lap under a step."""
        now = time.perf_counter()
        self.seconds[step] = round(now - self.lap_began, 3)
        self.lap_began = now


def run(order: Run) -> None:
    """Make a report and publish it, or keep what failed and say what.

    Raises
    ------
    BusyError, CorpusError, ParameterError, ReportError
        As `analysis.reports.report` says.
    """
    known = declared(order.notebooks)
    given = validate(order.parameters, known)
    with publish.staged(order.out) as staging:
        try:
            failures = _make(staging, order, known, given)
        except BaseException as end:
            if not isinstance(end, Exception):  # Ctrl-C, or a scheduler that ends the run
                _keep_unfinished(staging, order, end)
            raise
        if not failures:
            publish.publish(staging, order.out)
            return
        publish.keep_failed(staging, order.out)
    raise ReportError("\n".join(failures))


def _make(
    staging: Path,
    order: Run,
    known: Mapping[Path, Mapping[str, Parameter]],
    given: Mapping[Path, Mapping[str, Any]],
) -> list[str]:
    """Make the report in the staging folder; give one line for each failure."""
    with _store(order) as store:
        order.lap("prepare")
        card = annotate(order.corpus, store=store, given=_shared(given), asked=_asked(given))
        order.lap("annotate")
        with linked(store, staging):
            told = _with_ours(given, known, order)
            failures = _fill(staging, order, told, card, known)
    record.write_record(
        staging / record.NAME,
        started=order.started,
        corpus={"path": portable(order.corpus), **_identity(card)},
        parameters=order.parameters,
        seconds=order.seconds,
        failures=failures,
        log=order.log.read_text(encoding="utf-8", errors="replace"),
    )
    return failures


def _keep_unfinished(staging: Path, order: Run, end: BaseException) -> None:
    """Keep what there is of an interrupted report, and note which notebooks were at work."""
    for line in write_unfinished(staging):
        end.add_note(line)
    if any(staging.glob("*.ipynb")):
        publish.keep_failed(staging, order.out)


def _identity(card: Mapping[str, Any]) -> dict[str, str]:
    return {"name": card["name"], "fingerprint": card["fingerprint"]}


def _with_ours(
    given: Mapping[Path, Mapping[str, Any]],
    known: Mapping[Path, Mapping[str, Parameter]],
    order: Run,
) -> dict[Path, dict[str, Any]]:
    """Add the corpus and the folder for tables to what notebooks are told; name lists in full."""
    ours = {"corpus": portable(order.corpus), "output": DATA, "store": STORE}
    return {
        path: {**{name: ours[name] for name in ours if name in known[path]}, **_in_full(values)}
        for path, values in given.items()
    }


def _in_full(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: in_full(value, Path.cwd()) for name, value in values.items()}


def _fill(
    staging: Path,
    order: Run,
    told: Mapping[Path, Mapping[str, Any]],
    card: Mapping[str, Any],
    known: Mapping[Path, Mapping[str, Parameter]],
) -> list[str]:
    """Fill the staging folder; give one line for each failure."""
    (staging / DATA).mkdir()
    with _checker(order) as server:
        outcomes = execute_all(told, staging, progress=lambda one: order.progress(str(one)))
        order.lap("notebooks")
        order.seconds |= {f"notebook {o.notebook}": o.seconds for o in outcomes}
        kept = publish.failed_place(order.out)
        failed = [o for o in outcomes if o.failure]
        if failed:
            return [f"{o.failure} (see {kept / o.notebook}.ipynb)" for o in failed]
        with kernels.in_use(server), threads(1) as pool:
            checking = pool.submit(verify.differences, staging) if order.check else None
            meanings = {name: p.help for each in known.values() for name, p in each.items()}
            render(staging, [path.stem for path in told], card, meanings, order.parameters)
            order.lap("pages")
            differences = checking.result() if checking else []
        order.lap("check")
    return [f"{line} (not published; see {kept})" for line in differences]


def _checker(order: Run) -> AbstractContextManager[kernels.ForkServer | None]:
    """Start a second fork server while notebooks run: its hash seed is another."""
    return kernels.fork_server(order.log, checks=True) if order.check else nullcontext()


def _store(order: Run) -> AbstractContextManager[str]:
    """Give the store's folder; one of this run's own is gone with it."""
    if order.store:
        return nullcontext(str(order.store))
    return tempfile.TemporaryDirectory(prefix="standfirst-store-")


def _shared(given: Mapping[Path, Mapping[str, Any]]) -> dict[str, str]:
    """Give what the notebooks are told about reading and annotating."""
    values = {name: value for each in given.values() for name, value in each.items()}
    return {name: str(values[name]) for name in _OF_CORPUS if name in values}


def _asked(given: Mapping[Path, Mapping[str, Any]]) -> dict[str, Any]:
    """Give what our own notebooks are told; what another means by a name is not known."""
    ours = [values for path, values in given.items() if path.parent == NOTEBOOKS]
    return _in_full({name: value for values in ours for name, value in values.items()})


def annotate(
    corpus: Path, *, store: str, given: Mapping[str, str], asked: Mapping[str, Any]
) -> dict[str, Any]:
    """Annotate a corpus in a process of its own, and give its card.

    Parameters
    ----------
    corpus
        A folder or file of articles.
    store
        The folder of the store.
    given
        ``roles``, ``workers`` and ``languages`` as the notebooks' parameters of these names; any
        may be left out.
    asked
        The other parameters of our notebooks.

    Returns
    -------
    dict
        What `analysis.reports.card.card_of` gives of the selection.

    Raises
    ------
    CorpusError
        If the corpus cannot be read or annotated.
    ParameterError, LexiconError
        If what is asked for cannot be.
    """
    with tempfile.TemporaryDirectory(prefix="standfirst-card-") as folder:
        answer = Path(folder) / "card.json"
        order = json.dumps({"corpus": str(corpus), "store": store, "asked": asked, **given})
        printed = kernels.run_module("analysis.reports.card", [str(answer), order])
        if not answer.exists():
            reason = printed.strip().splitlines()[-1:] or ["its reader ended without a word"]
            raise CorpusError(f"corpus '{corpus}' cannot be annotated: {reason[0]}")
        card: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    if "error" in card:
        raise getattr(errors, card["kind"])(card["error"])
    return card
