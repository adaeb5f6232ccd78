"""The terms of a selection, counted once by article: what frequencies and comparisons share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import ALL, MOST, ROOM, LeftOut, aggregate, cut
from analysis.errors import ParameterError
from analysis.frequency.stop_words import StopWords, read_stop_words
from analysis.frequency.subcorpus_pair import count_sides, one_comparison
from analysis.frequency.term_ids import check, grams_by_article
from analysis.frequency.terms_by_article import TermsByArticle, count_words, sizes, terms_by_article
from analysis.kernels.grams import Grams, by_gram

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.aggregate import Aggregate, KeyPartition
    from analysis.corpus.shard import Shard
    from analysis.frequency.subcorpus_pair import SubcorpusPair

HELD = 8_000_000
"""Terms of articles that are held at once."""


class Held(NamedTuple):
    """All terms of a selection, and the occurrences of each by article."""

    terms: pa.Array
    counts: TermsByArticle


@dataclass(frozen=True, eq=False)
class TermCounts:
    """The terms of a selection, article by article.

    Parameters
    ----------
    corpus
        The selection.
    n_words, stops
        Which terms there are, as `terms` explains it.
    held
        The terms and their counts. Where they are not held, since they would fill the memory, each
        question goes through the shards; the answers are the same.
    """

    corpus: Corpus
    n_words: int
    stops: StopWords
    held: Held | None = None

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Words of each article, in the order of `metadata`."""
        return sizes(self.corpus) if self.held is None else self.held.counts.sizes

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """What is left out of the table `frequency`."""
        return {"frequency": LeftOut(self._all.min_count)}

    def totals(self, *, most: int = MOST) -> Aggregate:
        """Give `term`, `n` and `n_articles` of all terms, or of the most frequent ones."""
        return self._all if most == MOST else self._totals(most)

    @cached_property
    def _all(self) -> Aggregate:
        return self._totals(MOST)

    def _totals(self, most: int) -> Aggregate:
        if self.held is None:
            count = partial(count_terms, n_words=self.n_words, stops=self.stops)
            return aggregate(self.corpus, count, ["term"], most=most)
        terms, counts = self.held
        n_articles = np.diff(counts.begins)
        table = pa.table({"term": terms, "n": counts.sums(), "n_articles": n_articles})
        return cut(table, ["term"], most)

    def sides(self, comparisons: Sequence[SubcorpusPair], *, most: int = MOST) -> list[Aggregate]:
        """Give the terms of each comparison, counted on both sides, in one pass."""
        if self.held is not None:
            about = self.corpus.metadata
            tables = (_sides(self.held, one.of(about)) for one in comparisons)
            return [cut(table, ["term"], most) for table in tables]
        count = partial(
            count_sides, sides=tuple(comparisons), n_words=self.n_words, stops=self.stops
        )
        room = ROOM // len(comparisons)  # of each comparison a row holds four counts
        found = aggregate(self.corpus, count, ["term"], most=most, room=room)
        places = range(len(comparisons))
        return [found._replace(table=one_comparison(found.table, place)) for place in places]

    def by_article(self, terms: Sequence[str]) -> TermsByArticle:
        """Give the occurrences of some terms; other terms than those held are counted anew."""
        if self.held is not None:
            known = self.held.terms
            rows = pc.index_in(pa.array(terms, known.type), value_set=known)
            if not rows.null_count:
                return self.held.counts.only(rows.to_numpy())
        return terms_by_article(self.corpus, terms)


class Counted(NamedTuple):
    """The terms of one shard by article, and the words of each article."""

    sizes: NDArray[np.int64]
    terms: pa.Array
    grams: Grams


