"""Bytes to text: UTF-8, UTF-16 with a mark, else what `encodings` tells; all else is refused."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import numpy as np

from analysis.readers.encodings import decode_other
from analysis.readers.raw_articles import Unreadable

NO_TEXT = "not text: it holds NUL or other control characters; save it as plain text in UTF-8"
UNDEFINED = "neither UTF-8 nor Windows-1252; save it as UTF-8"

_SIGNATURES = {
    b"%PDF": "not text but a PDF; save it as plain text in UTF-8",
    b"PK\x03\x04": "not text but a ZIP, DOCX, XLSX or ODT file; save it as plain text in UTF-8",
    b"\xd0\xcf\x11\xe0": "not text but an old Word or Excel file; save it as plain text in UTF-8",
    b"{\\rtf": "not text but RTF; save it as plain text in UTF-8",
    b"PAR1": "not text but a Parquet file; name it .parquet",
}
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.01
"""Above this share of control characters a file is taken for binary; stray ones do no harm."""


class Decoded(NamedTuple):
    """A text and, if it was not plain UTF-8 or UTF-16, how it was read."""

    text: str
    note: str = ""


class Lines(NamedTuple):
    """Lines of a file with their ends.

    Parameters
    ----------
    lines
        A faulty line stands as an empty one, to keep the numbers of the others.
    sizes
        How many bytes each line has in the file.
    faults, notes
        Faulty lines, and how those were read that are not UTF-8, as the file numbers its lines.
    """

    lines: list[str]
    sizes: list[int]
    faults: dict[int, Unreadable]
    notes: dict[int, str]


def decode(data: bytes) -> Decoded:
    r"""Decode one text file; a mark at its start (BOM) is not part of the text.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Decoded
        The text with its line ends as they are, and a note if it is not UTF-8.

    Raises
    ------
    Unreadable
        If it is a PDF, an office file, or otherwise no text, or has a byte without a meaning.

    Examples
    --------
    >>> decode(b"caf\xc3\xa9").text, decode(b"caf\xe9").text
    ('café', 'café')
    """
    refuse_signature(data)
    utf16 = _UTF16.get(data[:2])
    decoded = Decoded(_utf16(data[2:], utf16)) if utf16 else _eight_bit(data)
    if is_binary(decoded.text):
        raise Unreadable(NO_TEXT)
    return decoded


def decode_lines(data: bytes, *, first: int = 1) -> Lines:
    """Decode lines one by one, so that one spoilt line does not spoil the others.

    Parameters
    ----------
    data
        Whole lines of a CSV or JSON Lines file that is not UTF-16.
    first
        The number of the first of them.

    Returns
    -------
    Lines
        Lines end at line feeds and carriage returns only.
    """
    raw = data.splitlines(keepends=True)
    sizes = list(map(len, raw))
    if _is_plain(data):
        try:
            return Lines(list(map(bytes.decode, raw)), sizes, {}, {})
        except UnicodeDecodeError:
            pass
    lines: list[str] = []
    faults: dict[int, Unreadable] = {}
    notes: dict[int, str] = {}
    for number, line in enumerate(raw, first):
        try:
            text, note = _line(line, number)
        except Unreadable as fault:
            faults[number] = fault
            text, note = "\n", ""
        lines.append(text)
        if note:
            notes[number] = note
    return Lines(lines, sizes, faults, notes)


def without_utf16(data: bytes) -> bytes | None:
    """Write a file in UTF-16 as UTF-8.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    bytes or None
        None if no mark says that it is UTF-16.

    Raises
    ------
    Unreadable
        If the mark is wrong.
    """
    encoding = _UTF16.get(data[:2])
    return _utf16(data[2:], encoding).encode("utf-8") if encoding else None


def is_binary(text: str) -> bool:
    """Say whether a text has NUL characters or too many control characters to be prose.

    Parameters
    ----------
    text
        A decoded text.

    Returns
    -------
    bool
        True if it cannot be an article.
    """
    if "\0" in text:
        return True
    return bool(_CONTROL.search(text)) and len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text)


def refuse_signature(data: bytes) -> None:
    """Refuse a file whose first bytes say that it is no text.

    Parameters
    ----------
    data
        The bytes of the file.

    Raises
    ------
    Unreadable
        With the kind of file and what to do.
    """
    for signature, reason in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(reason)


def _is_plain(data: bytes) -> bool:
    """Say that no line has control characters or a mark at its start: most files have none."""
    values = np.frombuffer(data, np.uint8)
    control = (values < 32) & (values - np.uint8(9) > 4)
    return not control.any() and codecs.BOM_UTF8 not in data


def _utf16(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "marked as UTF-16 but broken; save it as UTF-8", f"byte {error.start + 3}"
        ) from error


def _line(raw: bytes, number: int) -> Decoded:
    decoded = _eight_bit(raw, first_line=number)
    if is_binary(decoded.text):
        raise Unreadable(NO_TEXT, f"line {number}")
    return decoded


def _eight_bit(data: bytes, *, first_line: int = 1) -> Decoded:
    try:
        return Decoded(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(*decode_other(data))
    except UnicodeDecodeError as error:
        if b"\0" in data:
            line = data.count(b"\n", 0, data.index(0)) + first_line
            raise Unreadable(NO_TEXT, f"line {line}") from error
        line = data.count(b"\n", 0, error.start) + first_line
        column = error.start - data.rfind(b"\n", 0, error.start)
        place = f"line {line}, byte {column} (0x{data[error.start]:02x})"
        raise Unreadable(UNDEFINED, place) from error
