"""Corrections for asking many questions at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def benjamini_hochberg(p: npt.ArrayLike, *, of: int | None = None) -> npt.NDArray[np.float64]:
    """Adjust p-values for the number of questions asked, by the false-discovery rate.

    Parameters
    ----------
    p
        One p-value a question; not a number where a question was not answered.
    of
        How many questions were asked in all, if some of their p-values are not given because they
        are larger than those given.

    Returns
    -------
    ndarray of float
        One value a question, from 0 to 1, never below its p: p times questions by the rank of p,
        and never above the value of a larger p. Of those at or below 0.05, about one in twenty is
        expected to be chance, or fewer.

    References
    ----------
    Benjamini & Hochberg (1995), "Controlling the false discovery rate: a practical and powerful
    approach to multiple testing", *Journal of the Royal Statistical Society B* 57(1), 289–300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    values = np.asarray(p, dtype=np.float64)
    asked = np.flatnonzero(~np.isnan(values))
    adjusted = np.full(values.shape, np.nan)
    order = asked[np.argsort(values[asked], kind="stable")]
    scaled = values[order] * max(of or 0, len(order)) / np.arange(1, len(order) + 1)
    stepped = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    adjusted[order] = np.maximum(stepped, values[order])  # rounding must not break the promise
    return adjusted
