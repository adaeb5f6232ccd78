"""Tells quickly that a text holds no sign that may have to be undone: most texts hold none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analysis.readers.clean.hyphens import ends_within_word
from analysis.readers.clean.markup import ENTITY
from analysis.readers.clean.mojibake import SIGN

_COMMON = re.compile(r"[\t-\r -~\xa0-\xab\xae-\xc1‘’“”–—…•€]*+")
"""What most news is written with; any other sign is looked up."""
_RARE = bytes([*range(9), *range(14, 32), 127])
"""What of ASCII is not common."""
_OPENINGS = ("b'", 'b"', "u'", 'u"', "['", '["')
_SIGNS = "<\\\x7f\xad\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u061c\u034f\ufffd‐‑¬"
_RANGES = ((1, 8), (14, 31), (0x80, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069), (0xFB00, 0xFB06))
_JAMO = ((0x1160, 0x1175), (0x11A7, 0x11C2))


def is_suspect(text: str) -> bool:
    """Say whether a text holds any sign that a step of cleaning looks for.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    bool
        False for a text that no step would change or note.

    Examples
    --------
    >>> is_suspect("“Rain” fell."), is_suspect("<p>Rain</p>")
    (False, True)
    """
    return (
        "<" in text
        or "\\" in text
        or ("&" in text and bool(ENTITY.search(text)))
        or (
            "[" in text
            and (
                "[+" in text
                or "](" in text
                or "[.." in text
                or "[…" in text
                or text[:8].lstrip()[:2] in _OPENINGS
            )
        )
        or ("_" in text and "_x00" in text)
        or ends_within_word(text)
        or (text[:1] in " \t\r\nbu" and text[:8].lstrip()[:2] in _OPENINGS)
        or (not is_common(text) and bool(_marked().search(text) or SIGN.search(text)))
    )


def is_common(text: str) -> bool:
    r"""Say whether a text has only signs with which most news is written.

    Examples
    --------
    >>> is_common("“Rain” <fell>"), is_common("Rain\xadfall")
    (True, False)
    """
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _RARE)) == len(data)
    return bool(_COMMON.fullmatch(text))


@cache
def _marked() -> re.Pattern[str]:
    """Compile the class of all suspect signs; planes beyond the first are all looked at."""
    marked = set(map(ord, _SIGNS))
    for first, last in (*_RANGES, *_JAMO):
        marked.update(range(first, last + 1))
    marked.update(
        code
        for code in (*range(0x300, 0xD800), *range(0xF900, 0x10000))
        if unicodedata.combining(chr(code)) or not unicodedata.is_normalized("NFC", chr(code))
    )
    inside = "".join(re.escape(chr(code)) for code in sorted(marked))
    return re.compile(f"[{inside}\U00010000-\U0010ffff]")
