"""Which articles share much of their wording: candidates from sketches, then exact counts.

Each article is held as a sketch of its shingles, about 40 numbers, however many articles there
are. The whole sets are streamed again for the candidates, in parts that fit the memory. Nothing
depends on the shards, and the order in which candidates are looked for comes from the texts alone.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import facts as slots
from analysis.kernels import sketches as kernel
from analysis.kernels.shingles import LIMIT, Sets, shingle
from analysis.stories.facts import facts, of_one_template
from analysis.stories.standing_text import n_standing, sentences, story_zones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.corpus.corpus import Corpus
    from analysis.corpus.shard import Shard

ONE_IN, AT_LEAST = 8, 32
"""A sketch keeps one shingle in so many, and so many at least."""
LIKELY = 0.25
"""Of what two articles are to share, their sketches must show so much: they may show less."""
FEWEST = 10
"""Shingles that two articles share at least, unless they are the same."""
REACH = 3
"""Articles with the same shingle are paired each with the next few, not all with all."""
ROOM = 12_000_000
"""Shingles that are held at once."""
PAIRED = 1_000_000
"""Shingles of sketches that are paired at once: each may make several pairs."""


class Sketched(NamedTuple):
    """All articles of a corpus, in its order.

    Attributes
    ----------
    sketches : Sets
        A sample of the shingles of each.
    n_shingles, n_words : int64
        Distinct shingles and words of each, in the headline, the deck and the body.
    standing : int64
        Endings that do not count.
    """

    sketches: Sets
    n_shingles: NDArray[np.int64]
    n_words: NDArray[np.int64]
    standing: NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of articles by their rows in the corpus, and the distinct shingles they share."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    n_shared: NDArray[np.int64]


def sketched(corpus: Corpus, standing: NDArray[np.int64]) -> Sketched:
    """Sketch all articles of a corpus.

    Parameters
    ----------
    corpus
        An annotated corpus. Its headlines, decks and bodies count, whatever zones are selected.
    standing
        The endings that do not count, from `standing_endings`.

    Returns
    -------
    Sketched
        One sketch an article.
    """
    found = list(story_zones(corpus).map_shards(partial(_sketched, standing=standing)))
    rows = corpus.shard_order
    hashes = np.concatenate([np.empty(0, np.int64), *(part.sketches.hashes for part in found)])
    arrived = _column([np.diff(part.sketches.offsets) for part in found])
    place = np.argsort(rows)
    return Sketched(
        _reordered(Sets(hashes, _offsets(arrived)), place),
        _column([part.n_shingles for part in found])[place],
        _column([part.n_words for part in found])[place],
        standing,
    )


class WholeSets:
    """All shingles of some articles: held if there is room, else read again for each question.

    Parameters
    ----------
    corpus
        The corpus.
    made
        Its sketches.
    rows
        Rows of the articles, rising.
    """

    def __init__(self, corpus: Corpus, made: Sketched, rows: NDArray[np.int64]) -> None:
        self._rows, self._standing = rows, made.standing
        self._some = story_zones(corpus.take(rows))
        self._ranges = list(_ranges(int(made.n_shingles[rows].sum()), ROOM))
        self._held = self._read(*self._ranges[0]) if len(self._ranges) == 1 else None

    def shared(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count the shingles that two of the articles share, given by their rows."""
        slot = np.empty(len(self._rows), np.int64)
        slot[self._some.shard_order] = np.arange(len(self._rows))
        one, two = (slot[np.searchsorted(self._rows, column)] for column in (first, second))
        if self._held:
            return kernel.shared(self._held, one, two)
        n_shared = np.zeros(len(first), np.int64)
        for low, high in self._ranges:
            n_shared += kernel.shared(self._read(low, high), one, two)
        return n_shared

    def _read(self, low: int, high: int) -> Sets:
        """Read the shingles with hashes from `low` to `high`."""
        count = partial(_between, standing=self._standing, low=low, high=high)
        found = list(self._some.map_shards(count))
        hashes = np.concatenate([np.empty(0, np.int64), *(part.hashes for part in found)])
        return Sets(hashes, _offsets(_column([np.diff(part.offsets) for part in found])))


def pairs(corpus: Corpus, made: Sketched, *, containment: float) -> tuple[Pairs, WholeSets]:
    """Give the pairs of articles of which the shorter one stands in the longer one.

    Parameters
    ----------
    corpus
        The corpus.
    made
        Its sketches.
    containment
        The share of the shorter one's shingles that must stand in the longer one.

    Returns
    -------
    Pairs
        Enough pairs to connect all copies of a story; not every two copies make one. Texts of one
        template that tell different things make none.
    WholeSets
        The shingles of all articles that are in a pair, and of some more.
    """
    found = _candidates(made, containment)
    first, second = found >> 32, found & 0xFFFFFFFF
    whole = WholeSets(corpus, made, np.unique(np.concatenate([first, second])))
    n_shared = whole.shared(first, second)
    sizes = made.n_shingles[first], made.n_shingles[second]
    fewer = np.minimum(*sizes)
    same = (sizes[0] == sizes[1]) & (n_shared == fewer)
    kept = (n_shared >= containment * fewer) & (same | (n_shared >= FEWEST))
    edited = np.flatnonzero(kept & (n_shared < fewer))
    kept[edited] = ~_of_one_template(corpus, made, first[edited], second[edited])
    return Pairs(first[kept], second[kept], n_shared[kept]), whole


