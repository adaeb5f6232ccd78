"""Result tables into sentences: what a reader is told, computed so that it cannot go stale.

One file a notebook. Texts here are plain: `wording.Text` escapes them when they are shown, since
names, headlines and terms come from the corpus and are not to be trusted.
"""

from __future__ import annotations

from analysis.display.findings.actors import (
    actors_answer,
    adjectives_finding,
    communities_finding,
    ego_finding,
    network_finding,
    profiles_finding,
    ties_finding,
)
from analysis.display.findings.corpus import corpus_answer, coverage_finding, stories_finding
from analysis.display.findings.frequency import (
    dispersion_finding,
    frequency_answer,
    frequency_finding,
    keyness_finding,
    spread,
)
from analysis.display.findings.sentiment import (
    sentiment_answer,
    tone_by_sentence_finding,
    tone_over_time_finding,
)
from analysis.display.findings.shared import caution, counting, provenance
from analysis.display.findings.trend import changes_finding, mix_finding, trend_finding

__all__ = [
    "actors_answer",
    "adjectives_finding",
    "caution",
    "changes_finding",
    "communities_finding",
    "corpus_answer",
    "counting",
    "coverage_finding",
    "dispersion_finding",
    "ego_finding",
    "frequency_answer",
    "frequency_finding",
    "keyness_finding",
    "mix_finding",
    "network_finding",
    "profiles_finding",
    "provenance",
    "sentiment_answer",
    "spread",
    "stories_finding",
    "ties_finding",
    "tone_by_sentence_finding",
    "tone_over_time_finding",
    "trend_finding",
]
