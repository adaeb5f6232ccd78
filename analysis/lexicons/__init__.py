"""The only door for word knowledge: actors, titles, stop words, and what VADER and punkt know.

All lists lie in ``data/`` as CSV files, and `sources` says where each comes from and under which
licence. Those of VADER and punkt are others' work: ``python -m tools.word_lists`` writes them from
the packages that publish them, and ``licences/`` holds the licences. Nothing is downloaded.
"""

from __future__ import annotations

from analysis.lexicons.agencies import agencies, outlets
from analysis.lexicons.registry import registry
from analysis.lexicons.sentences import punkt
from analysis.lexicons.sources import sources
from analysis.lexicons.tone import vader, vader_rules
from analysis.lexicons.words import given_names, stop_words, titles

__all__ = [
    "agencies",
    "given_names",
    "outlets",
    "punkt",
    "registry",
    "sources",
    "stop_words",
    "titles",
    "vader",
    "vader_rules",
]
