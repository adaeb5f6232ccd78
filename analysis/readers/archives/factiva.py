"""Exports of Factiva: HTML and text with two-letter codes or without, and XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.readers.archives import html
from analysis.readers.archives.block import Block, checked
from analysis.readers.archives.days import day_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.readers.archives.xml import Element

_ARTICLE = re.compile(r"(?:^|\s)article\s+\w{2}article(?:\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:AN[\s|]+)?Document ([A-Za-z]+\d{9,}[A-Za-z0-9]*)", re.MULTILINE)
_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|CX|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|VOL|DLN|CLM)"
    r"(?:[ \t|]+(.*)|[ \t]*)"
)
_MARKS = ("HD", "PD", "SN", "AN")
_WORDS = re.compile(
    r"[\d.,\xa0 ]+ (?:words|mots|Wörter|palabras|parole|palavras|woorden)", re.IGNORECASE
)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright|alle rechte|tous droits|all rights).*", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}.{0,6}")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,8}")
_PAGE = re.compile(r"[A-Z]{0,3}[\d-]{1,5}|Page .{1,10}", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"English|Anglais|Inglés|Englisch|French|Français|Deutsch|German|Spanish|Español|Italiano|Italian|Portugu[eê]s|Dutch|Nederlands"
)


def is_export(text: str) -> bool:
    """Say whether a text is an export of Factiva."""
    if "Document " not in text and not all(mark in text for mark in _MARKS):
        return False
    lines = [line.strip(" \t|") for line in text.splitlines()]
    codes = {found[1] for line in lines if (found := _CODE.fullmatch(line))}
    return codes.issuperset(_MARKS) or any(map(_NUMBER.fullmatch, lines))


def blocks(text: str) -> list[Block]:
    """Read an export as text.

    Parameters
    ----------
    text
        The whole text.

    Returns
    -------
    list of Block
        One an article; each ends with the number of its document.
    """
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        parts[-1].append(bare := line.strip(" \t|"))  # cells of rich text end with a stroke
        if _NUMBER.fullmatch(bare):
            parts.append([])
    parts = [lines for lines in parts if any(lines)]
    trailer = parts and not _NUMBER.fullmatch(next(filter(None, reversed(parts[-1]))))
    if trailer and len(parts) > 1 and sum(len(line.split()) for line in parts[-1]) < 60:
        parts.pop()  # the search, and whose summary it is
    return _numbered(map(_of_lines, parts))


def is_page(root: Element) -> bool:
    """Say whether a page is an export of Factiva."""
    return any(True for _ in _articles(root))


def blocks_of_page(root: Element) -> list[Block]:
    """Read an export as HTML: a table of codes, or lines, for each article."""
    return _numbered(map(_of_element, _articles(root)))


def is_data(root: Element) -> bool:
    """Say whether XML is an export of Factiva."""
    return any("headline" in {_local(child) for child in one} for one in _named(root, "article"))


def blocks_of_data(root: Element) -> list[Block]:
    """Read an export as XML."""
    return _numbered(map(_of_data, _named(root, "article")))


def _numbered(found: Iterable[Block]) -> list[Block]:
    return [checked(one)._replace(place=f"article {n}") for n, one in enumerate(found, 1)]


def _articles(root: Element) -> Iterator[Element]:
    return (node for node in root.iter("div") if _ARTICLE.search(node.get("class") or ""))


def _of_element(node: Element) -> Block:
    rows = [(html.line(row[0]), row[1]) for row in node.iter("tr") if len(row) > 1]
    said = {code: html.paragraphs(cell) for code, cell in rows if _CODE.fullmatch(code)}
    if "HD" in said or "TD" in said or "LP" in said:
        return _of_codes(said)
    return _of_lines([part for words in html.paragraphs(node) for part in (words, "")])


def _of_codes(said: Mapping[str, Sequence[str]]) -> Block:
    """Make an article of what stands beside its codes, as paragraphs."""
    one = {code: " ".join(values) for code, values in said.items()}
    return Block(
        text="\n\n".join([*said.get("LP", ()), *said.get("TD", ())]),
        headline=one.get("HD", ""),
        date=day_in(one.get("PD", "")),
        outlet=one.get("SN", ""),
        author=one.get("BY", ""),
        language=one.get("LA", ""),
    )


def _of_lines(lines: Sequence[str]) -> Block:
    """Read an article from its lines, with codes or without."""
    said: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        found = _CODE.fullmatch(line)
        if found and (found[1] not in said):
            code, line = found[1], found[2] or ""  # noqa: PLW2901 - the rest of the line
            said[code] = []
        if code and line:
            said[code].append(line)
    if {"HD", "SN"} <= said.keys() and said.keys() & {"LP", "TD"}:
        return _of_codes(said)
    return _without_codes([line for line in lines if not _NUMBER.fullmatch(line)])


def _without_codes(lines: Sequence[str]) -> Block:
    """Read an article whose lines come in one order: headline, author, words, day, outlet, text."""
    filled = [line for line in lines if line]
    at = next((n for n, line in enumerate(filled[:12]) if _WORDS.fullmatch(line)), -1)
    if at < 1:
        return Block()
    date = day_in(filled[at + 1]) if len(filled) > at + 1 else ""
    rest = filled[at + 2 :] if date else filled[at + 1 :]
    if rest and _TIME.fullmatch(rest[0]):
        rest = rest[1:]
    outlet, rest = (rest[0], rest[1:]) if rest else ("", [])
    language = ""
    while rest and (kind := _small_print(rest[0])):
        language = rest[0] if kind == "language" else language
        rest = rest[1:]
    return Block(
        text="\n\n".join(rest),
        headline=filled[0],
        date=date,
        outlet=outlet,
        author=" ".join(filled[1:at]) if at < 4 else "",
        language=language,
    )


def _small_print(line: str) -> str:
    """Say what a line between outlet and text is: code, page, language, rights; or nothing."""
    kinds = {"language": _LANGUAGE, "code": _SOURCE_CODE, "page": _PAGE, "rights": _RIGHTS}
    return next((kind for kind, pattern in kinds.items() if pattern.fullmatch(line)), "")


def _of_data(article: Element) -> Block:
    def words(*path: str) -> str:
        return " ".join(_texts(article, path))

    body = [*_paragraphs(article, "leadParagraph"), *_paragraphs(article, "tailParagraphs")]
    return Block(
        text="\n\n".join(body),
        headline=words("headline"),
        date=day_in(words("publicationDate", "date") or words("publicationDate")),
        outlet=words("sourceName"),
        author=words("byline"),
        language=words("baseLanguage"),
    )


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _named(root: Element, name: str) -> list[Element]:
    return [node for node in root.iter() if _local(node) == name]


def _texts(article: Element, path: Sequence[str]) -> Iterator[str]:
    nodes = [article]
    for name in path:
        nodes = [child for node in nodes for child in node if _local(child) == name]
    for node in nodes:
        words = " ".join(" ".join(str(part) for part in node.itertext()).split())
        if words:
            yield words


def _paragraphs(article: Element, name: str) -> list[str]:
    return [*_texts(article, (name, "paragraph"))] or [*_texts(article, (name,))]
