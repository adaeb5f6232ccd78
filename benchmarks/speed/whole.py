"""The whole step: sentences, words, names and tone, written to Parquet files.

Ours also finds persons by their titles and surnames, which the notebook does not.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from analysis import lexicons
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.zones import Span
from analysis.corpus.shards import write_shard
from analysis.schema import REGISTRY
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison
from benchmarks.speed.names import gazetteer

NUMBERS = ("neg", "neu", "pos", "compound")


def annotated(lines, articles):
    """Annotate articles; sentences and scores are compared."""
    some = articles[:2000]
    aliases = gazetteer(articles)
    annotate, usual = our_step(aliases), peers.notebook(aliases)
    found = annotate(some)["sentences"].to_pydict()
    cut, _, _, tone = usual(some)
    spans = list(zip(found["start"], found["end"], strict=True))
    scores = list(zip(*(found[name] for name in NUMBERS), strict=True))
    equal = spans == [span for each in cut for span in each]
    equal &= scores == [tuple(score[name] for name in NUMBERS) for score in tone]
    yield Comparison("annotate_vs_notebook", lambda: annotate(some), lambda: usual(some), equal)


def our_step(aliases):
    """Return what we do to articles, each one paragraph, as the notebook takes them.

    The one place to change when annotating is called in another way.
    """
    registry = REGISTRY.conform(
        pd.DataFrame(
            {"actor": aliases, "type": "body", "parent": "", "alias": aliases, "how": "name"}
        )
    )
    stop_words = lexicons.stop_words()
    names = build_gazetteer(registry, titles=lexicons.titles(), not_names=stop_words)

    def annotate(articles):
        spans = [[Span(0, len(article), 0, "body")] for article in articles]
        tables = annotate_texts(articles, spans, names=names, stop_words=stop_words)
        with tempfile.TemporaryDirectory() as folder:
            write_shard(Path(folder), "shard", tables)
        return tables

    return annotate
