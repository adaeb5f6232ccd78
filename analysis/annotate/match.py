r"""Find forms in sentences: whole words, longest first, capitals respected.

The result is that of one longest-first regular expression over all forms,
``(?<!\w)(?:form|form|…)(?!\w)``, sentence by sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import match as kernel
from analysis.kernels.spellings import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Forms(NamedTuple):
    """A list of forms, arranged for finding them in any text.

    Parameters
    ----------
    tree
        The distinct forms, their spellings united.
    numbers : int64, one row a distinct form
        Its place in the list; of two equal forms the first counts.
    """

    tree: kernel.Aliases
    numbers: NDArray[np.int64]


class Found(NamedTuple):
    """Where forms occur, in reading order.

    Parameters
    ----------
    span : int64
        The sentence.
    start, end : int64
        First byte in the text, and one past the last.
    form : int64
        The place of the form in the list of forms.
    """

    span: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    form: NDArray[np.int64]


def arranged(*lists: Sequence[str]) -> tuple[kernel.Known, list[Forms]]:
    """Arrange lists of forms, once for all texts.

    Parameters
    ----------
    *lists
        Forms as printed.

    Returns
    -------
    known : Known
        With which texts are cut, see `analysis.kernels.match.code_pieces`.
    forms : list of Forms
        One for each list.
    """
    united = [[plain(form) for form in forms] for forms in lists]
    pieces, known = kernel.known_pieces(_distinct(form for forms in united for form in forms))
    arranged = []
    for forms in united:
        number: dict[str, int] = {}
        for place, form in enumerate(forms):
            number.setdefault(form, place)
        tree = kernel.alias_tree(list(number), known.data, pieces)
        arranged.append(Forms(tree, np.fromiter(number.values(), np.int64, len(number))))
    return known, arranged


def find(pieces: kernel.Pieces, forms: Forms) -> Found:
    """Find forms, the longest at the leftmost place, without overlap.

    Parameters
    ----------
    pieces
        Sentences whose spellings are united, cut with what `arranged` gave.
    forms
        One list of forms.

    Returns
    -------
    Found
    """
    matches = kernel.find_aliases(pieces, forms.tree)
    return Found(
        np.repeat(np.arange(len(matches.offsets) - 1), np.diff(matches.offsets)),
        matches.starts.astype(np.int64),
        matches.ends.astype(np.int64),
        forms.numbers[matches.alias],
    )


def _distinct(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))
