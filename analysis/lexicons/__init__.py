"""The only door for word knowledge: actors, titles, stop words, and the lexicons of nltk.

Our own lists lie in ``data/`` as CSV files. VADER's lexicon and punkt's parameters are read from
the installed packages that ship them; nothing is downloaded. `sources` says where each list comes
from and under which licence.
"""

from __future__ import annotations

from analysis.lexicons.agencies import agencies
from analysis.lexicons.packages import punkt, punkt_tables, vader, vader_rules
from analysis.lexicons.registry import registry
from analysis.lexicons.sources import sources
from analysis.lexicons.words import stop_words, titles

__all__ = [
    "agencies",
    "punkt",
    "punkt_tables",
    "registry",
    "sources",
    "stop_words",
    "titles",
    "vader",
    "vader_rules",
]
