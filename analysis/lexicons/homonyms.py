"""Forms that name another actor where other words stand beside them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.lexicons.files import DATA, read_rows, values


class Homonym(NamedTuple):
    """What decides between two actors of one form.

    Parameters
    ----------
    own
        Words that speak for the registry's actor.
    other, type
        The other actor; empty if the form then names nobody.
    others
        Words that speak for the other.
    """

    own: tuple[str, ...]
    other: str
    type: str
    others: tuple[str, ...]


@cache
def homonyms() -> dict[str, Homonym]:
    """Give the forms that name two actors, with the words that decide between them.

    Returns
    -------
    dict of str to Homonym

    Examples
    --------
    >>> homonyms()["Georgia"].other
    'Georgia (US state)'
    """
    columns = ("form", "own", "other", "type", "others")
    rows = read_rows(DATA / "homonyms.csv", columns=columns, required="form")
    return {
        row.cells["form"]: Homonym(
            tuple(values(row.cells["own"])),
            row.cells["other"],
            row.cells["type"],
            tuple(values(row.cells["others"])),
        )
        for row in rows
    }
