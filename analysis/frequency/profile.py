"""Profiles: all that a page tells of some terms, counted together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.needs import takes_counts
from analysis.frequency.concordance import in_context
from analysis.frequency.counts import terms_of
from analysis.frequency.dispersion import dispersion_of
from analysis.frequency.term_ids import normalise_term, token_spans
from analysis.frequency.terms_by_article import matches, stories_of
from analysis.frequency.trend import By, trend_of
from analysis.schema import CONCORDANCE, FREQUENCY
from analysis.settings import check_one_or_more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard
    from analysis.frequency.counts import TermCounts
    from analysis.frequency.terms_by_article import TermsByArticle

LINES = 20
"""Lines of a term."""
TERMS = 200
"""Terms of a profile, so that pages of large corpora stay small."""


class Profile(NamedTuple):
    """What a page tells of each of some terms.

    Parameters
    ----------
    facts
        A `DISPERSION` table.
    trends
        A `TREND` table of these terms.
    lines
        A `CONCORDANCE` table, with some lines of each term.
    """

    facts: pd.DataFrame
    trends: pd.DataFrame
    lines: pd.DataFrame


@takes_counts
def profile(
    corpus: Corpus | TermCounts,
    frequency: pd.DataFrame,
    *,
    top_n: int = 20,
    also: Sequence[str] = (),
    by: By = "week",
    lines: int = LINES,
    width: int = 40,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
) -> Profile:
    """Tell of the leading terms how they are spread, how they rose and fell, and where they stand.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.
    frequency
        A `FREQUENCY` table of it.
    top_n
        Terms to take from its head, 1 to 200; of more, the first 200.
    also
        Terms to take besides; they need not occur.
    by
        ``day``, ``week``, ``month`` or ``year``, for `trends`.
    lines
        Lines to give of each term at most. Of more they are spread evenly, in reading order.
    width
        Characters of context on each side of a line.
    seed
        Another seed gives other replicates of the bootstrap.
    cluster
        The story of each article, as for `dispersion`.

    Returns
    -------
    Profile
        The terms are counted in one pass, unless they are counted already; a second one opens only
        the articles of the lines.

    Raises
    ------
    ParameterError
        If `top_n` or `lines` is below 1, `by` is unknown, or an article has no story.
    """
    FREQUENCY.check(frequency)
    check_one_or_more(top_n, name="top_n")
    check_one_or_more(lines, name="lines")
    leading = frequency["term"].head(min(top_n, TERMS)).tolist()
    terms = sorted({*leading, *map(normalise_term, also)} - {""})
    counted = terms_of(corpus)
    whole, found = counted.corpus, counted.by_article(terms)
    stories = stories_of(whole, cluster)
    return Profile(
        dispersion_of(terms, found, stories, seed=seed),
        trend_of(terms, found, whole.metadata, stories, by=by, seed=seed),
        lines_of(whole, terms, found, most=lines, width=width),
    )


def of_term(table: pd.DataFrame, term: str) -> pd.DataFrame:
    """Give the rows of one term, in their order.

    Parameters
    ----------
    table
        A table with a column `term`.
    term
        A term, typed in any way.

    Returns
    -------
    DataFrame
        None if the term is not there.
    """
    return table[table["term"] == normalise_term(term)].reset_index(drop=True)


def lines_of(
    corpus: Corpus, terms: Sequence[str], found: TermsByArticle, *, most: int, width: int
) -> pd.DataFrame:
    """Give some lines of each term, spread evenly over its occurrences in reading order.

    Parameters
    ----------
    corpus
        The selection.
    terms
        The terms, no two the same.
    found
        Their occurrences in it.
    most
        Lines of a term.
    width
        Characters of context on each side.

    Returns
    -------
    DataFrame
        A `CONCORDANCE` table.
    """
    chosen = [_chosen(found, number, most) for number in range(len(terms))]
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(row for row, _ in chosen)]))
    ids = corpus.metadata["article_id"]
    wanted = [
        pd.DataFrame({"article_id": ids.take(row).array, "term": term, "place": place})
        for term, (row, place) in zip(terms, chosen, strict=True)
        if len(row)
    ]
    if not wanted:
        return CONCORDANCE.empty()
    make = partial(_lines, terms=tuple(terms), wanted=pd.concat(wanted), width=width)
    parts = list(corpus.take(rows).batches(make))
    return CONCORDANCE.conform(pd.concat(parts, ignore_index=True))


def _chosen(
    found: TermsByArticle, number: int, most: int
) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """Choose occurrences of one term: rows of articles, and which occurrence there, from 0."""
    rows = slice(*found.begins[number : number + 2])
    ends = np.cumsum(found.counts[rows])
    n = int(ends[-1]) if len(ends) else 0
    picked = np.arange(min(n, most)) * n // max(min(n, most), 1)
    place = np.searchsorted(ends, picked, side="right")
    return found.articles[rows][place], picked - (ends - found.counts[rows])[place]


def _lines(
    shard: Shard, *, terms: tuple[str, ...], wanted: pd.DataFrame, width: int
) -> pd.DataFrame:
    """Give the wanted lines of one shard, in reading order."""
    first, number = matches(shard, terms)
    order = np.lexsort((number, first))
    first, number = first[order], number[order]
    n_words = np.array([term.count(" ") + 1 for term in terms])
    table = token_spans(shard, first, n_words[number]).assign(
        term=pd.array(np.array(terms, object)[number], dtype="str")
    )
    table["place"] = table.groupby(["article_id", "term"]).cumcount()
    some = table.merge(wanted, on=["article_id", "term", "place"], how="inner")
    return in_context(shard, some, width)
