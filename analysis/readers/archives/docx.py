"""Word documents (DOCX) as text, a paragraph a line with blank lines between."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from analysis.readers.archives import xml
from analysis.readers.raw_articles import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_DOCX = "not a Word document that can be read; save it as DOCX or as plain text in UTF-8"
MOST_BYTES = 100_000_000
"""Bytes that the text of a document may have with all its marks; it takes eight times as much."""
MOST_TAGS = 6_000_000
TOO_LARGE = (
    f"a document whose text has over {MOST_BYTES // 1_000_000} MB or {MOST_TAGS:,} tags when it is "
    "unpacked; save it in several files"
)
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"
_WORDS = {f"{_W}t": "", f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}


def text_of(data: bytes) -> str:
    """Give the text of a document.

    Parameters
    ----------
    data
        The bytes of a DOCX file.

    Returns
    -------
    str
        Its paragraphs, those of tables too, without headers, footers and notes.

    Raises
    ------
    Unreadable
        If it is no DOCX, is damaged, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as file:
            inside = file.read(MOST_BYTES + 1)
    except Exception as error:  # zipfile raises many kinds for damaged files
        raise Unreadable(NO_DOCX) from error
    if len(inside) > MOST_BYTES or inside.count(b"<") > MOST_TAGS:
        raise Unreadable(TOO_LARGE)
    return "\n\n".join(_paragraphs(inside))


def _paragraphs(inside: bytes) -> Iterator[str]:
    """Give the paragraphs in the order in which they begin; the tree is never held whole."""
    begun: list[list[str]] = []
    waiting: list[list[str]] = []  # those of `begun` that have not ended, the innermost last
    for event, node in xml.walk(inside):
        tag = str(node.tag)
        if tag == _PARAGRAPH and event == "start":
            waiting.append([])
            begun.append(waiting[-1])
        elif tag == _PARAGRAPH:
            waiting.pop()
            if not waiting:
                lines = (" ".join("".join(words).split(" ")).strip() for words in begun)
                yield from filter(None, lines)
                begun = []
        elif event == "end" and waiting and tag in _WORDS:
            waiting[-1].append(_WORDS[tag] or node.text or "")
