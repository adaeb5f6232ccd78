"""Sentences into words: what a word is, and under which term it is counted."""

from __future__ import annotations

import re

import pandas as pd

from analysis.schema import ARTICLES, SENTENCES, TOKENS, TYPES

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[-‑'’]\w+)*"  # initialisms with their periods: U.S., U.S.-led
    r"|\w+(?:[-‑'’]\w+"  # hyphen and apostrophe join word characters: al-Shaabi, don't
    r"|(?<=\d)[.,](?=\d)\w+)*"  # period and comma join digits: 5,000 and 2.5
)
"""One word. A final ’s is cut off afterwards: “Iraq’s” is the word “Iraq”."""

_POSSESSIVE = re.compile(r"(?<=.)['’][sS]$")
_CAPITALS = re.compile(r"(?:[^\W\d_]\W*){2}")


def words(text: str) -> list[tuple[int, int]]:
    """Find the words of a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of (int, int)
        ``[start, end)`` of each word, in order, without overlap.

    Examples
    --------
    >>> text = "Iraq’s U.S.-led al-Haq doesn't need 5,000 men."
    >>> [text[start:end] for start, end in words(text)]
    ['Iraq', 'U.S.-led', 'al-Haq', "doesn't", 'need', '5,000', 'men']
    """
    spans = []
    for found in WORD.finditer(text):
        possessive = _POSSESSIVE.search(found.group())
        spans.append((found.start(), found.end() - (len(possessive.group()) if possessive else 0)))
    return spans


def is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is set in capitals, so that capitals say nothing about its words.

    Examples
    --------
    >>> is_shouted("US TO LEAVE IRAQ"), is_shouted("US to leave Iraq"), is_shouted("NATO")
    (True, False, False)
    """
    return sentence.isupper() and len(words(sentence)) >= 3


def term(form: str, *, shouted: bool = False) -> str:
    """Give the term under which a word is counted.

    Lower case unites “Bases” and “bases”. Acronyms keep their capitals, part by part of a
    hyphenated word, so that “US” is not “us” and “IS” is not “is”; their periods go, so that
    “U.S.” is “US”. In a sentence set in capitals every word is lower-cased.

    Parameters
    ----------
    form
        One word as printed.
    shouted
        The word stands in a sentence set in capitals.

    Returns
    -------
    str
        The term. Curly apostrophes are straight in it, so that one term has one spelling.

    Examples
    --------
    >>> term("Bases"), term("US-led"), term("U.S."), term("Don’t"), term("TO", shouted=True)
    ('bases', 'US-led', 'US', "don't", 'to')
    """
    plain = form.replace("’", "'").replace("‑", "-")
    if shouted:
        return plain.lower()
    return "-".join(_part(part) for part in plain.split("-"))


def cut_words(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, stop_words: frozenset[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Cut every sentence into words, each with its type.

    Parameters
    ----------
    articles
        An `ARTICLES` table.
    sentences
        The `SENTENCES` of the same articles.
    stop_words
        Terms that carry grammar rather than content.

    Returns
    -------
    tokens : DataFrame
        A `TOKENS` table, one row per word in reading order.
    types : DataFrame
        A `TYPES` table, one row per form and term, numbered in alphabetical order, so that the
        numbers do not depend on the order of articles.
    """
    ARTICLES.check(articles)
    SENTENCES.check(sentences)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = []
    for article_id, start, end, sentence in zip(
        *(sentences[column] for column in ("article_id", "start", "end", "sentence")), strict=True
    ):
        text = texts[article_id][start:end]
        shouted = is_shouted(text)
        for first, last in words(text):
            form = text[first:last]
            rows.append(
                (
                    article_id,
                    start + first,
                    start + last,
                    sentence,
                    form,
                    term(form, shouted=shouted),
                )
            )
    if not rows:
        return TOKENS.empty(), TYPES.empty()
    table = pd.DataFrame(rows, columns=["article_id", "start", "end", "sentence", "form", "term"])
    types = table[["form", "term"]].drop_duplicates().sort_values(["form", "term"])
    types["type_id"] = range(len(types))
    types["stop"] = types["term"].isin(stop_words)
    return TOKENS.conform(table.merge(types, on=["form", "term"])), TYPES.conform(types)


def _part(part: str) -> str:
    """Keep an acronym as it is, without periods; lower-case all else (also “a.m.” and “I”)."""
    if part.isupper() and _CAPITALS.search(part):
        return part.replace(".", "")
    return part.lower()
