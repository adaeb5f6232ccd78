"""The news agencies whose copy other outlets print, and outlets by their names."""

from __future__ import annotations

from functools import cache

from analysis.lexicons.files import DATA, read_rows, values


@cache
def agencies() -> dict[str, str]:
    """Give the names by which agencies are credited.

    Returns
    -------
    dict of str to str
        For each name as printed the agency's own name. Short forms such as “PA” mean an agency in
        a credit line or a dateline only.

    Examples
    --------
    >>> agencies()["AP"], agencies()["Reuters"]
    ('Associated Press', 'Reuters')
    """
    rows = read_rows(DATA / "agencies.csv", columns=("agency", "names"), required="agency")
    return {
        name: row.cells["agency"]
        for row in rows
        for name in (row.cells["agency"], *values(row.cells["names"]))
    }


@cache
def outlets() -> frozenset[str]:
    """Give the names of outlets of the registry, and those of the agencies.

    Examples
    --------
    >>> {"BBC", "Reuters"} <= outlets()
    True
    """
    columns = ("actor", "type", "parent", "names", "acronyms")
    rows = read_rows(DATA / "outlets.csv", columns=columns, required="actor")
    others = (name for row in rows for key in columns[3:] for name in values(row.cells[key]))
    return frozenset(row.cells["actor"] for row in rows) | frozenset(others) | agencies().keys()
