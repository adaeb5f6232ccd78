"""Exports of Europresse, as HTML or text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.readers.archives import html
from analysis.readers.archives.block import Block, checked
from analysis.readers.archives.days import day_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.readers.archives.xml import Element

_NUMBER = re.compile(r"(?:\w{2,8})[·•](\d{4})(\d\d)(\d\d)[·•][\w-]+[·•][\w-]+")
_WORDS = re.compile(r"\b\d[\d \xa0]* (?:mots|words|palabras|Wörter)\b")
_LAST = re.compile(
    r"(?:Cet article est paru dans|This article appeared in|©|\(c\) \d{4}|Tous droits réservés"
    r"|All rights reserved|Note\(s\)\s*:).*"
)
_OUTLET = ("DocPublicationName",)
_HEADER = ("DocHeader", "DocTitreSousSection")
_TITLE = ("titreArticle", "titreArticleVisu", "rdp__articletitle")
_BODY = ("docOcurrContainer", "DocText")
_AUTHOR = ("docAuthors",)
_KEEP = frozenset({"header", "footer", "aside"})


def is_export(text: str) -> bool:
    """Say whether a text is an export of Europresse."""
    if "·" not in text and "•" not in text:
        return False
    return any(_NUMBER.fullmatch(line.strip()) for line in text.splitlines())


def blocks(text: str) -> list[Block]:
    """Read an export as text; each article ends with the number of its document."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        parts[-1].append(line.strip())
        if _NUMBER.fullmatch(line.strip()):
            parts.append([])
    if sum(len(line.split()) for line in parts[-1]) < 40:
        parts.pop()  # terms of use
    return _numbered(map(_of_lines, parts))


def is_page(root: Element) -> bool:
    """Say whether a page is an export of Europresse."""
    return any(True for _ in html.by_class(root, *_OUTLET, *_BODY))


def blocks_of_page(root: Element) -> list[Block]:
    """Read an export as HTML: an element for each article."""
    articles = list(root.iter("article")) or _cells(root)
    return _numbered(map(_of_element, articles or [root]))


def _cells(root: Element) -> list[Element]:
    """Give the table cells that hold an article each, in older exports."""
    return [
        cell
        for cell in root.iter("td")
        if any(True for _ in html.by_class(cell, *_OUTLET))
        and not any(True for _ in cell.iter("td") if _ is not cell)
    ]


def _numbered(found: Iterable[Block]) -> list[Block]:
    return [checked(one)._replace(place=f"article {n}") for n, one in enumerate(found, 1)]


def _of_element(article: Element) -> Block:
    def line(names: Sequence[str]) -> str:
        return html.line(next(html.by_class(article, *names), None))

    bodies = [*html.by_class(article, *_BODY)]
    outer = [one for one in bodies if not any(other in bodies for other in one.iterancestors())]
    body = [words for node in outer for words in html.paragraphs(node, keep=_KEEP)]
    everything = " ".join(html.paragraphs(article, keep=_KEEP))
    return Block(
        text="\n\n".join(_until_rights(body)),
        headline=line(_TITLE),
        date=day_in(line(_HEADER)) or _day_of_number(everything),
        outlet=line(_OUTLET),
        author=line(_AUTHOR),
    )


def _until_rights(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if _LAST.match(line):
            break
        kept.append(line)
    return kept


def _day_of_number(text: str) -> str:
    found = _NUMBER.search(text)
    return day_in("-".join(found.groups())) if found else ""


def _of_lines(lines: Sequence[str]) -> Block:
    """Read outlet, day, headline and text from the lines of an article, in this order."""
    groups = [part.split("\n") for part in re.split(r"\n\s*\n", "\n".join(lines).strip())]
    flat = [(number, line) for number, group in enumerate(groups) for line in group]
    at = next((n for n, (_, line) in enumerate(flat[:8]) if day_in(line)), -1)
    date = day_in(flat[at][1]) if at >= 0 else _day_of_number("\n".join(lines))
    outlet = flat[0][1] if at > 0 else ""
    rest = groups[flat[at][0] + 1 :] if at >= 0 else groups
    headline, body = (" ".join(rest[0]), rest[1:]) if rest else ("", [])
    author = ""
    if len(body) > 1 and len(" ".join(body[0]).split()) <= 5 and not body[0][0].endswith("."):
        author, body = " ".join(body[0]), body[1:]
    kept = _until_rights("\n".join(group) for group in body)
    text = "\n\n".join(words for words in kept if not _NUMBER.fullmatch(words.strip()))
    return Block(text=text, headline=headline, date=date, outlet=outlet, author=author)
