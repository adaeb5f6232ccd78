"""Words counted, and pairs of words."""

from __future__ import annotations

import numpy as np

from analysis.kernels import grams, words
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison, joined


def count(text, bounds):
    """Return the forms of words and how often each occurs."""
    cut = words.cut_words(text, bounds)
    return words.forms(text, cut.first, cut.sizes), np.bincount(cut.ids)


def unigrams(lines, articles):
    """Count words. Only two of the peers have the same words; ours are held against one always."""
    text, bounds = joined(articles)
    forms, counts = count(text, bounds)
    ours = dict(zip(forms, counts.tolist(), strict=True))
    equal = ours == peers.count_words(articles)
    by_polars = dict(peers.polars_unigrams(articles).iter_rows())
    some = articles[:1000]
    few, few_bounds = joined(some)
    tokenizer, language = peers.punkt(), peers.spacy_blank()

    def ours_on_few():
        return count(few, few_bounds)

    def ours_on_all():
        return count(text, bounds)

    yield Comparison(
        "unigrams_vs_nltk",
        ours_on_few,
        lambda: peers.nltk_unigrams(some, tokenizer),
        equal,
        ("words", some),
    )
    yield Comparison(
        "unigrams_vs_textacy",
        ours_on_few,
        lambda: peers.textacy_unigrams(some, language),
        equal,
    )
    yield Comparison("unigrams_vs_counter", ours_on_all, lambda: peers.count_words(articles), equal)
    yield Comparison(
        "unigrams_vs_polars",
        ours_on_all,
        lambda: peers.polars_unigrams(articles),
        equal and ours == by_polars,
    )


def bigrams(lines, articles):
    """Count words and pairs of words; ours stay numbers, scikit-learn's are strings."""
    some = articles[:2000]
    text, bounds = joined(some)

    def both():
        cut = words.cut_words(text, bounds)
        return cut, np.bincount(cut.ids), grams.count_grams(cut.ids, cut.offsets, 2)

    cut, singles, found = both()
    forms = words.forms(text, cut.first, cut.sizes)
    ours = {
        (forms[cut.ids[row]], forms[cut.ids[row + 1]]): n
        for row, n in zip(found.first[found.numbers].tolist(), found.counts.tolist(), strict=True)
    }
    counter, table = peers.sklearn_bigrams(some)
    sums = np.asarray(table.sum(axis=0)).ravel().tolist()
    theirs = {gram: sums[column] for gram, column in counter.vocabulary_.items()}
    equal = ours == peers.count_bigrams(some)
    same = theirs == {
        **dict(zip(forms, singles.tolist(), strict=True)),
        **{" ".join(pair): n for pair, n in ours.items()},
    }
    yield Comparison(
        "bigrams_vs_sklearn", both, lambda: peers.sklearn_bigrams(some), equal and same
    )
    yield Comparison(
        "bigrams_vs_counter",
        both,
        lambda: (peers.count_words(some), peers.count_bigrams(some)),
        equal,
    )
