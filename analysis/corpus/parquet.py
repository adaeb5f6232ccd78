"""Reads Parquet, one row an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus import roles, rows
from analysis.corpus.rows import Row
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.corpus.model import Harvest


def read(path: Path, *, given: Mapping[str, str]) -> Harvest:
    """Read the rows of a Parquet file.

    Parameters
    ----------
    path
        A ``.parquet`` file.
    given
        Role to column, from `roles.check`.

    Returns
    -------
    Harvest
        Only columns that play a role are read.

    Raises
    ------
    CorpusError
        If it is no Parquet file, or no column is the text.
    """
    try:
        with pq.ParquetFile(path) as file:
            columns = list(file.schema_arrow.names)
            played = roles.assign(columns, given=given, file=path.name)
            roles.need_text(played, columns, file=path.name)
            needed = [role.column for role in played.values() if role.column]
            table = file.read(columns=needed)
    except (pa.lib.ArrowException, OSError) as error:
        raise CorpusError(f"{path.name}: not a Parquet file that can be read ({error}).") from error
    good = [
        Row(number, f"{path.name}, row {number}", cells)
        for number, cells in enumerate(table.to_pylist(), 1)
    ]
    return rows.harvest(good, [], columns=columns, n_found=len(good), file=path.name, given=given)
