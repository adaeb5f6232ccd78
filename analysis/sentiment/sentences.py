"""The tone of sentences: VADER's four numbers each, and the extremes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.annotate import tone
from analysis.corpus.needs import takes_corpus
from analysis.schema import (
    SENTENCE_SENTIMENT,
)
from analysis.settings import check_one_or_more

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard

SCORES = ("neg", "neu", "pos", "compound")

POLAR = 0.05
"""From this compound on a sentence counts as positive (or, below zero, as negative)."""


@takes_corpus
def sentences(
    corpus: Corpus, *, lexicon: Mapping[str, float] | None = None, most: int | None = None
) -> pd.DataFrame:
    """Score the tone of every sentence with nltk's VADER.

    Parameters
    ----------
    corpus
        The selection to score.
    lexicon
        Valence by word, −4 to 4; without one, VADER's own.
    most
        Sentences to give at most, the first ones in reading order; None gives all.

    Returns
    -------
    DataFrame
        A `SENTENCE_SENTIMENT` table, one row per sentence; none for articles in another language
        than English. `neg`, `neu` and `pos` are shares of
        words, 0 to 1; `compound` runs from −1, most negative, to 1, most positive. The four are
        nltk's numbers to the last digit.

    Notes
    -----
    A sentence about bad news scores low even where its author takes no side, and a quoted voice
    scores like the narrator's.

    References
    ----------
    Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment analysis of
    social media text", *Eighth International Conference on Weblogs and Social Media* (ICWSM-14).
    """
    found, n = [SENTENCE_SENTIMENT.empty()], 0
    for part in corpus.batches(partial(scores_of, lexicon=lexicon)):
        found.append(part if most is None else part.head(most - n))
        n += len(found[-1])
        if n == most:
            break
    return SENTENCE_SENTIMENT.conform(pd.concat(found, ignore_index=True))


def scores_of(shard: Shard, *, lexicon: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Give the scores of one shard, as a `SENTENCE_SENTIMENT` table.

    Parameters
    ----------
    shard
        Some articles.
    lexicon
        As for `sentences`.
    """
    scores = {name: shard.column("sentences", name) for name in SCORES}
    if lexicon is not None:
        scores = _scored_anew(shard, lexicon)
    scored = shard.sentences.assign(**scores).dropna(subset="compound")
    return SENTENCE_SENTIMENT.conform(scored)


@takes_corpus
def extremes(corpus: Corpus, *, top_n: int = 5) -> pd.DataFrame:
    """Give the most negative and the most positive sentences.

    Parameters
    ----------
    corpus
        The selection to look in.
    top_n
        Sentences at each end, 1 or more.

    Returns
    -------
    DataFrame
        Rows of `SENTENCE_SENTIMENT`, the most negative first; no sentence twice, none that is
        neutral.

    Raises
    ------
    ParameterError
        If `top_n` is below 1.
    """
    check_one_or_more(top_n, name="top_n")
    found = [SENTENCE_SENTIMENT.empty(), *corpus.map_shards(partial(_ends, top_n=top_n))]
    return _ends_of(pd.concat(found, ignore_index=True), top_n)


def _ends(shard: Shard, *, top_n: int) -> pd.DataFrame:
    return _ends_of(scores_of(shard), top_n)


def _ends_of(scores: pd.DataFrame, top_n: int) -> pd.DataFrame:
    ranked = scores.sort_values(["compound", "article_id", "start"], ignore_index=True)
    negative = ranked[ranked["compound"] <= -POLAR].head(top_n)
    positive = ranked[ranked["compound"] >= POLAR].tail(top_n)
    return pd.concat([negative, positive], ignore_index=True)


def _scored_anew(shard: Shard, lexicon: Mapping[str, float]) -> dict[str, NDArray[np.float64]]:
    """Score with another lexicon than the one that annotated."""
    columns = (shard.column("sentences", name).tolist() for name in ("article", "start", "end"))
    texts = [shard.text_of(article) for article in range(len(shard))]
    raw = [texts[a][start:end].encode() for a, start, end in zip(*columns, strict=True)]
    bounds = np.cumsum([0, *map(len, raw)])
    data = np.frombuffer(b"".join(raw), np.uint8)
    return tone.score(data, bounds[:-1], bounds[1:], lexicon=lexicon)._asdict()
