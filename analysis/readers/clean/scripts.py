"""Cuts scripts, styles and comments from HTML; of one that never ends only what is near it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from analysis.readers.clean.undone import BESIDE, UNCLOSED, Undone, undone

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENING = re.compile(
    r"(?P<sign><!--)|<(?P<name>script|style)(?=[\s/>])[^<>]*(?<!/)>", re.IGNORECASE
)
_ENDS = {
    "<!--": re.compile(r"-->"),
    "script": re.compile(r"</script(?=[\s/>])[^<>]*>", re.IGNORECASE),
    "style": re.compile(r"</style(?=[\s/>])[^<>]*>", re.IGNORECASE),
}
_ABRUPT = re.compile(r"-?>")
"""What ends a comment that has just begun."""


def cut_scripts(text: str, breaks: re.Pattern[str]) -> tuple[str, list[Undone]]:
    r"""Cut scripts, styles and comments.

    Parameters
    ----------
    text
        HTML.
    breaks
        Where a paragraph begins or ends.

    Returns
    -------
    text, notes
        One that never ends is cut up to the next break, and told. It never ends, too, if another
        of its kind begins behind a break and before the end.

    Examples
    --------
    >>> cut_scripts("Rain<script>a()<p>Wind<!-- b --></p>", re.compile("<p>"))[0]
    'Rain <p>Wind</p>'
    """
    openings = list(_OPENING.finditer(text))
    if not openings:
        return text, []
    marks = _Marks(text, openings, breaks)
    kept: list[str] = []
    closed: list[str] = []
    unclosed: list[str] = []
    at = 0
    for opening in openings:
        if opening.start() < at:
            continue
        end, is_closed = marks.end(opening)
        (closed if is_closed else unclosed).append(text[opening.start() : end])
        kept += [text[at : opening.start()], "" if opening["sign"] else " "]
        at = end
    notes = undone(BESIDE, len(closed), closed[0] if closed else "")
    notes += undone(UNCLOSED, len(unclosed), unclosed[0] if unclosed else "")
    return "".join([*kept, text[at:]]), notes


class _Marks:
    """Where in a text openings, ends and breaks stand; each is looked for once."""

    def __init__(
        self, text: str, openings: Iterable[re.Match[str]], breaks: re.Pattern[str]
    ) -> None:
        self._text = text
        self._all = [opening.start() for opening in openings]
        self._openings: dict[str, list[int]] = {kind: [] for kind in _ENDS}
        for opening in openings:
            self._openings[_kind(opening)].append(opening.start())
        self._ends = {
            kind: [end.span() for end in pattern.finditer(text)] if self._openings[kind] else []
            for kind, pattern in _ENDS.items()
        }
        self._breaks = [each.start() for each in breaks.finditer(text)]

    def end(self, opening: re.Match[str]) -> tuple[int, bool]:
        """Give the end of what is cut with an opening, and whether it is its own."""
        kind, start = _kind(opening), opening.end()
        abrupt = _ABRUPT.match(self._text, start) if opening["sign"] else None
        if abrupt:
            return abrupt.end(), True
        last = len(self._text)
        parting = _next(self._breaks, start, last)
        again = _next(self._openings[kind], start, last)
        ends = self._ends[kind]
        place = bisect_left(ends, (start, start))
        if place < len(ends) and not parting < again < ends[place][0]:
            return ends[place][1], True
        return min(parting, _next(self._all, start, last)), False


def _kind(opening: re.Match[str]) -> str:
    return (opening["sign"] or opening["name"]).lower()


def _next(places: list[int], start: int, last: int) -> int:
    """Give the first place from a start on, or the last there is."""
    number = bisect_left(places, start)
    return places[number] if number < len(places) else last
