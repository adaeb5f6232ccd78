"""Mentions into ties and actors: who is named together with whom, how often, and where."""

from __future__ import annotations

from analysis.cooccurrence.actors import actors
from analysis.cooccurrence.chance import ties_by_chance
from analysis.cooccurrence.contexts import contexts, contexts_of
from analysis.cooccurrence.naming import Named, named
from analysis.cooccurrence.network import graph
from analysis.cooccurrence.ties import strongest, ties, ties_in_all_windows

__all__ = [
    "Named",
    "actors",
    "contexts",
    "contexts_of",
    "graph",
    "named",
    "strongest",
    "ties",
    "ties_by_chance",
    "ties_in_all_windows",
]
