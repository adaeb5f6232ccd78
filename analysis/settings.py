"""Settings as people write them: lists with commas, periods of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from analysis.errors import ParameterError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DAYS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
LISTED = 20
"""Names that an error lists of those there are."""
OPEN = ".."
"""The end of a period that is left open."""


def split_list(values: str | Sequence[str]) -> tuple[str, ...]:
    """Read a list that a notebook parameter gives as text with commas.

    Parameters
    ----------
    values
        A text with commas, or the values themselves.

    Returns
    -------
    tuple of str
        The values without white space around them; empty ones are left out.

    Examples
    --------
    >>> split_list("headline, body"), split_list(""), split_list(("body",))
    (('headline', 'body'), (), ('body',))
    """
    each = values.split(",") if isinstance(values, str) else values
    return tuple(value.strip() for value in each if value.strip())


def split_names(values: str | Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Read a list of names, some of which may hold commas themselves.

    Parameters
    ----------
    values
        A text with commas, or the names themselves.
    known
        The names that there are; where several fit, the longest is taken.

    Returns
    -------
    tuple of str
        The names, of which some may not be known.

    Examples
    --------
    >>> split_names("Post, The, Echo", ["Echo", "Post, The"])
    ('Post, The', 'Echo')
    """
    if not isinstance(values, str):
        return split_list(values)
    parts = values.split(",")
    names: list[str] = []
    start, most = 0, 1 + max((name.count(",") for name in known), default=0)
    while start < len(parts):
        ends = range(min(start + most, len(parts)), start, -1)
        joined = {end: ",".join(parts[start:end]).strip() for end in ends}
        end = next((end for end in ends if joined[end] in known), start + 1)
        names.append(joined[end])
        start = end
    return split_list(names)


def choose_names(
    values: str | Sequence[str], known: Sequence[str], *, name: str, hint: str = ""
) -> tuple[str, ...]:
    """Read names of outlets; some words of a name do where no other name has them.

    Parameters
    ----------
    values
        A text with commas, or the names themselves.
    known
        The names that there are.
    name
        The parameter, for errors.
    hint
        What else the parameter may be, as a sentence for errors.

    Returns
    -------
    tuple of str
        Whole names, each of them known.

    Raises
    ------
    ParameterError
        If a name is not known, or its words are in several.

    Examples
    --------
    >>> choose_names("cnn, Echo", ["CNN (Web News)", "CBN", "Echo"], name="outlets")
    ('CNN (Web News)', 'Echo')
    """
    chosen = (_whole(value, known, name, hint) for value in split_names(values, known))
    return tuple(dict.fromkeys(chosen))


def _whole(value: str, known: Sequence[str], name: str, hint: str) -> str:
    if value in known:
        return value
    words = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
    having = [each for each in known if words.search(each)]
    if len(having) == 1:
        return having[0]
    if having:
        raise ParameterError(
            f"parameter '{name}': several outlets have '{value}' in their name; "
            f"write the whole name: {_some(having)}."
        )
    near = nearest(value, known)
    raise ParameterError(
        f"parameter '{name}': there is no outlet '{value}'{f';{near}' if near else '.'} "
        f"There is: {_some(known)}. {hint}".rstrip()
    )


def _some(names: Sequence[str]) -> str:
    """List names, and of many the first."""
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more} more" if more > 0 else "") or "none"


def check_known(values: Iterable[str], known: Sequence[str], *, name: str) -> None:
    """Refuse a value that is none of those there are, with the nearest that is.

    Parameters
    ----------
    values
        What a parameter names.
    known
        What there is to name.
    name
        The parameter, for errors.

    Raises
    ------
    ParameterError
        For the first value that is not known.
    """
    for value in values:
        if value not in known:
            raise ParameterError(
                f"parameter '{name}': there is no '{value}';{nearest(value, known)} "
                f"There is: {', '.join(known)}."
            )


def check_one_or_more(value: int, *, name: str) -> None:
    """Refuse a number below 1."""
    if value < 1:
        raise ParameterError(f"parameter '{name}' must be 1 or more; found {value}.")


class Period(NamedTuple):
    """The days from `first` to `last`, both within it; None is open."""

    first: date | None
    last: date | None


def is_period(text: str) -> bool:
    """Say whether a text is written like a period, whether or not its days exist.

    Examples
    --------
    >>> is_period("2026-03"), is_period("2026-03-01/.."), is_period("The 2026 Post")
    (True, True, False)
    """
    ends = text.strip().split("/")
    return len(ends) <= 2 and any(map(_DAYS.fullmatch, ends)) and all(map(_is_end, ends))


def read_period(text: str, *, name: str = "period") -> Period:
    """Read a period: a day, a month, a year, or a range of them.

    Parameters
    ----------
    text
        Such as ``2026-03-01``, ``2026-03``, ``2026``, ``2026-03/2026-05`` or ``2026-03-01/..``.
    name
        The parameter, for errors.

    Returns
    -------
    Period
        Its first and its last day.

    Raises
    ------
    ParameterError
        If it is no period, a day is not in the calendar, or it ends before it begins.

    Examples
    --------
    >>> read_period("2026-02") == Period(date(2026, 2, 1), date(2026, 2, 28))
    True
    >>> read_period("../2025").first is None
    True
    """
    wanted = str(text).strip()
    if not is_period(wanted):
        raise ParameterError(
            f"parameter '{name}' must be a day, a month, a year or a range, such as 2026-03-01, "
            f"2026-03, 2026 or 2026-03/2026-05; found '{text}'."
        )
    ends = wanted.split("/")
    first, last = _first_day(ends[0], name), _last_day(ends[-1], name)
    if first and last and first > last:
        raise ParameterError(f"parameter '{name}': '{text}' ends before it begins.")
    return Period(first, last)


def _is_end(end: str) -> bool:
    return end == OPEN or _DAYS.fullmatch(end) is not None


def _first_day(end: str, name: str) -> date | None:
    return None if end == OPEN else _day(end, name, *_numbers(end, 1, 1))


def _last_day(end: str, name: str) -> date | None:
    if end == OPEN:
        return None
    year, month, day = _numbers(end, 12, 0)
    is_month = 1 <= month <= 12 and year
    return _day(end, name, year, month, day or (monthrange(year, month)[1] if is_month else 1))


def _numbers(end: str, month: int, day: int) -> tuple[int, int, int]:
    """Give year, month and day; what was not written is filled in."""
    match = _DAYS.fullmatch(end)
    written = match.groups() if match else ("0", None, None)
    return int(written[0]), int(written[1] or month), int(written[2] or day)


def _day(end: str, name: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ParameterError(
            f"parameter '{name}': '{end}' is no day of the calendar; write 2026-03-01/2026-03-31."
        ) from error
