"""What passes between a reader and the corpus: drafts of articles, pieces, faults, the corpus."""

from __future__ import annotations

from typing import NamedTuple

from analysis.errors import CorpusError

FOUND, PARSED, KEPT = 1, 2, 3
"""The steps of reading, as the ledger numbers them."""


class Issue(NamedTuple):
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


class RawArticle(NamedTuple):
    """One article as its file gives it; empty strings are unknown.

    Parameters
    ----------
    article_id
        Its name as given, perhaps not unique; empty if it is to be named after file and `number`.
    text
        The whole text: as written, and then as `clean` leaves it.
    origin
        The file, or file and line, from which it was read.
    number
        The number of its row, from 1; 0 if it is a file of its own.
    head
        How many characters at the start of the text are the headline; 0 if there is none.
    described_at
        Where its date stands, for messages about the date, if that is not the origin.
    headline, outlet, date, author, url, language
        As written in the file, but for what `clean` undoes.
    undone
        What `clean` undid, or found and left as it is: rows of kind, count and example, as JSON.
    """

    article_id: str
    text: str
    origin: str
    number: int = 0
    head: int = 0
    described_at: str = ""
    headline: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    undone: str = ""


class SourceRange(NamedTuple):
    """One stretch of a source, in plain values: the name under which its articles can be kept.

    Two extents that are equal hold the same articles.

    Parameters
    ----------
    start, end
        ``[start, end)`` in bytes of the file, or in rows of Parquet and JSON lists; 0 in folders.
    n_rows
        Rows or files found in it, faulty ones included.
    n_lines
        Lines in it, where lines are counted.
    digest
        SHA-256 of its bytes and of what reading them depends on. One that ends in ``!`` stands
        for a stretch that must be read anew each time.
    row, line
        Rows and lines before it.
    """

    start: int
    end: int
    n_rows: int
    n_lines: int
    digest: str
    row: int = 0
    line: int = 0


class Piece(NamedTuple):
    """What one stretch of a source holds.

    Parameters
    ----------
    extent
        The stretch.
    drafts
        Its articles in order; None if the extent was known, and nothing was parsed.
    faults
        What was dropped or noted while they were found and parsed; empty if the extent was known.
    """

    extent: SourceRange
    drafts: list[RawArticle] | None
    faults: list[Issue]


LONGEST = 16_000_000
"""Bytes of an article at most: a longer one is taken for a mistake, and is not held in memory."""
TOO_LONG = f"over {LONGEST // 1_000_000} MB, which is too long for one article"


class Limit(NamedTuple):
    """How much is read at once: rows and bytes of a piece."""

    rows: int = 5_000
    n_bytes: int = 16_000_000
