"""Shuffles: articles dealt anew to two groups, and how far each word's counts then lie apart.

The numbers drawn are those of numpy's `Generator.permuted`. A shuffle looks only at the articles of
the smaller group: what the other one has is the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DRAWN = 1 << 16
"""Numbers of 64 bits that are drawn at once, or one an article if that is more."""


class Limits(NamedTuple):
    """When shuffling ends.

    Attributes
    ----------
    enough : int
        Shuffles at least as extreme after which a word is known well enough.
    most, fewest : int
        Shuffles at most, and at least.
    work : int
        Articles and places looked at, after which it ends if it has had its fewest shuffles.
    at_once : int
        Articles and places of one round: only after a round is it asked whether it ends.
    """

    enough: int
    most: int
    fewest: int
    work: int
    at_once: int


class Articles(NamedTuple):
    """Articles of two groups, and the words of each.

    Attributes
    ----------
    begins : int64, one row an article and one more
        Where the words of each article begin.
    words, counts : int32
        The words of each article, numbered from 0, and how often each occurs there. Each number
        occurs.
    sizes : int64
        Words of each article, however many of them are counted here.
    in_study : bool
        Whether each article is of the study group.
    """

    begins: NDArray[np.int64]
    words: NDArray[np.int32]
    counts: NDArray[np.int32]
    sizes: NDArray[np.int64]
    in_study: NDArray[np.bool_]


class Shuffled(NamedTuple):
    """What shuffles came to.

    Attributes
    ----------
    hits : int64, one row a word
        Shuffles at least as extreme as the distance that was found.
    reached : int64, one row a word
        The number of the shuffle that was the last of enough; 0 if they were not reached.
    n : int
        Shuffles that were made.
    """

    hits: NDArray[np.int64]
    reached: NDArray[np.int64]
    n: int


def shuffle(some: Sequence[Articles], *, seed: int, limits: Limits) -> list[Shuffled]:
    """Deal articles anew to two groups, again and again, until each word is known well enough.

    Parameters
    ----------
    some
        One or more sets of articles in two groups. Each is shuffled as if it were alone; the same
        numbers are drawn for all.
    seed
        Another seed gives other shuffles.
    limits
        When to end.

    Returns
    -------
    list of Shuffled
        For each of them, how often the occurrences in the study group are at least as far from what
        its length leads to expect as they are in `in_study`.

    Examples
    --------
    >>> words, counts = np.zeros(2, np.int32), np.array([2, 1], np.int32)
    >>> two = Articles(np.arange(3), words, counts, np.array([5, 5]), np.array([True, False]))
    >>> limits = Limits(enough=20, most=50, fewest=1, work=1000, at_once=1)
    >>> [made.reached.tolist() for made in shuffle([two], seed=1, limits=limits)]
    [[20]]
    """
    runs, bits = [_Run(articles) for articles in some], np.random.PCG64(seed)
    n_drawn = max([DRAWN, *(len(articles.sizes) for articles in some)])
    while not all(run.is_over for run in runs):
        drawn = np.asarray(bits.random_raw(n_drawn), "<u8").view("<u4")
        for run in runs:
            run.go_on(drawn.astype(np.uint32, copy=False), limits)
    return [Shuffled(run.hits, run.reached, int(run.state[0])) for run in runs]


class _Run:
    """Shuffles of one set of articles that go on as far as numbers were drawn."""

    def __init__(self, articles: Articles) -> None:
        begins, words, counts, sizes, self._in_study = articles
        self._table = begins.copy(), words.copy(), counts.copy()  # it shrinks
        self._sizes = sizes
        self._n_each = np.bincount(words, counts).astype(np.int64)
        self._n_places = np.bincount(words)
        here = self._in_study[np.repeat(np.arange(len(sizes)), np.diff(begins))]
        n_own = np.bincount(words[here], counts[here], len(self._n_each)).astype(np.int64)
        own = int(sizes[self._in_study].sum())
        self._distance = np.abs(n_own * int(sizes.sum()) - own * self._n_each)
        self.hits, self.reached = np.zeros((2, len(self._n_each)), np.int64)
        self.state = np.array([0, 0, 0, len(words), 0, len(words)], np.int64)
        self.is_over, self._left = False, np.empty(0, np.uint32)

    def go_on(self, drawn: NDArray[np.uint32], limits: Limits) -> None:
        """Shuffle with more numbers, unless it is over."""
        if self.is_over:
            return
        drawn = np.concatenate((self._left, drawn))
        used, self.is_over = _shuffle(
            drawn,
            self._in_study,
            self._sizes,
            *self._table,
            self._n_each,
            self._n_places,
            self._distance,
            self.hits,
            self.reached,
            self.state,
            limits,
        )
        self._left = drawn[used:]


@numba.njit(cache=True, nogil=True)
def _shuffle(
    drawn,
    in_study,
    sizes,
    begins,
    words,
    counts,
    n_each,
    n_places,
    found,
    hits,
    reached,
    state,
    limits,
):
    """Shuffle until it is over or the numbers drawn are used up; return how many were used.

    `state` holds shuffles made, work done, shuffles left of the round, places of words that are not
    known yet, work of one shuffle, and places that are stored.
    """
    n, work, left, places, size, stored = state
    labels, met = np.empty(len(in_study), np.bool_), np.zeros(len(found), np.int64)
    fewer = 2 * in_study.sum() <= len(in_study)
    total, used, is_over = sizes.sum(), 0, False
    alive = np.flatnonzero(n_places)
    while True:
        if left == 0:
            for word in alive:
                if hits[word] >= limits.enough:
                    places -= n_places[word]
                    n_places[word] = 0
            alive = np.flatnonzero(n_places)
            is_over = (
                places == 0 or n >= limits.most or (n >= limits.fewest and work >= limits.work)
            )
            if is_over:
                break
            if 2 * places <= stored:
                stored = _keep(begins, words, counts, n_places)
            size = max(places, len(sizes))
            left = min(max(limits.at_once // size, 1), limits.most - n)
            work += left * size
        after = _permute(drawn, used, in_study, labels)
        if after < 0:
            break
        used = after
        n, left = n + 1, left - 1
        n_words = 0
        for article in range(len(sizes)):
            if labels[article] == fewer:
                n_words += sizes[article]
                for k in range(begins[article], begins[article + 1]):
                    met[words[k]] += counts[k]
        if not fewer:
            n_words = total - n_words
        for word in alive:
            own = met[word] if fewer else n_each[word] - met[word]
            if abs(own * total - n_words * n_each[word]) >= found[word]:
                hits[word] += 1
                if hits[word] == limits.enough:
                    reached[word] = n
            met[word] = 0
    state[:] = n, work, left, places, size, stored
    return used, is_over


@numba.njit(cache=True, nogil=True)
def _permute(drawn, used, in_study, labels):
    """Shuffle labels with the numbers from `used` on; return where the next begin, −1 if too few.

    A place up to `last` is drawn with as many bits as `last` has; a number beyond it is not used.
    """
    labels[:] = in_study
    last, mask = len(labels) - 1, 1
    while mask < last:
        mask = 2 * mask + 1
    n_drawn = len(drawn)
    while last > 0:
        while 2 * last > mask:
            if used == n_drawn:
                return -1
            place = np.int64(drawn[used]) & mask
            used += 1
            # A number beyond `last` moves nothing: this has no branch to mispredict.
            fits = place <= last
            other = place if fits else last
            labels[last], labels[other] = labels[other], labels[last]
            last -= fits
        mask >>= 1
    return used


@numba.njit(cache=True, nogil=True)
def _keep(begins, words, counts, n_places):
    """Keep in place only the words that have places; return how many places there are."""
    n, begin = 0, 0
    for article in range(len(begins) - 1):
        end = begins[article + 1]
        for k in range(begin, end):
            if n_places[words[k]]:
                words[n], counts[n] = words[k], counts[k]
                n += 1
        begin = end
        begins[article + 1] = n
    return n
