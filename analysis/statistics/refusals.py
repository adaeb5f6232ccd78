"""What a corpus of a given size cannot say: refusals are values with a sentence for the reader."""

from __future__ import annotations

from dataclasses import dataclass

MIN_ARTICLES = 5
"""Fewer articles than this describe themselves only; nothing about other articles follows."""


@dataclass(frozen=True)
class Refusal:
    """What is given back where a number would mislead.

    Parameters
    ----------
    reason
        A sentence for the reader of a report.

    Examples
    --------
    >>> str(Refusal("This is one article."))
    'This is one article.'
    """

    reason: str

    def __str__(self) -> str:
        return self.reason


def cannot_say(n_articles: int, *, tested: bool = False) -> str:
    """Say in words what a corpus of this size cannot tell.

    Parameters
    ----------
    n_articles
        Articles in the selection.
    tested
        Intervals and tests are shown, where there are enough articles for them.

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
    if tested:
        return (
            f"The numbers describe these {n_articles:,} articles. An interval says how far the "
            "rate of others like them would likely lie; what is neither in an interval nor tested "
            "may be chance."
        )
    return (
        f"The numbers describe these {n_articles:,} articles. Whether a difference between outlets "
        "or days is more than chance is not tested on this page."
    )
