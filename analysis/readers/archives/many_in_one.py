"""Several articles in one text, one after the other, each with lines that say what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.readers.archives import front

if TYPE_CHECKING:
    from analysis.readers.archives.block import Block

LOOKS_LIKE = (
    "looks like several articles in one file, parted by lines of signs; it is read as one: put "
    "'Title:' and 'Date:' above each, or each into a file of its own"
)
_RULE = re.compile(r"^[ \t]*(?:([-=*_#~+<>])(?:[ \t]*\1){2,}|<!--.*-->|\f)[ \t\r]*$", re.MULTILINE)
_SIGN = re.compile(r"\n[ \t]*[-=*_#~+<>\f]")
"""What a line of signs begins with: most texts have none, and are spared the search for them."""
_NUMBER = re.compile(
    r"^[ \t]*(?:(?:article|document|story|text|item|artikel|dokument)[ \t]*)?[#(\[]?\d+[)\]]?"
    r"(?:[ \t]*(?:of|/|von|de)[ \t]*\d+)?[ \t.:]*$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^---[ \t]*\r?\n(?=[^\n]*:[^\n]*\n)", re.MULTILINE)
_FIRST = ("headline", "date", "outlet", "url")
_FEWEST_WORDS = 20


def blocks(text: str) -> list[Block]:
    r"""Cut a text where each of several articles begins.

    Parameters
    ----------
    text
        The whole text of a file.

    Returns
    -------
    list of Block
        One an article, if all of them say what they are; else a single one.

    Examples
    --------
    >>> one = "Title: Ferry {}\nDate: 2024-03-0{}\n\nIt was late.\n"
    >>> [block.headline for block in blocks(one.format(1, 1) + "=====\n" + one.format(2, 2))]
    ['Ferry 1', 'Ferry 2']
    """
    for parts in (_fenced(text), _ruled(text), _keyed(text)):
        if len(parts) < 2:
            continue
        found = [front.block(part) for part in parts]
        if all(block.text.strip() and _says_something(block) for block in found):
            return [block._replace(place=f"article {n}") for n, block in enumerate(found, 1)]
    whole = front.block(text)
    long = [part for part in _ruled(whole.text) if len(part.split()) >= _FEWEST_WORDS]
    return [whole._replace(notes=(*whole.notes, LOOKS_LIKE)) if len(long) > 2 else whole]


def _says_something(block: Block) -> bool:
    return any(getattr(block, role) for role in _FIRST)


def _fenced(text: str) -> list[str]:
    """Cut before each block of front matter."""
    if not text.lstrip().startswith("---"):
        return []
    starts = [found.start() for found in _FENCE.finditer(text)]
    if len(starts) < 2 or text[: starts[0]].strip():
        return []
    return _cut(text, starts)


def _ruled(text: str) -> list[str]:
    """Cut at lines of signs; a number that stands alone under one is left out."""
    if not _SIGN.search(f"\n{text[:4].lstrip()}") and not _SIGN.search(text):
        return [text] if text.strip() else []
    found = list(_RULE.finditer(text))
    ends = [0, *(rule.end() for rule in found)]
    starts = [*(rule.start() for rule in found), len(text)]
    parts = (text[start:end].strip("\r\n") for start, end in zip(ends, starts, strict=True))
    return [part for part in map(_unnumbered, parts) if part.strip()]


def _keyed(text: str) -> list[str]:
    """Cut before each line that has the key of the first one, such as "Title:"."""
    first = re.match(r"\s*([^\W\d_][\w -]{1,24}):[ \t]", text)
    if not first or not front.is_key(first[1]):
        return []
    again = re.compile(rf"^[ \t]*{re.escape(first[1])}:[ \t]", re.MULTILINE)
    starts = [found.start() for found in again.finditer(text)]
    lead = len(text) - len(text.lstrip())
    after_blank = [start for start in starts if start <= lead or _is_apart(text, start)]
    return _cut(text, after_blank) if len(after_blank) > 1 else []


def _is_apart(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].replace("\r", "").endswith("\n\n")


def _cut(text: str, starts: list[int]) -> list[str]:
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _unnumbered(part: str) -> str:
    head, _, rest = part.lstrip().partition("\n")
    return rest if _NUMBER.fullmatch(head) and rest.strip() else part
