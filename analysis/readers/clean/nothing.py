"""Empties cells that hold a word for nothing, and cuts the mark of a text that was cut short."""

from __future__ import annotations

import re

from analysis.readers.clean.undone import CUT, Undone, replaced

NOTHING = frozenset(
    """nan NaN NAN <NA> NA N/A n/a N.A. n.a. #N/A #VALUE! #REF! #NAME? NaT None none null NULL Null
    (null) (none) [null] undefined \\N [Removed] [removed] [REMOVED] [deleted] [Deleted]
    - -- – —""".split()
)
_MARK = 80
"""Characters at the end of a text in which the mark stands."""
_CUT = re.compile(r"(?P<end>…|\.\.\.)?\s*\[(?:\+\d{1,9} (?:chars|characters)|…|\.\.\.)\]\s*$")


def is_nothing(cell: str) -> bool:
    """Say whether all of a cell is a word by which programs write that there is nothing.

    Examples
    --------
    >>> is_nothing("nan"), is_nothing(" NULL "), is_nothing("null and void")
    (True, True, False)
    """
    return len(cell) < 16 and cell.strip() in NOTHING


def undo_cut(text: str) -> tuple[str, list[Undone]]:
    """Cut the mark by which a service says that it gives only the beginning of a text.

    Examples
    --------
    >>> undo_cut("The quay is sh… [+2000 chars]")[0]
    'The quay is sh…'
    """
    end = text[-_MARK:]
    if not end.rstrip().endswith("]"):
        return text, []
    end, notes = replaced(_CUT, lambda cut: cut["end"] or "", end, CUT)
    return (text[:-_MARK] + end, notes) if notes else (text, [])
