"""Feeds that were saved (RSS, Atom), and exports of WordPress: an entry an article."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from analysis.readers.archives import html
from analysis.readers.archives.block import Block
from analysis.readers.raw_articles import Unreadable

if TYPE_CHECKING:
    from analysis.readers.archives.xml import Element

SUMMARY = "an entry of a feed that holds a summary, and not the whole text"
NO_TEXT = "an entry of a feed without a text"
NO_FEED = "a feed that cannot be read"
_ROOTS = ("rss", "feed", "rdf")
_FEWEST_WORDS = 60
"""A summary may be the whole text if it has so many words."""


def is_data(root: Element) -> bool:
    """Say whether XML is a feed."""
    return str(root.tag).rpartition("}")[2].casefold() in _ROOTS


def blocks(data: bytes) -> list[Block]:
    """Read a feed.

    Parameters
    ----------
    data
        The bytes of a file that is XML and declares no entities.

    Returns
    -------
    list of Block
        One an entry.

    Raises
    ------
    Unreadable
        If it is damaged, or has no entries.
    """
    import feedparser

    # As a stream: feedparser takes other things for addresses and names of files, and opens them.
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it raises what its own tools happen to raise
        raise Unreadable(NO_FEED) from error
    if not found.entries:
        raise Unreadable("a feed without entries")
    outlet = _plain(found.feed.get("title", ""))
    language = str(found.feed.get("language", ""))
    return [
        _entry(entry, outlet, language)._replace(place=f"entry {number}")
        for number, entry in enumerate(found.entries, 1)
    ]


def _entry(entry: Any, outlet: str, language: str) -> Block:
    contents = [one.get("value", "") for one in entry.get("content", ())]
    whole = max(contents, key=len, default="")
    body = _paragraphs(whole) or _paragraphs(entry.get("summary", ""))
    is_short = not whole and len(body.split()) < _FEWEST_WORDS
    source = entry.get("source") or {}
    return Block(
        text=body,
        headline=_plain(entry.get("title", "")),
        date=_day(entry),
        outlet=_plain(source.get("title", "")) or outlet,
        author=_plain(entry.get("author", "")),
        url=str(entry.get("link", "")),
        language=language,
        flaw="" if body else NO_TEXT,
        notes=(SUMMARY,) if body and is_short else (),
    )


def _day(entry: Any) -> str:
    """Give the day on which an entry was published, as its own offset has it."""
    written = str(entry.get("published") or entry.get("updated") or "")
    found = re.match(r"\d{4}-\d\d-\d\d", written)
    if found:
        return found[0]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    rfc = re.search(r"\b(\d{1,2} [A-Za-z]{3} \d{4})\b", written)
    return rfc[1] if rfc else "{:04}-{:02}-{:02}".format(*moment[:3]) if moment else written


def _paragraphs(text: str) -> str:
    return "\n\n".join(html.paragraphs(html.parse(f"<div>{text}</div>"))) if text.strip() else ""


def _plain(text: str) -> str:
    return " ".join(_paragraphs(text).split())
