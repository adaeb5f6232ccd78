"""The place that opens a news report: ``ERBIL (Kurdistan 24) –``."""

from __future__ import annotations

import re
from typing import NamedTuple

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
"""Words in capitals that open a paragraph like a place, and are none."""
_SMALL_WORDS = frozenset(("al", "el", "de", "del", "da", "do", "di", "la", "le", "of", "on", "the"))


class Dateline(NamedTuple):
    """The length of a dateline, dash included, and the outlet it names, or an empty string."""

    length: int
    outlet: str


def match(paragraph: str) -> Dateline | None:
    """Find the dateline at the start of a paragraph.

    Parameters
    ----------
    paragraph
        A paragraph without white space before it.

    Returns
    -------
    Dateline or None
        None if the paragraph opens otherwise.

    Notes
    -----
    A dateline is a place of one to four words, perhaps a region or a day after commas, perhaps an
    outlet in parentheses, and a dash, or a hyphen between spaces, before a sentence. Without an
    outlet the place must be in capitals, of three letters or more (``US – Iran talks`` has none).
    With an outlet the place may be in mixed case.

    Examples
    --------
    >>> match("ERBIL (Kurdistan 24) – Baghdad would never agree.")
    Dateline(length=22, outlet='Kurdistan 24')
    >>> match("PARIS, July 5 (Reuters) - Talks failed.").outlet
    'Reuters'
    >>> match("NATO — the alliance — agreed.") is None
    True
    """
    if not _may_open(paragraph):
        return None
    found = _PATTERN.match(paragraph)
    if not found or not _opens_sentence(paragraph[found.end() :], outlet=bool(found["outlet"])):
        return None
    city, more, outlet = found["city"], found["more"], (found["outlet"] or "").strip()
    if outlet:
        fits = _capitalised(city) and _capitalised(more) and _starts_name(outlet)
    else:
        fits = _in_capitals(city) and _capitalised(more) and city.split()[0] not in _LABELS
    return Dateline(found.end(), outlet) if fits else None


def _may_open(paragraph: str) -> bool:
    """Say whether there is a dash at all, which is found much sooner than a whole dateline."""
    return paragraph[:1].isalnum() and (
        "—" in paragraph
        or "–" in paragraph
        or "―" in paragraph
        or "--" in paragraph
        or " -" in paragraph
        or "\xa0-" in paragraph
    )


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
