"""Paragraphs into sentences, by nltk's punkt with the English parameters of a pinned package."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from analysis import lexicons
from analysis.schema import ARTICLES, PARAGRAPHS, SENTENCES

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer


@cache
def _punkt() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return PunktSentenceTokenizer(lexicons.punkt())


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
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = ("article_id", "start", "end", "paragraph", "zone")
    rows = [
        (article_id, start + first, start + last, paragraph, zone)
        for article_id, start, end, paragraph, zone in zip(
            *(paragraphs[column] for column in columns), strict=True
        )
        for first, last in _spans(texts[article_id][start:end], zone)
    ]
    if not rows:
        return SENTENCES.empty()
    table = pd.DataFrame(rows, columns=list(columns))
    table["sentence"] = table.groupby("article_id").cumcount()
    return SENTENCES.conform(table)


def _spans(text: str, zone: str) -> list[tuple[int, int]]:
    if zone == "dateline":
        return [(0, len(text))]
    return list(_punkt().span_tokenize(text))
