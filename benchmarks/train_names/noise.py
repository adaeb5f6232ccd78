"""Copies of labelled texts as headlines and as loud sentences, so that both can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from benchmarks.train_names.labelled import Document

_SMALL = frozenset("a an and as at but by for from in of on or the to via vs with".split())
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def recased(document: Document, share: float, rng: random.Random) -> tuple[Document, list[bool]]:
    """Set some lines of a document in capitals or as a title; nothing moves.

    Returns
    -------
    document : Document
    changed : list of bool
        For each character whether its line was changed.
    """
    pieces, changed = [], []
    for line in re.split(r"(\n)", document.text):
        how = rng.random()
        made = line
        if how < share / 2:
            made = line.translate(_UPPER)
        elif how < share and len(line.split()) <= 40:
            made = as_title(line)
        pieces.append(made)
        changed += [made != line] * len(line)
    return document._replace(text="".join(pieces)), changed


def as_title(line: str) -> str:
    """Set a line as a title.

    Examples
    --------
    >>> as_title("Ana Ruiz meets the head of NATO")
    'Ana Ruiz Meets the Head of NATO'
    """
    return re.sub(
        r"(?<![\w'’])[a-z][\w'’]*",
        lambda m: m[0] if m[0] in _SMALL else m[0][0].translate(_UPPER) + m[0][1:],
        line,
    )
