"""What cleaning undid in one text, or found and left as it is: kind, count, one example."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.cells import excerpt
from analysis.readers.raw_articles import PARSED, Issue

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

TAGS = "HTML tags"
BESIDE = "HTML beside the text, such as scripts and menus"
UNCLOSED = "HTML scripts, styles and comments that never end"
LINKS = "HTML lists of links"
ENTITIES = "HTML entities"
MARKDOWN = "Markdown links"
EXCEL = "line ends written as Excel escapes"
BYTES = "cells written as bytes"
PARAGRAPHS = "cells written as a list of paragraphs"
CONTROLS = "control characters"
ESCAPES = "line ends and quotation marks written as escapes"
MOJIBAKE = "characters decoded wrongly (mojibake)"
COMPOSED = "letters with loose accents"
SOFT = "soft hyphens"
NO_WIDTH = "marks of no width"
DIRECTION = "marks of direction"
LIGATURES = "ligatures"
HYPHEN_SIGNS = "hyphens written otherwise"
HYPHENS = "words cut at line ends"
CUT = "texts cut short by their source"
EMPTY = "cells with a word for nothing"
TWICE = "headlines printed twice"
OUTLET = "outlets behind headlines"

LOST = "lost characters (U+FFFD)"
LEFT_ESCAPES = "what looks like escapes"
LEFT_TAGS = "what looks like HTML tags"
ONLY_LEAD = "texts of which only a lead, abstract or snippet is there"
KEPT = (LOST, LEFT_ESCAPES, LEFT_TAGS, ONLY_LEAD)
"""Kinds that are told of and left as they are, since what stood there is not certain."""

SHOWN = 40
"""Characters of an example."""


class Undone(NamedTuple):
    """How often a text had to be cleaned of one kind of thing, and the first of them."""

    kind: str
    n: int
    example: str


def undone(kind: str, n: int, example: str) -> list[Undone]:
    """Note a kind if there is any of it."""
    return [Undone(kind, n, excerpt(" ".join(example.split()), SHOWN))] if n else []


def replaced(
    pattern: re.Pattern[str], by: Any, text: str, kind: str, *, example: str = ""
) -> tuple[str, list[Undone]]:
    """Replace a pattern in a text, and note it.

    Parameters
    ----------
    pattern, by, text
        As for `re.sub`.
    kind
        What it is.
    example
        What to show instead of the first match, if that cannot be seen.

    Returns
    -------
    text, notes
        The text as it is now, and what was undone.
    """
    first = pattern.search(text)
    if not first:
        return text, []
    made, n = pattern.subn(by, text)
    return made, undone(kind, n, example or first[0])


def joined(notes: Sequence[Undone]) -> tuple[Undone, ...]:
    """Add up what several cells of one article say, one row a kind, in alphabetical order."""
    if len(notes) < 2:
        return tuple(notes)
    found: dict[str, Undone] = {}
    for note in notes:
        before = found.get(note.kind)
        found[note.kind] = before._replace(n=before.n + note.n) if before else note
    return tuple(found[kind] for kind in sorted(found))


@lru_cache(maxsize=1_000)
def as_text(notes: tuple[Undone, ...]) -> str:
    """Write notes as text for a column; nothing if there are none."""
    return json.dumps(notes) if notes else ""


def from_text(written: str) -> list[Undone]:
    """Read what `as_text` wrote."""
    return [Undone(*note) for note in json.loads(written)] if written else []


def told(articles: Iterable[Sequence[Undone]], places: Sequence[str]) -> list[Issue]:
    """Tell of each kind how often and in how many articles it was undone, for the ledger.

    Parameters
    ----------
    articles
        What was undone in each article.
    places
        Where each was read.

    Returns
    -------
    list of Issue
        Notes: nothing was dropped. Up to three places a kind.

    Examples
    --------
    >>> told([[Undone(TAGS, 4, "<p>")], [Undone(TAGS, 2, "<div>")]], ["a.txt", "b.txt"])[0].reason
    'undone: HTML tags, 6 in 2 articles, such as “<p>”'
    """
    kinds: dict[str, list[tuple[Undone, str]]] = {}
    for notes, place in zip(articles, places, strict=True):
        for note in notes:
            kinds.setdefault(note.kind, []).append((note, place))
    issues = []
    for kind, notes_of in sorted(kinds.items()):
        n, n_articles = sum(note.n for note, _ in notes_of), len(notes_of)
        reason = (
            f"{'left as it is' if kind in KEPT else 'undone'}: {kind}, {n:,} in {n_articles:,} "
            f"article{'' if n_articles == 1 else 's'}, such as “{notes_of[0][0].example}”"
        )
        issues += [Issue(PARSED, reason, place, dropped=False) for _, place in notes_of[:3]]
    return issues