def count(
    corpus: Corpus, *, n_words: int = 1, stop_words: str = "drop", held: int = HELD
) -> TermCounts:
    """Count the terms of each article, once for all that is asked about them.

    Parameters
    ----------
    corpus
        The selection to count in.
    n_words, stop_words
        As for `terms`.
    held
        Terms of articles to hold at most. No result depends on it.

    Returns
    -------
    TermCounts
        What `terms`, `keyness`, `compare`, `distinctive_terms`, `profile`, `dispersion`, `trend`
        and `coverage` take in place of the selection, so that its words are read once.

    Raises
    ------
    ParameterError, LexiconError
        As for `terms`.
    """
    check(n_words, 1)
    made = TermCounts(corpus, n_words, read_stop_words(stop_words))
    parts: list[Counted] = []
    n = 0
    for part in corpus.map_shards(partial(count_by_article, n_words=n_words, stops=made.stops)):
        parts.append(part)
        n += len(part.grams.counts)
        if n > held:
            return made
    return TermCounts(corpus, n_words, made.stops, _joined(corpus, parts))


def terms_of(
    corpus: Corpus | TermCounts, *, n_words: int = 1, stop_words: str = "drop"
) -> TermCounts:
    """Give terms that are counted already as they are; of a selection, hold none.

    Raises
    ------
    ParameterError
        If a setting is out of range, or they were counted with another one.
    """
    if not isinstance(corpus, TermCounts):
        check(n_words, 1)
        return TermCounts(corpus, n_words, read_stop_words(stop_words))
    if n_words not in {1, corpus.n_words} or read_stop_words(stop_words) not in (
        read_stop_words("drop"),
        corpus.stops,
    ):
        raise ParameterError(
            f"parameters 'n_words' and 'stop_words' must be those of `count`, or left out; "
            f"found {n_words} and {stop_words!r}, but terms of {corpus.n_words} words."
        )
    return corpus


def count_terms(
    shard: Shard, *, n_words: int, stops: StopWords, part: KeyPartition = ALL
) -> pa.Table:
    """Count the terms of one shard.

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
    pyarrow.Table
        `term`, `n` and `n_articles` of each term in that part.
    """
    terms, grams = grams_by_article(shard, n_words, stops, part)
    n = np.bincount(grams.numbers, grams.counts, len(terms)).astype(np.int64)
    n_articles = np.bincount(grams.numbers, minlength=len(terms))
    return pa.table({"term": terms, "n": n, "n_articles": n_articles})


def count_by_article(shard: Shard, *, n_words: int, stops: StopWords) -> Counted:
    """Count the terms of each article of one shard."""
    return Counted(count_words(shard), *grams_by_article(shard, n_words, stops))


def _sides(held: Held, side_of: NDArray[np.int8]) -> pa.Table:
    """Count the terms of both sides of one comparison."""
    terms, counts = held
    side, columns = side_of[counts.articles], {}
    for number, name in enumerate(("study", "reference")):
        columns[f"n_{name}_0"] = counts.sums(side == number)
        columns[f"n_articles_{name}_0"] = counts.n_articles(side == number)
    return one_comparison(pa.table({"term": terms, **columns}), 0)


def _joined(corpus: Corpus, parts: Sequence[Counted]) -> Held:
    """Give all terms, and their occurrences by the rows of the corpus."""
    coded = pa.concat_arrays([part.terms for part in parts]).dictionary_encode()
    number_of = coded.indices.to_numpy()
    begins = np.cumsum([0, *(len(part.terms) for part in parts)])
    first = np.cumsum([0, *(len(part.sizes) for part in parts)])
    grams = Grams(
        np.empty(0, np.int64),
        np.concatenate([p.grams.groups + np.int32(k) for p, k in zip(parts, first, strict=False)]),
        number_of[
            np.concatenate([p.grams.numbers + k for p, k in zip(parts, begins, strict=False)])
        ],
        np.concatenate([part.grams.counts for part in parts]),
    )
    row_of = corpus.shard_order
    arrived = np.empty(len(row_of), np.int64)
    arrived[row_of] = np.arange(len(row_of))
    lengths = np.concatenate([part.sizes for part in parts])[arrived]
    counts = TermsByArticle(lengths, *by_gram(grams, arrived, len(coded.dictionary)))
    return Held(coded.dictionary, counts)
