"""The bytes of a file of lines, read a block at a time."""

from __future__ import annotations

import codecs
import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from analysis.errors import CorpusError
from analysis.readers import decode
from analysis.readers.entries import open_file
from analysis.readers.raw_articles import LONGEST, TOO_LONG, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1_000_000
"""Bytes that are decoded at once."""
LONG = 4_000_000
"""An article longer than this is looked at twice, lest the whole file be taken for one."""
_AT_ONCE = 4_000_000
_LINE_END = re.compile(rb"\r\n?|\n")


class Block(NamedTuple):
    """Whole lines of a file, `n_bytes` long, and whether they are its last."""

    found: decode.Lines
    n_bytes: int
    is_last: bool


class Raw:
    """A file as bytes; one in UTF-16 is held in memory, as UTF-8.

    Parameters
    ----------
    path
        A CSV or JSON Lines file.

    Raises
    ------
    CorpusError
        If it cannot be opened or is of another kind.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._held: bytes | None = None
        try:
            with open_file(path) as file:
                mark = file.read(16)
                decode.refuse_signature(mark)
                if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                    self._held = decode.without_utf16(mark + file.read())
                self.size = os.fstat(file.fileno()).st_size
        except Unreadable as error:
            raise CorpusError(f"{path.name}: {error}.") from error
        except OSError as error:
            raise CorpusError(f"{path.name}: cannot be opened: {error.strerror}.") from error
        if self._held is not None:
            self.size = len(self._held)
        self.start = len(codecs.BOM_UTF8) if self.read(0, 3) == codecs.BOM_UTF8 else 0

    def read(self, start: int, end: int) -> bytes:
        """Read the bytes ``[start, end)``."""
        if self._held is not None:
            return self._held[start:end]
        with open_file(self._path, buffering=0) as file:
            file.seek(start)
            return file.read(max(0, min(end, self.size) - start))

    def block(self, start: int, n_bytes: int, *, first: int = 1) -> Block:
        """Read whole lines from a place on: about so many bytes, but at least one line.

        Parameters
        ----------
        start
            The first byte of a line.
        n_bytes
            How much to read.
        first
            The number of the first line.

        Returns
        -------
        Block
            The lines. Only the last line of the file may lack a line end. One of more than
            `LONGEST` bytes stands as a faulty line.
        """
        while True:
            data = self.read(start, start + n_bytes)
            is_last = start + n_bytes >= self.size or len(data) < n_bytes
            # A carriage return at the very end may belong to a line feed that comes next.
            end = len(data) if is_last else 1 + max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1))
            if end or is_last:
                return Block(decode.decode_lines(data[:end], first=first), end, is_last)
            if n_bytes >= LONGEST:
                size = self._line_end(start) - start
                faults = {first: Unreadable(TOO_LONG, f"line {first}")}
                lines = decode.Lines(["\n"], [size], faults, {})
                return Block(lines, size, start + size >= self.size)
            n_bytes *= 2

    def _line_end(self, start: int) -> int:
        """Give the place after the next line end, however far it is."""
        for place in range(start, self.size, _AT_ONCE):
            found = _LINE_END.search(self.read(place, place + _AT_ONCE))
            if found:
                end = place + found.end()
                return end + (found[0] == b"\r" and self.read(end, end + 1) == b"\n")
        return self.size

    def holds(self, sign: bytes, start: int) -> bool:
        """Say whether a byte stands anywhere from a place on."""
        places = range(start, self.size, _AT_ONCE)
        return any(sign in self.read(place, place + _AT_ONCE) for place in places)

    def digest(self, start: int, end: int, context: str) -> str:
        """Give the SHA-256 of the bytes ``[start, end)`` and of what reading them depends on."""
        digest = sha256(context.encode("utf-8", "backslashreplace"))
        for place in range(start, end, _AT_ONCE):
            digest.update(self.read(place, min(end, place + _AT_ONCE)))
        return digest.hexdigest()

    def is_settled(self, end: int) -> bool:
        """Say whether what stands before a place stays a whole line, whatever is appended."""
        if end >= self.size:
            return end == self.size
        around = self.read(end - 1, end + 1)
        return around[:1] == b"\n" or (around[:1] == b"\r" and around[1:] != b"\n")
