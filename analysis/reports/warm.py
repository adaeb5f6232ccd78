"""One article through every room that reads text, so that compiled code and word lists are ready.

The fork server does this once; the notebooks' kernels are its children and inherit all of it.
"""

from __future__ import annotations

import pandas as pd

from analysis import sentiment
from analysis.annotate import annotate
from analysis.corpus import Corpus
from analysis.schema import ARTICLES, LEDGER, PARAGRAPHS, ROLES

TEXT = "The US met Iraq, said the envoy, Ana Lee. Lee was “glad”."


def warm() -> None:
    """Annotate and score one sentence of an article that nobody wrote."""
    one = ARTICLES.empty().reindex([0]).assign(article_id="a", origin="", text=TEXT)
    span = {"article_id": "a", "start": 0, "end": len(TEXT), "paragraph": 0, "zone": "body"}
    corpus = Corpus(
        name="warm",
        articles=ARTICLES.conform(one),
        paragraphs=PARAGRAPHS.conform(pd.DataFrame([span])),
        ledger=LEDGER.empty(),
        roles=ROLES.empty(),
        fingerprint="",
        actors=None,
    )
    made = annotate(corpus)
    sentiment.score_sentences(made.articles, made.sentences)
