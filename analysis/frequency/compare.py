"""Comparisons for a page: each outlet with the others, and the few terms that set it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.frequency.articles import by_article, stories_of
from analysis.frequency.keyness import keyness
from analysis.frequency.sides import choose
from analysis.frequency.spread import bounds
from analysis.schema import KEYNESS, TYPICAL
from analysis.statistics import rate_intervals

if TYPE_CHECKING:
    from analysis.store import Annotated

OUTLETS = 6
"""Outlets that are compared with the others if none is chosen, those with most articles."""
ARTICLES = 600_000
"""Articles that all comparisons together look at by default; of a larger corpus fewer are made."""
LIKELY = 0.05
"""The false-discovery rate at which a difference is told."""
TERMS = 10
"""Terms of one comparison."""


def compare(
    corpus: Annotated,
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


def typical(
    corpus: Annotated,
    compared: pd.DataFrame,
    *,
    reference: str = "",
    most: int = TERMS,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Give the terms that set outlets apart beyond chance, with the intervals of their rates.

    Parameters
    ----------
    corpus, reference, cluster
        As they were given to `compare`.
    compared
        Its table.
    most
        Terms of one comparison, those whose `z` is farthest from 0.
    seed
        Another seed gives other replicates of the bootstrap.

    Returns
    -------
    DataFrame
        A `TYPICAL` table: terms with `p_adjusted` of at most 0.05. A word list has no interval.
    """
    KEYNESS.check(compared)
    sure = compared[compared["p_adjusted"] <= LIKELY]
    far = sure.assign(far=sure["z"].abs()).sort_values(["far", "term"], ascending=[False, True])
    table = far.groupby("study").head(most)
    if table.empty:
        return TYPICAL.empty()
    terms = sorted(set(table["term"]))
    counts = by_article(corpus, terms)
    stories = stories_of(corpus, cluster)
    is_list = reference.strip().lower().endswith(".csv")
    parts = []
    for study, rows in table.groupby("study"):
        sides = choose(corpus, str(study), "" if is_list else reference)
        side_of = sides._replace(nobody=is_list).of(corpus.about)
        found = np.array([counts.of(terms.index(term)) for term in rows["term"]])
        for number, side in enumerate(("study", "reference")):
            held = side_of == number
            intervals = rate_intervals(found[:, held], counts.sizes[held], stories[held], seed=seed)
            found_bounds = pd.DataFrame([bounds(interval) for interval in intervals], rows.index)
            rows = rows.join(found_bounds[["low", "high"]].add_suffix(f"_{side}"))  # noqa: PLW2901
        parts.append(rows)
    return TYPICAL.conform(pd.concat(parts, ignore_index=True))


def _outlets(corpus: Annotated) -> list[str]:
    """Give the outlets, that with most articles first, if there are two."""
    sizes = corpus.about["outlet"].dropna().value_counts().sort_index()
    ranked = sizes.sort_values(ascending=False, kind="stable").index.tolist()
    return ranked if len(ranked) > 1 else []
