r"""Undoes cells that a program wrote escaped: ``\n``, ``\"``, ``\u2019``, ``b'…'``, ``_x000D_``."""

from __future__ import annotations

import ast
import re

from analysis.readers.clean.undone import (
    BYTES,
    ESCAPES,
    EXCEL,
    LEFT_ESCAPES,
    PARAGRAPHS,
    Undone,
    replaced,
    undone,
)

_EXCEL = re.compile(r"_x00(?:0D_(?:\r?\n|_x000A_)?|0[A9]_)")
_ESCAPE = r"\\(?:[nrt'\"\\abfv]|x[0-9a-fA-F]{2})"
_SINGLE = rf"'(?:[^'\\\n]++|{_ESCAPE})*+'"
_DOUBLE = rf'"(?:[^"\\\n]++|{_ESCAPE})*+"'
_BYTES = re.compile(rf"\s*[bu](?:{_SINGLE}|{_DOUBLE})\s*", re.ASCII)
_JSON = re.compile(r'\s*"(?:[^"\\\n]++|\\.)*+"\s*')
_LIST = re.compile(rf"\s*\[(?:{_SINGLE}|{_DOUBLE})(?:,\s*+(?:{_SINGLE}|{_DOUBLE}))*+\]\s*")
_CODES = re.compile(r"(?<!\\)\\u[0-9a-fA-F]{4}")
_HEX = re.compile(r"(?:(?<!\\)(?:\\x[0-9a-fA-F]{2}))+")
_SLASH = re.compile(r"(?<=[\w:/])\\/")
_QUOTES = {sign: re.compile(rf"\\{sign}") for sign in "\"'"}
_BARE = {sign: re.compile(rf"(?<!\\){sign}") for sign in "\"'"}
_BREAKS = re.compile(r"\\{1,2}r\\{1,2}n|\\{1,2}[nrt]")
_SURE = re.compile(r"[.!?…:;,\"”’')\]]\s*\\{1,2}[nr]|\\n(?:\s*\\{1,2}n|\s*$|[\"“‘(]?[A-Z])")
"""Where ``\n`` is the end of a line and not that of a folder: a sentence ends or begins."""
_PATH = re.compile(r"\b[A-Za-z]:\\")
_OPENINGS = ("b'", 'b"', "u'", 'u"', "['", '["')


def undo_escapes(text: str) -> tuple[str, list[Undone]]:
    r"""Read what was written as escapes.

    Parameters
    ----------
    text
        A cell, perhaps escaped as a whole.

    Returns
    -------
    text, notes
        ``\n`` is a line end only if the cell has no other, a sentence ends or begins there, and
        no path of Windows is near; quotation marks only if all of them are escaped.

    Examples
    --------
    >>> undo_escapes("Rain fell.\\n\\nWind came.")[0]
    'Rain fell.\n\nWind came.'
    >>> undo_escapes("It lies in C:\\new.")[0] == "It lies in C:\\new."
    True
    """
    text, notes = _excel(text)
    if "\\" in text or text[:8].lstrip()[:2] in _OPENINGS:
        text, more = _literal(text)
        notes += more
    if "\\" not in text:
        return text, notes
    text, codes = replaced(_CODES, _character, text, ESCAPES)
    text, hexes = replaced(_HEX, _characters, text, ESCAPES)
    text, quotes = _quotes(text)
    text, breaks = _breaks(text)
    return _paired(text), [*notes, *codes, *hexes, *quotes, *breaks]


def _excel(text: str) -> tuple[str, list[Undone]]:
    if "_" not in text or "_x00" not in text:
        return text, []
    return replaced(_EXCEL, lambda m: "\t" if m[0] == "_x0009_" else "\n", text, EXCEL)


def _literal(text: str) -> tuple[str, list[Undone]]:
    r"""Unwrap ``b'…'``, ``['…', '…']`` and ``"…\n…"``, if all of the cell is one."""
    if _BYTES.fullmatch(text) and text.isascii():
        value = ast.literal_eval(text.strip())
        made = _decoded(value) if isinstance(value, bytes) else str(value)
        return made, undone(BYTES, 1, text.strip())
    if "\\" in text and _JSON.fullmatch(text):
        return text.strip()[1:-1].replace('\\"', '"'), undone(ESCAPES, 1, text.strip())
    if _LIST.fullmatch(text):
        items = ast.literal_eval(text.strip())
        return "\n\n".join(items), undone(PARAGRAPHS, 1, text.strip())
    return text, []


def _quotes(text: str) -> tuple[str, list[Undone]]:
    text, notes = replaced(_SLASH, "/", text, ESCAPES)
    for sign, pattern in _QUOTES.items():
        if f"\\{sign}" in text and not _BARE[sign].search(text):
            text, more = replaced(pattern, sign, text, ESCAPES)
            notes += more
    return text, notes


def _breaks(text: str) -> tuple[str, list[Undone]]:
    sure = _SURE.search(text)
    if not sure:
        return text, []
    if "\n" in text.strip() or _PATH.search(text):
        return text, undone(LEFT_ESCAPES, 1, sure[0])
    return replaced(_BREAKS, lambda m: "\t" if m[0][-1] == "t" else "\n", text, ESCAPES)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[0].removeprefix("\\u"), base=16))


def _characters(escapes: re.Match[str]) -> str:
    return _decoded(bytes.fromhex(escapes[0].replace("\\x", "")))


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _paired(text: str) -> str:
    """Join halves of characters that were escaped one by one; a lone half is lost."""
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
