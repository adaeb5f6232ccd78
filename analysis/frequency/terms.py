"""Terms and their counts."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.aggregate import (
    ALL,
    MOST,
    KeyPartition,
    aggregate,
    mixed,
    partition_codes,
    with_min_count,
)
from analysis.corpus.needs import takes_corpus
from analysis.frequency.stop_words import StopWords, read_stop_words
from analysis.frequency.term_ids import check, term_ids
from analysis.kernels import grams as kernel
from analysis.schema import FREQUENCY

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus
    from analysis.corpus.shard import Shard


@takes_corpus
def terms(
    corpus: Corpus,
    *,
    n_words: int = 1,
    stop_words: str = "drop",
    most: int = MOST,
) -> pd.DataFrame:
    """Count every term, absolutely, per 1,000 words and per article.

    Parameters
    ----------
    corpus
        The selection to count in.
    n_words
        Words in a term, 1 to 5. A longer term is words in a row within one sentence; punctuation
        between them is passed over.
    stop_words
        With ``drop``, no term begins or ends with a stop word; the words still count in the
        length of the corpus, by which rates are divided. ``keep`` leaves out none. A text file
        ending in ``.txt`` leaves out its words besides, one a line.
    most
        Terms to keep at most. If there are more, those below some number of occurrences are left
        out, and ``attrs["fewest"]`` of the table says which number.

    Returns
    -------
    DataFrame
        A `FREQUENCY` table, one row per term: most frequent first, ties in alphabetical order.

    Raises
    ------
    ParameterError
        If `n_words` lies outside 1 to 5, `stop_words` is unknown, or `most` is below 1.
    LexiconError
        If the file of stop words cannot be read.

    Notes
    -----
    Rates of corpora of different length can be compared, counts cannot. In fewer than about
    1,000 words one occurrence more moves a rate by one or more.
    """
    check(n_words, most)
    count = partial(count_terms, n_words=n_words, stops=read_stop_words(stop_words))
    found = aggregate(corpus, count, ["term"], most=most)
    total = sum(corpus.map_shards(attrgetter("n_words")))
    counts = found.table.to_pandas()
    counts["term"] = counts["term"].astype("str")
    counts["n_words"] = n_words
    counts["per_1000"] = 1_000 * counts["n"] / max(total, 1)
    counts["per_article"] = counts["n"] / max(len(corpus), 1)
    return with_min_count(FREQUENCY.conform(counts), found.fewest)


def count_terms(
    shard: Shard, *, n_words: int, stops: StopWords, part: KeyPartition = ALL
) -> pa.Table:
    """Count the terms of one shard.

    Parameters
    ----------
    shard
        The articles to count in.
    n_words, stops
        As for `terms`.
    part
        Which terms to count.

    Returns
    -------
    pyarrow.Table
        `term`, `n` and `n_articles` of each term in that part.
    """
    ids, terms, stop_of = term_ids(shard, stops)
    articles = shard.column("sentences", "article")
    found = kernel.count_grams(ids, shard.offsets, n_words, articles)
    words = [ids[found.first + ahead] for ahead in range(n_words)]
    kept = ~stop_of[words[0]] & ~stop_of[words[-1]]
    if part.of > 1:
        code_of = partition_codes(terms)
        kept &= part.holds(mixed(*(code_of[word] for word in words)))
    chosen = [terms.take(pa.array(word[kept])) for word in words]
    return pa.table(
        {
            "term": pc.binary_join_element_wise(*chosen, " "),
            "n": found.counts[kept],
            "n_articles": found.groups[kept],
        }
    )


def top_term(frequency: pd.DataFrame, *, term: str = "") -> str:
    """Give the term to look at: the one asked for, else the most frequent.

    Parameters
    ----------
    frequency
        A `FREQUENCY` table.
    term
        A term, or empty.

    Returns
    -------
    str
        Empty only if nothing was asked for and there is no term.
    """
    FREQUENCY.check(frequency)
    return term or next(iter(frequency["term"]), "")
