"""Exports of Nexis Uni, Nexis and LexisNexis: one document or many, as text, DOCX or RTF.

The old layout parts documents by "1 of 6 DOCUMENTS" and puts outlet and date above the headline;
the new one ends each with "End of Document" and puts the headline first.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.readers.archives.block import Block, checked
from analysis.readers.archives.days import day_in, is_day_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST = "a list of the documents of an export, not an article"
TORN = "a document without its last line; the export may have been cut off"

_FLAGS = re.IGNORECASE | re.MULTILINE
_SIGNS = ("ocument", "OCUMENT", "okument", "OKUMENT", "Client/Matter", "Load-")
_OLD = re.compile(
    r"^[ \t]*(?:(\d{1,9}) (?:of|von|de|di|van) (\d{1,9}) "
    r"(?:documents?|dokumente?n?|documentos|documenti)"
    r"|Dokument (\d{1,9}) von (\d{1,9})|Documento? (\d{1,9}) (?:de|di) (\d{1,9}))[ \t]*$",
    _FLAGS,
)
_END = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento"
    r"|Fine del documento|Fim do documento|Einde van (?:het )?document)[ \t]*$",
    _FLAGS,
)
_LOADED = re.compile(r"^[ \t]*(?:Load-Date|Update):[ \t].*\d{4}.*$", _FLAGS)
"""The last line of a document, where none says that it ends."""
_MEASURED = re.compile(
    r"^[ \t]*(?:Length|Länge|Longueur|Longitud):[ \t]*[\d.,]+ \w+[ \t]*$", _FLAGS
)
_COVER = re.compile(r"^[ \t]*(?:Client/Matter|Job Number|Search Type|Narrowed by)\b", _FLAGS)
_KEYS = {
    "headline": "headline überschrift titre",
    "author": "byline autor auteur author",
    "length": "length länge longueur longitud",
    "section": "section rubrik rubrique sección",
    "deck": "highlight",
    "place": "dateline",
    "body": "body",
    "date": "load-date update",
    "language": "language sprache langue",
    "url": "url link",
    "": """graphic publication-type document-type journal-code subject company person geographic
    country state city classification category organization industry ticker copyright load""",
}
_ROLE = {name: role for role, names in _KEYS.items() for name in names.split()}
_KEY = re.compile(r"([^\W\d_][^\W\d_-]*(?:[ -][^\W\d_]+)?):(?:\s+(.*))?")
_LAST = re.compile(
    r"(?:graphic|language|sprache|langue|publication-type|document-type|journal[- ]code|subject"
    r"|load-date|update|classification|category|organization|geographic|copyright)(?::.*|\s*)"
    r"|copyright (?:©|\(c\)|\d{4}).*|©.*",
    re.IGNORECASE,
)
_BODY = ("body", "textkörper", "corps", "cuerpo")
_RIGHTS = re.compile(
    r"(?:copyright\b|©|all rights reserved|alle rechte vorbehalten).*", re.IGNORECASE
)
_PAGE = re.compile(r"Page \d+(?: of \d+)?|Seite \d+ von \d+|About LexisNexis.*", re.IGNORECASE)


def is_export(text: str) -> bool:
    """Say whether a text is an export of Nexis."""
    if not any(sign in text for sign in _SIGNS):
        return False
    if _OLD.search(text) or _END.search(text) or len(set(_COVER.findall(text))) > 1:
        return True
    return bool(_LOADED.search(text) and _MEASURED.search(text))


def blocks(text: str) -> list[Block]:
    """Read an export of Nexis.

    Parameters
    ----------
    text
        The whole text of a file; of DOCX and RTF its paragraphs.

    Returns
    -------
    list of Block
        One a document.
    """
    marks = list(_OLD.finditer(text))
    if marks:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        found = [
            _document(text[mark.end() : end], number, is_old=True)
            for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1)
        ]
        return _counted(found, max(int(next(filter(None, m.groups()[1::2]))) for m in marks))
    end = _END if _END.search(text) else _LOADED
    ends = [found.end() for found in end.finditer(text)]
    parts = [text[start:stop] for start, stop in pairwise([0, *ends])]
    rest = text[ends[-1] :] if ends else text
    found = [_document(part, number) for number, part in enumerate(parts, 1)]
    if not found or len(rest.split()) > 30:
        last = _document(rest, len(found) + 1)
        is_list = bool(last.flaw and _COVER.search(rest))
        last = last._replace(flaw=LIST) if is_list else last
        found.append(last if last.flaw else last._replace(notes=(*last.notes, TORN)))
    return found


def _counted(found: list[Block], n_promised: int) -> list[Block]:
    """Tell if an export says that it holds more documents than it does."""
    if n_promised <= len(found) or not found:
        return found
    note = f"the export counts {n_promised} documents, and {len(found)} are in the file"
    return [*found[:-1], found[-1]._replace(notes=(*found[-1].notes, note))]


class _Head(NamedTuple):
    """The lines above the first key, what the keys say, and the number of the body's first line."""

    top: list[str]
    said: dict[str, str]
    body: int


