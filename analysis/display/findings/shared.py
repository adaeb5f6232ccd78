"""What every notebook tells: what was counted, what this cannot say, and how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display.wording import Text, are_copies, count
from analysis.schema import (
    STORIES,
)
from analysis.statistics import cannot_say
from analysis.stories.stories import refusal

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus


def provenance(corpus: Corpus, written: Text, **settings: object) -> Text:
    """Say from which corpus and with which settings a notebook was made, and what it wrote."""
    chosen = "; ".join(f"{name} = {value}" for name, value in settings.items())
    return Text(
        f"Corpus “{corpus.name}”, {count(len(corpus), 'article')}, "
        f"fingerprint {corpus.fingerprint[:16]}. Settings: {chosen or 'none'}. {written}"
    )


def caution(n_articles: int) -> Text:
    """Say what a corpus of this size cannot say."""
    return Text(cannot_say(n_articles))


def counting(stories: pd.DataFrame, count_by: str) -> str:
    """Say what is counted, articles or stories, and what a selection of this size cannot say.

    Parameters
    ----------
    stories
        The `STORIES` table of all articles, before copies were left out.
    count_by
        ``article`` or ``story``.

    Examples
    --------
    >>> counting(STORIES.empty(), "article")
    'No article was left to count, so there is nothing to say.'
    """
    STORIES.check(stories)
    n_articles, n_stories = len(stories), stories["story"].nunique()
    n_copies = n_articles - n_stories
    told = ""
    if count_by == "story":
        told = (
            f"Counted is one article a story: {n_stories:,} of {count(n_articles, 'article')}; "
            f"{are_copies(n_copies)} and left out. "
        )
    elif n_copies:
        told = (
            f"Every article is counted: {n_articles:,} tell {count(n_stories, 'story')}, since "
            f"{are_copies(n_copies)} of others. "
        )
    elif why := refusal(n_articles):
        told = f"{why} "
    elif n_articles > 1:
        told = "Every article is counted; none is a copy of another. "
    return told + cannot_say(n_stories if count_by == "story" else n_articles, tested=True)
