"""Tells quickly that a text holds no sign that may have to be undone: most texts hold none."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEQUENCES = ("](", "-\n", "-\r", "- \n", "_x00", "[+")
_OPENINGS = ("b'", 'b"', "['", '["')
_SIGNS = "<&\\\x7f\xad\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u061c\ufffd‐¬"
_RANGES = ((1, 8), (14, 31), (0x80, 0x9F), (0xC2, 0xF4), (0x202A, 0x202E), (0x2066, 0x2069))
_LIGATURES = (0xFB00, 0xFB06)
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
    if any(sign in text for sign in _SEQUENCES) or text[:8].lstrip()[:2] in _OPENINGS:
        return True
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return bool(_suspects()[codes].any())


@cache
def _suspects() -> NDArray[np.bool_]:
    """Mark the suspect ones among all characters of the basic plane."""
    marked = np.zeros(0x10000, bool)
    marked[[ord(sign) for sign in _SIGNS]] = True
    for first, last in (*_RANGES, _LIGATURES, *_JAMO):
        marked[first : last + 1] = True
    for code in (*range(0x300, 0xD800), *range(0xF900, 0x10000)):
        sign = chr(code)
        if unicodedata.combining(sign) or not unicodedata.is_normalized("NFC", sign):
            marked[code] = True
    return marked
