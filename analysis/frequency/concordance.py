"""The places of terms: the evidence, and its lines in context."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.needs import takes_corpus
from analysis.errors import ParameterError, nearest
from analysis.frequency.stop_words import StopWords, read_stop_words
from analysis.frequency.term_ids import check, ngram_starts, normalise_term, term_ids, token_spans
from analysis.schema import CONCORDANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard

Sort = Literal["order", "left", "right"]

MOST_LINES = 100_000
"""Lines of a concordance."""


@takes_corpus
def spans(corpus: Corpus, *, n_words: int = 1, stop_words: str = "drop") -> Iterator[pd.DataFrame]:
    """Give every place of every term: the evidence behind a whole `frequency` table.

    Parameters
    ----------
    corpus, n_words, stop_words
        As for `terms`.

    Yields
    ------
    DataFrame
        `article_id`, `start`, `end` and `term` of each run of `n_words` words of one sentence, in
        reading order, about 5,000 articles at a time. A term's rows are as many as its `n`.
    """
    check(n_words, 1)
    return corpus.batches(partial(_spans, n_words=n_words, stops=read_stop_words(stop_words)))


@takes_corpus
def occurrences(corpus: Corpus, term: str) -> Iterator[pd.DataFrame]:
    """Give the places where a term occurs: the evidence behind its row of `frequency`.

    Parameters
    ----------
    corpus
        The selection to look in.
    term
        One or more words; without a word nothing is found. “Bases” finds “bases”; “US” finds “US”
        and “U.S.”, but not “us”.

    Yields
    ------
    DataFrame
        `article_id`, `start` and `end` of each occurrence, in reading order, about 5,000 articles
        at a time. Their number is the term's `n`, their distinct articles its `n_articles`.
    """
    return corpus.batches(partial(_occurrences, term=normalise_term(term)))


@takes_corpus
def count_term(corpus: Corpus, term: str) -> tuple[int, int]:
    """Count one term.

    Parameters
    ----------
    corpus, term
        As for `occurrences`.

    Returns
    -------
    n, n_articles : int
        Occurrences, and articles with at least one.
    """
    found = list(corpus.map_shards(partial(_n_occurrences, term=normalise_term(term))))
    return sum(n for n, _ in found), sum(n for _, n in found)


@takes_corpus
def concordance(
    corpus: Corpus,
    term: str,
    *,
    width: int = 60,
    most: int = MOST_LINES,
    sort: Sort = "order",
) -> pd.DataFrame:
    """Show the occurrences of a term with the text around it (keyword in context, KWIC).

    Parameters
    ----------
    corpus, term
        As for `occurrences`.
    width
        Characters of context on each side; words at the rim are left whole or out.
    most
        Lines to give at most, the first ones in reading order.
    sort
        ``order`` is reading order. ``left`` sorts by the word before the term, then the one before
        that, and so on; ``right`` by the words after it. Words that `width` cuts off do not count,
        nor do capitals; lines alike stay in reading order.

    Returns
    -------
    DataFrame
        A `CONCORDANCE` table, one row per occurrence, in the order asked for.

    Raises
    ------
    ParameterError
        If `width` is negative or `sort` unknown.
    """
    if width < 0:
        raise ParameterError(f"parameter 'width' must be 0 or more characters; found {width}.")
    if sort not in get_args(Sort):
        raise ParameterError(
            f"parameter 'sort' must be order, left or right;{nearest(sort, get_args(Sort))} "
            f"found '{sort}'."
        )
    found, n_lines = [CONCORDANCE.empty()], 0
    for part in corpus.batches(partial(_lines, term=normalise_term(term), width=width)):
        found.append(part.head(most - n_lines))
        n_lines += len(found[-1])
        if n_lines == most:
            break
    lines = CONCORDANCE.conform(pd.concat(found, ignore_index=True))
    if sort == "order":
        return lines
    step = -1 if sort == "left" else 1
    keys = [normalise_term(text).lower().split()[::step] for text in lines[sort]]
    return lines.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _spans(shard: Shard, *, n_words: int, stops: StopWords) -> pd.DataFrame:
    ids, terms, stop_of = term_ids(shard, stops)
    first = ngram_starts(shard, n_words)
    first = first[~stop_of[ids[first]] & ~stop_of[ids[first + n_words - 1]]]
    chosen = [terms.take(pa.array(ids[first + ahead])) for ahead in range(n_words)]
    joined = pc.binary_join_element_wise(*chosen, " ").to_pandas()
    return token_spans(shard, first, n_words).assign(term=joined.astype("str").array)


def found_in(shard: Shard, term: str) -> NDArray[np.int64]:
    """Give the first word of each occurrence of a term."""
    ids, terms, _ = term_ids(shard)
    wanted = [pc.index(terms, word).as_py() for word in term.split(" ")]
    if -1 in wanted:
        return np.empty(0, np.int64)
    first = ngram_starts(shard, len(wanted))
    for ahead, number in enumerate(wanted):
        first = first[ids[first + ahead] == number]
    return first


def _occurrences(shard: Shard, *, term: str) -> pd.DataFrame:
    return token_spans(shard, found_in(shard, term), term.count(" ") + 1)


def _n_occurrences(shard: Shard, *, term: str) -> tuple[int, int]:
    first = found_in(shard, term)
    sentence = np.searchsorted(shard.offsets, first, side="right") - 1
    return len(first), len(np.unique(shard.column("sentences", "article")[sentence]))


def _lines(shard: Shard, *, term: str, width: int) -> pd.DataFrame:
    return CONCORDANCE.conform(
        in_context(shard, _occurrences(shard, term=term), width).assign(term=term)
    )


def in_context(shard: Shard, spans: pd.DataFrame, width: int) -> pd.DataFrame:
    """Put the words around each span beside it.

    Parameters
    ----------
    shard
        The articles in which the spans lie.
    spans
        `article_id`, `start` and `end`.
    width
        Characters on each side.

    Returns
    -------
    DataFrame
        The same rows with `outlet`, `left`, `node` and `right`, as in a `CONCORDANCE` table.
    """
    row = {name: place for place, name in enumerate(shard.metadata["article_id"])}
    rows = [row[name] for name in spans["article_id"]]
    texts = {place: shard.text_of(place) for place in set(rows)}
    found = [
        (texts[place], start, end)
        for place, start, end in zip(rows, spans["start"], spans["end"], strict=True)
    ]
    return spans.assign(
        outlet=shard.metadata["outlet"].take(rows).array,
        left=pd.array([_left(text, start, width) for text, start, _ in found], dtype="str"),
        node=pd.array([text[start:end] for text, start, end in found], dtype="str"),
        right=pd.array([_right(text, end, width) for text, _, end in found], dtype="str"),
    )


def _left(text: str, start: int, width: int) -> str:
    piece = text[max(start - width, 0) : start]
    if start > width and not text[start - width - 1].isspace():
        piece = piece.partition(" ")[2]
    return " ".join(piece.split())


def _right(text: str, end: int, width: int) -> str:
    piece = text[end : end + width]
    if end + width < len(text) and not text[end + width].isspace():
        piece = piece.rpartition(" ")[0]
    return " ".join(piece.split())
