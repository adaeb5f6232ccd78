"""Paragraphs into sentences, as nltk's punkt cuts them, with more abbreviations than it has learnt.

Punkt learnt English from one newspaper of the 1980s. It takes most ranks before a name for ends of
sentences, and no sentence to end at “p.m.” or “Inc.” before a name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis import lexicons
from analysis.kernels import sentences as kernel
from analysis.kernels.offsets import to_bytes, to_characters

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RULES = {
    "before name": kernel.BEFORE_NAME,
    "before number": kernel.BEFORE_NUMBER,
    "inside": kernel.INSIDE,
    "ends": kernel.OUTRIGHT,
    "begins": kernel.BEGINS,
    "goes on": kernel.GOES_ON,
}


class Sentences(NamedTuple):
    """Where sentences are, in reading order.

    Parameters
    ----------
    start, end : int64
        First character, and one past the last.
    first_byte, past_byte : int64
        The same in bytes.
    paragraph : int64
        The row of the paragraph in which each stands.
    n_characters
        How many characters the whole text has.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first_byte: NDArray[np.int64]
    past_byte: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    n_characters: int


def cut_sentences(
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    whole: NDArray[np.bool_],
) -> Sentences:
    """Cut every paragraph into sentences.

    Punkt sees one paragraph at a time: a headline without a full stop would otherwise be glued to
    the line below it.

    Parameters
    ----------
    data
        Text as UTF-8.
    starts, ends
        First character of each paragraph, and one past its last; between paragraphs there is
        nothing but white space.
    whole
        Paragraphs that are one sentence each, such as datelines.

    Returns
    -------
    Sentences
        The sentences of a paragraph leave out nothing but white space.

    References
    ----------
    Kiss & Strunk (2006), "Unsupervised multilingual sentence boundary detection",
    *Computational Linguistics* 32(4), 485–525.
    """
    spans = to_bytes(data, np.column_stack((starts, ends)).ravel())
    bounds = np.append(spans[::2], len(data))
    found = kernel.cut_sentences(data, bounds, _punkt())
    paragraph = np.repeat(np.arange(len(starts)), np.diff(found.offsets))
    kept = (np.diff(paragraph, prepend=-1) > 0) | ~whole[paragraph]
    paragraph, first, past = paragraph[kept], found.starts[kept], found.ends[kept]
    past = np.where(whole[paragraph], spans[1::2][paragraph], past)
    places = to_characters(data, np.append(np.column_stack((first, past)).ravel(), len(data)))
    return Sentences(places[:-1:2], places[1:-1:2], first, past, paragraph, int(places[-1]))


@cache
def _punkt() -> kernel.Punkt:
    kinds = lexicons.abbreviations()
    punkt = lexicons.punkt()
    ends = {word for word, kind in kinds.items() if kind in {"ends", "other"}}
    return kernel.punkt_model(
        abbreviations=punkt["abbreviations"] | ends,
        starters=punkt["starters"],
        collocations=punkt["collocations"],
        contexts=punkt["contexts"],
        rules={word: _RULES[kind] for word, kind in kinds.items() if kind in _RULES},
        tight=True,
    )
