"""Keyness: which terms a study corpus uses more, or less, than a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.aggregate import MOST
from analysis.corpus.needs import takes_counts
from analysis.errors import ParameterError
from analysis.frequency.counts import terms_of
from analysis.frequency.subcorpora import word_list
from analysis.frequency.subcorpus_pair import choose
from analysis.frequency.term_ids import check
from analysis.frequency.terms_by_article import stories_of
from analysis.schema import KEYNESS
from analysis.statistics import (
    MIN_ARTICLES,
    Groups,
    benjamini_hochberg,
    chi_square_tail,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
    permutation_tests,
    would_show,
)
from analysis.statistics.contrasts import PRIOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.aggregate import Aggregate
    from analysis.frequency.counts import TermCounts
    from analysis.frequency.terms_by_article import TermsByArticle

MIN_WITH = 3
"""Articles that must have a term for it to be tested."""
TESTED = 2_000
"""Terms that are tested by shuffling articles, those with the largest `g2`."""
PLACES = 4_000_000
"""Articles with these terms, all terms together, that are held at once; of more, fewer terms."""


@takes_counts
def keyness(
    corpus: Corpus | TermCounts,
    study: str | Sequence[str],
    *,
    reference: str | Sequence[str] = "",
    n_words: int = 1,
    stop_words: str = "drop",
    prior: float = PRIOR,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
    most: int = MOST,
) -> pd.DataFrame:
    """Compare how often some articles use each term with how often others do.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.
    study
        Outlets, as a sequence or a text with commas; or a period such as
        ``2026-03-01/2026-03-31``, where ``..`` leaves an end open.
    reference
        Likewise; or a CSV file with the columns `term` and `n`. Empty takes all other articles.
    n_words, stop_words, most
        As for `terms`.
    prior
        Words' worth of prior in `z`, as `statistics.log_odds` explains it.
    seed
        Another seed gives other shuffles of articles.
    cluster
        The story of each article, indexed by `article_id`: copies on one side move together when
        articles are shuffled. Without it each article is a story of its own.

    Returns
    -------
    DataFrame
        A `KEYNESS` table, one row a term of either side: most typical of the study corpus first,
        most typical of the reference last. Where no test is made, `p` is empty; `compare` says why.

    Raises
    ------
    ParameterError
        If an outlet or period is not in the corpus, the two sides share articles, or a setting is
        out of range.
    LexiconError
        If the word list cannot be read.

    Notes
    -----
    `p` comes from shuffling articles between the sides (`statistics.permutation_test`), for terms
    in three articles or more; far beyond what shuffles reach, from a bound on what all shuffles
    would give (`statistics.permutation_bound`), so that more articles do not give fewer findings.
    It is never below the tail of `g2`: a word that each article has just twice is no surer than if
    its occurrences were independent. Only the 2,000 terms with the
    largest `g2` are shuffled, fewer of very many articles; the others count as tested without
    result. Against a word list no article can be shuffled: `p` is then the tail of `g2`, which
    finds too much.
    """
    check(n_words, most)
    counted = terms_of(corpus, n_words=n_words, stop_words=stop_words)
    return contrasts(
        counted, [study], reference=reference, prior=prior, seed=seed, cluster=cluster, most=most
    )[0].table


class Contrast(NamedTuple):
    """A `KEYNESS` table of one comparison.

    Parameters
    ----------
    table
        One row a term.
    refusal
        Why nothing in it was tested, or nothing.
    n_telling
        Tested terms that would have been found if one side used them twice as often.
    """

    table: pd.DataFrame
    refusal: str
    n_telling: int


def contrasts(
    counted: TermCounts,
    studies: Sequence[str | Sequence[str]],
    *,
    reference: str | Sequence[str] = "",
    prior: float = PRIOR,
    seed: int = 0,
    cluster: pd.Series[str] | None = None,
    most: int = MOST,
) -> list[Contrast]:
    """Give the `keyness` of several study corpora, whose terms are counted together.

    Parameters
    ----------
    counted
        The terms of the selection.
    studies
        One or more of what `keyness` takes as `study`.
    reference, prior, seed, cluster, most
        As for `keyness`.

    Returns
    -------
    list of Contrast
        One for each of them.

    Raises
    ------
    ParameterError, LexiconError
        As for `keyness`.
    """
    if not prior > 0:
        raise ParameterError(f"parameter 'prior' must be above 0 words; found {prior}.")
    listed, corpus = _listed(reference), counted.corpus
    sides = [choose(corpus, one, "" if listed is not None else reference) for one in studies]
    sides = [one._replace(nobody=listed is not None) for one in sides]
    compared = [
        _compared(found, one.of(corpus.metadata), counted.sizes, listed, prior)
        for found, one in zip(counted.sides(sides, most=most), sides, strict=True)
    ]
    some = [one for one in compared if not one.refusal]
    tests = (
        _by_articles(counted, some, cluster, seed)
        if listed is None
        else (_by_words(one.table) for one in some)
    )
    return [
        _adjusted(one, study, _untested(one.table) if one.refusal else next(tests))
        for one, study in zip(compared, studies, strict=True)
    ]


class _Comparison(NamedTuple):
    """Two sides with the measures of their terms; a refusal says why none can be tested."""

    table: pd.DataFrame
    side_of: NDArray[np.int8]
    sizes: NDArray[np.float64]
    refusal: str


class _Tests(NamedTuple):
    """A table with `test` and `p`, how many tests that is, and how far counts lie by chance."""

    table: pd.DataFrame
    n_asked: int
    deviation: NDArray[np.float64]


def _compared(
    found: Aggregate,
    side_of: NDArray[np.int8],
    lengths: NDArray[np.int64],
    listed: pd.DataFrame | None,
    prior: float,
) -> _Comparison:
    table = found.table.to_pandas().drop(columns="n").astype({"term": "str"})
    sizes = np.bincount(side_of + 1, lengths, 3)[1:].astype(np.float64)
    if listed is not None:
        table = _with_list(table, listed)
        sizes[1] = listed["n"].sum()
    table = _contrasted(table, sizes, prior).sort_values("term", ignore_index=True)
    return _Comparison(table, side_of, sizes, _refusal(side_of, listed is not None))


def _adjusted(one: _Comparison, study: str | Sequence[str], tests: _Tests) -> Contrast:
    table = tests.table
    adjusted = benjamini_hochberg(table["p"].to_numpy(), of=tests.n_asked)
    label = study if isinstance(study, str) else ", ".join(study)
    made = KEYNESS.conform(table.assign(p_adjusted=adjusted, study=label))
    telling = would_show(
        table["n_study"] + table["n_reference"],
        tests.deviation,
        size_study=one.sizes[0],
        size_reference=one.sizes[1],
        n_tests=tests.n_asked,
    )
    return Contrast(made, one.refusal, int((telling & table["p"].notna()).sum()))


def _listed(reference: str | Sequence[str]) -> pd.DataFrame | None:
    is_file = isinstance(reference, str) and reference.strip().lower().endswith(".csv")
    return word_list(str(reference).strip()) if is_file else None


def _with_list(table: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Put the counts of a word list beside those of the terms that occur."""
    n_of = listed.set_index("term")["n"]
    return table.assign(n_reference=n_of.reindex(table["term"]).fillna(0).astype("int64").array)


