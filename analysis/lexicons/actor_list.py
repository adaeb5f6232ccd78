"""A user's `actors.csv`: whom to look for, and what shall hold for the names that are found.

The file has two kinds of rows. One whose `source` is registry, title or tagger lists a name that is
found anyway; it says of what type it is, what it is called, with whom it is one. Any other row adds
an actor to the registry or replaces one there. A row that lists a name and also fills a column such
as `names` does both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.cells import excerpt, plain_text
from analysis.errors import LexiconError, nearest
from analysis.lexicons.files import Row, read_rows
from analysis.schema import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

OWN = "yours"
"""The source of a row that the user wrote."""
IGNORE = "ignore"
"""The type of what is not counted."""
FORMS = ("parent", "names", "acronyms", "adjectives", "capital", "government", "metonyms")
"""Columns that say by which words an actor is known."""
CHOICE = ("same_as", "called")
"""Columns that say what a name is."""
TOLD = (
    "type_before",
    "n_mentions",
    "n_articles",
    "n_merged",
    "source",
    "rule",
    "perhaps",
    "n_if_merged",
    "doubt",
    "spellings",
    "example_1",
    "example_2",
    "example_3",
)
"""Columns that `standfirst actors` fills; `source` and `type_before` say which rows were edited."""
COLUMNS = ("actor", "type", *FORMS, *CHOICE, *TOLD)
"""All columns; only `actor` must be there."""


class Choices(NamedTuple):
    """What a user says of names that articles hold.

    Parameters
    ----------
    same_as
        For each listed name the name of the actor it is one with; empty or itself for none.
    types
        The types of listed names, and of actors that others are merged into.
    retyped
        Listed names whose type the user changed.
    called
        What a name is called from now on.
    names
        The listed names.
    """

    same_as: Mapping[str, str]
    types: Mapping[str, str]
    retyped: frozenset[str]
    called: Mapping[str, str]
    names: frozenset[str]

    @property
    def says_anything(self) -> bool:
        """Whether any name is listed."""
        return bool(self.names)

    def decides(self, name: str) -> bool:
        """Say whether the user says whom a name means wherever it stands."""
        return bool(self.same_as.get(name)) or self.types.get(name) == IGNORE


NO_CHOICES = Choices({}, {}, frozenset(), {}, frozenset())
"""The user says nothing."""


def read_list(path: Path) -> list[Row]:
    """Read the rows of a list of actors; an apostrophe before what looks like a formula is dropped.

    Raises
    ------
    LexiconError
        As `files.read_rows` does.
    """
    rows = read_rows(path, columns=COLUMNS, required="actor")
    return [
        row._replace(cells={name: plain_text(cell) for name, cell in row.cells.items()})
        for row in rows
    ]


def is_listed(row: Row) -> bool:
    """Say whether a row lists a name that is found anyway."""
    return row.cells["source"] in SOURCES


def adds_forms(row: Row) -> bool:
    """Say whether a row says by which words an actor is to be found."""
    return not is_listed(row) or any(row.cells[name] for name in FORMS)


def choices(path: Path | None, *, known: Mapping[str, str]) -> Choices:
    """Read what a list of actors says of names that are found.

    Parameters
    ----------
    path
        The file; None says nothing.
    known
        The registry's actors with their types.

    Returns
    -------
    Choices

    Raises
    ------
    LexiconError
        If a name is listed twice, is one with itself in a circle or with a name that is nowhere,
        or two actors are called the same. The text names file and line.
    """
    rows = [] if path is None else read_list(path)
    chosen = [row for row in rows if is_listed(row) or any(row.cells[name] for name in CHOICE)]
    if path is None or not chosen:
        return NO_CHOICES
    lines = _lines(path, rows)
    cells = {row.cells["actor"]: row.cells for row in chosen}
    same_as = {name: cell["same_as"] for name, cell in cells.items()}
    types = {name: cell["type"] or known.get(name, "other") for name, cell in cells.items()}
    for name, target in same_as.items():
        if target and target not in cells:
            if target not in known:
                raise LexiconError(
                    f"{path}, line {lines[name]}: '{excerpt(name)}' cannot be the same as "
                    f"'{excerpt(target)}', which is neither a line of this file nor in the "
                    f"registry;{nearest(excerpt(target), cells)} To give it another name, write "
                    "that into 'called'."
                )
            types[target] = known[target]
    _check_circles(path, same_as, lines)
    called = {name: cell["called"] for name, cell in cells.items() if cell["called"]}
    _check_called(path, called, cells, lines)
    retyped = frozenset(
        name for name, cell in cells.items() if cell["type"] not in {"", cell["type_before"]}
    )
    return Choices(same_as, types, retyped, called, frozenset(cells))


def _lines(path: Path, rows: Sequence[Row]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for row in rows:
        name = row.cells["actor"]
        if name in lines:
            raise LexiconError(
                f"{path}, line {row.line}: actor '{excerpt(name)}' already stands in line "
                f"{lines[name]}. Delete one of the two lines."
            )
        lines[name] = row.line
    return lines


def _check_circles(path: Path, same_as: Mapping[str, str], lines: Mapping[str, int]) -> None:
    done: set[str] = set()
    for name in same_as:
        chain: dict[str, None] = {}
        at = name
        while at not in done and at not in chain:
            chain[at] = None
            target = same_as.get(at, "")
            if target in {"", at}:
                break
            at = target
        else:
            if at in chain:
                circle = [*chain][[*chain].index(at) :]
                shown = "', '".join(excerpt(each, 40) for each in circle[:5])
                raise LexiconError(
                    f"{path}, line {lines[at]}: '{shown}' are the same as each other in a circle. "
                    "Empty 'same_as' in the line of the one that stands for all."
                )
        done.update(chain)


def _check_called(
    path: Path,
    called: Mapping[str, str],
    cells: Mapping[str, Mapping[str, str]],
    lines: Mapping[str, int],
) -> None:
    first: dict[str, str] = {}
    for name, new in called.items():
        other = first.setdefault(new, name)
        if other != name or (new in cells and new != name and not called.get(new)):
            taken = other if other != name else new
            raise LexiconError(
                f"{path}, line {lines[name]}: '{excerpt(name)}' cannot be called '{excerpt(new)}', "
                f"since line {lines[taken]} is called so. If the two are one, write "
                f"'{excerpt(taken)}' into 'same_as'."
            )
