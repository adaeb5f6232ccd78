"""Tokens into term frequency and concordance: which words, how often, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.annotate import tokens as cutting
from analysis.errors import ParameterError
from analysis.kernels import grams as kernel
from analysis.schema import ARTICLES, CONCORDANCE, COVERAGE, FREQUENCY, TOKENS, TYPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

StopWords = Literal["drop", "keep"]


def term_frequency(
    tokens: pd.DataFrame,
    types: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    n_words: int = 1,
    stop_words: StopWords = "drop",
) -> pd.DataFrame:
    """Count every term, absolutely, per 1,000 words and per article.

    Parameters
    ----------
    tokens
        A `TOKENS` table: one row per word.
    types
        The `TYPES` of these tokens.
    articles
        The `ARTICLES` they come from.
    n_words
        Words in a term, 1 to 5. A longer term is words in a row within one sentence; punctuation
        between them is passed over.
    stop_words
        With ``drop``, no term begins or ends with a stop word; the words still count in the
        length of the corpus, by which rates are divided.

    Returns
    -------
    DataFrame
        A `FREQUENCY` table, one row per term: most frequent first, ties in alphabetical order.

    Raises
    ------
    ParameterError
        If `n_words` lies outside 1 to 5 or `stop_words` is unknown.

    Notes
    -----
    Rates of corpora of different length can be compared, counts cannot. In fewer than about
    1,000 words one occurrence more moves a rate by one or more.

    Examples
    --------
    >>> tokens = pd.DataFrame({
    ...     "article_id": ["a", "a", "a", "b"], "start": [0, 4, 11, 0], "end": [3, 10, 14, 6],
    ...     "sentence": [0, 0, 0, 0], "type_id": [0, 1, 0, 1]})
    >>> types = pd.DataFrame({
    ...     "type_id": [0, 1], "form": ["pay", "strike"], "term": ["pay", "strike"],
    ...     "stop": [False, False]})
    >>> articles = ARTICLES.conform(ARTICLES.empty().reindex(range(2)).assign(
    ...     article_id=["a", "b"], origin="", text=""))
    >>> term_frequency(tokens, types, articles)
         term  n_words  n  n_articles  per_1000  per_article
    0     pay        1  2           1     500.0          1.0
    1  strike        1  2           2     500.0          1.0
    """
    _check(tokens, types, articles, n_words, stop_words)
    run = tokens.sort_values(["article_id", "start"])
    term_of, terms = pd.factorize(types.sort_values("type_id")["term"])
    stop_of = types.groupby("term")["stop"].first().reindex(terms).to_numpy(bool)
    ids = term_of[run["type_id"].to_numpy()].astype("int32")
    articles_of, offsets = _sentences(run)
    found = kernel.count_grams(ids, offsets, n_words, articles_of)
    places = found.first[:, None] + np.arange(n_words)
    if stop_words == "drop":
        kept = ~stop_of[ids[places[:, 0]]] & ~stop_of[ids[places[:, -1]]]
    else:
        kept = np.ones(len(places), bool)
    names = np.array(terms, dtype=object)[ids[places[kept]]]
    counts = pd.DataFrame({"n": found.counts[kept], "n_articles": found.groups[kept]})
    counts["term"] = pd.Series([" ".join(name) for name in names.tolist()], dtype=str)
    counts["n_words"] = n_words
    counts["per_1000"] = 1_000 * counts["n"] / max(len(tokens), 1)
    counts["per_article"] = counts["n"] / max(len(articles), 1)
    return FREQUENCY.conform(counts)


def coverage(tokens: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Say how much each outlet wrote: the denominators behind all rates.

    Parameters
    ----------
    tokens
        A `TOKENS` table.
    articles
        The `ARTICLES` they come from.

    Returns
    -------
    DataFrame
        A `COVERAGE` table, one row per outlet, the one with most articles first.
    """
    TOKENS.check(tokens)
    ARTICLES.check(articles)
    n_words = articles["article_id"].map(tokens.groupby("article_id").size()).fillna(0)
    table = articles.assign(outlet=articles["outlet"].fillna("unknown"), n_words=n_words)
    return COVERAGE.conform(
        table.groupby("outlet", as_index=False).agg(
            n_articles=("article_id", "size"),
            n_words=("n_words", "sum"),
            first_day=("published", "min"),
            last_day=("published", "max"),
        )
    )


def leading(frequency: pd.DataFrame, *, term: str = "") -> str:
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


