"""Bytes to text: UTF-8, UTF-16 with a mark, else Windows-1252; anything else is refused."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from analysis.corpus.model import Unreadable
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

WINDOWS = "read as Windows-1252 since it is not UTF-8"
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
    """The lines of a file with their ends; faulty lines and Windows-1252 lines by number from 1."""

    lines: list[str]
    faults: dict[int, Unreadable]
    windows: list[int]


def decode(data: bytes) -> Decoded:
    r"""Decode one text file; a mark at its start (BOM) is not part of the text.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Decoded
        The text with its line ends as they are, and a note if it was read as Windows-1252.

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


def decode_lines(data: bytes) -> Lines:
    """Decode a file line by line, so that one spoilt line does not spoil the others.

    Parameters
    ----------
    data
        The bytes of a CSV or JSON Lines file.

    Returns
    -------
    Lines
        All lines. A faulty line stands as an empty one, to keep the numbers of the others.

    Raises
    ------
    Unreadable
        If the whole file is of another kind.
    """
    refuse_signature(data)
    utf16 = _UTF16.get(data[:2])
    if utf16:
        data = _utf16(data[2:], utf16).encode("utf-8")
    lines: list[str] = []
    faults: dict[int, Unreadable] = {}
    windows: list[int] = []
    for number, raw in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True), 1):
        try:
            text, note = _line(raw, number)
        except Unreadable as fault:
            faults[number] = fault
            text, note = "\n", ""
        lines.append(text)
        if note:
            windows.append(number)
    return Lines(lines, faults, windows)


def read_lines(path: Path) -> Lines:
    """Read the lines of a file of rows.

    Parameters
    ----------
    path
        A CSV or JSON Lines file.

    Returns
    -------
    Lines
        As from `decode_lines`.

    Raises
    ------
    CorpusError
        If the file cannot be opened or is of another kind.
    """
    try:
        return decode_lines(path.read_bytes())
    except Unreadable as error:
        raise CorpusError(f"{path.name}: {error}.") from error
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be opened: {error.strerror}.") from error


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
    return len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text)


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
        return Decoded(data.decode("cp1252"), WINDOWS)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            line = data.count(b"\n", 0, data.index(0)) + first_line
            raise Unreadable(NO_TEXT, f"line {line}") from error
        line = data.count(b"\n", 0, error.start) + first_line
        column = error.start - data.rfind(b"\n", 0, error.start)
        place = f"line {line}, byte {column} (0x{data[error.start]:02x})"
        raise Unreadable(UNDEFINED, place) from error
