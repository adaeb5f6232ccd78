"""Where the paragraphs of one text are, and which part of the article each one is.

Pure functions on one text; nothing here reads files or changes a character.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate import bylines, datelines
from analysis.annotate.furniture import is_furniture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+[\"“‘'(\[]*[^\W\d_a-z]")
_FULL_STOP = re.compile(r"[.!?…][\"”’')\]]*$")

_MOST_WORDS = {"headline": 60, "deck": 60, "deck without dateline": 40}
_MOST_DECKS = 2
_WRAPPED = 0.25
"""When more than this share of lines begin in lower case, the text is wrapped."""

_Block = tuple[int, int]


class Span(NamedTuple):
    """One paragraph, or the dateline that opens one: ``[start, end)``, its number and its zone."""

    start: int
    end: int
    paragraph: int
    zone: str


def paragraphs(text: str, *, head: int = 0) -> list[Span]:
    r"""Cut a text into paragraphs and say which part of the article each one is.

    Parameters
    ----------
    text
        The article's text.
    head
        How many characters at its start are the headline; 0 if it has none. For a text whose first
        line may be the headline, take it from `headline_end`.

    Returns
    -------
    list of Span
        In the order of the text, without overlap and without white space at their ends. Together
        they hold every character that is not white space.

    Notes
    -----
    Paragraphs end at blank lines. If the text after the headline has none, each line is a
    paragraph, unless many lines begin in lower case: then the text is wrapped and is one paragraph.

    The *dateline* is the place at the start of a paragraph, up to its dash; only the first counts.
    The *deck* is what stands between the headline and the paragraph with the dateline: at most two
    paragraphs of at most 60 words. Without a dateline, only the paragraph after the headline can be
    the deck: one sentence of at most 40 words that has no full stop or returns in the body, with
    two more paragraphs to follow. *Furniture* is what stands around a story on its page, such as
    "Read more: …". The *credit* is the closing "Editing by …" and the like, at most 30 words; a
    line "By …" under the headline is one too.

    Examples
    --------
    >>> text = "Talks fail\n\nPARIS (AP) — No deal.\n\nEditing by Ann Lee"
    >>> for span in paragraphs(text, head=10):
    ...     print(span)
    Span(start=0, end=10, paragraph=0, zone='headline')
    Span(start=12, end=24, paragraph=1, zone='dateline')
    Span(start=25, end=33, paragraph=1, zone='body')
    Span(start=35, end=53, paragraph=2, zone='credit')
    """
    top = text[:head].strip()
    blocks = _blocks(text, head)
    words = [text[start:end] for start, end in blocks]
    opening, dateline = _first_dateline(words)
    zones = _zones(words, opening, headed=bool(top))
    spans: list[Span] = []
    if top:
        start = len(text[:head]) - len(text[:head].lstrip())
        spans.append(Span(start, start + len(top), 0, "headline"))
    first = len(spans)
    for i, ((start, end), zone) in enumerate(zip(blocks, zones, strict=True)):
        if i != opening:
            spans.append(Span(start, end, first + i, zone))
            continue
        spans.append(Span(start, start + dateline, first + i, "dateline"))
        body = text[start + dateline : end].lstrip()
        if body:  # it goes on after the dash
            spans.append(Span(end - len(body), end, first + i, zone))
    return spans


def headline_end(text: str) -> int:
    r"""Say where the headline ends in a text that opens with one.

    Parameters
    ----------
    text
        The whole text of a file.

    Returns
    -------
    int
        The end of its first line; 0 if nothing follows it, if it opens with a dateline, if the next
        line goes on in lower case, or if it is longer than 60 words.

    Examples
    --------
    >>> headline_end("Talks fail\n\nNo deal was reached."), headline_end("Talks fail")
    (10, 0)
    """
    lines = list(islice(_lines(text, 0), 2))
    if len(lines) < 2:
        return 0
    (start, end, _), (after, _, gap) = lines
    runs_on = text[after].islower() and not gap
    line = text[start:end]
    if runs_on or datelines.match(line) or len(line.split()) > _MOST_WORDS["headline"]:
        return 0
    return end


def dateline_outlet(text: str, spans: Sequence[Span]) -> str | None:
    r"""Read from a text's dateline who published it.

    Parameters
    ----------
    text
        The article's text.
    spans
        Its paragraphs, from `paragraphs`.

    Returns
    -------
    str or None
        The name in parentheses, or None if there is no dateline or it names nobody.

    Examples
    --------
    >>> text = "Talks fail\n\nPARIS (AP) — No deal."
    >>> dateline_outlet(text, paragraphs(text, head=10))
    'AP'
    """
    opening = next((span for span in spans if span.zone == "dateline"), None)
    found = datelines.match(text[opening.start :]) if opening else None
    return (found.outlet or None) if found else None


def outlet_of(text: str, *, head: int = 0) -> str | None:
    r"""Read who published a text from its dateline, as `dateline_outlet` does, without its zones.

    Parameters
    ----------
    text, head
        As for `paragraphs`.

    Returns
    -------
    str or None
        The name in parentheses, or None.

    Examples
    --------
    >>> outlet_of("Talks fail\n\nPARIS (AP) — No deal.", head=10)
    'AP'
    """
    blocks = (text[start:end] for start, end in _blocks(text, head))
    found = next(filter(None, map(datelines.match, blocks)), None)
    return (found.outlet or None) if found else None


def _lines(text: str, place: int) -> Iterator[tuple[int, int, bool]]:
    """Give the lines from a place on that are not blank, trimmed, and if a blank one is before."""
    n_breaks = 0
    for line in _with_line_feeds(text)[place:].split("\n"):
        inner = line.strip()
        if inner:
            start = place if line[0] == inner[0] else place + len(line) - len(line.lstrip())
            yield start, start + len(inner), n_breaks > 1
            n_breaks = 0
        n_breaks += 1
        place += len(line) + 1


def _with_line_feeds(text: str) -> str:
    """Make a line feed of whatever ends a line, so that every character keeps its place."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for sign in ("\x85", "\u2028", "\u2029"):
        if sign in text:
            text = text.replace(sign, "\n")
    return text


