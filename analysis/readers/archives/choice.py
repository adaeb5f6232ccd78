"""Looks at what stands in a document, and hands it to the reader of its kind."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from analysis.readers import decode
from analysis.readers.archives import (
    docx,
    europresse,
    factiva,
    feeds,
    html,
    many_in_one,
    markdown,
    nexis,
    objects,
    pages,
    proquest,
    rtf,
    warc,
    xml,
)
from analysis.readers.raw_articles import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from analysis.readers.archives.block import Block
    from analysis.readers.archives.xml import Element

_NONE: Mapping[str, str] = MappingProxyType({})
_LONG = (".json", ".warc", ".xml", ".html", ".htm", ".rss", ".atom")
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".rss", ".atom")
_XML = ("<?xml", "<rss", "<feed", "<rdf:rdf")
_HR = re.compile(r"<hr\b[^>]*>", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


class Document(NamedTuple):
    """What a document holds.

    Parameters
    ----------
    blocks
        Its articles, and what is none, in order; at least one.
    notes
        What is to be told of the document as a whole.
    """

    blocks: Sequence[Block]
    notes: Sequence[str] = ()


def read(path: Path, data: bytes, *, given: Mapping[str, str] = _NONE) -> Document:
    """Read a document.

    Parameters
    ----------
    path
        Its file; the ending helps where the content leaves a doubt.
    data
        Its bytes.
    given
        Role to key of JSON, from `roles.check`.

    Returns
    -------
    Document
        One block an article.

    Raises
    ------
    Unreadable
        If nothing in it can be read.
    """
    name = path.name.lower()
    if name.endswith(".json"):
        return Document(objects.blocks(path, data, given))
    text, note = _decoded(name, data)
    notes = [note] if note else []
    if _is_markup(name, text):
        return Document(_of_markup(name, text, data), notes)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    for is_kind, blocks in _TEXTS:
        if is_kind(lines):
            return Document(blocks(lines), notes)
    found = many_in_one.blocks(text)
    if name.endswith(_MARKDOWN):
        found = [one._replace(text=markdown.plain(one.text)) for one in found]
    return Document(found, notes)


def streamed(file: BinaryIO) -> Document | None:
    """Read a document that may be larger than memory, if it is of such a kind.

    Parameters
    ----------
    file
        Its file, at its beginning; it is there again if nothing was read.

    Returns
    -------
    Document or None
        The pages of a web archive; None for all else.

    Raises
    ------
    Unreadable
        If nothing in it can be read.
    """
    is_archive = warc.is_archive(file.read(warc.N_SIGN))
    file.seek(0)
    return Document(warc.blocks(file, _page)) if is_archive else None


def _decoded(name: str, data: bytes) -> decode.Decoded:
    """Give the text of a document of Word, of rich text, of a page, or of a plain file."""
    if data[:4] == b"PK\x03\x04":
        return decode.Decoded(docx.text_of(data))
    if data[:5] == b"{\\rtf":
        return decode.Decoded(rtf.text_of(data))
    if name.endswith((".docx", ".rtf")):
        raise Unreadable(docx.NO_DOCX if name.endswith(".docx") else rtf.NO_RTF)
    if name.endswith(_MARKUP) or data[:200].lstrip()[:1] == b"<":
        return html.decoded(data)
    return decode.decode(data)


def _is_markup(name: str, text: str) -> bool:
    """Say whether a text is HTML or XML, by its beginning, or by its name if it begins so."""
    start = text[:1_000].lstrip().casefold()
    if start.startswith(("<!doctype html", "<html", *_XML)):
        return True
    return name.endswith(_MARKUP[:3]) or (name.endswith(_MARKUP) and start.startswith("<"))


def _of_markup(name: str, text: str, data: bytes) -> list[Block]:
    """Read an export or a page."""
    start = text[:2_000].lstrip().casefold()
    is_page = "<html" in start or "<!doctype html" in start
    if not is_page and (start.startswith(_XML) or name.endswith(_MARKUP[3:])):
        root = xml.parse(data)
        if factiva.is_data(root):
            return factiva.blocks_of_data(root)
        if feeds.is_data(root):
            return feeds.blocks(data)
        raise Unreadable(f"XML of a kind that is not read; its root is <{root.tag}>")
    return _of_page(text)


def _of_page(text: str, url: str = "") -> list[Block]:
    """Read an archive's export in HTML, or a saved page."""
    root = html.parse(text)
    for is_kind, blocks in _PAGES:
        if is_kind(root):
            return blocks(root)
    ruled = html.paragraphs(html.parse(_HR.sub(f"<p>{'_' * 40}</p>", text)))
    lines = "\n\n".join(ruled)
    for is_text, of_text in _TEXTS:
        if is_text(lines):
            return of_text(lines)
    return [pages.block(root, text, url=url)]


def _page(data: bytes, url: str) -> Block:
    """Read a page of a web archive."""
    text = html.decoded(data).text
    return pages.block(html.parse(text), text, url=url)


def may_hold_many(name: str, start: bytes) -> bool:
    """Say whether a long file can be an archive's export, from how it begins.

    Parameters
    ----------
    name
        The name of its file.
    start
        Its first bytes.

    Returns
    -------
    bool
        False for a plain text, which would be one article.
    """
    is_packed = start[:4] == b"PK\x03\x04" or start[:5] == b"{\\rtf"
    if is_packed or name.lower().endswith(_LONG):
        return True
    text = start.decode("utf-8", "ignore")
    return any(is_kind(text) for is_kind, _ in _TEXTS)


_TEXTS: tuple[tuple[Callable[[str], bool], Callable[[str], list[Block]]], ...] = (
    (nexis.is_export, nexis.blocks),
    (factiva.is_export, factiva.blocks),
    (proquest.is_export, proquest.blocks),
    (europresse.is_export, europresse.blocks),
)
_PAGES: tuple[tuple[Callable[[Element], bool], Callable[[Element], list[Block]]], ...] = (
    (factiva.is_page, factiva.blocks_of_page),
    (europresse.is_page, europresse.blocks_of_page),
)
