"""The few terms that set an outlet or a period apart, with the intervals of their rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.corpus.needs import takes_counts
from analysis.frequency.counts import terms_of
from analysis.frequency.dispersion import bounds
from analysis.frequency.subcorpus_pair import choose
from analysis.frequency.terms_by_article import stories_of
from analysis.schema import KEYNESS, TYPICAL
from analysis.statistics import rate_intervals

if TYPE_CHECKING:
    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts

LIKELY = 0.05
"""The false-discovery rate at which a difference is told."""

TERMS = 10
"""Terms of one comparison."""


@takes_counts
def distinctive_terms(
    corpus: Corpus | TermCounts,
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
    counted = terms_of(corpus)
    whole, counts = counted.corpus, counted.by_article(terms)
    stories = stories_of(whole, cluster)
    is_list = reference.strip().lower().endswith(".csv")
    parts = []
    for study, rows in table.groupby("study"):
        sides = choose(whole, str(study), "" if is_list else reference)
        side_of = sides._replace(nobody=is_list).of(whole.metadata)
        found = np.array([counts.of(terms.index(term)) for term in rows["term"]])
        for number, side in enumerate(("study", "reference")):
            held = side_of == number
            intervals = rate_intervals(found[:, held], counts.sizes[held], stories[held], seed=seed)
            found_bounds = pd.DataFrame([bounds(interval) for interval in intervals], rows.index)
            rows = rows.join(found_bounds[["low", "high"]].add_suffix(f"_{side}"))  # noqa: PLW2901
        parts.append(rows)
    return TYPICAL.conform(pd.concat(parts, ignore_index=True))