def spans(
    tokens: pd.DataFrame,
    types: pd.DataFrame,
    *,
    n_words: int = 1,
    stop_words: StopWords = "drop",
) -> pd.DataFrame:
    """Give every place of every term: the evidence behind a whole `frequency` table.

    Parameters
    ----------
    tokens, types, n_words, stop_words
        As for `term_frequency`.

    Returns
    -------
    DataFrame
        `article_id`, `start`, `end` and `term` of each run of `n_words` words of one sentence, in
        reading order. A term's rows are as many as its `n`.
    """
    run = tokens.sort_values(["article_id", "start"], ignore_index=True).merge(
        types[["type_id", "term", "stop"]], on="type_id", how="left"
    )
    last = run.shift(1 - n_words)
    inside = (last["article_id"] == run["article_id"]) & (last["sentence"] == run["sentence"])
    if stop_words == "drop":
        inside &= ~run["stop"] & ~last["stop"].astype("boolean").fillna(value=True).astype(bool)
    term = run["term"]
    for ahead in range(1, n_words):
        term = term + " " + run["term"].shift(-ahead)
    grams = pd.DataFrame(
        {"article_id": run["article_id"], "start": run["start"], "end": last["end"], "term": term}
    )[inside]
    return grams.astype({"end": "int64"})


def occurrences(tokens: pd.DataFrame, types: pd.DataFrame, *, term: str) -> pd.DataFrame:
    """Give the places where a term occurs: the evidence behind its row of `frequency`.

    Parameters
    ----------
    tokens, types
        As for `term_frequency`.
    term
        One or more words; without a word nothing is found. “Bases” finds “bases”; “US” finds “US”
        and “U.S.”, but not “us”.

    Returns
    -------
    DataFrame
        `article_id`, `start` and `end` of each occurrence, in reading order. Their number is the
        term's `n`, their distinct articles its `n_articles`.
    """
    TOKENS.check(tokens)
    TYPES.check(types)
    wanted = normal(term)
    grams = spans(tokens, types, n_words=wanted.count(" ") + 1, stop_words="keep")
    found = grams.loc[grams["term"] == wanted, ["article_id", "start", "end"]]
    return found.sort_values(["article_id", "start"], ignore_index=True)


def concordance(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    types: pd.DataFrame,
    *,
    term: str,
    width: int = 60,
) -> pd.DataFrame:
    """Show every occurrence of a term with the text around it (keyword in context, KWIC).

    Parameters
    ----------
    articles, tokens, types
        As for `term_frequency`.
    term
        One or more words.
    width
        Characters of context on each side; words at the rim are left whole or out.

    Returns
    -------
    DataFrame
        A `CONCORDANCE` table, one row per occurrence, in reading order.

    Raises
    ------
    ParameterError
        If `width` is negative.
    """
    ARTICLES.check(articles)
    if width < 0:
        raise ParameterError(f"parameter 'width' must be 0 or more characters; found {width}.")
    places = occurrences(tokens, types, term=term)
    table = places.merge(articles[["article_id", "outlet", "text"]], on="article_id")
    found = list(zip(table["text"], table["start"], table["end"], strict=True))
    table["left"] = pd.Series([_left(text, start, width) for text, start, _ in found], dtype=str)
    table["node"] = pd.Series([text[start:end] for text, start, end in found], dtype=str)
    table["right"] = pd.Series([_right(text, end, width) for text, _, end in found], dtype=str)
    return CONCORDANCE.conform(table)


def normal(term: str) -> str:
    """Give a term as it is counted, whatever way the user typed it.

    Examples
    --------
    >>> normal("Permanent  U.S. Bases")
    'permanent US bases'
    """
    return " ".join(cutting.term(term[start:end]) for start, end in cutting.words(term))


def _check(
    tokens: pd.DataFrame,
    types: pd.DataFrame,
    articles: pd.DataFrame,
    n_words: int,
    stop_words: str,
) -> None:
    TOKENS.check(tokens)
    TYPES.check(types)
    ARTICLES.check(articles)
    if n_words not in range(1, 6):
        raise ParameterError(f"parameter 'n_words' must be 1, 2, 3, 4 or 5; found {n_words}.")
    if stop_words not in ("drop", "keep"):
        raise ParameterError(
            f"parameter 'stop_words' must be 'drop' or 'keep'; found {stop_words!r}."
        )


def _sentences(run: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the article of each sentence by number, and where its words begin and end."""
    article = pd.factorize(run["article_id"])[0]
    sentence = run["sentence"].to_numpy()
    opens = np.ones(len(run), bool)
    opens[1:] = (article[1:] != article[:-1]) | (sentence[1:] != sentence[:-1])
    begins = np.flatnonzero(opens)
    return article[begins], np.append(begins, len(run))


def _left(text: str, start: int, width: int) -> str:
    piece = text[max(start - width, 0) : start]
    if start > width and not text[start - width - 1].isspace():
        piece = piece.partition(" ")[2]
    return " ".join(piece.split())


def _right(text: str, end: int, width: int) -> str:
    piece = text[end : end + width]
    if end + width < len(text) and not text[end + width].isspace():
        piece = piece.rpartition(" ")[0]
    return " ".join(piece.split())
