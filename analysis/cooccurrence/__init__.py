"""Mentions into ties and actors: who is named together with whom, how often, and where."""

from __future__ import annotations

from analysis.cooccurrence.actors import actors
from analysis.cooccurrence.contexts import contexts, contexts_of
from analysis.cooccurrence.mentions import MentionSelection, mentions
from analysis.cooccurrence.network import graph
from analysis.cooccurrence.null_model import ties_by_chance
from analysis.cooccurrence.ties import strongest, ties, ties_in_all_windows

__all__ = [
    "MentionSelection",
    "actors",
    "contexts",
    "contexts_of",
    "graph",
    "mentions",
    "strongest",
    "ties",
    "ties_by_chance",
    "ties_in_all_windows",
]
