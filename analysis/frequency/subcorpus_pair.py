"""The two sides of a comparison: which articles stand on which, and what they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import ALL, KeyPartition, mixed, partition_codes
from analysis.errors import ParameterError
from analysis.frequency.subcorpora import Subcorpus, subcorpus
from analysis.frequency.term_ids import term_ids
from analysis.kernels import grams as kernel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard
    from analysis.frequency.stop_words import StopWords


class SubcorpusPair(NamedTuple):
    """The two groups of articles: no reference means all articles outside the study group."""

    study: Subcorpus
    reference: Subcorpus | None
    nobody: bool = False

    def of(self, about: pd.DataFrame) -> NDArray[np.int8]:
        """Say of each article whether it is of the study group (0), the reference (1), or none."""
        study = self.study.holds(about)
        other = ~study if self.reference is None else self.reference.holds(about)
        return np.where(study, 0, np.where(other & (not self.nobody), 1, -1)).astype(np.int8)


def choose(
    corpus: Corpus, study: str | Sequence[str], reference: str | Sequence[str]
) -> SubcorpusPair:
    """Read who is on which side, for `keyness`.

    Parameters
    ----------
    corpus
        The selection.
    study, reference
        As `groups.subcorpus` takes them; an empty reference takes all other articles.

    Returns
    -------
    Sides
        No article is on both.

    Raises
    ------
    ParameterError
        As `groups.subcorpus` says, or if the two share articles.
    """
    chosen = subcorpus(study, corpus.metadata, name="study")
    if not reference:
        return SubcorpusPair(chosen, None)
    other = subcorpus(reference, corpus.metadata, name="reference")
    shared = int((chosen.holds(corpus.metadata) & other.holds(corpus.metadata)).sum())
    if shared:
        raise ParameterError(
            "parameters 'study' and 'reference' must choose different articles; "
            f"found {shared} that belong to both."
        )
    return SubcorpusPair(chosen, other)


def count_sides(
    shard: Shard, *, sides: SubcorpusPair, n_words: int, stops: StopWords, part: KeyPartition = ALL
) -> pa.Table:
    """Count the terms of the two sides in one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    sides
        Which article is on which side.
    n_words, stops
        As for `terms`.
    part
        Which terms to count.

    Returns
    -------
    pyarrow.Table
        `term`, `n`, and occurrences and articles of each side; a term may have a row a side.
    """
    ids, terms, stop_of = term_ids(shard, stops)
    code_of = partition_codes(terms) if part.of > 1 else None
    articles, lengths = shard.column("sentences", "article"), np.diff(shard.offsets)
    side_of = sides.of(shard.metadata)[articles]
    tables = []
    for side in range(2):
        kept = side_of == side
        words = ids[np.repeat(kept, lengths)]
        offsets = np.concatenate(([0], np.cumsum(lengths[kept])))
        found = kernel.count_grams(words, offsets, n_words, articles[kept])
        grams = [words[found.first + ahead] for ahead in range(n_words)]
        chosen = ~stop_of[grams[0]] & ~stop_of[grams[-1]]
        if code_of is not None:
            chosen &= part.holds(mixed(*(code_of[gram] for gram in grams)))
        names = [terms.take(pa.array(gram[chosen])) for gram in grams]
        counts, groups = found.counts[chosen], found.groups[chosen]
        none = np.zeros_like(counts)
        tables.append(
            pa.table(
                {
                    "term": pc.binary_join_element_wise(*names, " "),
                    "n": counts,
                    "n_study": none if side else counts,
                    "n_reference": counts if side else none,
                    "n_articles_study": none if side else groups,
                    "n_articles_reference": groups if side else none,
                }
            )
        )
    return pa.concat_tables(tables)


def count_words(shard: Shard, *, sides: SubcorpusPair) -> NDArray[np.float64]:
    """Count the words of both sides."""
    side = sides.of(shard.metadata)[shard.column("sentences", "article")]
    counts = np.bincount(side + 1, shard.column("sentences", "n_words"), 3)
    return counts[1:].astype(np.float64)
