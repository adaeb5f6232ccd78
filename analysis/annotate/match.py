r"""Find the registry's forms in a text: whole words, longest first, capitals respected.

The result is that of one longest-first regular expression over all forms,
``(?<!\w)(?:form|form|…)(?!\w)``; looking up the first piece of each form only makes it quick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = re.compile(r"\w+|[^\w\s]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-", "\u00a0": " ", "\u202f": " "})


def plain(text: str) -> str:
    """Unite the spellings of apostrophe, hyphen and space; every offset stays where it was.

    Examples
    --------
    >>> plain("People’s al‑Haq")
    "People's al-Haq"
    """
    return text.translate(_PLAIN)


@dataclass(frozen=True)
class Matcher:
    """Forms grouped by their first piece, the longest first.

    Parameters
    ----------
    by_piece
        For each first piece the forms that begin with it and what they stand for.
    """

    by_piece: dict[str, list[tuple[str, int]]]

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Find forms from left to right, the longest at each place, without overlap.

        Parameters
        ----------
        text
            A text that went through `plain`.

        Yields
        ------
        (int, int, int)
            First character, one past the last, and the number of the form.

        Examples
        --------
        >>> found = matcher(["Bank", "Bank of England", "US"]).find("US-led Bank of England, USA")
        >>> list(found)
        [(0, 2, 2), (7, 22, 1)]
        """
        free_from = 0
        for piece in _PIECE.finditer(text):
            start = piece.start()
            if start < free_from:
                continue
            for form, number in self.by_piece.get(piece.group(), ()):
                end = start + len(form)
                if text.startswith(form, start) and _stands_alone(text, start, end):
                    yield start, end, number
                    free_from = end
                    break


def matcher(forms: Iterable[str | None]) -> Matcher:
    """Prepare forms for finding; a form's number is its place in `forms`.

    Parameters
    ----------
    forms
        The forms as printed; None takes a number and is never found. Of two equal forms the
        first counts.

    Returns
    -------
    Matcher
    """
    by_piece: dict[str, list[tuple[str, int]]] = {}
    for number, form in enumerate(forms):
        if form is None:
            continue
        first = _PIECE.search(plain(form))
        if first is None or first.start():
            raise ValueError(f"form {form!r} must begin with a word or a sign, not with a space")
        by_piece.setdefault(first.group(), []).append((plain(form), number))
    for group in by_piece.values():
        group.sort(key=lambda item: (-len(item[0]), item[1]))
    return Matcher(by_piece)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start > 0 and _is_word(text[start - 1])
    after = end < len(text) and _is_word(text[end])
    return not before and not after


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
