"""Days as publishers write them. The time of day and its offset are set aside."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CURE = "write a date as YYYY-MM-DD"
UNREADABLE = f"kept without a date, which cannot be read; {CURE}"
AMBIGUOUS = (
    "kept without a date: no value of the column shows whether day or month comes first; " + CURE
)
CONTRADICTORY = (
    "kept without a date: some values of the column put the day first, others the month; " + CURE
)

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_FULL = {name: number for number, name in enumerate(_MONTHS, 1)}
_FLAGS = re.ASCII | re.IGNORECASE
_TIME = r"(?:(?:T|,?\s+|,?\s+at\s+)\d{1,2}:\d{2}.{0,30})?"
_WEEKDAY = r"(?:[a-z]{3,9}\.?,?\s+)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", _FLAGS)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", _FLAGS)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}",
    _FLAGS,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}",
    _FLAGS,
)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", _FLAGS)


def read_days(values: Sequence[str]) -> tuple[list[str], list[str]]:
    """Read the days of one column, all in the same order of day and month.

    Parameters
    ----------
    values
        Cells as written; empty ones are unknown days.

    Returns
    -------
    days, doubts : lists of str
        For each value the day as YYYY-MM-DD, or an empty string; and why it could not be read, or
        an empty string.

    Notes
    -----
    ``05/06/2024`` is the fifth of June or May the sixth. The whole column decides: a value such as
    ``25/06/2024`` shows that the day comes first. If none shows it, or two contradict each other,
    these dates stay unknown rather than guessed.

    Examples
    --------
    >>> read_days(["2024-03-01T23:30:00-05:00", "March 2, 2024", "03/04/2024", "31.02.2024"])[0]
    ['2024-03-01', '2024-03-02', '', '']
    >>> read_days(["03/04/2024", "25/04/2024"])[0]
    ['2024-04-03', '2024-04-25']
    """
    cells = [value.strip() for value in values]
    orders = {order for cell in set(cells) if len(o := _orders(cell)) == 1 for order in o}
    memory = {cell: _read(cell, orders) for cell in set(cells)}
    return [memory[cell][0] for cell in cells], [memory[cell][1] for cell in cells]


def _read(cell: str, orders: set[str]) -> tuple[str, str]:
    if not cell:
        return "", ""
    possible = _orders(cell)
    if not possible:
        day = _named(cell)
        return (day, "") if day else ("", UNREADABLE)
    if len(set(possible.values())) == 1 and len(possible) == 2:
        return possible["day first"], ""
    if len(orders) != 1:
        return "", CONTRADICTORY if orders else AMBIGUOUS
    day = possible.get(next(iter(orders)), "")
    return (day, "") if day else ("", UNREADABLE)


def _orders(cell: str) -> dict[str, str]:
    """Give the days that a date of three numbers can mean, by the order of day and month."""
    found = _NUMBERS.fullmatch(cell)
    if not found:
        return {}
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    days = {"day first": _day(year, second, first), "month first": _day(year, first, second)}
    return {order: day for order, day in days.items() if day}


def _named(cell: str) -> str:
    """Read a date whose order is plain: the year first, or the month in letters."""
    found = _YEAR_FIRST.fullmatch(cell)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _COMPACT.fullmatch(cell)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_MONTH.fullmatch(cell)
    if found:
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    found = _MONTH_DAY.fullmatch(cell)
    if found:
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return ""


def _month(name: str) -> int:
    return (_SHORT | _FULL).get(name.casefold(), 0)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
