"""Articles into tidy tables with character offsets, once; every analysis counts from these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis import lexicons
from analysis.annotate.actors import find_mentions
from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tokens import cut_words
from analysis.errors import ParameterError, nearest
from analysis.schema import LEDGER, STORY_ZONES, ZONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.corpus import Corpus

__all__ = ["Annotations", "annotate", "listed", "select", "with_text"]


@dataclass(frozen=True)
class Annotations:
    """The tables that all analyses share.

    Parameters
    ----------
    articles, paragraphs
        As read, see `schema.ARTICLES` and `schema.PARAGRAPHS`.
    sentences, tokens, types, mentions
        As annotated, see the tables of the same names in `schema`.
    ledger
        What came in, what was kept, what was dropped and why.
    """

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    types: pd.DataFrame
    mentions: pd.DataFrame
    ledger: pd.DataFrame


def annotate(corpus: Corpus, *, registry: pd.DataFrame | None = None) -> Annotations:
    """Cut a corpus into sentences and words and find its actors.

    Parameters
    ----------
    corpus
        A corpus as read. Not modified.
    registry
        A `REGISTRY` table; without one, the shipped registry with the corpus's own `actors.csv`.

    Returns
    -------
    Annotations
        All spans are ``[start, end)`` offsets into the articles' unchanged texts.
    """
    stop_words = lexicons.stop_words()
    names = lexicons.registry(corpus.actors) if registry is None else registry
    sentences = cut_sentences(corpus.articles, corpus.paragraphs)
    tokens, types = cut_words(corpus.articles, sentences, stop_words=stop_words)
    mentions = find_mentions(
        corpus.articles,
        sentences,
        registry=names,
        titles=lexicons.titles(),
        not_names=stop_words,
    )
    return Annotations(
        corpus.articles, corpus.paragraphs, sentences, tokens, types, mentions, corpus.ledger
    )


def select(
    annotations: Annotations,
    *,
    zones: str | Sequence[str] = STORY_ZONES,
    outlets: str | Sequence[str] = (),
) -> Annotations:
    """Keep some zones and some outlets; every table shrinks with them.

    Parameters
    ----------
    annotations
        The annotated corpus. Not modified.
    zones
        Zones to keep, as a sequence or as a text with commas.
    outlets
        Outlets to keep, likewise; empty keeps all.

    Returns
    -------
    Annotations
        The same tables with fewer rows, and a ledger with one step more.

    Raises
    ------
    ParameterError
        If a zone or an outlet does not exist; the message names the nearest that does.
    """
    wanted = _known(listed(zones), "zones", list(ZONES))
    there = sorted(annotations.articles["outlet"].dropna().unique())
    chosen = _known(listed(outlets), "outlets", there)
    kept = annotations.articles
    if chosen:
        kept = kept[kept["outlet"].isin(chosen)].reset_index(drop=True)
    ids = set(kept["article_id"])
    sentences = _of(annotations.sentences, ids)
    sentences = sentences[sentences["zone"].isin(wanted)].reset_index(drop=True)
    tokens = _of(annotations.tokens, ids).merge(
        sentences[["article_id", "sentence"]], on=["article_id", "sentence"]
    )
    return replace(
        annotations,
        articles=kept,
        paragraphs=_of(annotations.paragraphs, ids),
        sentences=sentences,
        tokens=tokens,
        mentions=_of(annotations.mentions[annotations.mentions["zone"].isin(wanted)], ids),
        ledger=_with_step(annotations.ledger, len(annotations.articles), len(kept), wanted, chosen),
    )


def with_text(annotations: Annotations, spans: pd.DataFrame) -> pd.DataFrame:
    """Put beside each span the words it stands for, so that a number can be read back.

    Parameters
    ----------
    annotations
        The annotated corpus.
    spans
        Any table with `article_id`, `start` and `end`.

    Returns
    -------
    DataFrame
        The same rows and columns in the same order, and a column `text`.
    """
    texts = dict(zip(annotations.articles["article_id"], annotations.articles["text"], strict=True))
    columns = (spans[column] for column in ("article_id", "start", "end"))
    words = [texts[article][start:end] for article, start, end in zip(*columns, strict=True)]
    return spans.assign(text=pd.Series(words, index=spans.index, dtype=str))


def listed(values: str | Sequence[str]) -> tuple[str, ...]:
    """Read a list that a notebook parameter gives as text with commas.

    Examples
    --------
    >>> listed("headline, body"), listed(""), listed(("body",))
    (('headline', 'body'), (), ('body',))
    """
    parts = values.split(",") if isinstance(values, str) else values
    return tuple(part.strip() for part in parts if part.strip())


def _known(wanted: tuple[str, ...], name: str, known: list[str]) -> tuple[str, ...]:
    for value in wanted:
        if value not in known:
            raise ParameterError(
                f"parameter '{name}': there is no '{value}';{nearest(value, known)} "
                f"There is: {', '.join(known) or 'none'}."
            )
    return wanted


def _of(table: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return table[table["article_id"].isin(ids)].reset_index(drop=True)


def _with_step(
    ledger: pd.DataFrame, n_in: int, n_kept: int, zones: tuple[str, ...], outlets: tuple[str, ...]
) -> pd.DataFrame:
    step = {
        "step": int(ledger["step"].max()) + 1 if len(ledger) else 1,
        "what": f"selected: {', '.join(zones)}; {', '.join(outlets) or 'all outlets'}",
        "n_in": n_in,
        "n_kept": n_kept,
        "n_dropped": n_in - n_kept,
        "reason": "other outlet" if n_in > n_kept else "",
        "examples": "",
    }
    return LEDGER.conform(pd.concat([ledger, pd.DataFrame([step])], ignore_index=True))
