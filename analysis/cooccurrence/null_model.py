"""Ties beyond chance: who is named in the same articles more often than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.cooccurrence.incidence import Incidence, incidence
from analysis.corpus.needs import takes_mentions
from analysis.kernels.pairs import count_pairs
from analysis.schema import TIES_BY_CHANCE
from analysis.statistics import benjamini_hochberg, configuration_test
from analysis.statistics.null_models import LOOKS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.cooccurrence.mentions import MentionSelection

FEWEST, MOST = 30, 100_000
"""Articles that name an actor: of fewer nothing follows, and of more the trades take hours."""
TOGETHER = 3
"""Articles that must name an actor, and a pair, to be tested."""
TESTED = 2_000
"""Pairs that are tested, those with most articles in common."""
LIKELY = 0.05
"""The largest `p_adjusted` of a tie beyond chance."""
FEWEST_LOOKS, WORK = 199, 20_000_000
"""Looks at least, and actors of articles that are looked at before there are so few."""


class TiesByChance(NamedTuple):
    """Ties beside what chance alone would bring together.

    Parameters
    ----------
    table
        A `TIES_BY_CHANCE` table, one row per pair that three articles or more name, the surest
        first.
    refusal
        Why nothing was compared; empty if ties were.
    cutoff
        The largest p with which one tie more would be beyond chance.
    """

    table: pd.DataFrame
    refusal: str
    cutoff: float = 0.0


@takes_mentions
def ties_by_chance(
    mentions: MentionSelection, *, seed: int = 1, looks: int = LOOKS
) -> TiesByChance:
    """Compare ties with what chance alone would bring together.

    Parameters
    ----------
    mentions
        The mentions to count. To count copies of one text once, take them from a selection that
        `stories.unique_stories` gave.
    seed
        Another seed gives other trades.
    looks
        How often chance is looked at, at most. In a corpus of very many articles it is less, 199
        times at least.

    Returns
    -------
    TiesByChance
        Their table. With fewer than 30 articles that name an actor, or more than 100,000, it is
        empty, and the refusal says why.

    Notes
    -----
    The unit is the article, since the sentences of one article are not independent. `p` comes from
    dealing the actors anew (`statistics.configuration_test`). `p_adjusted` counts as asked all
    pairs of actors that three articles or more name, also those that never meet. Articles that
    name more than 200 actors are left out, as in `ties`.
    """
    return compared(incidence(mentions), seed=seed, looks=looks)


def compared(named: Incidence, *, seed: int = 1, looks: int = LOOKS) -> TiesByChance:
    """Compare the ties of an incidence matrix with chance, as `ties_by_chance` does."""
    members, offsets, names, _ = named
    n_articles = named.n_articles
    if not FEWEST <= n_articles <= MOST:
        return TiesByChance(TIES_BY_CHANCE.empty(), _refusal(n_articles))
    pairs = count_pairs(np.repeat(np.arange(n_articles), np.diff(offsets)), members)
    each = np.bincount(members, minlength=len(names))
    enough = np.flatnonzero(pairs.counts >= TOGETHER)
    order = np.lexsort((pairs.second[enough], pairs.first[enough], -pairs.counts[enough]))
    rows = enough[order[:TESTED]]
    first, second = pairs.first[rows], pairs.second[rows]
    number = _asked_first(first, second, len(names))
    of_pairs = number[first], number[second], pairs.counts[rows]
    looks = min(looks, max(FEWEST_LOOKS, WORK // len(members)))
    chance = configuration_test(number[members], offsets, *of_pairs, seed=seed, looks=looks)
    known = int((each >= TOGETHER).sum())
    n_asked = max(known * (known - 1) // 2, 1)
    adjusted = benjamini_hochberg(chance.p, of=n_asked)
    cutoff = min(1.0, LIKELY * (1 + int((adjusted <= LIKELY).sum())) / n_asked)
    table = {
        "actor_a": names[first],
        "actor_b": names[second],
        "n_articles": pairs.counts[rows],
        "n_articles_a": each[first],
        "n_articles_b": each[second],
        "expected": chance.expected,
        "p": chance.p,
        "p_adjusted": adjusted,
        "power": chance.power(cutoff),
    }
    return TiesByChance(TIES_BY_CHANCE.conform(pd.DataFrame(table)), "", cutoff)


def _asked_first(
    first: NDArray[np.int32], second: NDArray[np.int32], n_actors: int
) -> NDArray[np.int32]:
    """Give each actor a new number: those that are asked for come first."""
    asked = np.unique(np.append(first, second))
    others = np.setdiff1d(np.arange(n_actors), asked)
    number = np.empty(n_actors, np.int32)
    number[np.append(asked, others)] = np.arange(n_actors)
    return number


def _refusal(n_articles: int) -> str:
    if n_articles < FEWEST:
        return (
            f"Only {n_articles} articles name an actor. With fewer than {FEWEST} nobody can say "
            "which ties are beyond chance."
        )
    return f"{n_articles:,} articles name an actor; up to {MOST:,} can be compared with chance."
