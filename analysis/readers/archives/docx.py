"""Word documents (DOCX) as text, a paragraph a line with blank lines between."""

from __future__ import annotations

import io
import zipfile
import zlib

from analysis.readers.archives import xml
from analysis.readers.raw_articles import Unreadable

NO_DOCX = "not a Word document that can be read; save it as DOCX or as plain text in UTF-8"
MOST_BYTES = 100_000_000
"""Bytes that the text of a document may have with all its marks; it takes eight times as much."""
TOO_LARGE = (
    f"a document whose text has over {MOST_BYTES // 1_000_000} MB when it is unpacked; "
    "save it in several files"
)
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


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
    except _BROKEN as error:
        raise Unreadable(NO_DOCX) from error
    if len(inside) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    root = xml.parse(inside)
    paragraphs = ("".join(_words(paragraph)) for paragraph in root.iter(f"{_W}p"))
    return "\n\n".join(filter(None, (" ".join(words.split(" ")).strip() for words in paragraphs)))


def _words(paragraph: xml.Element) -> list[str]:
    """Give the pieces of a paragraph, without those of a paragraph inside it."""
    nodes = paragraph.iter(f"{_W}t", *_SPACES)
    own = (node for node in nodes if next(node.iterancestors(f"{_W}p"), None) is paragraph)
    return [_SPACES.get(str(node.tag)) or node.text or "" for node in own]
