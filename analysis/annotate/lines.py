"""Lines that an outlet prints under one article after the other: they are furniture, not story."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.annotate.zones import Span

LONGEST_LINE = 300
"""Characters of a line that may stand under many articles."""
FEWEST = 5
"""Articles that print a standing line; they differ in their longest paragraph."""
SHARE = 0.1
"""Share of an outlet's articles that print it."""
_STANDING = frozenset(("deck", "body"))


class Lines(NamedTuple):
    """Lines of articles: their outlet, hash, the article's longest paragraph, and their place."""

    outlet: NDArray[np.int64]
    line: NDArray[np.int64]
    longest: NDArray[np.int64]
    article: NDArray[np.int64]


class Standing(NamedTuple):
    """The hashes of standing lines, rising, and the first: its hash, and an article that has it."""

    lines: NDArray[np.int64]
    line: int = 0
    article: int = -1


def hashes(text: str, spans: Sequence[Span]) -> tuple[int, list[int]]:
    """Name the paragraphs of one text by their words.

    Parameters
    ----------
    text
        The article's text.
    spans
        Its paragraphs, from `zones.paragraphs`.

    Returns
    -------
    longest, lines
        The hash of the longest paragraph, and for each paragraph its hash if it may be a standing
        line, which is short and not the longest, else 0.
    """
    last = max(spans, key=lambda span: span.end - span.start, default=None)
    lines = [
        _hash(text[span.start : span.end]) if _may_stand(span) and span is not last else 0
        for span in spans
    ]
    return _hash(text[last.start : last.end]) if last else 0, lines


def standing(some: Lines, n_articles: NDArray[np.int64]) -> Standing:
    """Find the lines that an outlet prints again and again.

    Parameters
    ----------
    some
        The lines of all articles that may stand; those with a hash of 0 are left out.
    n_articles
        The articles of each outlet.

    Returns
    -------
    Standing
        A line is one if an outlet prints it in a tenth of its articles, and in five that differ in
        their longest paragraph: copies of one story count once.
    """
    order = np.lexsort((some.longest, some.line, some.outlet))
    keys = np.column_stack((some.outlet, some.line, some.longest))[order]
    begins = np.flatnonzero((np.diff(keys[:, :2], axis=0, prepend=-1) != 0).any(axis=1))
    differs = (np.diff(keys, axis=0, prepend=-1) != 0).any(axis=1)
    if not len(begins):
        return Standing(np.empty(0, np.int64))
    n_different = np.add.reduceat(differs.astype(np.int64), begins)
    fewest = np.maximum(FEWEST, SHARE * n_articles[keys[begins, 0]])
    often = begins[n_different >= fewest]
    if not len(often):
        return Standing(np.empty(0, np.int64))
    lines = np.unique(keys[often, 1])
    return Standing(lines, int(keys[often[0], 1]), int(some.article[order[often[0]]]))


def told(n_lines: int, example: str) -> str:
    """Say for the ledger how many lines stand under many articles, with the words of one."""
    return (
        f"furniture: {n_lines:,} line{'' if n_lines == 1 else 's'} that an outlet prints in "
        f"every tenth article or more, such as “{example}”"
    )


def _may_stand(span: Span) -> bool:
    return span.zone in _STANDING and span.end - span.start <= LONGEST_LINE


def _hash(words: str) -> int:
    folded = " ".join(words.split()).casefold()
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
