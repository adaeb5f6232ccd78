"""Tone: VADER's four numbers, from text and on coded sentences."""

from __future__ import annotations

from analysis.kernels import vader
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison, joined


def tone(lines, articles):
    """Score distinct sentences; all of them are compared, and some are timed."""
    nltk = peers.vader()
    model = vader.vader_model(
        nltk.lexicon,
        boosters=nltk.constants.BOOSTER_DICT,
        negations=nltk.constants.NEGATE,
        idioms=nltk.constants.SPECIAL_CASE_IDIOMS,
    )

    def from_text(text, bounds):
        coded = vader.code_sentences(text, bounds[:-1], bounds[1:], model)
        return vader.score_sentences(coded, model)

    scores = from_text(*joined(lines))
    found = list(zip(*(column.tolist() for column in scores), strict=True))
    equal = repr(found) == repr([tuple(nltk.polarity_scores(s).values()) for s in lines])
    some = lines[:: max(1, len(lines) // 20000)]
    text, bounds = joined(some)
    coded = vader.code_sentences(text, bounds[:-1], bounds[1:], model)

    def by_nltk():
        return [nltk.polarity_scores(sentence) for sentence in some]

    yield Comparison(
        "vader_text_vs_nltk", lambda: from_text(text, bounds), by_nltk, equal, ("tone", some)
    )
    yield Comparison(
        "vader_ids_vs_nltk", lambda: vader.score_sentences(coded, model), by_nltk, equal
    )
