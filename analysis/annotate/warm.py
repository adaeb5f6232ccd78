"""One article through every room that reads text, so that compiled code and word lists are ready.

The fork server does this once; the notebooks' kernels are its children and inherit all of it.
"""

from __future__ import annotations

from analysis import lexicons
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.zones import paragraphs

TEXT = "Talks end\n\nThe US met Iraq, said the envoy, Ana Lee. Lee was “glad”."


def warm() -> None:
    """Annotate an article that nobody wrote."""
    stop_words = lexicons.stop_words()
    names = build_gazetteer(lexicons.registry(), titles=lexicons.titles(), not_names=stop_words)
    annotate_texts([TEXT], [paragraphs(TEXT, head=9)], names=names, stop_words=stop_words)
