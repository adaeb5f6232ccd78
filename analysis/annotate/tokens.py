"""Sentences into words: what a word is, and under which term it is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.annotate.segments import encoded, segments, spread
from analysis.kernels import words as kernel
from analysis.schema import ARTICLES, SENTENCES, TOKENS, TYPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOUTED = 3
"""From this many words on, a sentence in capitals says nothing about acronyms."""

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
    data, characters = encoded(text)
    found = kernel.cut_words(data, np.array([0, len(data)]))
    ends = characters[found.starts + found.sizes[found.ids]]
    return list(zip(characters[found.starts].tolist(), ends.tolist(), strict=True))


def is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is set in capitals, so that capitals say nothing about its words.

    Examples
    --------
    >>> is_shouted("US TO LEAVE IRAQ"), is_shouted("US to leave Iraq"), is_shouted("NATO")
    (True, False, False)
    """
    return sentence.isupper() and len(words(sentence)) >= SHOUTED


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
    if form.isalpha() and not form[1:].isupper():
        return form.lower()  # by far the most words
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
    text = segments(articles, sentences)
    found = kernel.cut_words(text.data, text.bounds)
    span = spread(found.offsets)
    n_words = np.diff(found.offsets)
    isupper = np.fromiter(map(str.isupper, text.pieces), bool, len(text.pieces))
    forms = kernel.forms(text.data, found.first, found.sizes)
    type_ids, types = _types(forms, found.ids, (isupper & (n_words >= SHOUTED))[span])
    types["stop"] = types["term"].isin(stop_words)
    starts = found.starts.astype(np.int64)
    tokens = pd.DataFrame(
        {
            "article_id": sentences["article_id"].take(span).array,
            "start": text.places(starts, span),
            "end": text.places(starts + found.sizes[found.ids], span),
            "sentence": sentences["sentence"].to_numpy()[span],
            "type_id": type_ids,
        }
    )
    return TOKENS.in_order(tokens), TYPES.in_order(types)


def _types(
    forms: list[str], ids: NDArray[np.int32], shouted: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], pd.DataFrame]:
    """Sort forms with their terms by the alphabet; shouted words have terms of their own."""
    keys = [(form, term(form)) for form in forms]
    loud = np.unique(ids[shouted])
    keys += [(forms[number], term(forms[number], shouted=True)) for number in loud.tolist()]
    number_of = np.zeros(len(forms), np.int32)
    number_of[loud] = np.arange(len(forms), len(keys))
    numbers = np.where(shouted, number_of[ids], ids) if len(loud) else ids
    used = np.bincount(numbers, minlength=len(keys)) > 0
    listed = sorted({key for key, is_used in zip(keys, used, strict=True) if is_used})
    rank = {key: row for row, key in enumerate(listed)}
    ranks = np.fromiter((rank.get(key, 0) for key in keys), np.int32, len(keys))
    types = pd.DataFrame(listed, columns=["form", "term"], dtype="str")
    types["type_id"] = np.arange(len(listed), dtype=np.int32)
    return ranks[numbers], types


def _part(part: str) -> str:
    """Keep an acronym as it is, without periods; lower-case all else (also “a.m.” and “I”)."""
    if part.isupper() and _CAPITALS.search(part):
        return part.replace(".", "")
    return part.lower()
