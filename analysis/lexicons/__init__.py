"""The only door for word knowledge: actors, titles, stop words, and what VADER and punkt know.

All lists lie in ``data/`` as CSV files, and `sources` says where each comes from and under which
licence. Those of VADER and punkt are others' work: ``python -m tools.word_lists`` writes them from
the packages that publish them, and ``licences/`` holds the licences. Nothing is downloaded.
"""

from __future__ import annotations

from analysis.lexicons.agencies import agencies, outlets
from analysis.lexicons.homonyms import homonyms
from analysis.lexicons.registry import in_need_of_country, learnt_registry, registry
from analysis.lexicons.sentences import punkt
from analysis.lexicons.sources import sources
from analysis.lexicons.tone import vader, vader_rules
from analysis.lexicons.words import (
    abbreviations,
    common_words,
    given_names,
    phrases,
    stop_words,
    titles,
)

__all__ = [
    "abbreviations",
    "agencies",
    "common_words",
    "given_names",
    "homonyms",
    "in_need_of_country",
    "learnt_registry",
    "outlets",
    "phrases",
    "punkt",
    "registry",
    "sources",
    "stop_words",
    "titles",
    "vader",
    "vader_rules",
]
