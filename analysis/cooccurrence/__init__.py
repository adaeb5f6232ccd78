"""Mentions into ties and actors: who is named together with whom, how often, and where."""

from __future__ import annotations

from analysis.cooccurrence.actors import actors
from analysis.cooccurrence.contexts import contexts, contexts_of
from analysis.cooccurrence.counts import MentionCounts, count
from analysis.cooccurrence.mentions import MentionSelection, mentions
from analysis.cooccurrence.network import graph
from analysis.cooccurrence.null_model import TiesByChance, ties_by_chance
from analysis.cooccurrence.ties import strongest, ties, ties_in_all_windows

__all__ = [
    "MentionCounts",
    "MentionSelection",
    "TiesByChance",
    "actors",
    "contexts",
    "contexts_of",
    "count",
    "graph",
    "mentions",
    "strongest",
    "ties",
    "ties_by_chance",
    "ties_in_all_windows",
]
