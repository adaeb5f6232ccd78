"""Endings that stand under many articles: “Follow us …”, a company's address, an outlet's motto.

Such text says nothing about what an article tells. It is known by what stands before it: after the
same last sentences, every article goes on, read backwards, with words of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import shingles as kernel
from analysis.schema import STORY_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

    from analysis.corpus.corpus import Corpus
    from analysis.corpus.shard import Shard

MOST = 6
"""Sentences of a standing ending."""
FEWEST = 5
"""Articles that close with it."""
VARIED = 3
"""What stands before it most often stands before one in so many at most."""


class Sentences(NamedTuple):
    """The words of a shard's articles as hashes, and the sentences of each article."""

    codes: NDArray[np.int64]
    offsets: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


def story_zones(corpus: Corpus) -> Corpus:
    """Take the zones that tell the story, whichever are selected."""
    return replace(corpus, zones=STORY_ZONES)


def standing_endings(found: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Find the endings that stand under many articles which otherwise differ.

    Parameters
    ----------
    found
        The `endings` of all shards.

    Returns
    -------
    int64
        Their hashes, rising: of the last sentence or of up to six.

    Notes
    -----
    An ending of five articles or more is such a one if no single sentence stands before it in more
    than a third of them. Copies of one story, in contrast, mostly agree on what stands before.
    """
    ends = np.concatenate([np.empty((0, MOST + 1), np.int64), *found])
    standing = [np.empty(0, np.int64)]
    for k in range(MOST):
        some = ends[ends[:, k] >= 0][:, k : k + 2]
        some = some[np.lexsort(some.T[::-1])]
        longer = np.flatnonzero((np.diff(some, axis=0, prepend=-2) != 0).any(axis=1))
        ending, first = np.unique(some[longer, 0], return_index=True)
        if len(ending):
            n = np.diff(longer, append=len(some))
            n_articles = np.add.reduceat(n, first)
            varied = np.maximum.reduceat(n, first) * VARIED <= n_articles
            standing.append(ending[varied & (n_articles >= FEWEST)])
    return np.unique(np.concatenate(standing))


def n_standing(some: Sentences, standing: NDArray[np.int64]) -> NDArray[np.int64]:
    """Say with how many standing sentences each article closes."""
    is_standing = np.isin(kernel.endings(*some, most=MOST), standing)
    sizes = np.where(is_standing, np.arange(1, MOST + 1), 0)
    return np.asarray(sizes.max(axis=1, initial=0))


def sentences(shard: Shard) -> Sentences:
    """Give the words of a shard as hashes, and the sentences of each of its articles."""
    codes = kernel.hash_words(*bytes_of(shard.strings("types", "term")))
    articles = np.arange(len(shard) + 1)
    bounds = np.searchsorted(shard.column("sentences", "article"), articles)
    return Sentences(codes[shard.column("words", "type")], shard.offsets, bounds[:-1], bounds[1:])


def endings(shard: Shard) -> NDArray[np.int64]:
    """Give a hash of the last sentence of each article, of the last two, and so on."""
    return kernel.endings(*sentences(shard), most=MOST + 1)


def bytes_of(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Give the bytes of all texts as one array, and where each begins."""
    _, offsets, data = texts.buffers()
    if not len(texts):
        return np.empty(0, np.uint8), np.zeros(1, np.int32)
    places = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data or b"", np.uint8), places
