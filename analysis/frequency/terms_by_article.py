"""Occurrences of some terms article by article, and the stories to which the articles belong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import ParameterError
from analysis.frequency.term_ids import ngram_starts, term_ids
from analysis.statistics import hash_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


AT_ONCE = 50_000
"""Names that are held as Python texts at once."""
FIELDS = 1 << 24
"""Fields of a table of terms and articles that are held at once."""


class TermsByArticle(NamedTuple):
    """Occurrences of terms in articles: only the articles that have some are listed.

    Parameters
    ----------
    sizes
        Words of each article, in the order of `metadata`.
    articles, counts
        Rows of articles and the occurrences there, term by term, the rows of a term rising.
    begins
        Where the rows of each term begin, and the end.
    """

    sizes: NDArray[np.int64]
    articles: NDArray[np.integer]
    counts: NDArray[np.integer]
    begins: NDArray[np.int64]

    def sums(self, chosen: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Give the occurrences of each term, in all rows or in the chosen ones."""
        return self._added_up(self.counts if chosen is None else self.counts * chosen)

    def n_articles(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Give the number of chosen rows of each term."""
        return self._added_up(chosen)

    def _added_up(self, values: NDArray[np.integer] | NDArray[np.bool_]) -> NDArray[np.int64]:
        sums = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
        return np.diff(sums[self.begins])

    def only(self, numbers: NDArray[np.integer]) -> TermsByArticle:
        """Keep some terms, in the order in which they are given."""
        begins, n_rows = self.begins[:-1][numbers], np.diff(self.begins)[numbers]
        bounds = np.concatenate(([0], np.cumsum(n_rows)))
        rows = np.arange(bounds[-1]) + np.repeat(begins - bounds[:-1], n_rows)
        return TermsByArticle(self.sizes, self.articles[rows], self.counts[rows], bounds)

    def of(self, number: int) -> NDArray[np.int64]:
        """Give the occurrences of one term in every article."""
        rows = slice(*self.begins[number : number + 2])
        found = np.zeros(len(self.sizes), np.int64)
        found[self.articles[rows]] = self.counts[rows]
        return found

    def tables(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Give some terms at a time: the number of the first, and their rows of occurrences."""
        n_terms = len(self.begins) - 1
        step = max(FIELDS // max(len(self.sizes), 1), 1)
        for first in range(0, n_terms, step):
            some = range(first, min(first + step, n_terms))
            yield first, np.array([self.of(number) for number in some])


def terms_by_article(corpus: Corpus, terms: Sequence[str]) -> TermsByArticle:
    """Count terms in each article.

    Parameters
    ----------
    corpus
        The selection to count in.
    terms
        Terms as `normalise_term` gives them, no two the same. They may differ in length.

    Returns
    -------
    ByArticle
        Memory grows with the articles and with the places found, not with the text.
    """
    parts = list(corpus.map_shards(partial(count_matches, terms=tuple(terms))))
    row_of = corpus.shard_order
    begins = np.cumsum([0, *(len(part[0]) for part in parts)])
    n_words = np.zeros(len(corpus), np.int64)
    n_words[row_of] = _joined([part[0] for part in parts])
    articles = _joined([part[1] + begin for part, begin in zip(parts, begins, strict=False)])
    numbers, counts = _joined([part[2] for part in parts]), _joined([part[3] for part in parts])
    rows = row_of[articles]
    order = np.lexsort((rows, numbers))
    bounds = np.searchsorted(numbers[order], np.arange(len(terms) + 1))
    return TermsByArticle(n_words, rows[order], counts[order], bounds)


def sizes(corpus: Corpus) -> NDArray[np.int64]:
    """Count the words of each article, in the order of `about`."""
    found = np.zeros(len(corpus), np.int64)
    found[corpus.shard_order] = _joined(list(corpus.map_shards(count_words)))
    return found


def count_words(shard: Shard) -> NDArray[np.int64]:
    """Count the words of each article of one shard."""
    article, lengths = shard.column("sentences", "article"), shard.column("sentences", "n_words")
    return np.bincount(article, lengths, len(shard)).astype(np.int64)


def count_matches(shard: Shard, *, terms: tuple[str, ...]) -> tuple[NDArray[np.integer], ...]:
    """Count terms in the articles of one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    terms
        As for `terms_by_article`.

    Returns
    -------
    sizes, articles, numbers, counts : ndarray
        Words of each article; then article, number of the term and occurrences, one a place.
    """
    article_of, lengths = shard.column("sentences", "article"), np.diff(shard.offsets)
    first, number = matches(shard, terms)
    keys = np.repeat(article_of, lengths)[first] * len(terms) + number
    places, counts = np.unique(keys, return_counts=True)
    columns = (places // max(len(terms), 1), places % max(len(terms), 1), counts)
    return count_words(shard), *(column.astype(np.int32) for column in columns)


def matches(shard: Shard, terms: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the first word of each occurrence of some terms, and the number of the term.

    Parameters
    ----------
    shard
        The articles to look in.
    terms
        As for `terms_by_article`.

    Returns
    -------
    first, number : ndarray of int64
        Places among the words of the shard, and in `terms`; in no promised order.
    """
    n_words = np.array([term.count(" ") + 1 for term in terms], np.int64)
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for length in np.unique(n_words).tolist():
        wanted = np.flatnonzero(n_words == length)
        first, which = _matches(shard, [terms[number] for number in wanted.tolist()], length)
        found.append((first, wanted[which]))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _matches(
    shard: Shard, terms: list[str], length: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the first word of each occurrence of some terms, and which term it is."""
    ids, words, _ = term_ids(shard)
    first = ngram_starts(shard, length)
    for ahead in range(length if length > 1 else 0):
        there = pc.is_in(words, value_set=pa.array({t.split(" ")[ahead] for t in terms}))
        first = first[there.to_numpy(zero_copy_only=False)[ids[first + ahead]]]
    chosen = [words.take(pa.array(ids[first + ahead])) for ahead in range(length)]
    joined = pc.binary_join_element_wise(*chosen, " ") if length > 1 else chosen[0]
    number = pc.index_in(joined, value_set=pa.array(terms, joined.type)).fill_null(-1).to_numpy()
    return first[number >= 0], number[number >= 0].astype(np.int64)


def stories_of(corpus: Corpus, cluster: pd.Series[str] | None) -> NDArray[np.uint64]:
    """Give the code of the story of each article.

    Parameters
    ----------
    corpus
        The selection.
    cluster
        The story of each article, indexed by `article_id`; without it each article is its own.

    Returns
    -------
    ndarray of uint64
        One code an article, in the order of `metadata`.

    Raises
    ------
    ParameterError
        If an article has no story in `cluster`, or two.
    """
    ids = corpus.metadata["article_id"]
    if cluster is None:
        some = range(0, len(ids), AT_ONCE)
        return hash_ids(
            name for first in some for name in ids.iloc[first : first + AT_ONCE].tolist()
        )
    if not cluster.index.is_unique:
        twice = cluster.index[cluster.index.duplicated()][0]
        raise ParameterError(
            f"parameter 'cluster' must name one story an article; article '{twice}' stands twice."
        )
    missing = ids[~ids.isin(cluster.index)]
    if len(missing):
        raise ParameterError(
            "parameter 'cluster' must name the story of each article; "
            f"article '{missing.iloc[0]}' has none."
        )
    places, names = pd.factorize(cluster.loc[ids])
    return hash_ids(str(name) for name in names)[places]


def _joined(parts: list[NDArray[np.integer]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *parts]).astype(np.int64)
