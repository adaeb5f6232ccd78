"""Measure news coverage: words, tone and actors, each number traced to its sentences.

>>> import analysis as sf
>>> news = sf.load("seeds/kurdistan24")
>>> sf.frequency.terms(news)["term"].head(3).tolist()
['iraq', 'US', 'bases']

Nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import cooccurrence, errors, frequency, sentiment, stories
    from analysis.corpus import Corpus, annotate, load
    from analysis.display import figures
    from analysis.display.tables import show
    from analysis.reports import check, report

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "annotate",
    "check",
    "cooccurrence",
    "errors",
    "figures",
    "frequency",
    "load",
    "report",
    "sentiment",
    "show",
    "stories",
]

_ROOMS = {
    "cooccurrence": "analysis.cooccurrence",
    "errors": "analysis.errors",
    "figures": "analysis.display.figures",
    "frequency": "analysis.frequency",
    "sentiment": "analysis.sentiment",
    "stories": "analysis.stories",
}
_HOMES = {
    "Corpus": "analysis.corpus",
    "annotate": "analysis.corpus",
    "check": "analysis.reports",
    "load": "analysis.corpus",
    "report": "analysis.reports",
    "show": "analysis.display.tables",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(_ROOMS[name])
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
