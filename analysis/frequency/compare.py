"""Comparisons for a page: each outlet with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.corpus.needs import takes_counts
from analysis.frequency.counts import terms_of
from analysis.frequency.coverage import coverage
from analysis.frequency.keyness import contrasts
from analysis.frequency.subcorpus_pair import choose
from analysis.schema import COVERAGE, KEYNESS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts

OUTLETS = 6
"""Outlets that are compared with the others if none is chosen, those with most articles."""

ARTICLES = 600_000
"""Articles that all comparisons together look at by default; of a larger corpus fewer are made."""


class Comparisons(NamedTuple):
    """Some study corpora, each compared with its reference.

    Parameters
    ----------
    table
        A `KEYNESS` table, comparison by comparison, of the terms that were tested.
    refusals
        Of each study corpus that could not be tested, why; under an empty name if nothing could
        be compared.
    n_left
        Outlets that were not compared.
    n_telling
        Of each study corpus, how many terms would have been found if one side used them twice as
        often. Only of these does it say something that they were not.
    periods
        A `COVERAGE` table of the outlets that are compared; empty where periods are.
    """

    table: pd.DataFrame
    refusals: Mapping[str, str]
    n_left: int
    n_telling: Mapping[str, int]
    periods: pd.DataFrame


@takes_counts
def compare(
    corpus: Corpus | TermCounts,
    *,
    study: str = "",
    reference: str = "",
    n_words: int = 1,
    stop_words: str = "drop",
    outlets: int = OUTLETS,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> Comparisons:
    """Compare outlets or a period with the rest, or each outlet with all others.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.
    study
        As for `keyness`; empty compares each outlet in turn.
    reference, n_words, stop_words, seed, cluster
        As for `keyness`.
    outlets
        Outlets to compare in turn at most, those with most articles: fewer in a corpus of more than
        100,000 articles, one at least.

    Returns
    -------
    Comparisons
        The table of all terms that were tested, and what was not tested; `keyness` gives every
        term of one comparison.

    Raises
    ------
    ParameterError, LexiconError
        As for `keyness`.
    """
    counted = terms_of(corpus, n_words=n_words, stop_words=stop_words)
    n_articles = max(len(counted.corpus), 1)
    ranked = [] if study else _outlets(counted.corpus)
    chosen = [study] if study else ranked[: max(min(outlets, ARTICLES // n_articles), 1)]
    if not chosen:
        none = "Fewer than two outlets are known, so none can be compared."
        return Comparisons(KEYNESS.empty(), {"": none}, 0, {}, COVERAGE.empty())
    found = contrasts(counted, chosen, reference=reference, seed=seed, cluster=cluster)
    tested = [one.table[one.table["p"].notna()] for one in found]
    by_name = dict(zip(chosen, found, strict=True))
    return Comparisons(
        KEYNESS.conform(pd.concat(tested, ignore_index=True)),
        {name: one.refusal for name, one in by_name.items() if one.refusal},
        max(len(ranked) - len(chosen), 0),
        {name: one.n_telling for name, one in by_name.items() if not one.refusal},
        _periods(counted, study, reference, chosen),
    )


def _periods(
    counted: TermCounts, study: str, reference: str, chosen: Sequence[str]
) -> pd.DataFrame:
    """Give the coverage of the outlets that are compared, or none where outlets are not."""
    whole, about = coverage(counted), counted.corpus.metadata
    if not study:
        return COVERAGE.conform(whole[whole["outlet"].isin(chosen)])
    is_list = reference.strip().lower().endswith(".csv")
    sides = choose(counted.corpus, study, "" if is_list else reference)
    if is_list or not sides.study.outlets:
        return COVERAGE.empty()
    compared = about["outlet"][sides.of(about) >= 0].fillna("unknown")
    return COVERAGE.conform(whole[whole["outlet"].isin(compared)])


def _outlets(corpus: Corpus) -> list[str]:
    """Give the outlets, that with most articles first, if there are two."""
    sizes = corpus.metadata["outlet"].dropna().value_counts().sort_index()
    ranked = sizes.sort_values(ascending=False, kind="stable").index.tolist()
    return ranked if len(ranked) > 1 else []
