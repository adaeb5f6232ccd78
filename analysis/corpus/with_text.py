"""The words behind spans, so that a number can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus


def with_text(corpus: Corpus, spans: pd.DataFrame) -> pd.DataFrame:
    """Put beside each span the words it stands for, so that a number can be read back.

    Parameters
    ----------
    corpus
        The corpus.
    spans
        Any table with `article_id`, `start` and `end`.

    Returns
    -------
    DataFrame
        The same rows and columns in the same order, and a column `text`.
    """
    texts = corpus.texts(spans["article_id"].unique().tolist())
    columns = (spans[column] for column in ("article_id", "start", "end"))
    words = [texts[article][start:end] for article, start, end in zip(*columns, strict=True)]
    return spans.assign(text=pd.Series(words, index=spans.index, dtype=str))
