"""How stable a tie is: whether other stories of the same kind would show it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics import binomial_tail, hash_ids, poisson_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.cooccurrence.incidence import Incidence

REPLICATES, AT_ONCE = 200, 20
"""Resamples of the stories, and how many are held at once."""


def stability(
    named: Incidence,
    story_ids: Sequence[str],
    tested: pd.DataFrame,
    *,
    cutoff: float,
    seed: int = 1,
) -> NDArray[np.float64]:
    """Give the share of resamples of the stories in which a tie is beyond chance.

    Parameters
    ----------
    named
        The actors of each story, one article a story.
    story_ids
        The names of these stories, by which they are drawn.
    tested
        Rows of a `TIES_BY_CHANCE` table of `named`.
    cutoff
        The largest p that counts as beyond chance.
    seed
        Another seed gives other resamples.

    Returns
    -------
    ndarray of float
        One value a row, from 0 to 1, in steps of 0.005.

    Notes
    -----
    In a resample a story counts as often as it is drawn. What chance leads to expect changes with
    the stories of both actors that are drawn, and p is the binomial tail, as in
    `statistics.tie_bound`. The share says how often a study of other stories would find the tie;
    one that is only just beyond chance here has about 0.5.
    """
    codes = hash_ids(story_ids)
    names = sorted({*tested["actor_a"], *tested["actor_b"]})
    articles = {name: named.articles_of(name) for name in names}
    ends = list(zip(tested["actor_a"], tested["actor_b"], strict=True))
    both = [np.intersect1d(articles[a], articles[b], assume_unique=True) for a, b in ends]
    usual = tested["expected"].to_numpy() * named.n_articles
    usual = usual / (tested["n_articles_a"] * tested["n_articles_b"]).to_numpy()
    beyond = np.zeros(len(tested))
    for begin in range(0, REPLICATES, AT_ONCE):
        weights = poisson_weights(codes, range(begin, begin + AT_ONCE), seed=seed)
        drawn = weights.sum(axis=0)
        each = {name: weights[rows].sum(axis=0) for name, rows in articles.items()}
        for tie, (a, b) in enumerate(ends):
            shared = weights[both[tie]].sum(axis=0)
            expected = usual[tie] * each[a] * each[b] / np.maximum(drawn, 1)
            most = np.minimum(each[a], each[b])
            beyond[tie] += _n_beyond(shared, most, expected, cutoff)
    return beyond / REPLICATES


def _n_beyond(
    shared: NDArray[np.float64],
    most: NDArray[np.float64],
    expected: NDArray[np.float64],
    cutoff: float,
) -> int:
    columns = zip(shared.tolist(), most.tolist(), expected.tolist(), strict=True)
    return sum(
        n > mean and binomial_tail(int(n), int(trials), min(mean / trials, 1.0)) <= cutoff
        for n, trials, mean in columns
    )
