"""Lines that an outlet prints under one article after the other: they are furniture, not story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.cells import excerpt
from analysis.corpus import shards
from analysis.readers.raw_articles import KEPT, Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    import pyarrow as pa
    from numpy.typing import NDArray

FEWEST = 5
"""Articles that print a standing line; they differ in their longest paragraph."""
SHARE = 0.1
"""Share of an outlet's articles that print it."""


class Standing(NamedTuple):
    """The hashes of the standing lines, rising, and what the ledger says of them."""

    lines: NDArray[np.int64]
    notes: list[Issue]


class _Lines(NamedTuple):
    """Lines of articles: their outlet, hash, the article's longest paragraph, and their place."""

    outlet: NDArray[np.int64]
    line: NDArray[np.int64]
    longest: NDArray[np.int64]
    article: NDArray[np.int64]


def standing_lines(
    folder: Path,
    names: Sequence[str],
    shard: NDArray[Any],
    row: NDArray[Any],
    outlets: pa.Array,
) -> Standing:
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
    Standing
        A line is one if an outlet prints it in a tenth of its articles, and in five that differ in
        their longest paragraph: copies of one story count once.
    """
    outlet, _ = pd.factorize(outlets.fill_null("").to_pandas())
    some = _all_lines(folder, names, shard, row, outlet)
    n_articles = np.bincount(outlet)
    order = np.lexsort((some.longest, some.line, some.outlet))
    keys = np.column_stack((some.outlet, some.line, some.longest))[order]
    begins = np.flatnonzero((np.diff(keys[:, :2], axis=0, prepend=-1) != 0).any(axis=1))
    differs = (np.diff(keys, axis=0, prepend=-1) != 0).any(axis=1)
    if not len(begins):
        return Standing(np.empty(0, np.int64), [])
    n_different = np.add.reduceat(differs.astype(np.int64), begins)
    fewest = np.maximum(FEWEST, SHARE * n_articles[keys[begins, 0]])
    standing = begins[n_different >= fewest]
    lines = np.unique(keys[standing, 1])
    if not len(lines):
        return Standing(lines, [])
    first = int(some.article[order[standing[0]]])
    example = _words(folder / names[shard[first]], int(row[first]), int(keys[standing[0], 1]))
    reason = (
        f"furniture: {len(lines):,} line{'' if len(lines) == 1 else 's'} that an outlet prints in "
        f"every tenth article or more, such as “{example}”"
    )
    return Standing(lines, [Issue(KEPT, reason, "", dropped=False)])


def _all_lines(
    folder: Path,
    names: Sequence[str],
    shard: NDArray[Any],
    row: NDArray[Any],
    outlet: NDArray[np.int64],
) -> _Lines:
    found = [np.empty((4, 0), np.int64)]
    for number, name in enumerate(names):
        here = np.flatnonzero(shard == number)
        texts = shards.read(folder / name, "texts", ("n_paragraphs", "longest"))
        lines = shards.read(folder / name, "paragraphs", ("line",))["line"].to_numpy()
        sizes = texts["n_paragraphs"].to_numpy()[row[here]].astype(np.int64)
        begins = np.cumsum([0, *texts["n_paragraphs"].to_numpy().tolist()])[row[here]]
        shift = np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
        line = lines[np.arange(sizes.sum()) + shift]
        article = np.repeat(here, sizes)
        longest = np.repeat(texts["longest"].to_numpy()[row[here]], sizes)
        found.append(np.vstack((outlet[article], line, longest, article))[:, line != 0])
    return _Lines(*np.hstack(found))


def _words(shard: Path, row: int, line: int) -> str:
    """Give the words of a line for the ledger."""
    texts = shards.read(shard, "texts", ("text", "n_paragraphs"))
    begin = int(texts["n_paragraphs"].to_numpy()[:row].sum())
    table = shards.read(shard, "paragraphs", ("start", "end", "line")).slice(begin).to_pydict()
    place = table["line"].index(line)
    words = texts["text"][row].as_py()[table["start"][place] : table["end"][place]]
    return excerpt(" ".join(words.split()), 60)
