"""Corpora of one shard in memory, for tests that make many."""

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import lexicons
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.zones import Span
from analysis.corpus.shard import Shard
from analysis.schema import ARTICLES, HOW, REGISTRY, ZONES

NOBODY = build_gazetteer(REGISTRY.empty(), titles=frozenset(), not_names=frozenset())


class OneShard:
    """What analyses ask of a corpus, of a single shard."""

    def __init__(self, shard):
        self.shard = shard

    def __len__(self):
        return len(self.shard)

    @property
    def shard_order(self):
        return np.arange(len(self))

    def map_shards(self, count):
        return iter([count(self.shard)])

    def batches(self, table):
        return iter([table(self.shard)])


def _shard(tables, n_articles):
    ids = [f"{number:04d}" for number in range(n_articles)]
    about = ARTICLES.conform(
        ARTICLES.empty().reindex(range(n_articles)).assign(article_id=ids, origin="", text="")
    ).drop(columns="text")
    return Shard(about, pd.RangeIndex(n_articles).to_numpy(), ZONES, lambda name, _: tables[name])


def of_texts(*texts):
    """Annotate texts of one paragraph each; nobody is named in them."""
    spans = [[Span(0, len(text), 0, "body")] for text in texts]
    tables = annotate_texts(texts, spans, names=NOBODY, stop_words=lexicons.stop_words())
    return OneShard(_shard(tables, len(texts)))


def of_contexts(contexts):
    """One sentence a context, all in one article; each names the given actors once."""
    names = sorted({actor for actors in contexts for actor in actors})
    named = [(i, actor) for i, actors in enumerate(contexts) for actor in sorted(actors)]
    numbers = range(len(contexts))
    zone = ZONES.index("body")
    counts = {"n_paragraphs": 0, "n_sentences": len(contexts), "n_mentions": len(named)}
    sentences = {"start": [10 * i for i in numbers], "end": [10 * i + 9 for i in numbers]}
    mentions = {
        "start": [10 * i + names.index(actor) for i, actor in named],
        "end": [10 * i + names.index(actor) + 1 for i, actor in named],
        "sentence": [i for i, _ in named],
        "actor": [names.index(actor) for _, actor in named],
        "how": [HOW.index("name")] * len(named),
    }
    tables = {
        "texts": {name: [n] for name, n in counts.items()},
        "paragraphs": {"zone": []},
        "sentences": {
            **sentences,
            "paragraph": list(numbers),
            "zone": [zone] * len(contexts),
            "n_words": [0] * len(contexts),
        },
        "mentions": mentions,
    }
    small = {
        name: pa.table({key: pa.array(values, pa.int32()) for key, values in columns.items()})
        for name, columns in tables.items()
    }
    small["actors"] = pa.table(
        {
            "actor": pa.array(names, pa.string()),
            "type": pa.array(["state"] * len(names), pa.string()),
        }
    )
    return OneShard(_shard(small, 1))