def _of_one_template(
    corpus: Corpus, made: Sketched, first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say which pairs differ in what they tell, though not in their wording."""
    rows, place = np.unique(np.concatenate([first, second]), return_inverse=True)
    some = story_zones(corpus.take(rows))
    found = list(some.map_shards(partial(facts, standing=made.standing)))
    sizes = _column([np.diff(part.offsets) for part in found])
    sets = Sets(_column([part.hashes for part in found]), _offsets(sizes))
    slot = np.argsort(some.shard_order)[place]
    return of_one_template(*slots.compared(sets, slot[: len(first)], slot[len(first) :]))


def _candidates(made: Sketched, containment: float) -> NDArray[np.int64]:
    """Give pairs of rows whose sketches share enough; `first << 32 | second`."""
    by_content = _by_content(made)
    rank = np.empty_like(by_content)
    rank[by_content] = np.arange(len(by_content))
    hashes, offsets = made.sketches
    found = [np.empty(0, np.int64)]
    bounds = np.append(np.unique(np.sort(hashes)[::PAIRED]), LIMIT)  # equal ones stay together
    for low, high in pairwise(bounds.tolist()):
        places = np.flatnonzero((low <= hashes) & (hashes < high))
        owners = rank[np.searchsorted(offsets, places, side="right") - 1]
        order = np.lexsort((owners, hashes[places]))
        near = kernel.neighbours(hashes[places[order]], owners[order], reach=REACH)
        one, two = by_content[near >> 32], by_content[near & 0xFFFFFFFF]
        likely = kernel.overlap(made.sketches, one, two) >= LIKELY * containment
        one, two = one[likely], two[likely]
        found.append(np.minimum(one, two) << 32 | np.maximum(one, two))
    together = np.sort(np.concatenate(found))
    return together[np.flatnonzero(np.diff(together, prepend=-1))]


def _by_content(made: Sketched) -> NDArray[np.int64]:
    """Order the rows by their sketches, so that like stands near like and ids do not matter."""
    hashes, offsets = made.sketches
    sums = np.concatenate(([0], np.cumsum(hashes)))  # it may overflow, always in the same way
    smallest = np.append(hashes, LIMIT)[offsets[:-1]]
    smallest[np.diff(offsets) == 0] = LIMIT
    return np.lexsort((np.diff(sums[offsets]), smallest))


def _sketched(shard: Shard, *, standing: NDArray[np.int64]) -> Sketched:
    sets, n_words = _shingles(shard, standing)
    sample = kernel.sketch(sets, one_in=ONE_IN, fewest=AT_LEAST)
    return Sketched(sample, np.diff(sets.offsets), n_words, standing)


def _between(shard: Shard, *, standing: NDArray[np.int64], low: int, high: int) -> Sets:
    """Give the shingles with hashes from `low` to `high`."""
    hashes, offsets = _shingles(shard, standing)[0]
    kept = (low <= hashes) & (hashes < high)
    return Sets(hashes[kept], _offsets(kept)[offsets])


def _shingles(shard: Shard, standing: NDArray[np.int64]) -> tuple[Sets, NDArray[np.int64]]:
    """Give the shingles of each article of a shard, and its number of words."""
    some = sentences(shard)
    n_words = some.offsets[some.ends] - some.offsets[some.begins]
    own = some._replace(ends=some.ends - n_standing(some, standing))
    return shingle(*own), n_words


def _ranges(n: int, room: int) -> Iterator[tuple[int, int]]:
    """Cut the hashes into as few ranges as leave room for each."""
    n_parts = max(1, -(-n // room))
    bounds = [LIMIT * part // n_parts for part in range(n_parts + 1)]
    return pairwise(bounds)


def _reordered(sets: Sets, order: NDArray[np.int64]) -> Sets:
    if np.array_equal(order, np.arange(len(order))):
        return sets
    sizes = np.diff(sets.offsets)[order]
    begins = sets.offsets[:-1][order]
    offsets = _offsets(sizes)
    places = np.arange(offsets[-1]) + np.repeat(begins - offsets[:-1], sizes)
    return Sets(sets.hashes[places], offsets)


def _column(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _offsets(sizes: NDArray[np.integer] | NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
