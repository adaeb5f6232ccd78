"""Where each list comes from and under which licence."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd

from analysis.lexicons.files import DATA

_COLUMNS = ["list", "n_entries", "source", "licence", "sha256"]


def sources() -> pd.DataFrame:
    """List every word list with its size, origin and licence.

    Returns
    -------
    DataFrame
        One row per list, in alphabetical order. `n_entries` counts its rows. `source` and
        `licence` say who made it; `sha256` is the first 12 hexadecimal digits of the file's
        checksum, so that a changed list cannot pass unnoticed.

    Examples
    --------
    >>> table = sources().set_index("list")
    >>> table.loc["vader", "n_entries"].item(), table.loc["vader", "licence"]
    (7506, 'MIT')
    """
    table = pd.read_csv(DATA / "sources.csv", dtype="str", keep_default_na=False)
    files = [DATA / f"{name}.csv" for name in table["list"]]
    filled = table.assign(
        n_entries=[len(pd.read_csv(path, dtype="str")) for path in files],
        sha256=[sha256(path.read_bytes()).hexdigest()[:12] for path in files],
    )
    return filled[_COLUMNS].sort_values("list", ignore_index=True)
