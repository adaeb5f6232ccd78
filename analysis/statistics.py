"""Association measures, and what a corpus of a given size cannot say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MIN_ARTICLES = 5
"""Fewer articles than this describe themselves only; nothing about other articles follows."""


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
        −1 if they never meet, 0 if they meet as often as chance would have it, 1 if they occur
        only together. Not a number where both are in every context, since chance then says
        nothing. A high value of two rare events rests on few contexts: read it with the count.

    References
    ----------
    Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction",
    *Proceedings of GSCL*.

    Examples
    --------
    >>> npmi([2, 1, 0, 4], [2, 2, 2, 4], [2, 2, 2, 4], 4).tolist()
    [1.0, 0.0, -1.0, nan]
    """
    both, one, other = (np.asarray(x, dtype=np.float64) for x in (n_ab, n_a, n_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(both * n / (one * other)) / -np.log(both / n)
    return np.where(both == 0, -1.0, np.where(both == n, np.nan, value))


def cannot_say(n_articles: int) -> str:
    """Say in words what a corpus of this size cannot tell.

    Parameters
    ----------
    n_articles
        Articles in the selection.

    Returns
    -------
    str
        One or two sentences for the reader of a report.

    Examples
    --------
    >>> cannot_say(1)[:29]
    'This is one article. It shows'
    """
    if n_articles == 0:
        return "No article was left to count, so there is nothing to say."
    if n_articles == 1:
        return (
            "This is one article. It shows what it says itself, and nothing more: not what is "
            "typical of its outlet, not how outlets differ, not what changed over time. "
            "So no interval and no test is shown."
        )
    if n_articles < MIN_ARTICLES:
        return (
            f"These are {n_articles} articles. They describe themselves; that is too few to say "
            "what is typical, so no interval and no test is shown."
        )
    return (
        f"The numbers describe these {n_articles} articles. No interval or test is shown, so a "
        "difference between outlets or days may be chance."
    )
