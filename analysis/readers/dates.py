"""Days as publishers write them. The time of day and its offset are set aside."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CURE = "write a date as YYYY-MM-DD"
UNREADABLE = f"kept without a date, which cannot be read; {CURE}"
AMBIGUOUS = (
    "kept without a date: no value of the column shows whether day or month comes first; " + CURE
)
CONTRADICTORY = (
    "kept without a date: some values of the column put the day first, others the month; " + CURE
)
ODD = "kept without a date: a day before 1600 or in the future is no day of a newspaper"
READ_AS = "dates in figures are read {order}, as others of the outlet or the column show"
COUNTED = "dates are numbers, read as {unit}"

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
_DAY_NAME = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_WEEKDAY = rf"(?:{_DAY_NAME}\.?,?\s+)?"
_AFTER = rf"(?:,?\s+{_DAY_NAME}\b.{{0,40}})?{_TIME}"
_YEAR = r"(\d{4}|'?\d{2})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", _FLAGS)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(?:\d{4}|\d{6})Z?)?", _FLAGS)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]{{3,9}})\.?,?[\s-]+{_YEAR}{_AFTER}",
    _FLAGS,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}{_AFTER}",
    _FLAGS,
)
_CLOCK_WITHIN = re.compile(
    rf"{_WEEKDAY}([a-z]{{3}})\s+(\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+\S{{1,6}}\s+(\d{{4}})",
    _FLAGS,
)
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", _FLAGS)
_NUMBER = re.compile(r"(\d{5}|\d{9,10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?", re.ASCII)
_WORDS_BEFORE = re.compile(
    r"(?:(?:first|last|originally)\s+)?(?:date|published|publication date|updated|posted|modified|"
    r"created|load-date)(?:\s+(?:on|at))?\s*:?\s+(?=\S)",
    _FLAGS,
)
_SECOND_DATE = re.compile(r"\s*[|;·•,(]?\s*(?:last\s+)?(?:updated|modified)\b.*", _FLAGS)
_CLOCK_BEFORE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?\s*,?\s+(?=\S)", _FLAGS
)

_FIRST_YEAR, _AHEAD = 1600, timedelta(days=366)
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day first", "month first", "year first"
_EXCEL_BEGINS, _EXCEL_FROM = date(1899, 12, 30), 25_569
_EPOCH = {
    9: ("seconds since 1970", 1),
    10: ("seconds since 1970", 1),
    13: ("milliseconds since 1970", 10**3),
    16: ("microseconds since 1970", 10**6),
    19: ("nanoseconds since 1970", 10**9),
}


class Days(NamedTuple):
    """The days of some cells.

    Parameters
    ----------
    days
        For each cell the day as YYYY-MM-DD, or an empty string.
    doubts
        For each cell why it has none, or an empty string.
    notes
        What had to be decided: the reason, and the outlet or cell that shows it.
    """

    days: list[str]
    doubts: list[str]
    notes: list[tuple[str, str]]


def read_days(
    values: Sequence[str], outlets: Sequence[str] = (), *, today: date = date.max
) -> Days:
    """Read the days of one column, those of an outlet in the same order of day and month.

    Parameters
    ----------
    values
        Cells as written; empty ones are unknown days.
    outlets
        For each cell its outlet; without them, all are of one.
    today
        More than a year after it there are no newspapers.

    Returns
    -------
    Days
        For each value the day, or why it could not be read.

    Notes
    -----
    ``05/06/2024`` is the fifth of June or May the sixth. A value of the same outlet such as
    ``25/06/2024`` shows that the day comes first; if none does, one of the whole column. If none
    shows it, or two contradict each other, these dates stay unknown rather than guessed.

    Numbers are seconds, milliseconds, microseconds or nanoseconds since 1970, or days as Excel
    counts them, from 1970 on.

    Examples
    --------
    >>> read_days(["2024-03-01T23:30:00-05:00", "March 2, 2024", "03/04/2024", "31.02.2024"]).days
    ['2024-03-01', '2024-03-02', '', '']
    >>> read_days(["03/04/2024", "25/04/2024"]).days
    ['2024-04-03', '2024-04-25']
    """
    cells = [_bare(value) for value in values]
    latest = today + min(_AHEAD, date.max - today)
    whose = list(outlets) or [""] * len(cells)
    shown = _shown_orders(cells, whose, latest)
    memory = {
        (cell, outlet): _read(cell, shown.get(outlet) or shown[None], latest)
        for cell, outlet in set(zip(cells, whose, strict=True))
    }
    read = [memory[pair] for pair in zip(cells, whose, strict=True)]
    return Days([day for day, _ in read], [doubt for _, doubt in read], _notes(cells, shown))


def _shown_orders(
    cells: Iterable[str], outlets: Iterable[str], latest: date
) -> dict[str | None, dict[str, str]]:
    """Give for each outlet, and under None for all, the orders that cells show, each with one."""
    shown: dict[str | None, dict[str, str]] = {None: {}}
    for cell, outlet in dict.fromkeys(zip(cells, outlets, strict=True)):
        orders = _orders(cell, latest)
        if len(orders) == 1:
            for key in (outlet, None):
                shown.setdefault(key, {}).setdefault(next(iter(orders)), cell)
    return shown


def _notes(
    cells: Iterable[str], shown: Mapping[str | None, Mapping[str, str]]
) -> list[tuple[str, str]]:
    notes = dict.fromkeys(
        (READ_AS.format(order=order), f"{outlet}: {cell}" if outlet else cell)
        for outlet, orders in shown.items()
        if outlet is not None and len(orders) == 1
        for order, cell in orders.items()
    )
    units: dict[str, str] = {}
    for cell in cells:
        unit, day = _counted(cell)
        if day:
            units.setdefault(COUNTED.format(unit=unit), cell)
    return [*notes, *units.items()]


def _bare(value: str) -> str:
    """Take words before a date, a second date behind it, and a time before it away."""
    cell = value.strip()
    if cell[:1].isdigit() and ":" not in cell[:6] and "pdated" not in cell:
        return cell
    cell = _WORDS_BEFORE.sub("", cell, count=1) if _WORDS_BEFORE.match(cell) else cell
    cell = _SECOND_DATE.sub("", cell) or cell
    return _CLOCK_BEFORE.sub("", cell, count=1) if _CLOCK_BEFORE.match(cell) else cell


def _read(cell: str, orders: Mapping[str, str], latest: date) -> tuple[str, str]:
    if not cell:
        return "", ""
    possible = _orders(cell, latest)
    if not possible:
        day = _named(cell, latest) or _counted(cell)[1]
        return _plausible(day, latest) if day else ("", UNREADABLE)
    if len(set(possible.values())) == 1 and len(possible) > 1:
        return _plausible(next(iter(possible.values())), latest)
    if len(orders) != 1:
        return "", CONTRADICTORY if orders else AMBIGUOUS
    day = possible.get(next(iter(orders)), "")
    return _plausible(day, latest) if day else ("", UNREADABLE)


def _plausible(day: str, latest: date) -> tuple[str, str]:
    is_one = int(day[:4]) >= _FIRST_YEAR and day <= latest.isoformat()
    return (day, "") if is_one else ("", ODD)


def _orders(cell: str, latest: date) -> dict[str, str]:
    """Give the days that a date of three numbers can mean, by the order of day and month."""
    found = _NUMBERS.fullmatch(cell)
    if not found:
        return {}
    first, second, year = int(found[1]), int(found[3]), _full_year(found[4], latest)
    days = {DAY_FIRST: _day(year, second, first), MONTH_FIRST: _day(year, first, second)}
    if found[2] == "-" and len(found[4]) == 2 == len(found[1]):
        day = _day(_full_year(found[1], latest), second, int(found[4]))
        days[YEAR_FIRST] = day
    return {order: day for order, day in days.items() if day}


def _full_year(written: str, latest: date) -> int:
    """Give the year of two figures: the last one that is not in the future."""
    digits = written.removeprefix("'")
    if len(digits) == 4:
        return int(digits)
    end = latest.year - 1 if latest.year < date.max.year else 2068
    return end - (end - int(digits)) % 100


def _named(cell: str, latest: date) -> str:
    """Read a date whose order is plain: the year first, or the month in letters."""
    found = _YEAR_FIRST.fullmatch(cell)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _COMPACT.fullmatch(cell)
    if found and (day := _day(*map(int, found.groups()))):
        return day
    found = _DAY_MONTH.fullmatch(cell)
    if found:
        return _day(_full_year(found[3], latest), _month(found[2]), int(found[1]))
    found = _MONTH_DAY.fullmatch(cell) or _CLOCK_WITHIN.fullmatch(cell)
    if found:
        return _day(_full_year(found[3], latest), _month(found[1]), int(found[2]))
    return ""


def _counted(cell: str) -> tuple[str, str]:
    """Read a number as seconds since 1970 or parts of them, or as a day of Excel."""
    found = _NUMBER.fullmatch(cell)
    if not found or len(found[1]) == 8:
        return "", ""
    number = int(found[1])
    if len(found[1]) == 5:
        day = _EXCEL_BEGINS + timedelta(days=number)
        return "days as Excel counts them", day.isoformat() if number >= _EXCEL_FROM else ""
    unit, parts = _EPOCH[len(found[1])]
    return unit, datetime.fromtimestamp(number // parts, UTC).date().isoformat()


def _month(name: str) -> int:
    return (_SHORT | _FULL).get(name.casefold(), 0)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
