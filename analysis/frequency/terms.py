"""Terms and their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.corpus.aggregate import MOST
from analysis.corpus.needs import takes_counts
from analysis.frequency.counts import terms_of
from analysis.frequency.term_ids import check
from analysis.schema import FREQUENCY

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus
    from analysis.frequency.counts import TermCounts


@takes_counts
def terms(
    corpus: Corpus | TermCounts,
    *,
    n_words: int = 1,
    stop_words: str = "drop",
    most: int = MOST,
) -> pd.DataFrame:
    """Count every term, absolutely, per 1,000 words and per article.

    Parameters
    ----------
    corpus
        The selection to count in, or its `count`.
    n_words
        Words in a term, 1 to 5. A longer term is words in a row within one sentence; punctuation
        between them is passed over.
    stop_words
        With ``drop``, no term begins or ends with a stop word; the words still count in the
        length of the corpus, by which rates are divided. ``keep`` leaves out none. A text file
        ending in ``.txt`` leaves out its words besides, one a line.
    most
        Terms to keep at most. If there are more, those below some number of occurrences are left
        out; `TermCounts.left_out` says which number.

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
    counted = terms_of(corpus, n_words=n_words, stop_words=stop_words)
    found = counted.totals(most=most)
    counts = found.table.to_pandas()
    counts["term"] = counts["term"].astype("str")
    counts["n_words"] = counted.n_words
    counts["per_1000"] = 1_000 * counts["n"] / max(int(counted.sizes.sum()), 1)
    counts["per_article"] = counts["n"] / max(len(counted.corpus), 1)
    return FREQUENCY.conform(counts)


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
