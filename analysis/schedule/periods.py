"""Periods: the days, weeks and months that reports are made for, and when they are due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from analysis.errors import ParameterError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time
    from zoneinfo import ZoneInfo

EVERY = ("day", "week", "month")
WORDS = ("day", "first", "last", "week", "month", "year")
"""What templates can name."""

_DAY = timedelta(days=1)
_TEMPLATE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


@dataclass(frozen=True)
class Period:
    """A day, an ISO week, or a month, from its first day to its last.

    Examples
    --------
    >>> Period.of(date(2026, 11, 23), "week").name
    '2026-W48'
    """

    first: date
    last: date
    every: str

    @classmethod
    def of(cls, day: date, every: str) -> Period:
        """Give the period in which a day lies."""
        if every == "day":
            return cls(day, day, every)
        if every == "week":
            monday = day - _DAY * day.weekday()
            return cls(monday, monday + 6 * _DAY, every)
        first = day.replace(day=1)
        return cls(first, (first + 31 * _DAY).replace(day=1) - _DAY, every)

    @classmethod
    def named(cls, name: str) -> Period:
        """Give the period of a name, as `name` writes it.

        Raises
        ------
        ValueError
            If no period has such a name.
        """
        week, month = _WEEK.fullmatch(name), _MONTH.fullmatch(name)
        if week:
            return cls.of(date.fromisocalendar(int(week[1]), int(week[2]), 1), "week")
        if month:
            return cls.of(date(int(month[1]), int(month[2]), 1), "month")
        return cls.of(date.fromisoformat(name), "day")

    @property
    def name(self) -> str:
        """As in ``2026-11-23``, ``2026-W48`` or ``2026-11``."""
        if self.every == "day":
            return self.last.isoformat()
        return _week(self.last) if self.every == "week" else f"{self.last:%Y-%m}"

    @property
    def before(self) -> Period:
        """The period before this one."""
        return Period.of(self.first - _DAY, self.every)

    @property
    def words(self) -> dict[str, str]:
        """What templates put in; `day` is the period's last day."""
        return {
            "day": self.last.isoformat(),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "week": _week(self.last),
            "month": f"{self.last:%Y-%m}",
            "year": f"{self.last:%Y}",
        }


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def ended(now: datetime, *, every: str, zone: ZoneInfo) -> Period:
    """Give the last period that is over.

    Parameters
    ----------
    now
        A moment, with its time zone.
    every
        ``day``, ``week`` or ``month``.
    zone
        Where midnight is looked for.

    Returns
    -------
    Period
        Yesterday, last week or last month.
    """
    return Period.of(now.astimezone(zone).date(), every).before


def templates(text: str) -> list[str]:
    """Give the words that a text leaves to be filled in.

    Examples
    --------
    >>> templates("articles/{{ day }}.csv")
    ['day']
    """
    return _TEMPLATE.findall(text)


def fill(text: str, period: Period) -> str:
    """Fill a text in for a period.

    Raises
    ------
    ParameterError
        If the text asks for something else than a period knows.

    Examples
    --------
    >>> fill("articles/{{ week }}.csv", Period.of(date(2026, 11, 23), "day"))
    'articles/2026-W48.csv'
    """
    for word in templates(text):
        if word not in WORDS:
            raise ParameterError(
                f"'{text}' names '{{{{ {word} }}}}';{nearest(word, WORDS)} "
                f"A period has {', '.join(WORDS)}."
            )
    return _TEMPLATE.sub(lambda found: period.words[found[1]], text)


def starts(after: datetime, *, every: str, at: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Give the moments at which runs are due: on the first day of each period.

    Parameters
    ----------
    after
        A moment, with its time zone; runs due later than it are given.
    every
        ``day``, ``week`` or ``month``.
    at
        The time on the clock of the zone. Where the clock skips it, the run is as much later; where
        the clock shows it twice, the run is at the first time.
    zone
        The time zone.

    Yields
    ------
    datetime
        Moments in the zone.
    """
    period = Period.of(after.astimezone(zone).date(), every)
    while True:
        start = datetime.combine(period.first, at, zone).astimezone(UTC).astimezone(zone)
        if start > after:
            yield start
        period = Period.of(period.last + _DAY, every)
