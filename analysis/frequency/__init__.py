"""Words into counts, comparisons and places: which words, how often, since when, and where."""

from __future__ import annotations

from analysis.frequency.changes import Changes, changes
from analysis.frequency.collocations import collocations
from analysis.frequency.compare import Comparisons, compare
from analysis.frequency.concordance import concordance, count_term, occurrences, spans
from analysis.frequency.counts import TermCounts, count
from analysis.frequency.coverage import coverage
from analysis.frequency.dispersion import dispersion
from analysis.frequency.distinctive_terms import distinctive_terms
from analysis.frequency.diversity import diversity
from analysis.frequency.keyness import keyness
from analysis.frequency.profile import Profile, of_term, profile
from analysis.frequency.term_ids import normalise_term
from analysis.frequency.terms import terms, top_term
from analysis.frequency.trend import trend

__all__ = [
    "Changes",
    "Comparisons",
    "Profile",
    "TermCounts",
    "changes",
    "collocations",
    "compare",
    "concordance",
    "count",
    "count_term",
    "coverage",
    "dispersion",
    "distinctive_terms",
    "diversity",
    "keyness",
    "normalise_term",
    "occurrences",
    "of_term",
    "profile",
    "spans",
    "terms",
    "top_term",
    "trend",
]
