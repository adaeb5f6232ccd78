"""Sentences, as nltk's punkt cuts them."""

from __future__ import annotations

from analysis.kernels import sentences as kernel
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison, in_characters, joined


def sentences(lines, articles):
    """Cut articles; all spans of all articles are compared, and a thousand articles are timed."""
    nltk = peers.punkt()
    parameters = nltk._params  # noqa: SLF001
    model = kernel.punkt_model(
        abbreviations=parameters.abbrev_types,
        starters=parameters.sent_starters,
        collocations=parameters.collocations,
        contexts=dict(parameters.ortho_context),
    )
    text, bounds = joined(articles)
    found, equal = kernel.cut_sentences(text, bounds, model), True
    for k, article in enumerate(articles):
        rows = slice(found.offsets[k], found.offsets[k + 1])
        ours = in_characters(article, found.starts[rows] - bounds[k], found.ends[rows] - bounds[k])
        equal &= ours == list(nltk.span_tokenize(article))
    some = articles[:1000]
    few, few_bounds = joined(some)
    yield Comparison(
        "sentences_vs_punkt",
        lambda: kernel.cut_sentences(few, few_bounds, model),
        lambda: [list(nltk.span_tokenize(article)) for article in some],
        equal,
        ("sentences", some),
    )