def _contrasted(table: pd.DataFrame, sizes: NDArray[np.float64], prior: float) -> pd.DataFrame:
    one, other = table["n_study"].to_numpy(), table["n_reference"].to_numpy()
    n_words = float(sizes[0]), float(sizes[1])
    return table.assign(
        per_1000_study=1_000 * one / max(n_words[0], 1),
        per_1000_reference=1_000 * other / max(n_words[1], 1),
        log_ratio=log_ratio(one, other, *n_words),
        percent_diff=percent_difference(one, other, *n_words),
        g2=np.nan_to_num(log_likelihood(one, other, *n_words)),
        z=np.nan_to_num(log_odds(one, other, *n_words, prior=prior)),
    )


def _refusal(side_of: NDArray[np.int8], is_list: bool) -> str:
    """Say why nothing can be tested, or nothing if it can."""
    n_study, n_reference = (int((side_of == side).sum()) for side in (0, 1))
    if n_study >= MIN_ARTICLES and (is_list or n_reference >= MIN_ARTICLES):
        return ""
    return (
        f"The study corpus has {n_study} articles and the reference {n_reference}; with fewer than "
        f"{MIN_ARTICLES} on a side no difference can be told from chance, so none is tested."
        if not is_list
        else f"The study corpus has {n_study} articles; with fewer than {MIN_ARTICLES} no "
        "difference can be told from chance, so none is tested."
    )


