"""How zones were first found: slower, and the standard that `analysis.annotate.zones` must meet."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = r"[^\W\d_](?:[.'’/-]?[^\W_])*\.?"
_PART = rf"(?:{_WORD}|\d{{1,4}})"
_PATTERN = re.compile(
    rf"(?P<city>{_WORD}(?:[ \xa0]{_WORD}){{0,3}})"
    rf"(?P<more>(?:,[ \xa0]{_PART}(?:[ \xa0]{_PART}){{0,2}}){{0,3}})"
    r"(?:[ \xa0]?\((?P<outlet>[^()\n]{2,40})\))?"
    r"(?:[ \xa0]*(?:[–—―]|--)|[ \xa0]+(?P<hyphen>-)(?=\s))"
)
_SENTENCE = re.compile(r"\s*[\"“”‘’'«„(\[]*(?:(?:al|el)-)?(?P<first>\S)")
_LABELS = frozenset(
    "ANALYSIS BREAKING COMMENT EXCLUSIVE EXPLAINER FEATURE LATEST LIVE NEWS OPINION UPDATE VIDEO "
    "WATCH".split()
)
_SMALL_WORDS = frozenset(("al", "el", "de", "del", "da", "do", "di", "la", "le", "of", "on", "the"))


class Dateline(NamedTuple):
    length: int
    outlet: str


def _match_dateline(paragraph: str) -> Dateline | None:
    found = _PATTERN.match(paragraph)
    if not found or not _opens_sentence(paragraph[found.end() :], outlet=bool(found["outlet"])):
        return None
    city, more, outlet = found["city"], found["more"], (found["outlet"] or "").strip()
    if outlet:
        fits = _capitalised(city) and _capitalised(more) and _starts_name(outlet)
    else:
        fits = _in_capitals(city) and _capitalised(more) and city.split()[0] not in _LABELS
    return Dateline(found.end(), outlet) if fits else None


def _opens_sentence(rest: str, *, outlet: bool) -> bool:
    following = _SENTENCE.match(rest)
    if following is None:
        return outlet
    return not following["first"].islower()


def _in_capitals(city: str) -> bool:
    return city == city.upper() and sum(letter.isalpha() for letter in city) > 2


def _capitalised(words: str) -> bool:
    pieces = words.replace(",", " ").replace("-", " ").split()
    return all(not w[0].islower() or w in _SMALL_WORDS for w in pieces)


def _starts_name(outlet: str) -> bool:
    return not outlet[0].islower() and any(letter.isalpha() for letter in outlet)


_CREDIT = re.compile(
    r"(?:with\s+)?(?:(?:additional|further)\s+)?"
    r"(?:report(?:ing|ed)|edit(?:ing|ed)|writ(?:ing|ten)|compil(?:ing|ed)|translat(?:ion|ed))\b"
    r".{0,60}?\b(?:by|from)\s",
    re.IGNORECASE | re.DOTALL,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed\s+(?:reporting|to\s+this\s+(?:report|story|article))\b", re.IGNORECASE
)
_REPORTED = re.compile(r"(?!The\b)[^\W\d_a-z]\S*\s(?:\S+\s){1,10}?reported\s+from\s")
_LOWER_WORDS = frozenset(
    re.findall(
        r"\S+",
        """additional agencies al and at bin by compiled correspondent correspondents de edited
        editing el for from further in more news of on our reported reporting staff the to
        translated translation van von with writers writing written""",
    )
)
"""Words that stand in lower case in a credit; any other one makes it a sentence of the story."""

_MOST_CREDIT_WORDS = 30
_MOST_BYLINE_WORDS = 12


def is_credit(paragraph: str) -> bool:
    words = paragraph.strip("()[]*_-–— ").split()
    if len(words) > _MOST_CREDIT_WORDS:
        return False
    line = " ".join(words)
    if _CONTRIBUTED.search(line):
        return True
    names_staff = _CREDIT.match(line + " ") or _REPORTED.match(line)
    return bool(names_staff) and _are_names(words)


def is_byline(paragraph: str) -> bool:
    words = paragraph.split()
    if not 2 <= len(words) <= _MOST_BYLINE_WORDS or words[0].casefold() != "by":
        return False
    return paragraph[-1] != "." and _are_names(words)


def _are_names(words: list[str]) -> bool:
    bare = (word.strip(".,;:()[]&") for word in words)
    return all(not w[:1].islower() or w.casefold() in _LOWER_WORDS for w in bare)


_LINE = re.compile("[^\n\r\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+[\"“‘'(\[]*[^\W\d_a-z]")
_FULL_STOP = re.compile(r"[.!?…][\"”’')\]]*$")

_MOST_WORDS = {"headline": 60, "deck": 60, "deck without dateline": 40}
_MOST_DECKS = 2
_WRAPPED = 0.25
"""When more than this share of lines begin in lower case, the text is wrapped."""

_Block = tuple[int, int]


class Span(NamedTuple):
    start: int
    end: int
    paragraph: int
    zone: str


def paragraphs(text: str, *, head: int = 0) -> list[Span]:
    top = _trim(text, 0, head)
    blocks = _blocks(text, head)
    words = [text[start:end] for start, end in blocks]
    opening, dateline = _first_dateline(words)
    zones = _zones(words, opening, headed=bool(top))
    spans = [Span(start, end, 0, "headline") for start, end in top]
    for i, ((start, end), zone) in enumerate(zip(blocks, zones, strict=True)):
        number = i + len(top)
        if i == opening:
            spans.append(Span(start, start + dateline, number, "dateline"))
            start += dateline  # noqa: PLW2901 - the body goes on after the dash
        spans += [Span(a, b, number, zone) for a, b in _trim(text, start, end)]
    return spans


def headline_end(text: str) -> int:
    lines = _lines(text, 0)
    if len(lines) < 2:
        return 0
    (start, end), (after, _) = lines[:2]
    runs_on = text[after].islower() and not _is_gap(text, end, after)
    line = text[start:end]
    if runs_on or _match_dateline(line) or len(line.split()) > _MOST_WORDS["headline"]:
        return 0
    return end


def dateline_outlet(text: str, spans: Sequence[Span]) -> str | None:
    opening = next((span for span in spans if span.zone == "dateline"), None)
    found = _match_dateline(text[opening.start :]) if opening else None
    return (found.outlet or None) if found else None


def _trim(text: str, start: int, end: int) -> list[_Block]:
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return []
    start += len(piece) - len(piece.lstrip())
    return [(start, start + len(inner))]


def _lines(text: str, head: int) -> list[_Block]:
    found = (_trim(text, *match.span()) for match in _LINE.finditer(text, head))
    return [line for lines in found for line in lines]


def _is_gap(text: str, end: int, start: int) -> bool:
    return len(_BREAK.findall(text, end, start)) > 1


def _blocks(text: str, head: int) -> list[_Block]:
    lines = _lines(text, head)
    gaps = [_is_gap(text, a[1], b[0]) for a, b in pairwise(lines)]
    if not any(gaps):
        later = [text[start].islower() for start, _ in lines[1:]]
        if sum(later) <= _WRAPPED * len(later):
            return lines
    if len(lines) > 1 and is_credit(text[slice(*lines[-1])]):
        gaps[-1] = True
    blocks = lines[:1]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap:
            blocks.append(line)
        else:
            blocks[-1] = (blocks[-1][0], line[1])
    return blocks


def _first_dateline(words: list[str]) -> tuple[int, int]:
    for i, paragraph in enumerate(words):
        found = _match_dateline(paragraph)
        if found:
            return i, found.length
    return -1, 0


def _zones(words: list[str], opening: int, *, headed: bool) -> list[str]:
    zones = ["body"] * len(words)
    last = len(words) - 1
    while last > max(opening, 0) and is_credit(words[last]):
        zones[last] = "credit"
        last -= 1
    if not headed:
        return zones
    signed = [i for i in range(min(3, last)) if i != opening and is_byline(words[i])]
    for i in signed[:1]:
        zones[i] = "credit"
    for i in _decks(words[: last + 1], opening, signed[:1]):
        zones[i] = "deck"
    return zones


def _decks(words: list[str], opening: int, signed: list[int]) -> list[int]:
    if opening >= 0:
        between = [i for i in range(opening) if i not in signed]
        short = all(len(words[i].split()) <= _MOST_WORDS["deck"] for i in between)
        return between if short and len(between) <= _MOST_DECKS else []
    rest = [i for i in range(len(words)) if i not in signed]
    if len(rest) < 3 or not _is_lone_deck(words[rest[0]], "\n".join(words[rest[1] :])):
        return []
    return rest[:1]


def _is_lone_deck(paragraph: str, body: str) -> bool:
    short = len(paragraph.split()) <= _MOST_WORDS["deck without dateline"]
    if not short or _SENTENCE_END.search(paragraph):
        return False
    return not _FULL_STOP.search(paragraph) or paragraph.rstrip(".!?… ") in body
