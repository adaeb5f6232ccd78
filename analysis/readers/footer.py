"""What a Parquet file says of its row groups, read by ourselves.

pyarrow ends the whole process when the footer of a damaged file gives one of its columns
statistics of another type. Only sizes and places are read here, in Thrift's compact protocol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.readers.entries import open_file

if TYPE_CHECKING:
    from pathlib import Path

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT, _UUID = (
    *(1, 2, 3, 7, 8, 9, 10, 11, 12, 13),
)
_LENGTHS = {_TRUE: 1, _FALSE: 1, _BYTE: 1, _DOUBLE: 8, _UUID: 16}


class Chunk(NamedTuple):
    """One column of a row group: its values, its bytes, and where they begin."""

    path: str
    n_values: int
    unfolded: int
    n_bytes: int
    start: int


class Group(NamedTuple):
    """A row group."""

    chunks: list[Chunk]
    n_bytes: int
    n_rows: int


def groups(path: Path) -> list[Group]:
    """Read the row groups of a Parquet file from its footer.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of Group
        In the order of the file.

    Raises
    ------
    LookupError, TypeError, ValueError
        If it is no Parquet file, or damaged.
    """
    with open_file(path) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        tail = file.read(8)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != b"PAR1" or length > size - 8:
            raise ValueError("its end is not that of a Parquet file")
        file.seek(size - 8 - length)
        about = _Thrift(file.read(length)).struct()
    return [
        Group([_chunk(chunk[3]) for chunk in group[1]], _number(group[2]), _number(group[3]))
        for group in about[4]
    ]


def _chunk(about: dict[int, Any]) -> Chunk:
    path = b".".join(about[3]).decode("utf-8", "backslashreplace")
    n_values, unfolded, n_bytes = (_number(about[field]) for field in (5, 6, 7))
    # A dictionary, if there is one, stands before the data.
    starts = [_number(about[field]) for field in (9, 11) if field in about]
    return Chunk(path, n_values, unfolded, n_bytes, min(starts))


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"its footer has {value!r} where a number belongs"[:200])
    return value


class _Thrift:
    """Values one after the other: structs are dicts by field number, lists are lists."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self) -> dict[int, Any]:
        """Read fields up to the mark that ends them."""
        fields: dict[int, Any] = {}
        number = 0
        while (head := self._byte()) & 15:
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind)
        return fields

    def _value(self, kind: int) -> Any:
        if kind == _STRUCT:
            return self.struct()
        if kind in (_LIST, _SET):
            head = self._byte()
            size = head >> 4 if head >> 4 < 15 else self._varint()
            return [self._value(head & 15) for _ in range(size)]
        if kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            return [(self._value(kinds >> 4), self._value(kinds & 15)) for _ in range(size)]
        if kind == _BINARY or kind in _LENGTHS:
            return self._bytes(_LENGTHS.get(kind) or self._varint())
        if not _BYTE < kind < _DOUBLE:
            raise ValueError(f"its footer has values of an unknown kind, {kind}")
        return self._signed()

    def _bytes(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._data):
            raise ValueError("its footer is cut off")
        return self._data[self._at - size : self._at]

    def _byte(self) -> int:
        return self._bytes(1)[0]

    def _varint(self) -> int:
        value = shift = 0
        while (byte := self._byte()) & 128:
            value |= (byte & 127) << shift
            shift += 7
            if shift > 63:
                raise ValueError("its footer has a number that is too large")
        return value | byte << shift

    def _signed(self) -> int:
        value = self._varint()
        return value >> 1 ^ -(value & 1)
