"""Words into counts, comparisons and places: which words, how often, since when, and where."""

from __future__ import annotations

from analysis.frequency.collocates import collocations
from analysis.frequency.concordance import concordance, how_often, occurrences, spans
from analysis.frequency.counts import coverage, leading, term_frequency
from analysis.frequency.keyness import keyness
from analysis.frequency.lexical import diversity
from analysis.frequency.spread import dispersion
from analysis.frequency.trends import changes, trend
from analysis.frequency.words import normal

__all__ = [
    "changes",
    "collocations",
    "concordance",
    "coverage",
    "dispersion",
    "diversity",
    "how_often",
    "keyness",
    "leading",
    "normal",
    "occurrences",
    "spans",
    "term_frequency",
    "trend",
]
