"""Words: what a word is, and under which term it is counted."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import words as kernel
from analysis.kernels.places import to_characters

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
    data = np.frombuffer(text.encode(), np.uint8)
    found = kernel.cut_words(data, np.array([0, len(data)]))
    ends = found.starts + found.sizes[found.ids]
    places = (to_characters(data, column).tolist() for column in (found.starts, ends))
    return list(zip(*places, strict=True))


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


def terms_of(forms: list[str]) -> list[str]:
    """Give the term of each form, as `term` does; forms hold no line ends.

    Examples
    --------
    >>> terms_of(["Bases", "US", "Don’t"])
    ['bases', 'US', "don't"]
    """
    if not forms:
        return []
    joined = "\n".join(forms).replace("’", "'").replace("‑", "-")
    return [
        low if plain == low or (plain.isalpha() and not plain[1:].isupper()) else term(plain)
        for plain, low in zip(joined.split("\n"), joined.lower().split("\n"), strict=True)
    ]


def number_types(
    forms: list[str], ids: NDArray[np.int32], shouted: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], tuple[list[str], list[str]]]:
    """Give numbers to the types of words: a form with the term under which it is counted.

    Parameters
    ----------
    forms
        Distinct words as printed.
    ids
        For each word the row of its form.
    shouted
        For each word whether its sentence is set in capitals: then its term is another.

    Returns
    -------
    numbers : ndarray of int32
        For each word the row of its type.
    types : lists of str
        The form and the term of each type; every type is used.
    """
    loud = np.unique(ids[shouted])
    printed = forms + [forms[number] for number in loud.tolist()]
    terms = terms_of(forms)
    terms += [term(form, shouted=True) for form in printed[len(forms) :]]
    if not len(loud):
        return ids, (printed, terms)
    number_of = np.zeros(len(forms), np.int32)
    number_of[loud] = np.arange(len(forms), len(printed))
    numbers = ids.copy()
    numbers[shouted] = number_of[ids[shouted]]
    used = np.bincount(numbers, minlength=len(printed)) > 0
    if used.all():
        return numbers, (printed, terms)
    row_of = np.cumsum(used, dtype=np.int32) - 1
    types = list(compress(printed, used)), list(compress(terms, used))
    return row_of[numbers], types


def _part(part: str) -> str:
    """Keep an acronym as it is, without periods; lower-case all else (also “a.m.” and “I”)."""
    if part.isupper() and _CAPITALS.search(part):
        return part.replace(".", "")
    return part.lower()
