"""What the corpus holds, told in sentences: articles, outlets, days, and copies of one story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.display.wording import Text, _has, _was, are_copies, count, day, listing
from analysis.schema import (
    COPIES,
    COVERAGE,
    LEDGER,
    STORIES,
)
from analysis.statistics import cannot_say
from analysis.stories.stories import refusal

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd


def corpus_answer(
    articles: pd.DataFrame, ledger: pd.DataFrame, *, n_stories: int | None = None
) -> Text:
    """Say what was loaded, from whom, from when, how many stories it tells, what was dropped."""
    LEDGER.check(ledger)
    outlets = sorted(articles["outlet"].dropna().unique())
    days = articles["published"].dropna()
    dropped = int(ledger["n_dropped"].sum())
    parts = [
        (
            f"The corpus holds {count(len(articles), 'article')}"
            f"{f' from {listing(outlets)}' if outlets else ''}, {_period(days)}."
        )
    ]
    if n_stories is not None and n_stories < len(articles):
        copies = are_copies(len(articles) - n_stories)
        parts.append(f"They tell {count(n_stories, 'story')}: {copies} of others.")
    undated = len(articles) - len(days)
    if len(days) and undated:
        parts.append(f"{count(undated, 'article')} {_has(undated)} no date.")
    parts.append(
        f"{count(dropped, 'article')} {_was(dropped)} dropped; the ledger says why."
        if dropped
        else "Nothing was dropped."
    )
    return Text(" ".join([*parts, cannot_say(len(articles))]))


def coverage_finding(coverage: pd.DataFrame) -> str:
    """Tell which outlet wrote most and which least.

    Examples
    --------
    >>> coverage_finding(COVERAGE.empty())
    'No article was left.'
    """
    COVERAGE.check(coverage)
    if coverage.empty:
        return "No article was left."
    first, last = coverage.iloc[0], coverage.iloc[-1]
    if len(coverage) == 1 and first["outlet"] == "unknown":
        sizes = count(first["n_articles"], "article"), count(first["n_words"], "word")
        return f"No article names its outlet: {', '.join(sizes)}."
    text = f"{first['outlet']} published {count(first['n_articles'], 'article')}"
    if len(coverage) == 1:
        return f"{text} with {count(first['n_words'], 'word')}."
    return f"{text}, the most; {last['outlet']} published {last['n_articles']:,}, the fewest."


def _period(days: pd.Series[Any]) -> str:
    if days.empty:
        return "without a date"
    first, last = days.min(), days.max()
    return f"of {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def stories_finding(stories: pd.DataFrame, copies: pd.DataFrame) -> str:
    """Tell how many stories the articles are, who wrote them first, and who credits nobody.

    Parameters
    ----------
    stories
        A `STORIES` table.
    copies
        Its `COPIES` table.

    Examples
    --------
    >>> stories_finding(STORIES.empty(), COPIES.empty())
    'No article is a copy of another.'
    """
    STORIES.check(stories)
    COPIES.check(copies)
    if why := refusal(len(stories)):
        return why
    made, originals = copies[~copies["original"]], copies[copies["original"]]
    if made.empty or originals.empty:
        return "No article is a copy of another."
    first = originals["outlet"].fillna("unknown").value_counts().sort_index()
    n_silent = int((made["credit"] == "").sum())
    n_stories = stories["story"].nunique()
    return (
        f"{count(len(stories), 'article')} tell {count(n_stories, 'story')}. Printed "
        f"more than once: {count(len(originals), 'story')}, of which {first.idxmax()} had "
        f"{first.max():,} first. Of {len(made):,} copies, {n_silent:,} credit nobody."
    )
