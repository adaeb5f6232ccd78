"""Names of any kind: what they add to annotating, and a neural tagger that finds the same.

Both look for persons, organisations and places. Ours also cuts sentences and words, finds the
registry's actors and says which names are one. Results are not the same: `benchmarks.accuracy`
compares how good they are.
"""

from __future__ import annotations

from unittest.mock import patch

from analysis import lexicons
from analysis.annotate import texts
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.tagger import no_names
from analysis.annotate.zones import paragraphs
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison, compare

N_ARTICLES = 2000
N_TO_PEER = 200
"""Articles that both tag: the peer takes minutes for more."""


def tagged(lines, articles):
    """Find names in articles, registry included."""
    some = articles[:N_TO_PEER]
    annotate, spacy = _step(some), peers.spacy_names()
    yield Comparison("names_vs_spacy_md", annotate, lambda: spacy(some), equal=False)


def cost(articles, *, rounds: int):
    """Measure annotating with the tagger by annotating without it."""
    annotate = _step(articles[:N_ARTICLES])

    def without():
        with patch.object(texts, "tag_names", lambda *_, **__: no_names()):
            annotate()

    times = compare(Comparison("", annotate, without, equal=False), rounds=rounds)
    return {
        "ratio": round(times["ours_s"] / times["peer_s"], 2),
        "ours_s": times["ours_s"],
        "without_s": times["peer_s"],
    }


def _step(articles):
    """Return what annotates articles, their paragraphs cut before."""
    stop_words = lexicons.stop_words()
    names = build_gazetteer(lexicons.registry(), titles=lexicons.titles(), not_names=stop_words)
    spans = [paragraphs(article) for article in articles]
    return lambda: texts.annotate_texts(articles, spans, names=names, stop_words=stop_words)
