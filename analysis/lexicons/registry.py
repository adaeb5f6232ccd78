"""The actor registry: which form names which actor, and how.

The lists in ``data/`` have one line per actor; `registry` writes out every form. A user's own
``actors.csv`` has the same columns and goes before the lists.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.cells import excerpt
from analysis.errors import LexiconError, nearest
from analysis.lexicons.actor_list import FORMS, adds_forms, read_list
from analysis.lexicons.files import DATA, Row, read_rows, values
from analysis.schema import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ("actor", "type", *FORMS)
"""The columns of an actor file; only `actor` must be there."""

LISTS = ("states", "regions", "governments", "bodies", "armed_groups", "outlets")
"""The lists that ship, each a file in ``data/``; the tagger of names has learnt with them."""

FACTS = (
    *("known_parties", "institutions", "companies"),
    *("american_states", "cities", "leaders", "parties"),
)
"""Further lists that ship; ``python -m tools.facts`` writes all but the first three."""

ABOUT = ("office", "since", "leader", "editions", "source", "needs")
"""What the further lists say beside names; it names nobody."""


class _Form(NamedTuple):
    actor: str
    type: str
    parent: str
    alias: str
    how: str
    owner: str  # the actor in whose row the form stands; a state's row also names its government
    line: int


def registry(extra: Path | str | None = None) -> pd.DataFrame:
    """Give every form by which an actor is known.

    Parameters
    ----------
    extra
        The user's own actors, a CSV file with the columns of `COLUMNS`, of which only `actor` is
        required; ``;`` stands between several values of a cell. It may also be a list that
        `standfirst actors` wrote; what that says of names that are found anyway is no part of the
        registry. A row replaces the shipped actor
        of the same name wholly, with the government that is derived from it. A form that also
        ships for another actor is the user's. A row of type ``ignore`` removes the actor, and its
        other cells are not read. Without a type, an actor is of type ``other``.

    Returns
    -------
    DataFrame
        A `REGISTRY` table: one row per form. No form names two actors.

    Raises
    ------
    LexiconError
        If the file is missing or malformed, names an actor twice, gives one form to two actors,
        or ignores an actor that does not ship. The text names file and line.

    Notes
    -----
    What each column becomes:

    ============  ==================================================================
    `actor`       a name; a description (nominal) if it ends in “ government”
    `names`       names
    `acronyms`    acronyms
    `adjectives`  adjectives and demonyms; the adjective comes first
    `capital`     a metonym of the government
    `metonyms`    metonyms of the actor
    ============  ==================================================================

    A row of type ``state``, and any row with `government` filled, also gives an actor of type
    ``government``. It is called what `government` says, else “<first adjective> government”, else
    “<actor> government”. The descriptions “<first adjective> government”, “<acronym> government”
    and “government of (the) <actor>” stand for it. Some governments have a row of their own for
    their metonyms (White House); to be rid of them, ignore the government too. A form that begins
    in lower case is also listed with a capital, for the start of a sentence. Apostrophes are
    straight.

    Examples
    --------
    >>> forms = registry().set_index("alias")
    >>> forms.loc["Baghdad", ["actor", "how"]].to_list()
    ['Iraqi government', 'metonym']
    >>> forms.loc["American", ["actor", "how"]].to_list()
    ['United States', 'adjective']
    """
    shipped = _shipped()
    mine = [] if extra is None else [row for row in read_list(Path(extra)) if adds_forms(row)]
    rows = _checked(Path(extra or ""), mine, {form.actor for form in shipped})
    own = [] if extra is None else _unique(Path(extra), rows)
    named = {row.cells["actor"] for row in rows}
    taken = {form.alias for form in own}
    kept = [
        form
        for form in shipped
        if form.owner not in named and form.actor not in named and form.alias not in taken
    ]
    forms = pd.DataFrame([*kept, *own], columns=_Form._fields)
    return REGISTRY.conform(forms.drop_duplicates("alias"))  # lists may say the same of one actor


@cache
def _shipped() -> tuple[_Form, ...]:
    """Write out the shipped lists, in their order."""
    return tuple(form for name in (*LISTS, *FACTS) for form in _listed(name))


@cache
def _listed(name: str) -> tuple[_Form, ...]:
    """Write out one shipped list."""
    path = DATA / f"{name}.csv"
    return tuple(_unique(path, _read(path, more=ABOUT if name in FACTS else ())))


def learnt_registry() -> pd.DataFrame:
    """Give the forms with which the tagger of names has learnt, as `registry` gives all."""
    forms = pd.DataFrame([form for name in LISTS for form in _listed(name)], columns=_Form._fields)
    return REGISTRY.conform(forms.drop_duplicates("alias"))


def in_need_of_country() -> frozenset[str]:
    """Give the parties whose names count only beside a name of their state.

    Returns
    -------
    frozenset of str
    """
    paths = [DATA / f"{name}.csv" for name in ("known_parties", "parties")]
    rows = [row for path in paths for row in _read(path, more=ABOUT)]
    return frozenset(row.cells["actor"] for row in rows if row.cells["needs"])


def _read(path: Path, *, more: tuple[str, ...] = ()) -> list[Row]:
    return _checked(path, read_rows(path, columns=(*COLUMNS, *more), required="actor"))


def _checked(path: Path, rows: list[Row], known: Iterable[str] = ()) -> list[Row]:
    """Check one actor file; `known` holds the actors that its ``ignore`` rows may remove."""
    lines: dict[str, int] = {}
    for row in rows:
        actor = row.cells["actor"]
        if actor in lines:
            raise LexiconError(
                f"{path}, line {row.line}: actor '{excerpt(actor)}' already stands in "
                f"line {lines[actor]}. Put all its forms into one line, with ';' between them."
            )
        lines[actor] = row.line
        _check_row(path, row, known)
    return rows


def _check_row(path: Path, row: Row, known: Iterable[str]) -> None:
    actor, cells = row.cells["actor"], row.cells
    if cells["type"] == "ignore" and actor not in known:
        raise LexiconError(
            f"{path}, line {row.line}: actor '{excerpt(actor)}' cannot be ignored, since "
            f"no shipped actor has this name;{nearest(excerpt(actor), known)} Correct the name or "
            "delete the line."
        )
    if cells["capital"] and not _government(cells) and cells["type"] != "ignore":
        raise LexiconError(
            f"{path}, line {row.line}: 'capital' ('{excerpt(cells['capital'])}') stands for "
            f"a government, but '{excerpt(actor)}' has none. Set its type to 'state', name its "
            "government in column 'government', or move the capital to 'metonyms'."
        )


def _unique(path: Path, rows: Iterable[Row]) -> list[_Form]:
    """Write out all rows, each form once; refuse a form that would name two actors."""
    seen: dict[str, _Form] = {}
    for form in (form for row in rows for form in _forms(row)):
        first = seen.setdefault(form.alias, form)
        if first.actor != form.actor:
            raise LexiconError(
                f"{path}, line {form.line}: the form '{excerpt(form.alias)}' names "
                f"'{excerpt(form.actor)}', but line "
                f"{first.line} gives it to '{excerpt(first.actor)}'. A form may name "
                "one actor only: delete it in one of the two lines."
            )
    return list(seen.values())


def _forms(row: Row) -> Iterator[_Form]:
    """Write out one row: the actor's own forms, then those of its government."""
    cells = row.cells
    actor = cells["actor"]
    if cells["type"] == "ignore":
        return
    kind = cells["type"] or "other"
    own = [
        (actor, _own_how(actor)),
        *((alias, "name") for alias in values(cells["names"])),
        *((alias, "acronym") for alias in values(cells["acronyms"])),
        *((alias, "adjective") for alias in values(cells["adjectives"])),
        *((alias, "metonym") for alias in values(cells["metonyms"])),
    ]
    for alias, how in own:
        for form in _as_printed(alias):
            yield _Form(actor, kind, cells["parent"], form, how, actor, row.line)
    government = _government(cells)
    for alias, how in _government_forms(cells, government) if government else ():
        for form in _as_printed(alias):
            yield _Form(government, "government", actor, form, how, actor, row.line)


def _government(cells: dict[str, str]) -> str:
    """Name the government that a row implies; empty if it implies none."""
    if cells["government"] or cells["type"] != "state":
        return cells["government"]
    return f"{(values(cells['adjectives']) or [cells['actor']])[0]} government"


def _government_forms(cells: dict[str, str], government: str) -> Iterator[tuple[str, str]]:
    yield government, _own_how(government)
    for word in (*values(cells["adjectives"])[:1], *values(cells["acronyms"])):
        yield f"{word} government", "nominal"
    yield f"government of {cells['actor']}", "nominal"
    yield f"government of the {cells['actor']}", "nominal"
    for capital in values(cells["capital"]):
        yield capital, "metonym"


def _own_how(actor: str) -> str:
    """Tell a description such as “Iraqi government” from a proper name."""
    return "nominal" if actor.endswith(" government") else "name"


def _as_printed(alias: str) -> tuple[str, ...]:
    plain = alias.replace("’", "'")
    capital = plain[0].upper() + plain[1:]
    return (plain,) if capital == plain else (plain, capital)
