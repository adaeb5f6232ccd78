"""The words of a shard by number: their terms, runs of them, and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.annotate import tokens as cutting
from analysis.corpus.aggregate import ALL, mixed, partition_codes
from analysis.errors import ParameterError
from analysis.kernels.grams import Grams, count_grams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.corpus.aggregate import KeyPartition
    from analysis.corpus.shard import Shard
    from analysis.frequency.stop_words import StopWords


def normalise_term(term: str) -> str:
    """Give a term as it is counted, whatever way the user typed it.

    Examples
    --------
    >>> normalise_term("Permanent  U.S. Bases")
    'permanent US bases'
    """
    return " ".join(cutting.term(term[start:end]) for start, end in cutting.words(term))


def check(n_words: int, most: int) -> None:
    """Refuse settings out of range."""
    if n_words not in range(1, 6):
        raise ParameterError(f"parameter 'n_words' must be 1, 2, 3, 4 or 5; found {n_words}.")
    if most < 1:
        raise ParameterError(f"parameter 'most' must be 1 or more terms; found {most}.")


def term_ids(
    shard: Shard, stops: StopWords | None = None
) -> tuple[NDArray[np.int32], pa.Array, NDArray[np.bool_]]:
    """Give the number of the term of each word, the terms, and which of them are left out."""
    coded = shard.strings("types", "term").dictionary_encode()
    term_of = coded.indices.to_numpy()
    stop_of = np.zeros(len(coded.dictionary), bool)
    if stops and stops.shipped:
        stop_of[term_of] = shard.column("types", "stop")
    if stops and stops.own:
        own = pc.is_in(coded.dictionary, value_set=pa.array(stops.own, coded.dictionary.type))
        stop_of |= own.to_numpy(zero_copy_only=False)
    return term_of[shard.column("words", "type")], coded.dictionary, stop_of


def grams_by_article(
    shard: Shard, n_words: int, stops: StopWords, part: KeyPartition = ALL
) -> tuple[pa.Array, Grams]:
    """Give the terms of a shard, and how often each occurs in which article.

    Parameters
    ----------
    shard
        The articles to count in.
    n_words, stops
        As for `terms`.
    part
        Which terms to count.

    Returns
    -------
    terms : pyarrow.Array
        The terms; each occurs.
    grams : Grams
        Their counts; the groups are rows of `metadata`.
    """
    ids, names, stop_of = term_ids(shard, stops)
    grams = count_grams(ids, shard.offsets, n_words, shard.column("sentences", "article"))
    words = [ids[grams.first + ahead] for ahead in range(n_words)]
    kept = ~stop_of[words[0]] & ~stop_of[words[-1]]
    if part.of > 1:
        code_of = partition_codes(names)
        kept &= part.holds(mixed(*(code_of[word] for word in words)))
    terms = pc.binary_join_element_wise(*(names.take(pa.array(word[kept])) for word in words), " ")
    here = kept[grams.numbers]
    number = np.cumsum(kept, dtype=np.int32) - 1
    columns = (grams.groups[here], number[grams.numbers[here]], grams.counts[here])
    return terms, Grams(grams.first[kept], *columns)


def ngram_starts(shard: Shard, n_words: int) -> NDArray[np.int64]:
    """Give the first word of every run of `n_words` words within one sentence."""
    sentence = np.repeat(np.arange(len(shard.offsets) - 1), np.diff(shard.offsets))
    last = len(sentence) - n_words + 1
    return np.flatnonzero(sentence[: max(last, 0)] == sentence[n_words - 1 :])


def token_spans(
    shard: Shard, first: NDArray[np.int64], n_words: int | NDArray[np.int64]
) -> pd.DataFrame:
    """Give the span from each first word to the last word of its run."""
    start, last = shard.column("words", "start"), first + n_words - 1
    size = shard.column("types", "n_characters")[shard.column("words", "type")[last]]
    sentence = np.searchsorted(shard.offsets, first, side="right") - 1
    article = shard.column("sentences", "article")[sentence]
    return pd.DataFrame(
        {
            "article_id": shard.metadata["article_id"].take(article).array,
            "start": start[first].astype(np.int64),
            "end": (start[last] + size).astype(np.int64),
        }
    )
