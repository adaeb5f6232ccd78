"""Words into counts, comparisons and places: which words, how often, since when, and where."""

from __future__ import annotations

from analysis.frequency.changes import changes
from analysis.frequency.collocates import collocations
from analysis.frequency.compare import compare, typical
from analysis.frequency.concordance import concordance, how_often, occurrences, spans
from analysis.frequency.counts import coverage, leading, term_frequency
from analysis.frequency.keyness import keyness
from analysis.frequency.lexical import diversity
from analysis.frequency.profile import Profile, of_term, profile
from analysis.frequency.spread import dispersion
from analysis.frequency.trends import trend
from analysis.frequency.words import normal

__all__ = [
    "Profile",
    "changes",
    "collocations",
    "compare",
    "concordance",
    "coverage",
    "dispersion",
    "diversity",
    "how_often",
    "keyness",
    "leading",
    "normal",
    "occurrences",
    "of_term",
    "profile",
    "spans",
    "term_frequency",
    "trend",
    "typical",
]
