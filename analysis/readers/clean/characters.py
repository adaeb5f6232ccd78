"""Undoes what characters look the same without: loose accents, invisible marks, ligatures."""

from __future__ import annotations

import re
import unicodedata

from analysis.readers.clean.undone import (
    COMPOSED,
    CONTROLS,
    DIRECTION,
    HYPHEN_SIGNS,
    LIGATURES,
    LOST,
    NO_WIDTH,
    SOFT,
    Undone,
    replaced,
    undone,
)

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_SOFT = re.compile(r"\xad(?:[ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z]))?")
_NO_WIDTH = re.compile(
    r"[\u200b\u2060\ufeff\u180e\u034f]|(?<![^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f])[\u200c\u200d]"
)
"""Joiners stay where letters need them: in Persian, in Indic scripts, between emoji."""
_DIRECTION = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHENS = re.compile(r"(?<=\w)[‐‑](?=[\w\s])")
_MARKS = re.compile(r"\w[\u0300-\u036f]+")
_ANY = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u180e\u200b-\u200f‐‑\u202a-\u202e\u2060\u2066-\u2069"
    "\ufb00-\ufb06\ufeff\ufffd]"
)
"""Every sign that is looked for below: most texts hold none, and are looked through once."""


def undo_characters(text: str) -> tuple[str, list[Undone]]:
    r"""Make one word of words that look the same.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    text, notes
        Letters with loose accents are composed (NFC); soft hyphens, marks of no width, marks of
        direction and control characters are gone; ligatures are letters, all hyphens one. Lost
        characters (U+FFFD) are told.

    Examples
    --------
    >>> undo_characters("the o\ufb03ce in Tu\u0308r\xadkiye")[0]
    'the office in Türkiye'
    """
    if not _ANY.search(text) and unicodedata.is_normalized("NFC", text):
        return text, []
    notes: list[Undone] = []
    for pattern, kind in _INVISIBLE:
        first = pattern.search(text)
        if first:
            text, more = replaced(pattern, "", text, kind, example=_named(first[0][0]))
            notes += more
    text, more = replaced(_HYPHENS, "-", text, HYPHEN_SIGNS)
    notes += more
    text, more = replaced(_LIGATURE, lambda m: _LIGATURES[m[0]], text, LIGATURES)
    notes += more
    if not unicodedata.is_normalized("NFC", text):
        marks = _MARKS.findall(text)
        text = unicodedata.normalize("NFC", text)
        notes += undone(COMPOSED, max(1, len(marks)), marks[0] if marks else "")
    n_lost = text.count("\ufffd")
    around = text.find("\ufffd")
    return text, [*notes, *undone(LOST, n_lost, text[max(0, around - 12) : around + 13])]


_INVISIBLE = (
    (_CONTROLS, CONTROLS),
    (_SOFT, SOFT),
    (_NO_WIDTH, NO_WIDTH),
    (_DIRECTION, DIRECTION),
)


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X}"
