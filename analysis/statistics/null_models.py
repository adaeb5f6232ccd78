"""Nulls: what would be seen if chance alone decided."""

from __future__ import annotations

from bisect import bisect_left
from math import floor, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels.curveball import shared
from analysis.statistics.tails import binomial_tail

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]

LOOKS = 1_999
"""Times that chance is looked at, for a smallest p of 0.0005 without the bound."""
SURE_OF_MEAN = 2
"""Standard errors by which the expected number may be too small, where the bound is taken."""


class Chance(NamedTuple):
    """What chance leads to expect of pairs of actors.

    Parameters
    ----------
    expected : float
        Articles that name both, on average.
    p : float, above 0
        How often chance alone brings as many articles together, or more.
    most : int
        Articles that can name both at most: those of the rarer of the two.
    looks : int, one row a look, one column a pair
        Articles that name both, as often as chance was looked at.
    """

    expected: npt.NDArray[np.float64]
    p: npt.NDArray[np.float64]
    most: npt.NDArray[np.int64]
    looks: Numbers

    def power(self, cutoff: float, *, ratio: float = 2.0) -> npt.NDArray[np.float64]:
        """Say how often a tie of some strength would have a p of at most a cutoff.

        Parameters
        ----------
        cutoff
            The largest p that counts as beyond chance.
        ratio
            How many times as many articles name both as chance leads to expect.

        Returns
        -------
        ndarray of float
            From 0 to 1, one value a pair. Where it is small, that a tie is not beyond chance says
            nothing.
        """
        n_looks = len(self.looks)
        allowed = floor(cutoff * (1 + n_looks) - 1 + 1e-9)  # looks that may have as many
        ranked = np.vstack([-np.sort(-self.looks, axis=0), np.full_like(self.most, -1)])
        powers = []
        for pair, most in enumerate(self.most.tolist()):
            needed = self._needed(pair, int(ranked[0, pair]) + 1, cutoff)
            if allowed >= 0:
                needed = min(needed, ranked[min(allowed, n_looks), pair] + 1)
            share = min(ratio * self.expected[pair] / max(most, 1), 1.0)
            powers.append(binomial_tail(int(needed), most, share))
        return np.array(powers, dtype=np.float64)

    def _needed(self, pair: int, least: int, cutoff: float) -> int:
        """Give how many articles, more than in any look, the bound is at most the cutoff of."""
        most, expected = int(self.most[pair]), float(self.expected[pair])

        def sureness(n_shared: int) -> float:
            return -tie_bound(n_shared, most, expected, len(self.looks))

        return least + bisect_left(range(least, most + 1), -cutoff, key=sureness)


def tie_bound(n_shared: int, most: int, expected: float, looks: int) -> float:
    """Give a bound of how often chance brings so many articles together, or more.

    Parameters
    ----------
    n_shared
        Articles that name both actors.
    most
        Articles that can name both at most.
    expected
        Articles that name both by chance, on average, over some looks.
    looks
        How often chance was looked at.

    Returns
    -------
    float
        The tail of the binomial distribution with that mean. Each article of the rarer actor names
        the other by a chance of its own, and no two of them do so more readily together, so their
        sum is less spread than if all chances were equal (Hoeffding 1956).

    References
    ----------
    Hoeffding (1956), "On the distribution of the number of successes in independent trials",
    *Annals of Mathematical Statistics* 27(3), 713–721.

    Examples
    --------
    >>> round(tie_bound(8, 10, 2.0, 1999), 5)
    0.0001
    """
    mean = expected + SURE_OF_MEAN * sqrt(max(expected, 1 / looks) / looks)
    if not 0 < n_shared <= most:  # that none or too many are shared is asked by mistake alone
        return 1.0
    return max(binomial_tail(n_shared, most, min(mean / most, 1.0)), 1e-300)


def configuration_test(
    members: Numbers,
    offsets: npt.NDArray[np.int64],
    first: Numbers,
    second: Numbers,
    n_shared: npt.NDArray[np.integer],
    *,
    seed: int,
    looks: int = LOOKS,
) -> Chance:
    """Ask how often pairs of actors would share as many articles if actors were dealt anew.

    Each article names as many actors as it does, and each actor is named in as many articles as it
    is: the configuration model of articles and actors. An actor that is everywhere, or an article
    that lists everybody, is thus no finding.

    Parameters
    ----------
    members, offsets
        The distinct actors of each article, as `kernels.curveball.shared` takes them.
    first, second
        Pairs of actors.
    n_shared
        Articles that name both.
    seed
        Another seed gives other trades.
    looks
        How often chance is looked at.

    Returns
    -------
    Chance
        One value a pair. `p` is ``(1 + looks with as many) / (1 + looks)``. Where no look has as
        many and `tie_bound` is smaller, it is the bound; so few looks do not hide a sure tie.

    References
    ----------
    Strona, Nappo, Boccacci, Fattorini & San-Miguel-Ayanz (2014), "A fast and unbiased procedure to
    randomize ecological binary matrices with fixed row and column totals", *Nature Communications*
    5:4114.

    Phipson & Smyth (2010), "Permutation p-values should never be zero: calculating exact p-values
    when permutations are randomly drawn", *Statistical Applications in Genetics and Molecular
    Biology* 9(1).

    Examples
    --------
    >>> members, offsets = np.tile(np.array([0, 1, 2, 3], np.int32), 8), np.arange(0, 33, 2)
    >>> pair = (np.array([0], np.int32), np.array([1], np.int32))
    >>> found = configuration_test(members, offsets, *pair, np.array([8]), seed=1)
    >>> bool(found.expected[0] < 4), bool(found.p[0] < 0.01)
    (True, True)
    """
    found = shared(members, offsets, first, second, looks=looks, seed=seed)
    as_many = (found >= n_shared[None, :]).sum(axis=0)
    each = np.bincount(members, minlength=1 + int(np.append(first, second).max(initial=0)))
    most, expected = np.minimum(each[first], each[second]), found.mean(axis=0)
    p = (1 + as_many) / (1 + looks)
    for pair in np.flatnonzero(as_many == 0):
        p[pair] = min(p[pair], tie_bound(int(n_shared[pair]), most[pair], expected[pair], looks))
    return Chance(expected, p, most, found)
