"""Who is credited: the agencies and outlets that credit lines, datelines and bylines name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from analysis import lexicons
from analysis.schema import ZONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.corpus.shard import Shard

CLOSING = 2
"""Sentences at the end of the body that may hold a credit."""

_CREDIT, _DATELINE, _BODY = (ZONES.index(zone) for zone in ("credit", "dateline", "body"))
_AGENCY = re.compile(
    r"(?:[^\W\d_a-z][\w'’&.-]{0,60}[ \xa0]){1,4}"
    r"(?:Wire|Newswires?|News[ \xa0]Agency|Press[ \xa0]Agency|News[ \xa0]Service)\b"
)
"""A name that says of itself that it is an agency."""
_CREDITING = re.compile(
    r"\bcontributed\s+(?:reporting|to\s+this\s+(?:report|story|article))\b"
    r"|^[\W_]*(?:with|additional|source|copyright|©)\b.{0,40}?"
    r"(?:\b(?:reporting|files?|material|input|contributions?)\b.{0,20}?\b(?:by|from)\b|:|©|\d{4})",
    re.IGNORECASE,
)
_LONGEST = 60
"""Characters of a line that is a name and nothing else."""
_NOT_NAMES = re.compile(r"\W|\b(?:source|via|by|from|and|the)\b", re.IGNORECASE)


def credited(shard: Shard, *, outlets: Sequence[str] = ()) -> list[str]:
    """Name whom each article credits.

    Parameters
    ----------
    shard
        Articles with all their zones.
    outlets
        Further names to look for, such as the outlets of the corpus. An article's own outlet does
        not count as credited, unless it is an agency.

    Returns
    -------
    list of str
        One text an article: the names in alphabetical order with semicolons between them, or
        nothing. An agency has its own name: “AP” is “Associated Press”.

    Notes
    -----
    Names are looked for in credit lines, in the dateline and in the byline that the corpus gives;
    and in the last sentences of the body, if they are a name and nothing else ("(AP)") or have
    words such as "contributed to this report" or "With reporting from". Beside the list of
    agencies, names that end in "Wire", "News Agency" and the like are taken for agencies.
    """
    known = {outlet: outlet for outlet in outlets} | lexicons.agencies()
    lines = _lines(shard)
    return [
        _named(lines[place], known, own=outlet)
        for place, outlet in enumerate(_texts(shard.metadata["outlet"]))
    ]


def _lines(shard: Shard) -> list[list[str]]:
    """Give the texts of each article that may hold a credit."""
    columns = (shard.column("sentences", name) for name in ("article", "zone", "start", "end"))
    article, zone, start, end = columns
    body = np.flatnonzero(zone == _BODY)
    ends = np.searchsorted(article[body], article[body], side="right")
    closing = body[ends - np.arange(len(body)) <= CLOSING]
    looked = np.union1d(closing, np.flatnonzero((zone == _CREDIT) | (zone == _DATELINE)))
    lines = [[author] if author else [] for author in _texts(shard.metadata["author"])]
    text, read = "", -1
    for row in looked.tolist():
        if article[row] != read:
            read = int(article[row])
            text = shard.text_of(read)
        line = text[start[row] : end[row]]
        if zone[row] != _BODY or _may_credit(line):
            lines[read].append(line)
    return lines


def _may_credit(sentence: str) -> bool:
    """Say whether a sentence of the body credits somebody."""
    if _CREDITING.search(sentence):
        return True
    return len(sentence) < _LONGEST and _bare(sentence) in _bare_names()


@cache
def _bare_names() -> frozenset[str]:
    return frozenset(map(_bare, lexicons.agencies()))


def _bare(line: str) -> str:
    """Leave only the letters and digits of a line that is no more than a name."""
    return _NOT_NAMES.sub("", line)


def _named(lines: list[str], known: dict[str, str], *, own: str) -> str:
    agencies = lexicons.agencies()
    found = set()
    for line in lines:
        here = {name for name in known if name in line and _stands_alone(name, line)}
        found |= {known[name] for name in here if name in agencies or known[name] != own}
        for match in _AGENCY.finditer(line):
            name = match.group().removeprefix("The ").replace("\xa0", " ")
            if not any(other in name for other in here & agencies.keys()):
                found.add(name)
    return "; ".join(sorted(found))


def _stands_alone(name: str, line: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None


def _texts(column: pd.Series[str]) -> list[str]:
    return [str(text) for text in column.fillna("").tolist()]
