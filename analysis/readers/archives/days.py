"""Days in the lines of archives, in the languages in which these write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    """january jan janvier janv januar jänner enero ene gennaio gen janeiro januari""",
    """february feb février févr fév februar febrero febbraio fevereiro fev februari fevrier""",
    """march mar mars märz mrz marzo março maart mrt marz""",
    """april apr avril avr abril abr aprile""",
    """may mai mayo maggio mag maio mei""",
    """june jun juin juni junio giugno giu junho""",
    """july jul juillet juil juli julio luglio lug julho""",
    """august aug août aout agosto ago augustus""",
    """september sep sept septembre septiembre settembre set setembro""",
    """october oct octobre oktober okt octubre ottobre ott outubro out""",
    """november nov novembre noviembre novembro""",
    """december dec décembre déc dezember dez diciembre dic dicembre dezembro decembre""",
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "|".join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))
_WEEKDAY = r"(?:[^\W\d_]{2,12}(?:-[^\W\d_]{2,12})?\.?,?\s+)?"
_DAY = re.compile(
    rf"""(?<![\w.])(?:
      (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?[\s-]+(?:de\s+)?(?P<m1>{_NAME})\.?,?[\s-]+(?:de\s+)?(?P<y1>\d{{4}})
    | (?P<m2>{_NAME})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
    | (?P<y3>\d{{4}})(?P<sign>[-/.])(?P<m3>\d{{1,2}})(?P=sign)(?P<d3>\d{{1,2}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = (
    r"T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:[A-Z]{1,5}|[+-]\d\d:?\d\d)?"
)
_AFTER = re.compile(rf"[\s,]*(?:[^\W\d_]{{2,12}}(?:-feira)?)?[\s,]*(?:{_TIME})?[\s,.]*")
_YEAR = re.compile(r"[12]\d{3}")
_LONGEST = 120


def day_in(line: str) -> str:
    """Find the first day that stands in a line.

    Parameters
    ----------
    line
        Any text.

    Returns
    -------
    str
        The day as YYYY-MM-DD; empty if there is none whose order of day and month is plain.

    Examples
    --------
    >>> day_in("Saturday, March 02, 2019 Final Edition"), day_in("samedi 2 mars 2019, p. 4")
    ('2019-03-02', '2019-03-02')
    """
    found = _found(line)
    return _iso(found) if found else ""


def is_day_line(line: str) -> bool:
    """Say whether a line is nothing but a day, perhaps with a weekday and a time.

    Parameters
    ----------
    line
        A line without white space at its ends.

    Returns
    -------
    bool
        False for a sentence that holds a day.

    Examples
    --------
    >>> is_day_line("March 02, 2019 Saturday"), is_day_line("On March 2, 2019, it rained.")
    (True, False)
    """
    found = _found(line)
    if not found or not _iso(found) or len(line) > _LONGEST:
        return False
    before = line[: found.start()]
    return bool(
        re.fullmatch(_WEEKDAY + r"(?:le\s+)?", before) and _AFTER.fullmatch(line, found.end())
    )


def _found(line: str) -> re.Match[str] | None:
    start = line[:_LONGEST]
    return _DAY.search(start) if _YEAR.search(start) else None


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    number = next(number for number in "123" if parts[f"y{number}"])
    year, month, day = (parts[f"{unit}{number}"] for unit in "ymd")
    return _valid(year, _NUMBER.get(month.casefold()) or int(month), day)


def _valid(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
