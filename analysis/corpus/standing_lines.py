"""Looks in all shards for the lines that an outlet prints under one article after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.annotate import lines
from analysis.cells import excerpt
from analysis.corpus import shards
from analysis.readers.raw_articles import KEPT, Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    import pyarrow as pa
    from numpy.typing import NDArray


def standing_lines(
    folder: Path,
    names: Sequence[str],
    shard: NDArray[Any],
    row: NDArray[Any],
    outlets: pa.Array,
) -> tuple[NDArray[np.int64], list[Issue]]:
    """Find the lines that an outlet prints again and again.

    Parameters
    ----------
    folder, names
        The folder of the version, and the names of its shards.
    shard, row
        For each article where its text stands.
    outlets
        For each article who published it, or nothing.

    Returns
    -------
    lines, notes
        The hashes of those that `annotate.lines.standing` takes for standing lines, rising, and
        what the ledger says of them.
    """
    outlet, _ = pd.factorize(outlets.fill_null("").to_pandas())
    some = _all_lines(folder, names, shard, row, outlet)
    made = lines.standing(some, np.bincount(outlet))
    if not len(made.lines):
        return made.lines, []
    example = _words(folder / names[shard[made.article]], int(row[made.article]), made.line)
    reason = lines.told(len(made.lines), example)
    return made.lines, [Issue(KEPT, reason, "", dropped=False)]


def _all_lines(
    folder: Path,
    names: Sequence[str],
    shard: NDArray[Any],
    row: NDArray[Any],
    outlet: NDArray[np.int64],
) -> lines.Lines:
    found = [np.empty((4, 0), np.int64)]
    for number, name in enumerate(names):
        here = np.flatnonzero(shard == number)
        texts = shards.read(folder / name, "texts", ("n_paragraphs", "longest"))
        hashes = shards.read(folder / name, "paragraphs", ("line",))["line"].to_numpy()
        sizes = texts["n_paragraphs"].to_numpy()[row[here]].astype(np.int64)
        begins = np.cumsum([0, *texts["n_paragraphs"].to_numpy().tolist()])[row[here]]
        shift = np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
        line = hashes[np.arange(sizes.sum()) + shift]
        article = np.repeat(here, sizes)
        longest = np.repeat(texts["longest"].to_numpy()[row[here]], sizes)
        found.append(np.vstack((outlet[article], line, longest, article))[:, line != 0])
    return lines.Lines(*np.hstack(found))


def _words(shard: Path, row: int, line: int) -> str:
    """Give the words of a line for the ledger."""
    texts = shards.read(shard, "texts", ("text", "n_paragraphs"))
    begin = int(texts["n_paragraphs"].to_numpy()[:row].sum())
    table = shards.read(shard, "paragraphs", ("start", "end", "line")).slice(begin).to_pydict()
    place = table["line"].index(line)
    words = texts["text"][row].as_py()[table["start"][place] : table["end"][place]]
    return excerpt(" ".join(words.split()), 60)