def _document(text: str, number: int, *, is_old: bool = False) -> Block:
    lines = [line.strip().replace("\xa0", " ") for line in text.splitlines()]
    lines = [line for line in lines if not _PAGE.fullmatch(line) and not _END.fullmatch(line)]
    head = _head(lines)
    day = _day_line(head.top, is_old=is_old)
    outlet = next(filter(None, reversed(head.top[:day])), "") if day > 0 else ""
    if is_old:
        headline, deck = _paragraph(head.top[day + 1 :] if day >= 0 else head.top)
    else:
        above = [line for line in (head.top[:day] if day >= 0 else head.top) if line]
        headline, deck = "".join(above[-2:-1] if day >= 0 else above[:1]), ""
    body = "\n".join(_body(lines[head.body :], head.said))
    last = dict(_said(lines[head.body :]))
    block = Block(
        text="\n\n".join(filter(None, [deck, body.strip("\n")])),
        headline=head.said.get("headline") or headline,
        date=day_in(head.top[day]) if day >= 0 else day_in(last.get("date", "")),
        outlet=outlet,
        author=head.said.get("author", ""),
        url=last.get("url", ""),
        language=last.get("language", ""),
        place=f"document {number}",
    )
    return checked(block)


def _head(lines: Sequence[str]) -> _Head:
    """Read down to the body: a line "Body", or the first paragraph after the lines with keys."""
    end = next((n for n, line in enumerate(lines) if line.casefold() in _BODY), None)
    top: list[str] = []
    said: dict[str, str] = {}
    role = ""
    for number, line in enumerate(lines if end is None else lines[:end]):
        key = _key(line)
        if key:
            role, said[key[0]] = key
        elif _RIGHTS.fullmatch(line):
            role = "rights"
        elif line and role and role != "rights" and lines[number - 1]:
            said[role] = f"{said[role]} {line}".strip()  # it goes on
        elif line and said and end is None:
            return _Head(_filled(top), said, number)
        elif not said:
            top.append(line)
        if key and key[0] == "body":
            return _Head(_filled(top), said, number + 1)
    if said or end is not None:
        return _Head(_filled(top), said, len(lines) if end is None else end + 1)
    return _without_keys(top, lines)


def _without_keys(top: list[str], lines: Sequence[str]) -> _Head:
    """Take what follows the day for the text, where no line has a key."""
    day = next((n for n, line in enumerate(lines) if _is_day(line)), None)
    if day is None:
        return _Head(_filled(top), {}, len(lines))
    return _Head(_filled(lines[: day + 1]), {}, day + 1)


def _key(line: str) -> tuple[str, str] | None:
    found = _KEY.fullmatch(line)
    role = _ROLE.get(found[1].casefold()) if found else None
    return (role, (found[2] or "").strip()) if found and role is not None else None


def _said(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key = _key(line)
        if key and key[0]:
            yield key


def _body(lines: Sequence[str], said: dict[str, str]) -> Iterator[str]:
    """Give the lines of the body, up to what Nexis prints below it."""
    if said.get("body"):
        yield said["body"]
    for line in lines:
        if _LAST.fullmatch(line):
            return
        yield line


def _is_day(line: str) -> bool:
    return is_day_line(line) or (
        len(line) < 80 and bool(day_in(line)) and is_day_line(line[:40].rsplit(" ", 1)[0])
    )


def _day_line(top: Sequence[str], *, is_old: bool) -> int:
    """Give the number of the line with the day: the first in the old layout, else the last."""
    days = [number for number, line in enumerate(top) if _is_day(line)]
    return -1 if not days else days[0] if is_old else days[-1]


def _filled(top: Sequence[str]) -> list[str]:
    """Drop blank lines that follow one another, and those at the ends."""
    kept: list[str] = []
    for line in top:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _paragraph(lines: Sequence[str]) -> tuple[str, str]:
    """Give the first paragraph that does not stand under the day itself, and what follows it."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1] or len(groups) == 1:
            groups.append([])
    headline, *rest = [" ".join(group) for group in groups[1:] if group] or [""]
    return headline, "\n\n".join(rest)
