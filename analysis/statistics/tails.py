"""Tails and quantiles of the chi-square, Student and binomial distributions.

A few lines instead of a library: where scipy is installed, numba imports its linear algebra, and
each start takes longer. The tests compare them with scipy's values.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_ROUNDS = 500
_TINY = 1e-300


def chi_square_tail(value: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Give the upper tail of chi-square with one degree of freedom: the p of a G².

    Parameters
    ----------
    value
        0 or more.

    Returns
    -------
    ndarray of float
        Between 0 and 1; the smaller, the less chance explains.

    Examples
    --------
    >>> chi_square_tail([0, 3.841, 6.635]).round(3).tolist()
    [1.0, 0.05, 0.01]
    """
    values = np.asarray(value, dtype=np.float64)
    tails = [math.erfc(math.sqrt(x / 2)) for x in values.ravel().tolist()]
    return np.array(tails, dtype=np.float64).reshape(values.shape)


def student_tail(t: float, df: float) -> float:
    """Give the probability that Student's t is farther from 0 than a value, both sides together.

    Parameters
    ----------
    t
        The value.
    df
        Degrees of freedom, above 0; need not be whole.

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> round(student_tail(2.776, 4), 3)
    0.05
    """
    return incomplete_beta(df / 2, 0.5, df / (df + t * t))


@lru_cache(maxsize=4096)
def student_quantile(level: float, df: float) -> float:
    """Give the value beyond which Student's t lies with probability 1 − level, both sides together.

    Parameters
    ----------
    level
        The probability between minus and plus the value, such as 0.95.
    df
        Degrees of freedom, above 0; need not be whole.

    Returns
    -------
    float
        Above 0.

    Examples
    --------
    >>> round(student_quantile(0.95, 4), 3), round(student_quantile(0.95, 1e6), 2)
    (2.776, 1.96)
    """
    low, high = 0.0, 1.0
    while student_tail(high, df) > 1 - level:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if student_tail(middle, df) > 1 - level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def binomial_tail(at_least: int, trials: int, share: float) -> float:
    """Give the probability of so many successes or more.

    Parameters
    ----------
    at_least
        Successes.
    trials
        Trials, 0 or more.
    share
        The probability of each success, from 0 to 1.

    Returns
    -------
    float
        From 0 to 1; 0 only for more successes than trials, or where it is below 1e-300.

    Examples
    --------
    >>> round(binomial_tail(2, 3, 0.5), 6), binomial_tail(0, 3, 0.5), binomial_tail(4, 3, 0.5)
    (0.5, 1.0, 0.0)
    """
    if at_least <= 0 or at_least > trials:
        return float(at_least <= 0)
    return incomplete_beta(at_least, trials - at_least + 1, share)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Give the regularised incomplete beta function, by its continued fraction.

    Parameters
    ----------
    a, b
        Above 0.
    x
        From 0 to 1.

    Returns
    -------
    float
        From 0 to 1, rising with `x`.

    Examples
    --------
    >>> round(incomplete_beta(2, 2, 0.5), 6), incomplete_beta(1, 3, 0), incomplete_beta(1, 3, 1)
    (0.5, 0.0, 1.0)
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly, use the other side
        return 1 - incomplete_beta(b, a, 1 - x)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    return math.exp(log_front) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function by Lentz's method."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(_ROUNDS):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value - 1
