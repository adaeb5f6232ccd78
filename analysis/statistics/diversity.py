"""Lexical diversity that does not depend on the length of a text, as types by tokens would."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from analysis.kernels import diversity as kernel

WINDOW = 50
THRESHOLD = 0.72


def mattr(ids: npt.ArrayLike, *, window: int = WINDOW) -> float:
    """Give the moving-average type-token ratio, MATTR.

    Parameters
    ----------
    ids
        The number of each word's type, from 0, in reading order.
    window
        Words of a window, 1 or more.

    Returns
    -------
    float
        The mean share of distinct words in all windows: near 0 the same words again and again, 1
        no word twice within a window. Not a number for a text shorter than a window.

    References
    ----------
    Covington & McFall (2010), "Cutting the Gordian knot: the moving-average type-token ratio
    (MATTR)", *Journal of Quantitative Linguistics* 17(2), 94–100.

    Examples
    --------
    >>> mattr([0, 1, 0, 2], window=2), mattr([0, 0, 0], window=2)
    (1.0, 0.5)
    """
    words = np.asarray(ids, dtype=np.int64)
    n = len(words) - window + 1
    if n < 1:
        return math.nan
    return float(kernel.window_types(words, np.array([0, len(words)]), window)[0] / n / window)


def mtld(ids: npt.ArrayLike, *, threshold: float = THRESHOLD) -> float:
    """Give the measure of textual lexical diversity, MTLD.

    Parameters
    ----------
    ids
        As for `mattr`.
    threshold
        The share of distinct words at which a stretch ends.

    Returns
    -------
    float
        Words by stretches, the mean of reading forward and backward: the higher, the more diverse.
        A stretch ends with the word that brings its share of distinct words to the threshold or
        below; what is left at the end counts ``(1 − share) / (1 − threshold)``. Below about 100
        words of text it says little. Not a number where no word comes twice.

    References
    ----------
    McCarthy & Jarvis (2010), "MTLD, vocd-D, and HD-D: a validation study of sophisticated
    approaches to lexical diversity assessment", *Behavior Research Methods* 42(2),
    381–392.

    Examples
    --------
    >>> mtld([0, 0, 1, 1]), mtld([0, 1, 2])
    (2.0, nan)
    """
    words = np.asarray(ids, dtype=np.int64)
    found = kernel.factors(words, np.array([0, len(words)]), threshold)[0]
    if not found.all():
        return math.nan
    return float((len(words) / found[0] + len(words) / found[1]) / 2)
