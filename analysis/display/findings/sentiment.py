"""What was found about tone, told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display.wording import Text, count, day, signed
from analysis.schema import (
    ARTICLE_SENTIMENT,
    SENTENCE_SENTIMENT,
    WEEK_SENTIMENT,
)
from analysis.sentiment.sentences import POLAR

if TYPE_CHECKING:
    import pandas as pd


def sentiment_answer(by_article: pd.DataFrame) -> Text:
    """Say how the sentences divide into negative, positive and neutral."""
    ARTICLE_SENTIMENT.check(by_article)
    if by_article.empty:
        return Text("No sentence was left to score.")
    sizes = by_article["n_sentences"]
    n = int(sizes.sum())
    negative, positive = (
        int((by_article[share] * sizes).round().sum())
        for share in ("share_negative", "share_positive")
    )
    mean = by_article["mean_compound"].mean()
    text = (
        f"Of {count(n, 'sentence')}, VADER's word list makes {negative:,} negative, "
        f"{positive:,} positive and {n - negative - positive:,} neutral; "
        f"the mean of {'the article is' if len(by_article) == 1 else 'the articles is'} "
        f"{signed(mean)} on a scale from −1 to 1."
    )
    return Text(text)


def tone_by_sentence_finding(scores: pd.DataFrame, n_sentences: int) -> str:
    """Tell the extremes of tone, sentence by sentence, of the first of `n_sentences` sentences."""
    SENTENCE_SENTIMENT.check(scores)
    if scores.empty:
        return "No sentence was left to score."
    values = scores["compound"].to_numpy()
    negative, positive = int((values <= -POLAR).sum()), int((values >= POLAR).sum())
    low, high = int(values.argmin()), int(values.argmax())
    shown = count(len(values), "sentence")
    if len(values) < n_sentences:
        shown = f"the first {len(values):,} of {count(n_sentences, 'sentence')}"
    return (
        f"{negative} of {shown} are negative and {positive} positive; "
        f"the lowest is sentence {low + 1} ({signed(values[low])}), "
        f"the highest sentence {high + 1} ({signed(values[high])})."
    )


def tone_over_time_finding(by_week: pd.DataFrame) -> str:
    """Tell the lowest and the highest week of tone."""
    WEEK_SENTIMENT.check(by_week)
    if by_week.empty:
        return "No dated article was left to score."
    ranked = by_week.sort_values(["mean_compound", "week"]).to_dict("records")
    low, high = (
        f"in the week of {day(week['week'])} ({signed(week['mean_compound'])}, "
        f"{count(week['n_articles'], 'article')})"
        for week in (ranked[0], ranked[-1])
    )
    return (
        f"Mean tone of the articles over {count(len(by_week), 'week')}: "
        f"lowest {low}, highest {high}."
    )
