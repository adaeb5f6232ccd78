"""Columns that play one role together: three are a date; body, lead and abstract are a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BETWEEN = " + "
"""Stands between the names of columns that play a role together."""
CALENDAR = ("year", "month", "day")
"""Columns that are a date together."""
LEADS = ("leadparagraph", "abstract", "snippet")
"""Columns that hold the beginning of a text or say what is in it; the first tells the kind."""


class Lead(str):
    """A text of which only a lead, an abstract or a snippet is there."""

    __slots__ = ()


def calendar(columns: Mapping[str, Sequence[str]]) -> str:
    """Give the three columns that are a date together, if each is there once.

    Parameters
    ----------
    columns
        Names as `roles.fold` gives them, each with the columns that have it.

    Examples
    --------
    >>> calendar({"year": ["Year"], "month": ["Month"], "day": ["Day"], "text": ["text"]})
    'Year + Month + Day'
    """
    if any(len(columns.get(name, ())) != 1 for name in CALENDAR):
        return ""
    return BETWEEN.join(columns[name][0] for name in CALENDAR)


def leads(columns: Mapping[str, Sequence[str]], body: str) -> str:
    """Give the columns of which the longest is the text, the body first if there is one.

    Parameters
    ----------
    columns
        Names as `roles.fold` gives them, each with the columns that have it.
    body
        The column of the text; it may be empty.

    Examples
    --------
    >>> leads({"leadparagraph": ["lead_paragraph"], "snippet": ["snippet"]}, "body")
    'body + lead_paragraph + snippet'
    """
    if any(len(columns.get(name, ())) > 1 for name in LEADS) or LEADS[0] not in columns:
        return ""
    found = [columns[name][0] for name in LEADS if name in columns]
    return BETWEEN.join([body, *found] if body and body not in found else found)


def behind(name: str, columns: Sequence[str]) -> list[str]:
    """Give the columns behind the name of a role's column: itself, or several.

    Examples
    --------
    >>> behind("day", ["day"]), behind("year + month + day", ["year", "month", "day"])
    (['day'], ['year', 'month', 'day'])
    """
    return [name] if name in columns else name.split(BETWEEN)


def text_of(cells: Sequence[Any], *, has_body: bool) -> Any:
    """Give the longest of several texts.

    Parameters
    ----------
    cells
        A cell of each column, the body's first.
    has_body
        Whether the first column is one of bodies.

    Returns
    -------
    str or Lead or None
        A `Lead` if it is not the body. A body that is an object or a list is given as it is.

    Examples
    --------
    >>> text_of(["Rain fell all day.", "Rain fell."], has_body=True)
    'Rain fell all day.'
    >>> type(text_of([None, "Rain fell."], has_body=True)).__name__
    'Lead'
    """
    if has_body and cells[0] and type(cells[0]) is not str:
        return cells[0]
    texts = [cell.strip() if type(cell) is str else "" for cell in cells]
    longest = max(range(len(texts)), key=lambda number: len(texts[number]))
    if (has_body and not longest) or not texts[longest]:
        return cells[longest]
    return Lead(cells[longest])
