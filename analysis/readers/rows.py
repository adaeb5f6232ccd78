"""From the cells of a row to the draft of an article."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from analysis.readers.nested import TOO_DEEP
from analysis.readers.raw_articles import PARSED, Issue, RawArticle, Role
from analysis.readers.roles import NAMES, fold
from analysis.readers.together import BETWEEN, LEADS, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SPOILT = object()
"""Stands for a cell that cannot be read."""
NONE = -1
"""The place of a column that is not there."""


def places(roles: Mapping[str, Role], columns: Sequence[str]) -> list[int]:
    """Say for each role, in the order of `NAMES`, which column plays it.

    Parameters
    ----------
    roles
        Every role with its column.
    columns
        The columns of the file.

    Returns
    -------
    list of int
        Numbers of columns; `NONE` where no column plays the role.
    """
    names = [roles[role].column for role in NAMES]
    return [columns.index(name) if name and name in columns else NONE for name in names]


def picker(
    roles: Mapping[str, Role], columns: Sequence[str]
) -> Callable[[list[Any]], Sequence[Any]]:
    """Give the function that takes from a row a cell for each role; it may lengthen the row.

    Parameters
    ----------
    roles
        Every role with its column, or several of them.
    columns
        The columns of the file.

    Examples
    --------
    >>> pick = picker({role: Role("B" if role == "text" else "", "") for role in NAMES}, "AB")
    >>> pick(["a", "b"])[:2]
    ('b', '')
    """
    pick = itemgetter(*places(roles, columns))

    def cells(fields: list[Any]) -> Sequence[Any]:
        fields.append("")  # the cell of a role without a column
        picked: tuple[Any, ...] = pick(fields)
        return picked

    merges = [
        (place, [columns.index(name) for name in names], merge)
        for place, names, merge in merges_of([roles[role].column for role in NAMES], columns)
    ]
    if not merges:
        return cells

    def merged(fields: list[Any]) -> Sequence[Any]:
        row = list(cells(fields))
        for place, numbers, merge in merges:
            row[place] = merge([fields[number] for number in numbers])
        return row

    return merged


def merges_of(
    played: Sequence[str], columns: Sequence[str]
) -> list[tuple[int, list[str], Callable[[Sequence[Any]], Any]]]:
    """Say which roles several columns play together.

    Parameters
    ----------
    played
        For each role its column, in the order of `NAMES`.
    columns
        The columns of the file.

    Returns
    -------
    list of tuple
        Place of the role, its columns, and what makes one cell of theirs.

    Examples
    --------
    >>> played = ["text", "", "year + month + day"]
    >>> [(place, names) for place, names, _ in merges_of(played, ["year", "month", "day"])]
    [(2, ['year', 'month', 'day'])]
    """
    found: list[tuple[int, list[str], Callable[[Sequence[Any]], Any]]] = []
    for place, (role, column) in enumerate(zip(NAMES, played, strict=False)):
        names = column.split(BETWEEN)
        if role in ("text", "date") and len(names) > 1 and column not in columns:
            is_lead = fold(names[0]) == LEADS[0]
            merge = partial(text_of, has_body=not is_lead) if role == "text" else day_of
            found.append((place, names, merge))
    return found


def day_of(parts: Sequence[Any]) -> str:
    """Write year, month and day as one date; a month may be a name.

    Examples
    --------
    >>> day_of(["2019.0", "3.0", "02"]), day_of([2019, "March", 2]), day_of(["", "", ""])
    ('2019-3-02', '2 March 2019', '')
    """
    # What lacks a number anywhere is a column of fractions to pandas, and so it writes them.
    year, month, day = (cell_text(each).removesuffix(".0") for each in parts)
    if not year:
        return ""
    return f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"


def draft(number: int, place: str, cells: Sequence[Any]) -> RawArticle | Issue:
    r"""Make a row the draft of an article.

    Parameters
    ----------
    number
        The row's number from 1.
    place
        Where it stands.
    cells
        A cell for each role, in the order of `NAMES`; None or an empty string if there is none.

    Returns
    -------
    Draft or Fault
        The text is the text cell, unchanged; if the row has a headline with which the text does
        not begin, the text is headline, blank line, text cell. A fault if that cell is no text.

    Examples
    --------
    >>> made = draft(1, "n.csv, line 2", ["No deal.", "Talks fail", *[""] * 6])
    >>> made.text, made.head
    ('Talks fail\n\nNo deal.', 10)
    """
    text, *others = cells
    if type(text) is not str:
        if text is not None:
            return Issue(PARSED, f"the text is no text but {_kind(text)}", place)
        text = ""
    try:
        headline, date, outlet, url, author, language, name = map(cell_text, others)
    except RecursionError:
        return Issue(PARSED, TOO_DEEP, place)
    whole, head = compose(headline, text) if text and not text.isspace() else ("", 0)
    return RawArticle(
        article_id=name,
        text=whole,
        origin=place,
        number=number,
        head=head,
        headline=" ".join(headline.split()),
        outlet=outlet,
        date=date,
        author=author,
        url=url,
        language=language,
    )


def compose(headline: str, text: str) -> tuple[str, int]:
    r"""Put the headline before the text, unless it stands there already.

    Parameters
    ----------
    headline
        Without white space at its ends; may be empty.
    text
        The text cell.

    Returns
    -------
    text, head
        The article's text, and how many characters at its start are the headline.

    Examples
    --------
    >>> compose("Talks fail", "No deal.")
    ('Talks fail\n\nNo deal.', 10)
    >>> compose("Talks fail", "Talks fail\nNo deal.")
    ('Talks fail\nNo deal.', 10)
    """
    if not headline:
        return text, 0
    blank = len(text) - len(text.lstrip())
    if text.startswith(headline, blank):
        end = blank + len(headline)
        if text[end:].lstrip(" \t\xa0")[:1] in ("", "\n", "\r"):
            return text, end
    return f"{headline}\n\n{text}", len(headline)


def cell_text(value: Any) -> str:
    """Write a cell of any type as text, without white space at its ends.

    Parameters
    ----------
    value
        A string, number, day, list, or nothing.

    Returns
    -------
    str
        Empty for nothing; items of a list with commas between them.

    Examples
    --------
    >>> cell_text(["Ann Lee", "Bo Ek"]), cell_text(7.0), cell_text(None)
    ('Ann Lee, Bo Ek', '7', '')
    """
    if type(value) is str:
        return value.strip()
    if value is None or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(cell_text, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value).strip()


def _kind(value: Any) -> str:
    if value is SPOILT:
        return "something that cannot be read"
    kinds = {dict: "an object", list: "a list", bool: "true or false", bytes: "bytes"}
    return kinds.get(type(value), "a number")
