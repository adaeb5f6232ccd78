"""Association measures: how much more often two words or actors meet than chance would have it.

All take the same four counts of one table of four fields: both events, the one, the other, all.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def npmi(
    n_ab: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, n: int
) -> npt.NDArray[np.float64]:
    """Give normalised pointwise mutual information of two events.

    Parameters
    ----------
    n_ab
        Contexts with both events.
    n_a, n_b
        Contexts with the one and with the other.
    n
        All contexts.

    Returns
    -------
    ndarray of float
        ``ln(n_ab n / (n_a n_b)) / −ln(n_ab / n)``: −1 if they never meet, 0 if they meet as often
        as chance would have it, 1 if they occur only together. Not a number where both are in
        every context, since chance then says nothing. A high value of two rare events rests on
        few contexts: read it with the count.

    References
    ----------
    Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction",
    *Proceedings of GSCL*, 31–40.

    Examples
    --------
    >>> npmi([2, 1, 0, 4], [2, 2, 2, 4], [2, 2, 2, 4], 4).tolist()
    [1.0, 0.0, -1.0, nan]
    """
    both, one, other = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(both * n / (one * other)) / -np.log(both / n)
    return np.where(both == 0, -1.0, np.where(both == n, np.nan, value))


def pmi(n_ab: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, n: npt.ArrayLike) -> Numbers:
    """Give pointwise mutual information of two events, in bits.

    Parameters
    ----------
    n_ab, n_a, n_b, n
        Places with both events, with the one, with the other, and all.

    Returns
    -------
    ndarray of float
        ``log2(n_ab n / (n_a n_b))``: 0 as by chance, 1 twice as often, −1 half as often, minus
        infinity never. It favours rare words; read it with the count.

    References
    ----------
    Church & Hanks (1990), "Word association norms, mutual information, and lexicography",
    *Computational Linguistics* 16(1), 22–29.

    Examples
    --------
    >>> pmi([2, 1, 4], [4, 4, 4], [4, 4, 4], 8).tolist()
    [0.0, -1.0, 1.0]
    """
    both, one, other, every = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log2(both * every / (one * other)))


def t_score(
    n_ab: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, n: npt.ArrayLike
) -> Numbers:
    """Give the t-score of a collocation.

    Parameters
    ----------
    n_ab, n_a, n_b, n
        As for `pmi`.

    Returns
    -------
    ndarray of float
        ``(n_ab − n_a n_b / n) / √n_ab``: 0 as by chance; the higher, the surer. It favours
        frequent words. It ranks; it is not a test, since words are not independent. Not a number
        where the two never meet.

    References
    ----------
    Church, Gale, Hanks & Hindle (1991), "Using statistics in lexical analysis", *Lexical
    Acquisition*, 115–164.

    Examples
    --------
    >>> t_score([2, 4], [4, 4], [4, 4], 8).tolist()
    [0.0, 1.0]
    """
    both, one, other, every = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (both - one * other / every) / np.sqrt(both)
    return np.where(both == 0, np.nan, value)


def log_dice(n_ab: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike) -> Numbers:
    """Give logDice, which does not depend on the size of the corpus.

    Parameters
    ----------
    n_ab, n_a, n_b
        As for `pmi`.

    Returns
    -------
    ndarray of float
        ``14 + log2(2 n_ab / (n_a + n_b))``: 14 if the two occur only together, one less for half
        as often, minus infinity never.

    References
    ----------
    Rychlý (2008), "A lexicographer-friendly association score", *Proceedings of RASLAN
    2008*.

    Examples
    --------
    >>> log_dice([4, 2], [4, 4], [4, 4]).tolist()
    [14.0, 13.0]
    """
    both, one, other = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(14 + np.log2(2 * both / (one + other)))


def g2(n_ab: npt.ArrayLike, n_a: npt.ArrayLike, n_b: npt.ArrayLike, n: npt.ArrayLike) -> Numbers:
    """Give the log-likelihood ratio of a table of four fields.

    Parameters
    ----------
    n_ab, n_a, n_b, n
        As for `pmi`.

    Returns
    -------
    ndarray of float
        ``2 Σ observed ln(observed / expected)`` over the four fields: 0 as by chance, larger the
        less chance explains it, whichever way; `pmi` tells which.

    References
    ----------
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence",
    *Computational Linguistics* 19(1), 61–74.

    Examples
    --------
    >>> g2([2, 4], [4, 4], [4, 4], 8).round(3).tolist()
    [0.0, 11.09]
    """
    both, one, other, every = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b, n))
    fields = (
        (both, one * other / every),
        (one - both, one * (every - other) / every),
        (other - both, (every - one) * other / every),
        (every - one - other + both, (every - one) * (every - other) / every),
    )
    total = sum((surprise(observed, expected) for observed, expected in fields), np.zeros(()))
    return np.asarray(2 * np.maximum(total, 0))


def surprise(observed: Numbers, expected: Numbers) -> Numbers:
    """Give ``observed ln(observed / expected)``, and 0 where nothing was observed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
