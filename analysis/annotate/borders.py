"""Mend borders and types of tagged names where a rule knows better than what was learnt.

A nickname stands inside a name, “Co.” and “Union” end one, and what has shares is no person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from analysis.annotate.surnames import THINGS
from analysis.annotate.tagger import TYPES, Tagged

if TYPE_CHECKING:
    from numpy.typing import NDArray

PERSON, ORGANISATION = TYPES.index("person"), TYPES.index("organisation")
_NICKNAME = re.compile(rb""" ["'(][\w .-]{2,20}["')] """)
_COMPANY = re.compile(
    rb"(?: (?:& )?[A-Z][\w&-]+){0,3},? (?:AG|Co|Corp|Corporation|Company|GmbH|Inc|LLC|LLP|Ltd|NV|PLC"
    rb"|plc|SpA|S\.p\.A|SA|SE|Holdings|Technologies|Airlines|Pharmaceuticals|Motors?)\b\.?(?! [a-z]+'s)"
)
_BODY = re.compile(
    rb"' (?:[A-Z]\w+ )?(?:Association|Club|Committee|Council|Federation|Guild|Institute|League"
    rb"|Movement|Party|Rights|Trust|Union)\b"
)
_TRADED = re.compile(rb" (?:shares?|stock|bonds|shareholders|investors)\b")
_REACH = 60
"""Bytes behind a name in which its end may stand."""


def mend_borders(raw: bytes, tagged: Tagged) -> Tagged:
    """Mend borders and types of names.

    Parameters
    ----------
    raw
        The text as UTF-8, its spellings united.
    tagged
        Names, in places of this text.

    Returns
    -------
    Tagged
        Without names that have become a part of the one before.
    """
    ends, types = tagged.end.copy(), tagged.type.copy()
    kept = np.ones(len(ends), bool)
    starts = tagged.start.tolist()
    starts.append(len(raw))
    for k in _doubtful(raw, tagged):
        if not kept[k]:
            continue
        start, end = starts[k], int(ends[k])
        behind = raw[end : end + _REACH]
        if types[k] == PERSON:
            nickname = _NICKNAME.match(behind)
            if nickname and end + nickname.end() == starts[k + 1] and types[k + 1] == PERSON:
                ends[k], kept[k + 1] = ends[k + 1], False
                continue
        longer = _COMPANY.match(behind) or (raw[end - 1 : end] == b"s" and _BODY.match(behind))
        if longer:
            ends[k] = end + longer.end()
            types[k] = ORGANISATION
            after = k + 1
            while after < len(kept) and starts[after] < ends[k]:
                kept[after] = False
                after += 1
        elif types[k] == PERSON and b" " in raw[start:end] and _is_thing(raw, start, end, behind):
            types[k] = ORGANISATION
    return Tagged(*(column[kept] for column in tagged._replace(end=ends, type=types)))


def _doubtful(raw: bytes, tagged: Tagged) -> list[int]:
    """Give the names behind which something stands that may belong to them."""
    data = np.frombuffer(raw + bytes(3), np.uint8)
    after: NDArray[np.uint8] = data[tagged.end + 1]
    behind = data[tagged.end]
    capital = (after >= 0x41) & (after <= 0x5A) | np.isin(after, [*b"\"'(&"])
    follows = (behind == 0x20) & (capital | (after == ord("s")) | (after == ord("b")) | (after == ord("i")))
    follows |= (behind == ord("'")) & (after == 0x20) | (behind == ord(","))
    persons = tagged.type == PERSON
    return np.flatnonzero(follows | persons).tolist()


def _is_thing(raw: bytes, start: int, end: int, behind: bytes) -> bool:
    """Tell whether several words taken for a person are a thing's or a company's name."""
    last = raw[start:end].rpartition(b" ")[2].rstrip(b".").decode(errors="ignore")
    return last in THINGS or last in {"AG", "SA", "SE", "NV"} or bool(_TRADED.match(behind))
