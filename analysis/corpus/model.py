"""What passes between a reader and the corpus: drafts of articles, faults, the corpus."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

FOUND, PARSED, KEPT = 1, 2, 3
"""The steps of reading, as the ledger numbers them."""


class Fault(NamedTuple):
    """Something to say about one place: an article dropped there, or only a note."""

    step: int
    reason: str
    place: str
    dropped: bool = True


class Role(NamedTuple):
    """Which column plays a role, and how we know."""

    column: str
    how: str


class Unreadable(CorpusError):  # noqa: N818 - it says what the file is
    """One file or line cannot be read; the run goes on without it."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{reason} ({place})" if place else reason)
        self.reason = reason
        self.place = place


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file gives it; empty strings are unknown.

    Parameters
    ----------
    article_id
        Its name, perhaps not yet unique.
    text
        The whole text, unchanged.
    origin
        The file, or file and line, from which it was read.
    head
        How many characters at the start of the text are the headline; 0 if there is none.
    described_at
        Where its date stands, for messages about the date.
    headline, outlet, date, author, url, language
        As written in the file.
    """

    article_id: str
    text: str
    origin: str
    head: int = 0
    described_at: str = ""
    headline: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Harvest:
    """What a reader brings home from one file or folder.

    Parameters
    ----------
    unit
        What it counted: "files" or "rows".
    n_found
        How many of them there were.
    drafts
        Those that could be parsed, in the order of the file or of the names.
    faults
        What was dropped or noted on the way.
    roles
        Each role with its column.
    """

    unit: str
    n_found: int
    drafts: list[Draft]
    faults: list[Fault]
    roles: Mapping[str, Role] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles read once, with what is known about them and what was left out.

    Parameters
    ----------
    name
        The folder's name, or the file's without its ending.
    articles
        An `ARTICLES` table.
    paragraphs
        A `PARAGRAPHS` table: every article cut into headline, deck, dateline, body and credit.
    ledger
        A `LEDGER` table: what came in, what was kept, what was dropped and why.
    roles
        A `ROLES` table: which column was taken for what.
    fingerprint
        SHA-256, in hexadecimal, of the articles' ids, metadata and texts. It depends neither on
        the order of the files nor on where they lie.
    actors
        The registry of actors that came with the corpus, if there is one.
    """

    name: str
    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    ledger: pd.DataFrame
    roles: pd.DataFrame
    fingerprint: str
    actors: Path | None = None

    def __repr__(self) -> str:
        facts = "; ".join(f"{name}: {value}" for name, value in self._facts())
        return f"Corpus '{self.name}' ({facts})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row'>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in self._facts()
        )
        return f"<table><caption>Corpus {escape(self.name)}</caption>{rows}</table>"

    def _facts(self) -> list[tuple[str, str]]:
        outlets = sorted(self.articles["outlet"].dropna().unique())
        shown = ", ".join(outlets[:5]) + (f" and {len(outlets) - 5} more" if outlets[5:] else "")
        days = self.articles["published"].dropna()
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "unknown"
        return [
            ("articles", f"{len(self.articles):,}"),
            ("dropped", f"{self.ledger['n_dropped'].sum():,}"),
            ("outlets", shown or "unknown"),
            ("published", span),
            ("actors", self.actors.name if self.actors else "no registry"),
            ("fingerprint", self.fingerprint[:12]),
        ]
