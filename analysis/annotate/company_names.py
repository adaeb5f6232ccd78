"""Companies that are called after persons, and by one word of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORT = rb"(?:Co|Corp|Inc|Ltd|S\.p\.A)\b\.?"
_LONG = (
    rb"AG|Airlines|Company|Corporation|GmbH|Holdings|LLC|LLP|Motors|PLC|Pharmaceuticals|SpA"
    rb"|Technologies|plc"
)
LEGAL_FORM = re.compile(
    rb"(?: (?:& )?[A-Z][\w&-]+){0,3},? (?:" + _SHORT + rb"|(?:" + _LONG + rb"|NV|SA|SE)\b)"
)
"""What ends a company's name, with the words of the name before it."""
_COMPANY = re.compile(
    rb" (?:[A-Z][\w&-]+ ){0,2}(?:" + _SHORT + rb"|(?:" + _LONG + rb"|Airways|Bank|Energy|Foods"
    rb"|Foundation|Group|Industries|Media|Partners|Records|Shipping|Stores|Systems|University)\b)"
)
OF_A_COMPANY = re.compile(
    rb" (?:bonds|cars|computers|customers|dealers|dealerships|employees|engines|factory|factories"
    rb"|jets|laptops|models|phones|planes|plants?|products|servers|shares|stock|stores|trucks"
    rb"|vehicles|workers)\b"
)
"""What companies make and have, and persons have not."""


def companies(raw: bytes, begin: int, stop: int, words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Find companies whose names begin with one of some words.

    Parameters
    ----------
    raw
        The text as UTF-8.
    begin, stop
        Where the article begins and ends.
    words
        Names of one word, such as surnames.

    Yields
    ------
    (str, int)
        The company's name, and where it stands.

    Examples
    --------
    >>> list(companies(b"Lou Dell left. Dell Motor Co. and Dell laptops", 0, 46, ["Dell"]))
    [('Dell Motor Co.', 15)]
    """
    for word in words:
        printed = word.encode() + b" "
        at = raw.find(printed, begin, stop)
        while at >= 0:
            company = _COMPANY.match(raw, at + len(printed) - 1, stop)
            if company and not raw[at - 1 : at].isalnum():
                yield raw[at : company.end()].decode(errors="ignore"), at
            at = raw.find(printed, at + 1, stop)
