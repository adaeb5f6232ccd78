"""Nulls: what would be seen if chance alone decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.kernels.curveball import shared

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]

LOOKS = 1_999
"""Times that chance is looked at, for the smallest p of 0.0005."""


class Chance(NamedTuple):
    """What chance leads to expect of pairs of actors.

    Parameters
    ----------
    expected : float
        Articles that name both, on average.
    p : float, above 0
        How often chance alone brings as many articles together, or more.
    """

    expected: npt.NDArray[np.float64]
    p: npt.NDArray[np.float64]


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
        One value a pair. `p` is ``(1 + looks with as many) / (1 + looks)``, never 0.

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
    >>> import numpy as np
    >>> members, offsets = np.tile(np.array([0, 1, 2, 3], np.int32), 8), np.arange(0, 33, 2)
    >>> pair = (np.array([0], np.int32), np.array([1], np.int32))
    >>> found = configuration_test(members, offsets, *pair, np.array([8]), seed=1)
    >>> bool(found.expected[0] < 4), bool(found.p[0] < 0.01)
    (True, True)
    """
    found = shared(members, offsets, first, second, looks=looks, seed=seed)
    as_many = (found >= n_shared[None, :]).sum(axis=0)
    return Chance(found.mean(axis=0), (1 + as_many) / (1 + looks))
