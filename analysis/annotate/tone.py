"""Sentences into tone: VADER's four numbers each, as nltk gives them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.kernels import vader as kernel

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from analysis.kernels.words import Words


def score(
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    words: Words | None = None,
    lexicon: Mapping[str, float] | None = None,
) -> kernel.Scores:
    """Score the tone of sentences with nltk's VADER.

    Parameters
    ----------
    data
        Text as UTF-8.
    starts, ends
        Where each sentence begins and ends, in bytes.
    words
        The sentences' words, if they were cut before; they save time and change nothing.
    lexicon
        Valence by word, −4 to 4; without one, VADER's own.

    Returns
    -------
    Scores
        `neg`, `neu` and `pos` are shares of words, 0 to 1; `compound` runs from −1, most
        negative, to 1, most positive. The four are nltk's numbers to the last digit.

    References
    ----------
    Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment analysis of
    social media text", *Eighth International Conference on Weblogs and Social Media* (ICWSM-14).
    """
    vader = _vader() if lexicon is None else _model(lexicon)
    return kernel.score_sentences(kernel.code_sentences(data, starts, ends, vader, words), vader)


@cache
def _vader() -> kernel.Vader:
    return _model(lexicons.vader())


def _model(lexicon: Mapping[str, float]) -> kernel.Vader:
    return kernel.vader_model(lexicon, **lexicons.vader_rules())
