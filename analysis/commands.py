"""Commands about a corpus, and what all commands share.

Everything else is imported within them, so that ``--help`` answers at once.
"""

# ruff: noqa: D301 - click reads the control character \b as "keep these lines as they are"

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from analysis import temporary
from analysis.terminal import say

if TYPE_CHECKING:
    from collections.abc import Callable


def working(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its folder for all that is temporary; nothing of it is left."""

    @wraps(command)
    def run(*arguments: Any, **settings: Any) -> None:
        with temporary.workshop():
            command(*arguments, **settings)

    return run


@click.command()
@click.argument("corpus")
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    help="The file to write. [where CORPUS is read with it: CORPUS/actors.csv or NAME.actors.csv]",
)
@click.option("--update", is_flag=True, help="Write the list anew, and keep what was edited.")
@click.option("--store", default="", help="Folder of the annotated store, if there is one.")
@click.option("--roles", default="", help="Which column is what, as in 'text:story, date:day'.")
@click.option("--workers", default="1", metavar="N", help="Processes that count. [1]")
@working
def actors(  # noqa: PLR0917 - click passes by name
    corpus: str, out: str | None, update: bool, store: str, roles: str, workers: str
) -> None:
    """List the names that CORPUS holds in a file to edit, which decides from then on.

    Each line is a name as articles hold it: what it is, how often and where it stands, and with
    which other name it is one. Where the file lies with the corpus, it decides: fill or empty
    same_as to merge or to part, write another type, or `ignore` to count it no more, write into
    called what it shall be called. Doubtful names stand at the end.

    \b
    Examples:
      standfirst actors my-articles.csv
      standfirst actors my-articles.csv --update
      standfirst actors seeds/estuary --out actors.csv
    """
    from pathlib import Path

    from analysis.corpus import load
    from analysis.display.actor_file import write_actor_list
    from analysis.readers.chosen import registries
    from analysis.readers.paths import find_corpus
    from analysis.readers.source import open_source

    source = open_source(find_corpus(corpus), roles=roles)
    place = Path(out) if out else source.actors or registries(source.place, source.file)[0]
    news = load(source.place, store=store, roles=roles, workers=workers, languages="all")
    say(write_actor_list(news, place, before=source.actors, update=update))
