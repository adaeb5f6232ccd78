"""Where each list comes from and under which licence."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd

from analysis.lexicons.files import DATA
from analysis.lexicons.packages import punkt_file, punkt_size, vader, vader_file

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = ["list", "n_entries", "source", "licence", "sha256"]


def sources() -> pd.DataFrame:
    """List every word list with its size, origin and licence.

    Returns
    -------
    DataFrame
        One row per list, in alphabetical order. `n_entries` counts its rows; for VADER its
        distinct words, for punkt the entries of its four tables. `source` and `licence` say who
        made it; `sha256` is the first 12 hexadecimal digits of the file's checksum, so that a
        changed list cannot pass unnoticed.

    Raises
    ------
    LexiconError
        If a package that ships a list is not installed.

    Examples
    --------
    >>> table = sources().set_index("list")
    >>> table.loc["vader", "n_entries"].item(), table.loc["vader", "licence"]
    (7506, 'MIT')
    """
    table = pd.read_csv(DATA / "sources.csv", dtype="str", keep_default_na=False)
    files = [_file(name) for name in table["list"]]
    filled = table.assign(
        n_entries=[_size(name, path) for name, path in zip(table["list"], files, strict=True)],
        sha256=[sha256(path.read_bytes()).hexdigest()[:12] for path in files],
    )
    return filled[_COLUMNS].sort_values("list", ignore_index=True)


def _file(name: str) -> Path:
    if name == "vader":
        return vader_file()
    return punkt_file() if name == "punkt" else DATA / f"{name}.csv"


def _size(name: str, path: Path) -> int:
    if name == "vader":
        return len(vader())
    return punkt_size() if name == "punkt" else len(pd.read_csv(path, dtype="str"))
