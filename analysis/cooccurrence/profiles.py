"""Ties with all that is known of them: beyond chance or not, how stable, and how they change."""

from __future__ import annotations

from math import isnan
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.cooccurrence.halves import Halves, halves
from analysis.cooccurrence.incidence import incidence
from analysis.cooccurrence.mentions import MentionSelection
from analysis.cooccurrence.null_model import LIKELY, TiesByChance, compared
from analysis.cooccurrence.stability import stability
from analysis.corpus.needs import takes_mentions
from analysis.schema import TIE_PROFILES, TIES
from analysis.statistics import binomial_tail
from analysis.stories import unique_stories

RATIO, ENOUGH_POWER, NOT_SO_WEAK = 2.0, 0.8, 0.95
"""How often a tie twice as strong as chance must be beyond it before "no" is said, and how often
it must have more stories than the tie of which it is said."""
ENDS = ["actor_a", "actor_b"]


class TieProfiles(NamedTuple):
    """Some ties with all that is known of them.

    Parameters
    ----------
    table
        A `TIE_PROFILES` table.
    chance
        All ties that were compared with chance.
    halves
        The two halves of the time.
    """

    table: pd.DataFrame
    chance: TiesByChance
    halves: Halves

    def of(self, some_ties: pd.DataFrame) -> pd.DataFrame:
        """Give the rows of some of the ties."""
        keys = ["window", *ENDS]
        return TIE_PROFILES.conform(self.table.merge(some_ties[keys], on=keys, how="inner"))


@takes_mentions
def profiles(
    mentions: MentionSelection, *some_ties: pd.DataFrame, stories: pd.DataFrame, seed: int = 1
) -> TieProfiles:
    """Say of ties whether they are beyond chance, how stable they are, and how they change.

    Parameters
    ----------
    mentions
        The mentions in which the ties were counted.
    *some_ties
        Rows of a `TIES` table within one window, several hundred at most. A tie that stands in
        several of them is one row of the result.
    stories
        A `STORIES` table with all articles: what is said of chance, stability and change is about
        stories, since copies of one text are not independent.
    seed
        Another seed gives other lots.

    Returns
    -------
    TieProfiles
        The `TIE_PROFILES` of the ties, the strongest first.
    """
    wanted = _one_of_each(some_ties)
    corpus = unique_stories(mentions.corpus, stories)
    named = incidence(MentionSelection(corpus, mentions.which))
    chance = compared(named, seed=seed)
    about = corpus.metadata.iloc[named.rows]
    sharing = [
        np.intersect1d(named.articles_of(a), named.articles_of(b), assume_unique=True)
        for a, b in zip(*(wanted[end] for end in ENDS), strict=True)
    ]
    change = halves(about["published"].reset_index(drop=True), sharing)
    tested = chance.table.merge(wanted[ENDS], on=ENDS, how="inner")
    stories_of = about["article_id"].map(stories.set_index("article_id")["story"])
    stable = stability(named, stories_of.tolist(), tested, cutoff=chance.cutoff, seed=seed)
    table = wanted.merge(
        tested.assign(stability=stable).drop(columns="n_articles"), on=ENDS, how="left"
    )
    table = table.assign(n_stories=[*map(len, sharing)])
    table = table.assign(
        beyond_chance=_in_words(table, chance),
        n_first=change.first,
        n_second=change.second,
        change=change.change,
    )
    return TieProfiles(TIE_PROFILES.conform(table), chance, change)


def _one_of_each(some_ties: tuple[pd.DataFrame, ...]) -> pd.DataFrame:
    for table in some_ties:
        TIES.check(table)
    rows = pd.concat([TIES.empty(), *some_ties], ignore_index=True)
    return TIES.conform(rows.drop_duplicates(["window", *ENDS]))


def _in_words(table: pd.DataFrame, chance: TiesByChance) -> list[str]:
    """Say whether each tie is beyond chance.

    "no" is said only where a tie twice as strong as chance would have been noticed, and would
    hardly look as weak as this one.
    """
    if chance.refusal:
        return ["not tested"] * len(table)
    most = table[["n_articles_a", "n_articles_b"]].min(axis=1)
    weak = [
        not isnan(mean) and binomial_tail(n + 1, int(m), min(RATIO * mean / m, 1.0)) >= NOT_SO_WEAK
        for n, m, mean in zip(table["n_stories"], most, table["expected"], strict=True)
    ]
    columns = (table[name].tolist() for name in ("p_adjusted", "power"))
    return [
        "yes" if p <= LIKELY else "no" if power >= ENOUGH_POWER and weaker else "unclear"
        for p, power, weaker in zip(*columns, weak, strict=True)
    ]
