"""Words: what a word is, and under which term it is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.kernels import words as kernel
from analysis.kernels.offsets import to_characters

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


def number_types(
    data: NDArray[np.uint8], words: kernel.Words, shouted: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], pa.Table]:
    """Give numbers to the types of words: a form with the term under which it is counted.

    Parameters
    ----------
    data
        Text as UTF-8.
    words
        Its words.
    shouted
        For each word whether its sentence is set in capitals: then its term is another.

    Returns
    -------
    numbers : ndarray of int32
        For each word the row of its type.
    types : pyarrow.Table
        `form`, `term` and `n_characters` of each type; every type is used.
    """
    forms, terms, n_characters = _spelled(data, words)
    ids = words.ids
    loud = np.unique(ids[shouted])
    printed, quiet = (column.take(pa.array(loud)) for column in (forms, terms))
    of_loud = pa.array([term(form, shouted=True) for form in printed.to_pylist()], pa.string())
    other = pc.not_equal(of_loud, quiet)
    loud = loud[other.to_numpy(zero_copy_only=False)]
    if not len(loud):
        return ids, _types(forms, terms, n_characters)
    types = _types(
        pa.concat_arrays([forms, printed.filter(other)]),
        pa.concat_arrays([terms, of_loud.filter(other)]),
        np.append(n_characters, n_characters[loud]),
    )
    number_of = np.arange(len(forms), dtype=np.int32)
    number_of[loud] = np.arange(len(forms), len(types))
    numbers = ids.copy()
    numbers[shouted] = number_of[ids[shouted]]
    used = np.bincount(numbers, minlength=len(types)) > 0
    row_of = np.cumsum(used, dtype=np.int32) - 1
    return row_of[numbers], types.filter(pa.array(used))


def _spelled(
    data: NDArray[np.uint8], words: kernel.Words
) -> tuple[pa.Array, pa.Array, NDArray[np.int32]]:
    """Give forms, terms and sizes; only forms with a capital of some meaning are looked at."""
    found = kernel.spell(data, words.first, words.sizes)
    forms, terms = (
        pa.StringArray.from_buffers(
            len(words.first), pa.py_buffer(found.offsets), pa.py_buffer(spelling)
        )
        for spelling in (found.forms, found.lower)
    )
    odd = pa.array(~found.is_plain)
    looked_at = [term(form) for form in forms.filter(odd).to_pylist()]
    terms = pc.replace_with_mask(terms, odd, pa.array(looked_at, pa.string()))
    return forms, terms, found.n_characters


def _types(forms: pa.Array, terms: pa.Array, n_characters: NDArray[np.int32]) -> pa.Table:
    return pa.table({"form": forms, "term": terms, "n_characters": n_characters})


def _part(part: str) -> str:
    """Keep an acronym as it is, without periods; lower-case all else (also “a.m.” and “I”)."""
    if part.isupper() and _CAPITALS.search(part):
        return part.replace(".", "")
    return part.lower()
