"""The two sides of a comparison: which articles stand on which, and what they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import ALL, KeyPartition
from analysis.errors import ParameterError
from analysis.frequency.subcorpora import Subcorpus, subcorpus
from analysis.frequency.term_ids import grams_by_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard
    from analysis.frequency.stop_words import StopWords
    from analysis.kernels.grams import Grams


COUNTS = ("n_study", "n_reference", "n_articles_study", "n_articles_reference")


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
    shard: Shard,
    *,
    sides: Sequence[SubcorpusPair],
    n_words: int,
    stops: StopWords,
    part: KeyPartition = ALL,
) -> pa.Table:
    """Count the terms of both sides of some comparisons in one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    sides
        Which article is on which side, for each comparison.
    n_words, stops
        As for `terms`.
    part
        Which terms to count.

    Returns
    -------
    pyarrow.Table
        `term`, `n` in articles of any side, and for each comparison, by its place, the columns that
        `one_comparison` takes.
    """
    terms, grams = grams_by_article(shard, n_words, stops, part)
    side_of = [one.of(shard.metadata)[grams.groups] for one in sides]
    counts = {"n": _sums(grams, np.any([side >= 0 for side in side_of], axis=0), len(terms))}
    for place, side in enumerate(side_of):
        for number, name in enumerate(("study", "reference")):
            here = side == number
            counts[f"n_{name}_{place}"] = _sums(grams, here, len(terms))
            counts[f"n_articles_{name}_{place}"] = np.bincount(
                grams.numbers[here], minlength=len(terms)
            )
    kept = counts["n"] > 0
    columns = {name: column[kept] for name, column in counts.items()}
    return pa.table({"term": terms.filter(pa.array(kept)), **columns})


def one_comparison(table: pa.Table, place: int) -> pa.Table:
    """Give the terms of either side of one comparison.

    Parameters
    ----------
    table
        Counts of some comparisons, as `count_sides` gives them.
    place
        The number of the comparison.

    Returns
    -------
    pyarrow.Table
        `term`, and occurrences (`n`) and articles of the study group and of the reference.
    """
    counts = {name: table[f"{name}_{place}"] for name in COUNTS}
    n = pc.add(counts["n_study"], counts["n_reference"])
    return pa.table({"term": table["term"], "n": n, **counts}).filter(pc.greater(n, 0))


def _sums(grams: Grams, here: NDArray[np.bool_], n_terms: int) -> NDArray[np.int64]:
    """Give the occurrences of each term in some places."""
    return np.bincount(grams.numbers[here], grams.counts[here], n_terms).astype(np.int64)
