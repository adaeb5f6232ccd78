"""Paragraphs into sentences, as nltk's punkt cuts them, with parameters of a pinned package."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from analysis import lexicons
from analysis.annotate.segments import segments, spread
from analysis.kernels import sentences as kernel
from analysis.schema import ARTICLES, PARAGRAPHS, SENTENCES


def cut_sentences(articles: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Cut every paragraph into sentences.

    Punkt sees one paragraph at a time: a headline without a full stop would otherwise be glued to
    the line below it. A dateline is one sentence of its own.

    Parameters
    ----------
    articles
        An `ARTICLES` table.
    paragraphs
        The `PARAGRAPHS` of the same articles.

    Returns
    -------
    DataFrame
        A `SENTENCES` table, one row per sentence in reading order. The sentences of a paragraph
        leave out nothing but white space.

    References
    ----------
    Kiss & Strunk (2006), "Unsupervised multilingual sentence boundary detection",
    *Computational Linguistics* 32(4).
    """
    ARTICLES.check(articles)
    PARAGRAPHS.check(paragraphs)
    ordered = paragraphs.sort_values(["article_id", "start"], ignore_index=True)
    text = segments(articles, ordered)
    found = kernel.cut_sentences(text.data, text.bounds, _punkt())
    span = spread(found.offsets)
    is_dateline = (ordered["zone"] == "dateline").to_numpy(bool)
    first = found.offsets[:-1][np.diff(found.offsets) > 0]
    opens = np.zeros(len(span), bool)
    opens[first] = True
    kept = opens | ~is_dateline[span]
    ends = np.where(is_dateline[span], ordered["end"].to_numpy()[span], 0)
    table = pd.DataFrame(
        {
            "article_id": ordered["article_id"].take(span).array,
            "start": text.places(found.starts, span),
            "end": np.where(is_dateline[span], ends, text.places(found.ends, span)),
            "paragraph": ordered["paragraph"].to_numpy()[span],
            "zone": ordered["zone"].take(span).array,
        }
    )[kept]
    table["sentence"] = table.groupby("article_id").cumcount()
    return SENTENCES.in_order(table)


@cache
def _punkt() -> kernel.Punkt:
    return kernel.punkt_model(**lexicons.punkt_tables())
