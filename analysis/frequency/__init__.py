"""Words into term frequency and concordance: which words, how often, and where."""

from __future__ import annotations

from analysis.frequency.concordance import concordance, how_often, occurrences, spans
from analysis.frequency.counts import coverage, leading, term_frequency
from analysis.frequency.words import normal

__all__ = [
    "concordance",
    "coverage",
    "how_often",
    "leading",
    "normal",
    "occurrences",
    "spans",
    "term_frequency",
]
