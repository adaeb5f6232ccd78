"""Gathers the rows of a file of lines, block by block, until there is enough for a piece."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from analysis.readers.blocks import BLOCK
from analysis.readers.raw_articles import PARSED, Issue, Limit, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.readers import decode
    from analysis.readers.blocks import Block, Raw


class Mark(NamedTuple):
    """A place between two records: the bytes, rows and lines before it.

    `alone` says that from here on each line is a record of its own.
    """

    byte: int
    row: int
    line: int
    alone: bool = False


class Line(NamedTuple):
    """One row: its number from 1, where it stands, and what stands there."""

    number: int
    place: str
    content: Any


class Flaw(NamedTuple):
    """Why a record is no row, and what was found instead."""

    reason: str
    found: str = ""


TORN = Flaw("a quotation mark is never closed")
"""A record that would go on to the end of the file."""

Record = tuple[int, int, Any]
"""First and last line, counted from the block's first as 1; content, `Flaw`, or None if blank."""


class Stretch(NamedTuple):
    """What stands before a mark; `settled` if nothing that follows can change it."""

    rows: list[Line]
    faults: list[Issue]
    end: Mark
    settled: bool = True


class LineFile(Protocol):
    """A file of lines, which knows what its records look like."""

    raw: Raw
    begin: Mark
    notes: list[Issue]
    """What is to be told of the lines before its first row."""

    def records(self, block: Block, at: Mark) -> Iterator[Record]:
        """Give the records of a block that begins at a mark; a torn one is the last."""

    def torn(self, block: Block, at: Mark) -> Stretch:
        """Say what becomes of the torn record with which a block begins."""


def gather(file: LineFile, at: Mark, limit: Limit) -> Stretch:
    """Read from a mark on until there is enough, but at least one record.

    Parameters
    ----------
    file
        The file.
    at
        Where to begin, before its end.
    limit
        How many rows and bytes are enough.

    Returns
    -------
    Stretch
        It ends where a record ends.
    """
    found = _gathered(file, at, limit)
    return found._replace(faults=[*file.notes, *found.faults]) if at == file.begin else found


def _gathered(file: LineFile, at: Mark, limit: Limit) -> Stretch:
    gathered = _Gathered(file.raw.name, at, limit)
    size = wanted = min(BLOCK, limit.n_bytes)
    while gathered.end.byte < file.raw.size and not gathered.is_enough():
        start = gathered.end
        block = file.raw.block(start.byte, size, first=start.line + 1)
        if gathered.take(file.records(block, start), block.found):
            return gathered.stretch() if gathered.end != at else file.torn(block, at)
        size = wanted if gathered.end != start else 2 * max(size, block.n_bytes)
        if not block.n_bytes:  # the file was shortened while it was read
            gathered.end = start._replace(byte=file.raw.size)
    return gathered.stretch()


def whole(file: LineFile, limit: Limit = Limit()) -> Iterator[Stretch]:  # noqa: B008 - immutable
    """Read a file from its first row to its last."""
    at = file.begin
    while at.byte < file.raw.size:
        found = gather(file, at, limit)
        yield found
        at = found.end


def windows(name: str, found: decode.Lines, last: int) -> list[Issue]:
    """Note the lines up to a number that are not UTF-8, and how they were read."""
    return [
        Issue(PARSED, note, f"{name}, line {number}", dropped=False)
        for number, note in found.notes.items()
        if number <= last
    ]


class _Gathered:
    """Rows and faults of one stretch, as they come in."""

    def __init__(self, name: str, at: Mark, limit: Limit) -> None:
        self.end = at
        self._name = name
        self._at = at
        self._limit = limit
        self._rows: list[Line] = []
        self._faults: list[Issue] = []
        self._notes: list[Issue] = []

    def is_enough(self) -> bool:
        """Say whether the next record had better stand in the next stretch."""
        at, end, limit = self._at, self.end, self._limit
        return end.row - at.row >= limit.rows or end.byte - at.byte >= limit.n_bytes

    def take(self, records: Iterable[Record], lines: decode.Lines) -> bool:
        """Take records of a block up to the limit; True if the next one is torn."""
        at, name, faulty = self.end, self._name, lines.faults
        ends = list(accumulate(lines.sizes, initial=at.byte))
        number, last, torn = at.row, 0, False
        most = self._at.row + self._limit.rows
        until = self._at.byte + self._limit.n_bytes
        for first, end, content in records:
            torn = content is TORN
            if torn or number >= most or ends[last] >= until:
                break
            last = end
            if faulty and (fault := _spoilt(faulty, at.line + first, at.line + end)):
                self._faults.append(Issue(PARSED, fault.reason, f"{name}, {fault.place}"))
            elif content is None:
                continue
            elif type(content) is Flaw:
                place = f"{name}, line {at.line + first}{content.found}"
                self._faults.append(Issue(PARSED, content.reason, place))
            else:
                self._rows.append(Line(number + 1, f"{name}, line {at.line + first}", content))
            number += 1
        self._notes += windows(name, lines, at.line + last)
        self.end = Mark(ends[last], number, at.line + last, at.alone)
        return torn

    def stretch(self) -> Stretch:
        """Give what came together. Where lines stand alone, the end of the file decided it."""
        return Stretch(self._rows, self._faults + self._notes, self.end, not self._at.alone)


def _spoilt(faulty: dict[int, Unreadable], first: int, last: int) -> Unreadable | None:
    return next((faulty[n] for n in range(first, last + 1) if n in faulty), None)