def _untested(table: pd.DataFrame) -> _Tests:
    return _Tests(table.assign(test="", p=np.nan), 0, np.zeros(len(table)))


def _by_words(table: pd.DataFrame) -> _Tests:
    """Test as if words were independent."""
    asked = (table["n_articles_study"] >= MIN_WITH).to_numpy()
    p = np.where(asked, chi_square_tail(table["g2"].to_numpy()), np.nan)
    tested = table.assign(test=np.where(asked, "word counts", ""), p=p)
    return _Tests(tested, int(asked.sum()), np.zeros(len(table)))


def _by_articles(
    counted: TermCounts,
    compared: Sequence[_Comparison],
    cluster: pd.Series[str] | None,
    seed: int,
) -> Iterator[_Tests]:
    """Test by shuffling articles; the terms of all comparisons are counted together."""
    if not compared:
        return
    tested = [_strongest(one.table) for one in compared]
    chosen = [one.table["term"].iloc[rows] for one, rows in zip(compared, tested, strict=True)]
    terms = pd.Index(sorted(set().union(*chosen)), dtype="str")
    found = counted.by_article(terms.tolist())
    stories = stories_of(counted.corpus, cluster)
    groups = (
        _groups(found.only(terms.get_indexer(own)), one.side_of, stories)
        for one, own in zip(compared, chosen, strict=True)
    )
    shuffled = permutation_tests(groups, seed=seed)
    for one, rows, own in zip(compared, tested, shuffled, strict=True):
        p, deviation = np.full((2, len(one.table)), np.nan)
        test = np.full(len(one.table), "", dtype=object)
        p[rows] = np.maximum(own.p, chi_square_tail(one.table["g2"].to_numpy()[rows]))
        test[rows], deviation[rows] = "articles shuffled", own.deviation
        n_asked = int((_n_articles(one.table) >= MIN_WITH).sum())
        tested_table = one.table.assign(test=pd.Series(test, dtype=str), p=p)
        yield _Tests(tested_table, n_asked, deviation)


def _n_articles(table: pd.DataFrame) -> NDArray[np.int64]:
    return (table["n_articles_study"] + table["n_articles_reference"]).to_numpy()


def _strongest(table: pd.DataFrame) -> NDArray[np.int64]:
    """Give the rows of the terms that are tested, rising."""
    n_articles = _n_articles(table)
    asked = np.flatnonzero(n_articles >= MIN_WITH)
    strongest = asked[np.argsort(-table["g2"].to_numpy()[asked], kind="stable")[:TESTED]]
    return np.sort(strongest[np.cumsum(n_articles[strongest]) <= PLACES])


def _groups(
    found: TermsByArticle, side_of: NDArray[np.int8], stories: NDArray[np.uint64]
) -> Groups:
    """Give what is shuffled between the sides: articles of one story on one side move together."""
    pieces, places = np.unique(pd.factorize(stories)[0] * 3 + side_of + 1, return_inverse=True)
    sizes = np.bincount(places, found.sizes, len(pieces)).astype(np.int64)
    side_of_piece = pieces % 3 - 1
    there = side_of[found.articles] >= 0
    row_of = np.cumsum(side_of_piece >= 0) - 1
    return Groups(
        row_of[places[found.articles[there]]],
        found.counts[there],
        np.concatenate(([0], np.cumsum(there)))[found.begins],
        sizes[side_of_piece >= 0],
        side_of_piece[side_of_piece >= 0] == 0,
    )
