"""Result tables into sentences: what a reader is told, computed so that it cannot go stale.

Texts here are plain. `Text` escapes them when they are shown, since names, headlines and terms
come from the corpus and are not to be trusted.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.schema import (
    ACTORS,
    ARTICLE_SENTIMENT,
    COVERAGE,
    FREQUENCY,
    LEDGER,
    SENTENCE_SENTIMENT,
    TIES,
    WEEK_SENTIMENT,
)
from analysis.sentiment import POLAR
from analysis.statistics import cannot_say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from analysis.store import Annotated


@dataclass(frozen=True)
class Text:
    """A paragraph for the reader; every sign of it is shown, none is obeyed.

    Parameters
    ----------
    text
        Plain text.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": f'<p class="standfirst">{html.escape(self.text)}</p>',
            "text/plain": self.text,
        }


def provenance(corpus: Annotated, written: Text, **settings: object) -> Text:
    """Say from which corpus and with which settings a notebook was made, and what it wrote."""
    chosen = "; ".join(f"{name} = {value}" for name, value in settings.items())
    return Text(
        f"Corpus “{corpus.name}”, {count(len(corpus), 'article')}, "
        f"fingerprint {corpus.fingerprint[:16]}. Settings: {chosen or 'none'}. {written}"
    )


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
            f"The corpus holds {count(len(articles), 'article')} "
            f"from {listing(outlets) if outlets else 'an unknown outlet'}, {_period(days)}."
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


def caution(n_articles: int) -> Text:
    """Say what a corpus of this size cannot say."""
    return Text(cannot_say(n_articles))


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
    text = f"{first['outlet']} published {count(first['n_articles'], 'article')}"
    if len(coverage) == 1:
        return f"{text} with {count(first['n_words'], 'word')}."
    return f"{text}, the most; {last['outlet']} published {last['n_articles']:,}, the fewest."


def frequency_answer(frequency: pd.DataFrame) -> Text:
    """Say which terms lead."""
    return Text(frequency_finding(frequency))


def frequency_finding(frequency: pd.DataFrame) -> str:
    """Tell the most frequent terms with their counts and rates.

    Examples
    --------
    >>> frequency_finding(FREQUENCY.empty())
    'No term was left to count.'
    """
    FREQUENCY.check(frequency)
    if frequency.empty:
        return "No term was left to count."
    first, *others = frequency.head(4).to_dict("records")
    text = (
        f"The most frequent term is “{first['term']}”: {count(first['n'], 'occurrence')} in "
        f"{count(first['n_articles'], 'article')}, {first['per_1000']:.1f} per 1,000 words"
    )
    if others:
        text += "; then " + listing([f"“{o['term']}” ({o['n']:,})" for o in others])
    return text + "."


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


def actors_answer(actors: pd.DataFrame, ties: pd.DataFrame) -> Text:
    """Say who is named most and which two are named together most."""
    ACTORS.check(actors)
    if actors.empty:
        return Text("No actor of the registry is named in the selection.")
    leaders = [f"{a['actor']} ({a['n_mentions']:,})" for a in actors.head(3).to_dict("records")]
    return Text(
        f"{count(len(actors), 'actor')} {'is' if len(actors) == 1 else 'are'} named; most often "
        f"{listing(leaders)}. {ties_finding(ties)}"
    )


def ties_finding(ties: pd.DataFrame) -> str:
    """Tell the strongest ties of one window."""
    TIES.check(ties)
    if ties.empty:
        return "No two actors occur together."
    top = ties.sort_values(["n_contexts", "actor_a", "actor_b"], ascending=[False, True, True])
    first, *others = top.head(3).to_dict("records")
    window = first["window"]
    text = (
        f"{first['actor_a']} and {first['actor_b']} are named together most often, in "
        f"{count(first['n_contexts'], window)}"
    )
    if others:
        text += "; then " + listing(
            [f"{o['actor_a']} and {o['actor_b']} ({o['n_contexts']:,})" for o in others]
        )
    return text + "."


def count(n: int, noun: str) -> str:
    """Give a number with its noun in the right form.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(2, "story")
    ('1 article', '1,200 articles', '2 stories')
    """
    if n != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{n:,} {noun}"


def are_copies(n: int) -> str:
    """Say of how many articles it is that they are copies."""
    return f"{n:,} {'is a copy' if n == 1 else 'are copies'}"


def listing(items: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def signed(value: float) -> str:
    """Give a score with its sign, a true minus.

    Examples
    --------
    >>> signed(-0.254), signed(0.5), signed(0.001)
    ('−0.25', '+0.50', '0.00')
    """
    text = f"{abs(value):.2f}"
    return text if text == "0.00" else ("−" if value < 0 else "+") + text


def day(value: date) -> str:
    """Give a day as people write it.

    Examples
    --------
    >>> from datetime import date
    >>> day(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{value.day} {value:%B %Y}"


def _period(days: pd.Series[Any]) -> str:
    if days.empty:
        return "without a date"
    first, last = days.min(), days.max()
    return f"of {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"
