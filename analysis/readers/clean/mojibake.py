"""Repairs characters that were decoded wrongly once, such as “â€™” for “’”, where it is certain."""

from __future__ import annotations

import re

from analysis.readers.clean.undone import MOJIBAKE, Undone, undone

_HIGH = "".join(bytes([code]).decode("cp1252", "ignore") + chr(code) for code in range(0x80, 0xC0))
SIGN = re.compile(
    f"[\u00c2-\u00f4][{re.escape(_HIGH)}\ufffd]{{1,3}}|‚Ä[^\\W_]|[\x80-\x84\x86-\x9f]"
)
"""A letter that begins a character in UTF-8, and what its other bytes look like."""
_CONTROLS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


def undo_mojibake(text: str) -> tuple[str, list[Undone]]:
    """Decode again what was decoded as Windows-1252, Latin-1 or Mac Roman instead of UTF-8.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    text, notes
        What ftfy takes for certain, line by line.

    Examples
    --------
    >>> undo_mojibake("itâ€™s a cafÃ©")[0], undo_mojibake("PÂTÉ à Å")[0]
    ('it’s a café', 'PÂTÉ à Å')
    """
    if text.isascii() or not SIGN.search(text):
        return text, []
    lines = text.splitlines(keepends=True)
    n = 0
    example = ""
    for place, line in enumerate(lines):
        signs = SIGN.findall(line)
        if not signs:
            continue
        made = _repaired(line)
        if made != line:
            lines[place] = made
            n += len(signs)
            example = example or signs[0]
    return "".join(lines) if n else text, undone(MOJIBAKE, n, example)


def _repaired(line: str) -> str:
    from ftfy import fix_encoding  # rare, and slow to load

    made: str = fix_encoding(line.replace("â€\ufffd", "”"))
    if _CONTROLS.keys() & set(map(ord, made)):
        made = made.translate(_CONTROLS)
    return made
