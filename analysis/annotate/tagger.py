"""Find the names of persons, organisations and places by what was learned from labelled text.

The registry knows whom it lists. The tagger finds the others: by the words around them, by their
form, by lists of first names, and by how the same word is used elsewhere in the article.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis import lexicons
from analysis.annotate.match import Forms, arranged, find
from analysis.kernels import perceptron as kernel
from analysis.kernels.match import code_pieces
from analysis.kernels.name_context import look_around
from analysis.kernels.name_tokens import cut_tokens, describe_forms
from analysis.kernels.wordlist import closed_list
from analysis.lexicons.tagger import census_names, tagger_weights

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from analysis.kernels.match import Known
    from analysis.kernels.name_context import Context
    from analysis.kernels.name_tokens import Forms as Looks
    from analysis.kernels.name_tokens import Tokens
    from analysis.kernels.wordlist import ClosedList
    from analysis.kernels.words import Words

TYPES = ("person", "organisation", "place")
"""What a name is said to be."""

TITLE, STOP, PLACE, BODY, ADJECTIVE = 16, 32, 64, 128, 256
"""Lists of single words, as bits above those of first names and surnames."""

_GEOGRAPHY = frozenset({"state", "region", "world region", "place", "people"})
_KINDS = ("place", "place acronym", "adjective", "capital", "body", "body acronym", "outlet")


class Lists(NamedTuple):
    """Word knowledge the tagger looks at, arranged for its kernels.

    Parameters
    ----------
    words
        Single words in lower case.
    bits
        The lists each of them is in.
    known, forms, kinds
        The registry's forms, and what each of them is: 1 and more.
    """

    words: ClosedList
    bits: NDArray[np.int64]
    known: Known
    forms: Forms
    kinds: NDArray[np.int8]


class Tagger(NamedTuple):
    """All that finding names needs. It can be pickled.

    Parameters
    ----------
    lists
        Word knowledge.
    model
        Weights.
    calibration
        Slope and intercept, by type of name, that turn the root of a margin into a probability.
    """

    lists: Lists
    model: kernel.Model
    calibration: NDArray[np.float64]


class View(NamedTuple):
    """Sentences as the tagger reads them."""

    tokens: Tokens
    forms: Looks
    context: Context
    registry: NDArray[np.int8]
    bounds: NDArray[np.int64]


class Tagged(NamedTuple):
    """Names in reading order, without overlap.

    Parameters
    ----------
    sentence : int64
        The sentence in which each stands.
    start, end : int64
        First byte, and one past the last.
    type : int8
        The row of `TYPES`.
    score : float64
        How likely it is a name of this type, 0 to 1.
    """

    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    type: NDArray[np.int8]
    score: NDArray[np.float64]

    def where(self, rows: NDArray[Any]) -> Tagged:
        """Give some of the names, by a mask or by their rows."""
        return Tagged(
            self.sentence[rows],
            self.start[rows],
            self.end[rows],
            self.type[rows],
            self.score[rows],
        )


def tag_names(
    data: NDArray[np.uint8],
    words: Words,
    begins: NDArray[np.int64],
    stops: NDArray[np.int64],
    article: NDArray[np.integer[Any]],
    *,
    tagger: Tagger,
) -> Tagged:
    """Find names in sentences.

    What is said of a name depends on its article alone.

    Parameters
    ----------
    data
        The texts of some articles, one after the other, as UTF-8.
    words
        Their words, cut sentence by sentence.
    begins, stops : int64, ascending
        Sentence `k` is ``data[begins[k]:stops[k]]``; sentences do not overlap.
    article : integers, ascending
        The number of each sentence's article.
    tagger
        From `prepare_tagger`.

    Returns
    -------
    Tagged
    """
    view = look(data, words, begins, stops, article, lists=tagger.lists)
    names = kernel.tag(*view, tagger.model)
    tokens = view.tokens
    slope, intercept = tagger.calibration[names.type].T
    return Tagged(
        np.searchsorted(tokens.offsets, names.first, side="right") - 1,
        tokens.begins[names.first],
        tokens.ends[names.last - 1],
        names.type,
        1 / (1 + np.exp(-(slope * np.sqrt(names.margin) + intercept))),
    )


def no_names() -> Tagged:
    """Give the result where nothing was tagged."""
    whole = np.zeros(0, np.int64)
    return Tagged(whole, whole, whole, np.zeros(0, np.int8), np.zeros(0))


def look(
    data: NDArray[np.uint8],
    words: Words,
    begins: NDArray[np.int64],
    stops: NDArray[np.int64],
    article: NDArray[np.integer[Any]],
    *,
    lists: Lists,
) -> View:
    """Prepare sentences for tagging them or for learning from them; parameters as `tag_names`."""
    tokens = cut_tokens(data, words, begins, stops)
    forms = describe_forms(data, tokens, lists.words, lists.bits)
    bounds = np.append(np.flatnonzero(np.diff(article, prepend=-1)), len(article))
    context = look_around(tokens, forms, bounds)
    found = find(code_pieces(data, begins, stops, lists.known), lists.forms)
    first = np.searchsorted(tokens.begins, found.start)
    last = np.searchsorted(tokens.begins, found.end)
    registry = np.zeros(len(tokens.ids), np.int8)
    inside = np.repeat(first, last - first) + _counts_up(last - first)
    registry[inside] = 2 * np.repeat(lists.kinds[found.form], last - first)
    registry[first[first < last]] += 1
    return View(tokens, forms, context, registry, bounds)


@cache
def prepare_lists() -> Lists:
    """Arrange the word knowledge that ships, once a process."""
    registry = lexicons.learnt_registry()
    registry = registry[registry["how"] != "nominal"]
    kinds = np.array(
        [_kind(*row) for row in zip(registry["type"], registry["how"], strict=True)], np.int8
    )
    known, (forms,) = arranged(registry["alias"].tolist())
    bits = {name: first + 4 * last for name, (first, last) in census_names().items()}
    for word in _last_words(lexicons.titles()):
        bits[word] = bits.get(word, 0) | TITLE
    for word in lexicons.stop_words():
        bits[word] = bits.get(word, 0) | STOP
    for form, kind in _single(registry["alias"], kinds):
        bits[form] = bits.get(form, 0) | kind
    listed = {word.replace("ς", "σ"): flags for word, flags in sorted(bits.items())}
    return Lists(
        closed_list(list(listed)),
        np.fromiter(listed.values(), np.int64, len(listed)),
        known,
        forms,
        kinds,
    )


@cache
def prepare_tagger(path: Path | None = None) -> Tagger:
    """Read the weights and arrange the lists, once a process.

    Parameters
    ----------
    path
        Other weights than those that ship.
    """
    arrays = tagger_weights(path)
    model = kernel.Model(
        arrays["table"].astype(np.int8, copy=False),
        arrays["moves"].astype(np.int32),
    )
    return Tagger(prepare_lists(), model, arrays["calibration"].astype(np.float64))


def _kind(kind: str, how: str) -> int:
    """Give the number of what a form of the registry is."""
    if how == "adjective":
        name = "adjective"
    elif how == "metonym":
        name = "capital"
    elif kind in _GEOGRAPHY:
        name = "place acronym" if how == "acronym" else "place"
    elif kind in {"outlet", "agency"}:
        name = "outlet"
    else:
        name = "body acronym" if how == "acronym" else "body"
    return 1 + _KINDS.index(name)


def _single(aliases: pd.Series[str], kinds: NDArray[np.int8]) -> list[tuple[str, int]]:
    """Give the registry's forms of one word in lower case, each with its bit."""
    bit = {"place": PLACE, "capital": PLACE, "adjective": ADJECTIVE, "body": BODY, "outlet": BODY}
    names = [_KINDS[kind - 1] for kind in kinds.tolist()]
    pairs = zip(aliases, names, strict=True)
    return [(form.lower(), bit[name]) for form, name in pairs if form.isalpha() and name in bit]


def _last_words(titles: frozenset[str]) -> set[str]:
    """Give the words with which titles end, in lower case and without a period."""
    return {title.lower().rstrip(".").split()[-1].split("-")[-1] for title in titles}


def _counts_up(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give 0, 1, … for each size, one range after the other."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
