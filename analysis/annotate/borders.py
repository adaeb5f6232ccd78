"""Mend borders and types of tagged names where a rule knows better than what was learnt.

A nickname stands inside a name, “Co.” and “Union” end one, and what has shares is no person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from analysis.annotate.company_names import LEGAL_FORM
from analysis.annotate.surnames import THINGS
from analysis.annotate.tagger import TYPES, Tagged

if TYPE_CHECKING:
    from numpy.typing import NDArray

PERSON, ORGANISATION = TYPES.index("person"), TYPES.index("organisation")
_NICKNAME = re.compile(rb""" ["'(][\w .-]{2,20}["')] """)
_BODY = re.compile(
    rb"s' (?:[A-Z]\w+ )?(?:Association|Club|Committee|Council|Federation|Guild|Institute|League"
    rb"|Movement|Party|Rights|Trust|Union)\b(?: of (?:the )?[A-Z]\w+)?"
)
_LAST_WORD = re.compile(rb"(?:\b(?!The )[A-Z]\w* )?\b[A-Z]\w*$")
_TRADED = re.compile(rb" (?:shares?|stock|bonds|shareholders|investors)\b")
_ROYAL = re.compile(
    rb"(?:Crown Prince|Emperor|Emir|Empress|King|Lady|Pope|Prince|Princess|Queen|Sheikha?|Sultan)"
    rb" [A-Z][\w'-]+(?: (?:[IVX]+|[a-z]{2,3} [A-Z][\w'-]+|[A-Z][\w'-]+))?"
)
_REACH = 60
"""Bytes behind a name in which its end may stand."""


def mend_borders(raw: bytes, tagged: Tagged, begins: NDArray[np.int64]) -> Tagged:
    """Mend borders and types of names, and add unions and associations.

    Parameters
    ----------
    raw
        The text as UTF-8, its spellings united.
    tagged
        Names, in places of this text.
    begins
        Where sentences begin.

    Returns
    -------
    Tagged
        Without names that have become a part of the one before.
    """
    tagged = _with_unions(raw, tagged, begins)
    ends, types = tagged.end.copy(), tagged.type.copy()
    kept = np.ones(len(ends), bool)
    starts = tagged.start.tolist()
    starts.append(len(raw))
    for k in _doubtful(raw, tagged):
        if not kept[k]:
            continue
        start, end = starts[k], int(ends[k])
        behind = raw[end : end + _REACH]
        if types[k] == PERSON and k + 1 < len(kept) and types[k + 1] == PERSON:
            nickname = _NICKNAME.match(behind)
            between = nickname.end() if nickname else int(behind[:1] == b" ")
            if between and end + between == starts[k + 1]:
                ends[k], kept[k + 1] = ends[k + 1], False
                continue
        longer = LEGAL_FORM.match(behind)
        royal = types[k] != PERSON and _ROYAL.fullmatch(raw, start, end)
        if royal and not _is_thing(raw, start, end, b""):
            types[k] = PERSON
        elif longer:
            ends[k] = end + longer.end()
            types[k] = ORGANISATION
            after = k + 1
            while after < len(kept) and starts[after] < ends[k]:
                kept[after] = False
                after += 1
        elif types[k] == PERSON and b" " in raw[start:end] and _is_thing(raw, start, end, behind):
            types[k] = ORGANISATION
    return tagged._replace(end=ends, type=types).where(kept)


def _with_unions(raw: bytes, tagged: Tagged, begins: NDArray[np.int64]) -> Tagged:
    """Add names such as “Teachers' Union of Senn” in place of what was tagged inside them."""
    rows = []
    for match in _BODY.finditer(raw):
        first = _LAST_WORD.search(raw, max(0, match.start() - 40), match.start())
        if first:
            sentence = int(np.searchsorted(begins, first.start(), side="right")) - 1
            rows.append((max(sentence, 0), first.start(), match.end()))
    if not rows:
        return tagged
    sentence, start, end = np.array(rows, np.int64).T
    row = np.minimum(np.searchsorted(end, tagged.start, side="right"), len(end) - 1)
    kept = (start[row] >= tagged.end) | (end[row] <= tagged.start)
    old = tagged.where(kept)
    types = np.full(len(end), ORGANISATION, np.int8)
    joined = Tagged(
        np.append(old.sentence, sentence),
        np.append(old.start, start),
        np.append(old.end, end),
        np.append(old.type, types),
        np.append(old.score, np.ones(len(end))),
    )
    return joined.where(np.argsort(joined.start, kind="stable"))


def _doubtful(raw: bytes, tagged: Tagged) -> list[int]:
    """Give the names behind which something stands that may belong to them."""
    data = np.frombuffer(raw + bytes(3), np.uint8)
    after: NDArray[np.uint8] = data[tagged.end + 1]
    behind = data[tagged.end]
    capital = (after >= 0x41) & (after <= 0x5A) | np.isin(after, [*b"\"'(&"])
    follows = (behind == 0x20) & (
        capital | (after == ord("s")) | (after == ord("b")) | (after == ord("i"))
    )
    follows |= behind == ord(",")
    royal = np.isin(data[tagged.start], [*b"CEKLPQS"])
    return np.flatnonzero(follows | royal | (tagged.type == PERSON)).tolist()


def _is_thing(raw: bytes, start: int, end: int, behind: bytes) -> bool:
    """Tell whether several words taken for a person are a thing's or a company's name."""
    last = raw[start:end].rpartition(b" ")[2].rstrip(b".").decode(errors="ignore")
    return last in THINGS or last in {"AG", "SA", "SE", "NV"} or bool(_TRADED.match(behind))