def _blocks(text: str, head: int) -> list[_Block]:
    """Give the paragraphs after the headline."""
    found = list(_lines(text, head))
    lines = [(start, end) for start, end, _ in found]
    gaps = [gap for _, _, gap in found[1:]]
    if True not in gaps:
        later = [text[start].islower() for start, _ in lines[1:]]
        if sum(later) <= _WRAPPED * len(later):
            return lines
    if not gaps[-1] and bylines.is_credit(text[slice(*lines[-1])]):
        gaps[-1] = True
    if False not in gaps:
        return lines
    blocks = lines[:1]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap:
            blocks.append(line)
        else:
            blocks[-1] = (blocks[-1][0], line[1])
    return blocks


def _first_dateline(words: list[str]) -> tuple[int, int]:
    for i, paragraph in enumerate(words):
        found = datelines.match(paragraph)
        if found:
            return i, found.length
    return -1, 0


def _zones(words: list[str], opening: int, *, headed: bool) -> list[str]:
    """Name the zone of each paragraph after the headline; `opening` has the dateline, or is -1."""
    zones = ["body"] * len(words)
    standing = [i for i, each in enumerate(words) if i != opening and is_furniture(each)]
    for i in standing if len(standing) < len(words) else ():
        zones[i] = "furniture"
    last = len(words) - 1
    while last > max(opening, 0) and (zones[last] == "furniture" or bylines.is_credit(words[last])):
        zones[last] = "credit" if zones[last] == "body" else zones[last]
        last -= 1
    if not headed:
        return zones
    near = (i for i in range(min(3, last)) if i != opening)
    signed = [i for i in near if bylines.is_byline(words[i])]
    for i in signed[:1]:
        zones[i] = "credit"
    aside = signed[:1] + [i for i, zone in enumerate(zones) if zone == "furniture"]
    for i in _decks(words[: last + 1], opening, aside):
        zones[i] = "deck"
    return zones


def _decks(words: list[str], opening: int, aside: list[int]) -> list[int]:
    if opening >= 0:
        between = [i for i in range(opening) if i not in aside]
        short = all(len(words[i].split()) <= _MOST_WORDS["deck"] for i in between)
        return between if short and len(between) <= _MOST_DECKS else []
    rest = [i for i in range(len(words)) if i not in aside]
    return rest[:1] if len(rest) > 2 and _is_lone_deck(words, *rest[:2]) else []


def _is_lone_deck(words: list[str], deck: int, body: int) -> bool:
    paragraph = words[deck]
    short = len(paragraph.split()) <= _MOST_WORDS["deck without dateline"]
    if not short or _SENTENCE_END.search(paragraph):
        return False
    if not _FULL_STOP.search(paragraph):
        return True
    return paragraph.rstrip(".!?… ") in "\n".join(words[body:])
