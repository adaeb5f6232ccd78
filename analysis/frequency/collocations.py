"""Collocations: which words stand near a term more often than chance would have it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import (
    ALL,
    MOST,
    KeyPartition,
    aggregate,
    partition_codes,
)
from analysis.corpus.needs import takes_corpus
from analysis.errors import ParameterError, nearest
from analysis.frequency.concordance import found_in
from analysis.frequency.stop_words import StopWords, read_stop_words
from analysis.frequency.term_ids import check, normalise_term, term_ids
from analysis.schema import COLLOCATIONS
from analysis.settings import check_one_or_more
from analysis.statistics import (
    benjamini_hochberg,
    chi_square_tail,
    g2,
    log_dice,
    npmi,
    pmi,
    t_score,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard

MEASURES = ("g2", "log_dice", "npmi", "pmi", "t")


class Near(NamedTuple):
    """The words of a shard around a term, by row: left of it, right of it, and the term itself."""

    left: NDArray[np.bool_]
    right: NDArray[np.bool_]
    node: NDArray[np.bool_]
    n: int


@takes_corpus
def collocations(
    corpus: Corpus,
    term: str,
    *,
    left: int = 5,
    right: int = 5,
    measure: str = "g2",
    min_count: int = 3,
    stop_words: str = "drop",
    most: int = MOST,
) -> pd.DataFrame:
    """Find the words that stand near a term.

    Parameters
    ----------
    corpus
        The selection to count in.
    term
        One or more words, as for `occurrences`.
    left, right
        Words to look at on each side, 0 or more, within the sentence.
    measure
        What ranks the words: ``g2``, ``log_dice``, ``npmi``, ``pmi`` or ``t``. By ``g2``, words
        that stand near the term less often than by chance come last.
    min_count
        Leave out words that stand near the term less often than this.
    stop_words
        With ``drop``, no stop word is listed; they still fill places near the term. Else as for
        `terms`.
    most
        As for `terms`.

    Returns
    -------
    DataFrame
        A `COLLOCATIONS` table, one row a word, best first.

    Raises
    ------
    ParameterError
        If a setting is unknown or out of range.

    Notes
    -----
    Each word of the selection outside the term is near it or far from it, and is the collocate or
    another word: from these four numbers `pmi`, `npmi`, `t` and `g2` follow. `log_dice` takes, as
    is usual, the occurrences of the term in place of the words near it; in wide windows it can
    exceed 14 for a word that stands near the term more than once. All take words as independent.
    """
    check(1, most)
    _check(left, right, measure, min_count)
    node = normalise_term(term)
    count = partial(
        count_near, term=node, left=left, right=right, stops=read_stop_words(stop_words)
    )
    found = aggregate(corpus, count, ["term"], most=most)
    table = found.table.to_pandas().astype({"term": "str"}).rename(columns={"term": "collocate"})
    table = table[table["n"] >= min_count].sort_values("collocate", ignore_index=True)
    words = tuple(table["collocate"])
    parts = corpus.map_shards(partial(count_all, term=node, left=left, right=right, words=words))
    totals = np.sum([np.zeros(len(words) + 3, np.int64), *parts], axis=0)
    table = _measured(table, totals[3:], *totals[:3].tolist())
    return COLLOCATIONS.conform(_ranked(table, measure))


def count_near(
    shard: Shard, *, term: str, left: int, right: int, stops: StopWords, part: KeyPartition = ALL
) -> pa.Table:
    """Count the words near a term in one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    term, left, right, stops
        As for `collocations`; the term as `normalise_term` gives it.
    part
        Which words to count.

    Returns
    -------
    pyarrow.Table
        `term`, `n`, `n_left`, `n_right` and `n_articles` of each word in that part.
    """
    ids, terms, stop_of = term_ids(shard, stops)
    around = _near(shard, term, left, right)
    rows = np.flatnonzero(around.left | around.right)
    sentence = np.searchsorted(shard.offsets, rows, side="right") - 1
    article = shard.column("sentences", "article")[sentence]
    pairs = np.unique(article * max(len(terms), 1) + ids[rows])
    columns = {
        "n": ids[rows],
        "n_left": ids[rows[~around.right[rows]]],
        "n_right": ids[rows[~around.left[rows]]],
        "n_articles": pairs % max(len(terms), 1),
    }
    counts = {name: np.bincount(found, minlength=len(terms)) for name, found in columns.items()}
    kept = (counts["n"] > 0) & ~stop_of
    if part.of > 1:
        kept &= part.holds(partition_codes(terms))
    chosen = {name: column[kept] for name, column in counts.items()}
    return pa.table({"term": terms.filter(pa.array(kept)), **chosen})


def count_all(
    shard: Shard, *, term: str, left: int, right: int, words: tuple[str, ...]
) -> NDArray[np.int64]:
    """Count words wherever they stand in one shard, but for the term itself.

    Parameters
    ----------
    shard
        The articles to count in.
    term, left, right
        As for `count_near`.
    words
        The words to count.

    Returns
    -------
    ndarray of int64
        Occurrences of the term, words near it, words outside it; then the count of each of `words`.
    """
    ids, terms, _ = term_ids(shard)
    around = _near(shard, term, left, right)
    counts = np.bincount(ids[~around.node], minlength=len(terms))
    place = pc.index_in(pa.array(words, pa.string()), value_set=terms.cast(pa.string()))
    place = place.fill_null(len(terms)).to_numpy()
    n_near = int((around.left | around.right).sum())
    totals = [around.n, n_near, int((~around.node).sum())]
    return np.concatenate((totals, np.append(counts, 0)[place])).astype(np.int64)


def _near(shard: Shard, term: str, left: int, right: int) -> Near:
    """Mark the words around a term, within its sentence."""
    first, length = found_in(shard, term), term.count(" ") + 1
    sentence = np.searchsorted(shard.offsets, first, side="right") - 1
    begin, end = shard.offsets[sentence], shard.offsets[sentence + 1]
    behind = first + length
    node = _marked(first, behind, shard.n_words)
    return Near(
        _marked(np.maximum(first - left, begin), first, shard.n_words) & ~node,
        _marked(behind, np.minimum(behind + right, end), shard.n_words) & ~node,
        node,
        len(first),
    )


def _marked(begins: NDArray[np.int64], ends: NDArray[np.int64], n: int) -> NDArray[np.bool_]:
    """Mark all rows from each begin to its end."""
    steps = np.bincount(begins, minlength=n + 1) - np.bincount(ends, minlength=n + 1)
    return np.asarray(np.cumsum(steps)[:n] > 0)


def _measured(
    table: pd.DataFrame, n_all: NDArray[np.int64], n_term: int, n_near: int, n_words: int
) -> pd.DataFrame:
    n = table["n"].to_numpy()
    four = (n, n_near, n_all, n_words)
    surprise = g2(*four)
    p = chi_square_tail(surprise)
    return table.assign(
        n_all=n_all,
        expected=n_near * n_all / max(n_words, 1),
        pmi=pmi(*four),
        npmi=npmi(*four),
        t=t_score(*four),
        log_dice=log_dice(n, n_term, n_all),
        g2=surprise,
        p=p,
        p_adjusted=benjamini_hochberg(p),
    )


def _ranked(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Give each row its place by a measure, the best first; ties by count, then by the alphabet."""
    value = table[measure]
    if measure == "g2":
        value = value.where(table["n"] >= table["expected"], -value)
    order = table.assign(value=value).sort_values(
        ["value", "n", "collocate"], ascending=[False, False, True], kind="stable"
    )
    return order.assign(rank=np.arange(1, len(order) + 1))


def _check(left: int, right: int, measure: str, min_count: int) -> None:
    for name, value in (("left", left), ("right", right)):
        if value < 0:
            raise ParameterError(f"parameter '{name}' must be 0 or more words; found {value}.")
    if not left + right:
        raise ParameterError(
            "parameters 'left' and 'right' must leave words to look at; found 0 and 0."
        )
    if measure not in MEASURES:
        raise ParameterError(
            f"parameter 'measure' must be one of {', '.join(MEASURES)};"
            f"{nearest(measure, MEASURES)} found '{measure}'."
        )
    check_one_or_more(min_count, name="min_count")
