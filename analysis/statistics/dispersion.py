"""Dispersion: whether a word is spread over the parts of a corpus or heaped in a few."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def deviation(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> float:
    """Give Gries's deviation of proportions, DP.

    Parameters
    ----------
    counts
        Occurrences of the word in each part, such as each article.
    sizes
        Words of each part.

    Returns
    -------
    float
        ``½ Σ |share of occurrences − share of words|``: 0 if each part has the occurrences its
        length leads to expect, up to nearly 1 if one small part has them all. Not a number if the
        word does not occur.

    References
    ----------
    Gries (2008), "Dispersions and adjusted frequencies in corpora", *International Journal of
    Corpus Linguistics* 13(4), 403–437.

    Examples
    --------
    >>> round(deviation([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.18
    """
    found, words = (np.asarray(x, dtype=np.float64) for x in (counts, sizes))
    if not found.sum():
        return math.nan
    return math.fsum(np.abs(found / found.sum() - words / words.sum())) / 2


def deviation_norm(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> float:
    """Give DP divided by the largest value it can take, DPnorm.

    Parameters
    ----------
    counts, sizes
        As for `deviation`; parts without words are passed over.

    Returns
    -------
    float
        ``DP / (1 − smallest share of words)``: 0 evenly spread, 1 all in the smallest part. Not a
        number if the word does not occur or there is one part.

    References
    ----------
    Gries (2020), "Analyzing dispersion", *A Practical Handbook of Corpus Linguistics*, Springer.

    Examples
    --------
    >>> round(deviation_norm([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 4)
    0.2195
    """
    found, words = _with_words(counts, sizes)
    if len(words) < 2:
        return math.nan
    return deviation(found, words) / (1 - float(words.min() / words.sum()))


def juilland(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> float:
    """Give Juilland's D, from the rates in parts that may differ in length.

    Parameters
    ----------
    counts, sizes
        As for `deviation_norm`.

    Returns
    -------
    float
        ``1 − V / √(parts − 1)``, V being the standard deviation of the parts' rates by their mean:
        1 evenly spread, 0 all in one part. With very many parts it is near 1 for almost every
        word, so read DP first. Not a number if the word does not occur or there is one part.

    References
    ----------
    Juilland & Chang-Rodríguez (1964), *Frequency Dictionary of Spanish Words*, Mouton. For parts
    that differ in length: Gries (2020), "Analyzing dispersion", *A Practical Handbook of Corpus
    Linguistics*, Springer.

    Examples
    --------
    >>> round(juilland([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.785
    """
    found, words = _with_words(counts, sizes)
    if len(words) < 2 or not found.sum():
        return math.nan
    rates = found / words
    mean = math.fsum(rates) / len(rates)
    spread = math.sqrt(math.fsum((rates - mean) ** 2) / len(rates))
    return 1 - spread / mean / math.sqrt(len(rates) - 1)


def parts_with(counts: npt.ArrayLike) -> int:
    """Count the parts in which a word occurs: its range.

    Examples
    --------
    >>> parts_with([1, 0, 3])
    2
    """
    return int(np.count_nonzero(np.asarray(counts)))


def _with_words(
    counts: npt.ArrayLike, sizes: npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    found, words = (np.asarray(x, dtype=np.float64) for x in (counts, sizes))
    return found[words > 0], words[words > 0]
