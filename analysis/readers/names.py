"""What the names of files and folders say about articles: their day and their outlet."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.readers.raw_articles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE = Role("", "read from the names of the files")
FOLDER = Role("", "read from the names of the folders")
KINDS = (FILE.how, FOLDER.how)
FEWEST = 4
"""So many files must share the form of their names before it says who published them."""

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_PATH_DAY = re.compile(r"(?:^|/)((?:19|20)\d\d)/(?:\1-)?(0?[1-9]|1[0-2])/(?:[\d-]*-)?(\d\d?)(?=/)")
_APART = re.compile(
    r"__?|\s+[-–—|]\s+|(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=(?:19|20)\d\d)", re.IGNORECASE
)
_NO_OUTLET = frozenset(
    # parts of a newspaper
    """politics world sport sports business opinion comment culture economy technology tech science
    health local national international foreign entertainment lifestyle travel arts society media
    education environment finance money weather football editorial features home front
    """
    # what a file is
    """articles article data texts text txt corpus corpora export exports download downloads pages
    page html files file docs documents docx news archive archives raw clean json csv xml output
    input untitled new old part full all story stories results result dataset
    """
    # how a collection was cut
    """train test dev val validation pos neg positive negative neutral fake real true false
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
    q1 q2 q3 q4 en english de german fr french es""".split()
)
_PART = re.compile(r"\d|(?:^|[-_ ])[a-z](?:$|[-_ ])", re.IGNORECASE)
"""What the names of parts of one collection have: numbers, single letters."""
_NUMBERED = re.compile(r"(?:[a-z]{1,12}[-_ .]?)?\d[\d\-_. ]*")


class Said(NamedTuple):
    """What names say: for each file its day and outlet, and which role each kind of name plays."""

    days: dict[str, str]
    outlets: dict[str, str]
    roles: dict[str, Role]


def said(names: Sequence[str]) -> Said:
    """Read days and outlets from the names of all files of a corpus.

    Parameters
    ----------
    names
        Paths from the corpus's folder, with ``/`` between folders.

    Returns
    -------
    Said
        Days as YYYY-MM-DD. Outlets only where folders or parts of names return and are neither
        numbers, months, nor the name of a part of a newspaper.

    Examples
    --------
    >>> said(["post/2024-03-05_a.txt", "herald/b.txt"]).outlets
    {'post/2024-03-05_a.txt': 'post', 'herald/b.txt': 'herald'}
    >>> said(["post/2024-03-05_a.txt", "herald/b.txt"]).days
    {'post/2024-03-05_a.txt': '2024-03-05'}
    """
    days = {name: day for name in names if (day := _day(name))}
    of_folders = _folder_outlets(names)
    outlets = of_folders or _file_outlets(names)
    in_files = all(_DAY.search(name.rpartition("/")[2]) for name in days)
    roles = {"date": FILE if in_files else FOLDER} if days else {}
    if outlets:
        roles["outlet"] = FOLDER if of_folders else FILE
    return Said(days, outlets, roles)


def outlets_of_tables(names: Sequence[str]) -> tuple[dict[str, str], Role]:
    """Read outlets from the names of tables that have no column for them.

    Parameters
    ----------
    names
        Paths of all tables from the corpus's folder.

    Returns
    -------
    outlets, role
        For each table its outlet: the folder's name, or the table's if there are no folders and
        no name has a number. None if the names cannot be those of outlets.

    Examples
    --------
    >>> outlets_of_tables(["post.csv", "herald.csv"])[0]
    {'post.csv': 'post', 'herald.csv': 'herald'}
    """
    found = _folder_outlets(names)
    if found:
        return found, FOLDER
    stems = {name: name.rpartition("/")[2].partition(".")[0] for name in names}
    is_plain = not any(_PART.search(stem) for stem in stems.values())
    if is_plain and len(set(stems.values())) == len(stems) and _are_outlets(set(stems.values())):
        return stems, FILE
    return {}, FILE


def _day(name: str) -> str:
    folders, _, file = name.rpartition("/")
    found = _DAY.search(file) or _DAY.search(folders)
    if found:
        return f"{found[1]}-{found[3]}-{found[4]}"
    found = _PATH_DAY.search(f"{folders}/")
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def _folder_outlets(names: Iterable[str]) -> dict[str, str]:
    """Take the first level of folders whose names can be those of outlets."""
    levels: dict[int, dict[str, str]] = defaultdict(dict)
    for name in names:
        for level, folder in enumerate(name.split("/")[:-1]):
            levels[level][name] = folder
    for level in sorted(levels):
        if _are_outlets(set(levels[level].values())):
            return {name: value for name, value in levels[level].items() if not _is_other(value)}
    return {}


def _file_outlets(names: Sequence[str]) -> dict[str, str]:
    """Take the part of all files' names that returns, beside a day."""
    if len(names) < FEWEST:
        return {}
    cut = [_parts(name) for name in names]
    widths = {len(parts) for parts in cut}
    if len(widths) > 1 or widths == {1}:
        return {}
    for place in range(min(widths)):
        values = [parts[place] for parts in cut]
        if 2 * len(set(values)) <= len(values) and _are_outlets(set(values)):
            return dict(zip(names, values, strict=True))
    return {}


def _parts(name: str) -> list[str]:
    """Cut a file's name into its parts; without a day it has one part."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    rest = _DAY.sub("_", stem)
    if rest == stem:
        return [stem]
    return [part for part in (part.strip(" -_") for part in _APART.split(rest)) if part]


def _are_outlets(values: set[str]) -> bool:
    """Say whether names can be those of outlets: most are no numbers, months or departments."""
    return len(values) > 1 and 2 * sum(map(_is_other, values)) < len(values)


def _is_other(value: str) -> bool:
    folded = value.strip().casefold()
    return (
        folded in _NO_OUTLET
        or not any(map(str.isalpha, folded))
        or bool(_NUMBERED.fullmatch(folded))
    )
