"""The command line: ``standfirst``, or ``python -m analysis``. Words and exit codes only.

Everything else is imported within the commands, so that ``--help`` answers at once.
"""

# ruff: noqa: D301 - click reads the control character \b as "keep these lines as they are"

from __future__ import annotations

import os
import sys

try:
    _HERE = os.getcwd()  # noqa: PTH109 - pathlib may lie in the working folder too
except OSError:
    _HERE = ""
if not sys.flags.safe_path and sys.path[0] in {"", _HERE}:
    del sys.path[0]  # ``python -m`` looks there first

import importlib.util
from typing import TYPE_CHECKING, Any

import click

from analysis import __version__
from analysis.commands import actors, working
from analysis.errors import ParameterError, ReportError, StandfirstError
from analysis.ours import BusyError
from analysis.schedule import commands
from analysis.schedule.signals import Ended, until
from analysis.terminal import safe, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAILED, MISUSED = 1, 2
TRACE = "STANDFIRST_TRACEBACK"
"""Set in the environment, it shows where an error came from that nobody foresaw."""


class Group(click.Group):
    """Commands whose errors are one line each, with an exit code and no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            with until(None):
                _look_around()
                return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(safe(error.format_message()), ctx=error.ctx) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Ended as end:
            commands.leave(_tell("; ".join([*getattr(end, "__notes__", []), str(end)]), end.code))
        except Exception as error:
            if os.environ.get(TRACE):
                raise
            ctx.exit(_told(error))


def _told(error: Exception) -> int:
    """Tell an error, a line for each of its lines; give the exit code."""
    if not isinstance(error, StandfirstError):
        return _tell(_unforeseen(error), FAILED)
    code = {ReportError: FAILED, BusyError: commands.BUSY}.get(type(error), MISUSED)
    return [_tell(line, code) for line in str(error).split("\n")][-1]


def _tell(line: str, code: int) -> int:
    say(f"standfirst: {safe(line, lines=False)}", err=True)
    return code


def _look_around() -> None:
    if not _HERE:
        raise ParameterError("the working folder is gone; change to one that is there.")


def _unforeseen(error: Exception) -> str:
    """Say in one line what the system refused, or what we did not think of."""
    if isinstance(error, OSError) and error.strerror:
        where = (
            f" '{os.fsdecode(error.filename)}'" if isinstance(error.filename, str | bytes) else ""
        )
        return f"the system refused{where}: {error.strerror}."
    if isinstance(error, MemoryError):
        return "there is not enough memory; use fewer workers, a smaller corpus or a larger limit."
    return f"{type(error).__name__}: {error}. This is a fault of standfirst; {TRACE}=1 shows where."


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standfirst")
def main() -> None:
    """Measure news coverage: words, tone and actors, each number traced to its sentences.

    \b
    Exit codes:
      0  done, or up to date
      1  a notebook failed, or a report is not what its notebooks make
      2  wrong usage, wrong parameter, or a corpus that cannot be read
      75  another run is at work on the same output
      124  not done within its deadline
      128 and more  stopped by a signal

    \b
    Start with:
      standfirst report seeds/kurdistan24
    """


@main.command()
@click.argument("corpus")
@click.option(
    "--out", type=click.Path(file_okay=False), help="Folder of the report. [reports/<corpus>]"
)
@click.option(
    "-p",
    "parameters",
    type=(str, str),
    multiple=True,
    metavar="NAME VALUE",
    help="Set a parameter, for every notebook that has it. May be repeated.",
)
@click.option(
    "--config", type=click.Path(dir_okay=False), help="A YAML file of parameters; -p wins over it."
)
@click.option(
    "--store",
    type=click.Path(file_okay=False),
    help="Folder that keeps the annotated corpus, so that the next report need not annotate it.",
)
@click.option("--check/--no-check", default=True, help="Run all again to see the same come out.")
@click.option("--notebooks", type=click.Path(), hidden=True)
@working
def report(  # noqa: PLR0917 - click passes by name
    corpus: str,
    out: str | None,
    parameters: Sequence[tuple[str, str]],
    config: str | None,
    store: str | None,
    check: bool,
    notebooks: str | None,
) -> None:
    """Make a report on CORPUS, a folder or a file of articles.

    The last line printed is the page to open. A report that stands in the folder is replaced once
    the new one is whole; if a notebook fails, it stays.

    \b
    Examples:
      standfirst report seeds/kurdistan24
      standfirst report my-articles.csv --out report -p top_n 30
      standfirst report my-articles.csv --store my-articles.store -p workers 2
    """
    from analysis import reports

    made = reports.report(
        corpus,
        out=out,
        notebooks=notebooks or reports.NOTEBOOKS,
        parameters=dict(parameters),
        config=config,
        store=store,
        check=check,
        progress=_progress,
    )
    say(made / "index.html")


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        say(line, err=True)


@main.command()
@click.argument("report", metavar="REPORT")
@working
def check(report: str) -> None:
    """Check that REPORT, a folder, is what its notebooks make today.

    The notebooks are run again elsewhere. nbval compares what they show, and their tables are
    compared byte for byte. The report is not touched.

    \b
    Example:
      standfirst check reports/kurdistan24
    """
    from analysis import reports

    reports.check(report)
    say(f"{report}: the same")


@main.command()
@click.argument("notebook", required=False)
def parameters(notebook: str | None) -> None:
    """List what notebooks can be told with -p: name, type, default and meaning.

    \b
    Examples:
      standfirst parameters
      standfirst parameters frequency
    """
    from analysis.reports.imports import FORMATS, HADOOP, lean
    from analysis.reports.paths import find_notebooks

    with lean(*FORMATS, *HADOOP):
        from analysis.reports.parameters import OURS, inspect

    for path in find_notebooks(notebook):
        rows = [
            (p.name, p.type, repr(p.default), p.help)
            for p in inspect(path).values()
            if p.name not in OURS
        ]
        say(path.stem, bold=True)
        for line in commands.columns(rows or [("no parameters", "", "", "")]):
            say(f"  {line}")


@main.command()
@click.argument("corpus")
@click.option("--roles", default="", help="Which column is what, as in 'text:story, date:day'.")
@click.option("--save", is_flag=True, help="Keep the roles in NAME.roles.yaml beside the corpus.")
@working
def corpus(corpus: str, roles: str, save: bool) -> None:
    """Show what CORPUS holds, how it was understood, and what was left out.

    \b
    Example:
      standfirst corpus seeds/kurdistan24
      standfirst corpus my-articles.csv --roles "text:story, date:day" --save
    """
    from analysis.display.overview import describe
    from analysis.readers import remembered
    from analysis.readers.overview import overview
    from analysis.readers.paths import find_corpus
    from analysis.readers.source import open_source

    place = find_corpus(corpus)
    source = open_source(place, roles=roles)
    say(describe(overview(source)))
    if save:
        say(f"The roles are kept in {remembered.save(place, source.given).name}.")
    elif remembered.read(place):
        say(f"Roles were read from {remembered.file_of(place).name}.")


@main.command()
@click.argument("corpus")
@click.option(
    "--store", type=click.Path(file_okay=False), help="Folder of the store. [<corpus>.store]"
)
@click.option("--roles", default="", help="Which column is what, as in 'text:story, date:day'.")
@click.option("--workers", default="1", metavar="N", help="Processes that annotate. [1]")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, tcp://host:port, instead.")
@click.option("--verify", is_flag=True, help="Compare the content of every shard with its seal.")
@working
def annotate(  # noqa: PLR0917 - click passes by name
    corpus: str,
    store: str | None,
    roles: str,
    workers: str,
    scheduler: str | None,
    verify: bool,
) -> None:
    """Annotate CORPUS, a folder or a file of articles, and keep the result in a store.

    What the store holds already is not annotated again, so that a growing corpus costs what is
    new in it. A run that was interrupted goes on where it was. The last line names the store.

    \b
    Examples:
      standfirst annotate my-articles.csv --workers 2
      standfirst report my-articles.csv --store my-articles.store
    """
    from analysis.corpus import annotate
    from analysis.readers.paths import find_corpus

    place = find_corpus(corpus)
    kept = store or f"{place}.store"
    made = annotate(
        place,
        store=kept,
        roles=roles,
        workers=scheduler or workers,
        thorough=verify,
        progress=_counter(),
        tell=lambda note: say(f"standfirst: {safe(note, lines=False)}", err=True),
    )
    say(f"{kept}: {len(made):,} articles")


def _counter() -> Callable[[int, int], None]:
    """Give what shows on a terminal how far annotating has come; elsewhere it shows nothing."""
    from tqdm import tqdm

    bar = tqdm(unit=" articles", unit_scale=False, disable=None, leave=False)

    def show(n_read: int, n_annotated: int) -> None:
        bar.total = max(n_read, n_annotated)
        bar.update(n_annotated - bar.n)

    return show


@main.command()
def lab() -> None:
    """Open the notebooks in JupyterLab, to work in them."""
    from analysis.reports.paths import NOTEBOOKS

    if importlib.util.find_spec("jupyterlab") is None:
        raise click.ClickException(
            "JupyterLab is not installed; get it with: pip install -e '.[lab]'"
        )
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(NOTEBOOKS)])  # noqa: S606


for _command in (actors, commands.run, commands.status, commands.schedule):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="standfirst")
