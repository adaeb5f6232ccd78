r"""Find forms in sentences: whole words, longest first, capitals respected.

The result is that of one longest-first regular expression over all forms,
``(?<!\w)(?:form|form|…)(?!\w)``, sentence by sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.annotate.segments import Segments, segments, spread
from analysis.kernels import match as kernel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

_PLAIN = (("’", "'"), ("‘", "'"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "))


def plain(text: str) -> str:
    """Unite the spellings of apostrophe, hyphen and space; every offset stays where it was.

    Examples
    --------
    >>> plain("People’s al‑Haq")
    "People's al-Haq"
    """
    for printed, united in _PLAIN:
        text = text.replace(printed, united)
    return text


class Text(NamedTuple):
    """Sentences, cut for matching.

    Parameters
    ----------
    segments
        The sentences, their spellings united.
    begins : list of int, one a sentence
        Where each begins in its article.
    pieces
        Their pieces, for the kernel.
    """

    segments: Segments
    begins: list[int]
    pieces: kernel.Pieces


class Found(NamedTuple):
    """Where forms occur, in reading order.

    Parameters
    ----------
    span : int64
        The sentence.
    start, end : int64
        First character in the article, and one past the last.
    form : int32
        The place of the form in the list of forms.
    """

    span: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    form: NDArray[np.int32]


def prepared(articles: pd.DataFrame, sentences: pd.DataFrame) -> Text:
    """Cut sentences for matching, once for all lists of forms."""
    text = segments(articles, sentences, prepare=plain)
    return Text(text, sentences["start"].tolist(), kernel.cut_pieces(text.data, text.bounds))


def find(text: Text, forms: Sequence[str]) -> Found:
    """Find forms, the longest at the leftmost place, without overlap.

    Parameters
    ----------
    text
        Prepared sentences.
    forms
        Forms as printed. Of two equal forms the first counts.

    Returns
    -------
    Found
    """
    number: dict[str, int] = {}
    for place, form in enumerate(forms):
        number.setdefault(plain(form), place)
    if not number:
        nothing = np.empty(0, np.int64)
        return Found(nothing, nothing, nothing, np.empty(0, np.int32))
    tree = kernel.alias_tree(list(number), text.segments.data, text.pieces)
    matches = kernel.find_aliases(text.pieces, tree)
    span = spread(matches.offsets)
    numbers = np.fromiter(number.values(), np.int32, len(number))
    return Found(
        span,
        text.segments.places(matches.starts, span),
        text.segments.places(matches.ends, span),
        numbers[matches.alias],
    )
