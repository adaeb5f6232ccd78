"""Mentions into ties and actors: who is named together with whom, how often, and where."""

from __future__ import annotations

from analysis.cooccurrence.actors import actors
from analysis.cooccurrence.backbone import backbone
from analysis.cooccurrence.contexts import contexts, contexts_of
from analysis.cooccurrence.counts import MentionCounts, count
from analysis.cooccurrence.ego import ego, top_actor
from analysis.cooccurrence.evidence import evidence
from analysis.cooccurrence.mentions import MentionSelection, mentions
from analysis.cooccurrence.network import graph
from analysis.cooccurrence.null_model import TiesByChance, ties_by_chance
from analysis.cooccurrence.profiles import TieProfiles, profiles
from analysis.cooccurrence.ties import strongest, ties, ties_in_all_windows

__all__ = [
    "MentionCounts",
    "MentionSelection",
    "TieProfiles",
    "TiesByChance",
    "actors",
    "backbone",
    "contexts",
    "contexts_of",
    "count",
    "ego",
    "evidence",
    "graph",
    "mentions",
    "profiles",
    "strongest",
    "ties",
    "ties_by_chance",
    "ties_in_all_windows",
    "top_actor",
]
