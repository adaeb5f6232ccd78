"""Exports of ProQuest as text or HTML: articles between lines, each with "Full text:" and keys."""

from __future__ import annotations

import re

from analysis.readers.archives.block import Block, checked
from analysis.readers.archives.days import day_in

_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
_COUNT = re.compile(r"(?:Document|Dokument|Documento) \d+ (?:of|de|von) \d+", re.IGNORECASE)
_KEYS = {
    "text": "full text|texte intégral|texto completo|volltext",
    "headline": "title",
    "date": "publication date|date",
    "info": "publication info",
    "outlet": "publication title|publication",
    "author": "author|authors|auteur|autor",
    "language": "language of publication|language",
    "url": "document url|proquest document link|link",
    "": """abstract|abstract (summary)|subject|location|company / organization|people|classification
        |business indexing term|identifier / keyword|alternate title|publication subject|pages
        |publication year|first page|section|publisher|place of publication|country of publication
        |issn|e-issn|source type|document type|proquest document id|copyright|last updated|database
        |column|edition|dateline|volume|issue|issue date|number of pages|links|credit|illustration
        |caption|product name|ticker|naics|duns|geographic|genre|dc:subject|supplement|isbn|doi
        |accession number|document feature|references|number of references|full text availability
        |document link|ms (manuscript) number|language of summary|crossref doi|correspondence author
        |start page|end page|publication frequency|special issue|contributor|conference title""",
}
_ROLE = {" ".join(key.split()): role for role, keys in _KEYS.items() for key in keys.split("|")}
_KEY = re.compile(r"([^\W\d_][\w ()/:-]{1,30}?)\s?:(?:\s+(.*)|\s*)")
_INFO = re.compile(r"(.+?)(?:\s*[;,]\s.*|\s+\[.*|\s*\d{1,2} \w{3,9} \d{4}.*)")


def is_export(text: str) -> bool:
    """Say whether a text is an export of ProQuest."""
    return "ProQuest" in text and bool(
        re.search(
            r"^[ \t]*(?:Full text|Texte intégral|Texto completo|Volltext) ?:",
            text,
            re.MULTILINE | re.IGNORECASE,
        )
        or re.search(r"^[ \t]*ProQuest document (?:ID|link)\b", text, re.MULTILINE | re.IGNORECASE)
    )


def blocks(text: str) -> list[Block]:
    """Read an export.

    Parameters
    ----------
    text
        The whole text; of HTML its paragraphs, with rules as lines of underscores.

    Returns
    -------
    list of Block
        One an article. What stands around them, such as terms of use, is none.
    """
    found = [block for part in _RULE.split(text) if (block := _article(part)) is not None]
    return [checked(one)._replace(place=f"article {n}") for n, one in enumerate(found, 1)] or [
        Block(flaw="an export of ProQuest without any article")
    ]


def _article(part: str) -> Block | None:
    """Read an article; nothing if no line of a part has a key that articles have."""
    said: dict[str, list[str]] = {}
    top: list[str] = []
    role: str | None = None
    for raw in part.splitlines():
        line = raw.strip()
        found = _KEY.fullmatch(line)
        known = _ROLE.get(found[1].strip().casefold()) if found else None
        if found and known is not None:
            role = known or "other"
            if role not in said or role == "other":
                said[role] = [found[2] or ""]
            else:
                role = "other"
        elif role == "text" or (role and line):
            said.setdefault(role, []).append(line)
        elif role is None and line and not _COUNT.fullmatch(line):
            top.append(line)
    if not said.keys() & {"text", "outlet", "info", "date"}:
        return None
    one = {name: " ".join(filter(None, lines)) for name, lines in said.items()}
    info = _INFO.fullmatch(one.get("info", ""))
    return Block(
        text="\n".join(said.get("text", ())).strip(),
        headline=one.get("headline") or " ".join(top[:1]),
        date=day_in(one.get("date", "")) or day_in(one.get("info", "")),
        outlet=one.get("outlet") or (info[1].strip() if info else one.get("info", "")),
        author=one.get("author", ""),
        url=one.get("url", ""),
        language=one.get("language", ""),
    )
