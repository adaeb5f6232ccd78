"""The card by which a corpus introduces itself: what it holds, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.corpus.needs import takes_corpus
from analysis.display.wording import are_copies, count, day, listing
from analysis.markup import Html
from analysis.stories import stories

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus

OUTLETS = 5
"""Outlets that are named, those with most articles."""
LOOKED_AT = 10_000
"""Articles up to which a card takes the time to look for copies."""
GAP = 14
"""Days in a row without an article that are called a gap, at least."""


@dataclass(frozen=True)
class Card:
    """A few facts about a corpus, each with its name.

    Parameters
    ----------
    title
        The corpus's name and size.
    facts
        Names and plain texts, in the order in which they are read.
    """

    title: str
    facts: tuple[tuple[str, str], ...]

    def to_html(self) -> Html:
        """Give the card as HTML without any script, style or identifier."""
        rows = Html("\n").join(
            Html('<tr><th scope="row" class="text">{}</th><td class="text">{}</td></tr>').format(
                *fact
            )
            for fact in self.facts
        )
        return Html(
            '<table class="standfirst">\n<caption>{}</caption>\n<tbody>\n{}\n</tbody>\n</table>'
        ).format(self.title, rows)

    def to_text(self) -> str:
        """Give the card as plain text."""
        width = max(len(name) for name, _ in self.facts)
        return "\n".join([self.title, *(f"{name:<{width}}  {text}" for name, text in self.facts)])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self.to_html()), "text/plain": self.to_text()}


@takes_corpus
def card(corpus: Corpus) -> Card:
    """Tell what a corpus, or a selection of it, holds.

    Parameters
    ----------
    corpus
        The corpus. Up to 10,000 articles, copies of one story are looked for.

    Returns
    -------
    Card
        Articles, stories, the outlets with most articles, days, gaps of two weeks and more, what
        was dropped and why, the parts of articles that count, and the steps of the selection.

    Raises
    ------
    ParameterError
        If it is no corpus.
    """
    facts = {
        "stories": _stories(corpus),
        "outlets": _outlets(corpus.metadata["outlet"]),
        "days": _days(corpus.metadata["published"]),
        "gaps": _gaps(corpus.metadata["published"]),
        "dropped": _dropped(corpus.ledger),
        "counted": listing(corpus.zones) or "no part of the articles",
        "selection": _selection(corpus.ledger),
    }
    title = f"Corpus “{corpus.name}”: {count(len(corpus), 'article')}"
    return Card(title, tuple((name, text) for name, text in facts.items() if text))


def _stories(corpus: Corpus) -> str:
    if len(corpus) > LOOKED_AT:
        return "not looked for; sf.stories.stories(news) does"
    n_stories = stories(corpus)["story"].nunique()
    n_copies = len(corpus) - n_stories
    return f"{n_stories:,}; {are_copies(n_copies)}" if n_copies else f"{n_stories:,}; no copies"


def _outlets(outlets: pd.Series[str]) -> str:
    sizes = outlets.fillna("unknown").value_counts().sort_index()
    ranked = sizes.sort_values(ascending=False, kind="stable")
    names = [f"{name} ({n:,})" for name, n in ranked.head(OUTLETS).items()]
    further = len(ranked) - len(names)
    return ", ".join(names) + (f" and {further:,} more" if further else "")


def _days(published: pd.Series[pd.Timestamp]) -> str:
    known = published.dropna()
    if known.empty:
        return "no article has a date"
    first, last = known.min(), known.max()
    text = day(first) if first == last else f"{day(first)} to {day(last)}"
    undated = len(published) - len(known)
    return f"{text}; {count(undated, 'article')} without a date" if undated else text


def _gaps(published: pd.Series[pd.Timestamp]) -> str:
    known = published.dropna().drop_duplicates().sort_values(ignore_index=True)
    empty = (known.diff().dt.days - 1).fillna(0).astype(int)
    longest = empty[empty >= GAP].nlargest(3).sort_index()
    return listing(
        [
            f"{n} days until {day(known.iloc[place])}"
            for place, n in zip(longest.index, longest, strict=True)
        ]
    )


def _dropped(ledger: pd.DataFrame) -> str:
    read = ledger[~ledger["what"].str.startswith("selected")]
    lost = read[read["n_dropped"] > 0].to_dict("records")
    return "; ".join(f"{row['n_dropped']:,} ({row['reason']})" for row in lost) or "nothing"


def _selection(ledger: pd.DataFrame) -> str:
    steps = ledger[ledger["what"].str.startswith("selected")].to_dict("records")
    return "; ".join(
        f"{row['what'].removeprefix('selected: ')} ({row['n_kept']:,} of {row['n_in']:,})"
        for row in steps
    )
