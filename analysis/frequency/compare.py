"""Comparisons for a page: each outlet with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus.needs import takes_corpus
from analysis.frequency.keyness import keyness
from analysis.schema import KEYNESS

if TYPE_CHECKING:
    from analysis.corpus import Corpus

OUTLETS = 6
"""Outlets that are compared with the others if none is chosen, those with most articles."""

ARTICLES = 600_000
"""Articles that all comparisons together look at by default; of a larger corpus fewer are made."""


@takes_corpus
def compare(
    corpus: Corpus,
    *,
    study: str = "",
    reference: str = "",
    n_words: int = 1,
    stop_words: str = "drop",
    outlets: int = OUTLETS,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Compare outlets or a period with the rest, or each outlet with all others.

    Parameters
    ----------
    corpus
        The selection to count in.
    study
        As for `keyness`; empty compares each outlet in turn.
    reference, n_words, stop_words, seed, cluster
        As for `keyness`.
    outlets
        Outlets to compare in turn at most, those with most articles: fewer in a corpus of more than
        100,000 articles, one at least.

    Returns
    -------
    DataFrame
        A `KEYNESS` table, comparison by comparison, of the terms that were tested; `keyness` gives
        all of one comparison. ``attrs["refusals"]`` says of each study corpus that could not be
        tested why, under an empty name if nothing could be compared. ``attrs["n_left"]`` counts the
        outlets that were not compared.

    Raises
    ------
    ParameterError, LexiconError
        As for `keyness`.
    """
    ranked = [] if study else _outlets(corpus)
    chosen = [study] if study else ranked[: max(min(outlets, ARTICLES // max(len(corpus), 1)), 1)]
    if not chosen:
        made = KEYNESS.empty()
        made.attrs["refusals"] = {"": "Fewer than two outlets are known, so none can be compared."}
        return made
    found = [
        keyness(
            corpus,
            study=one,
            reference=reference,
            n_words=n_words,
            stop_words=stop_words,
            seed=seed,
            cluster=cluster,
        )
        for one in chosen
    ]
    refusals = {
        one: table.attrs["refusal"]
        for one, table in zip(chosen, found, strict=True)
        if "refusal" in table.attrs
    }
    tested = [table[table["p"].notna()] for table in found]
    made = KEYNESS.conform(pd.concat(tested, ignore_index=True))
    made.attrs = {"refusals": refusals, "n_left": max(len(ranked) - len(chosen), 0)}
    return made


def _outlets(corpus: Corpus) -> list[str]:
    """Give the outlets, that with most articles first, if there are two."""
    sizes = corpus.metadata["outlet"].dropna().value_counts().sort_index()
    ranked = sizes.sort_values(ascending=False, kind="stable").index.tolist()
    return ranked if len(ranked) > 1 else []
