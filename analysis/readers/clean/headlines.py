"""Undoes what was put to a headline: the outlet's name behind it, a second copy in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.readers.clean.undone import OUTLET, TWICE, Undone, undone

if TYPE_CHECKING:
    from analysis.readers.raw_articles import RawArticle

_BEHIND = re.compile(r"\s+(?P<sign>--?|[–—·•»/:~]|\|\|?|::)\s+(?P<name>[^|·•»]{2,60})$")
_BETWEEN = frozenset("-–—·•»/:~|(")
_IN_BRACKETS = re.compile(r"\s+(?P<sign>\()(?P<name>[^()]{2,60})\)$")
_SECTION = re.compile(r"\s+\|\s+\S+(?:\s+\S+){0,2}$")
_LONGEST = 500
"""Characters of a headline in which an outlet is looked for."""
_MORE = frozenset(("", "news", "online", "com", "couk", "org", "website", "digital", "uk", "usa"))
_DOMAIN = re.compile(r"(?:www\.)?(?P<label>[a-z0-9-]{3,})(?:\.[a-z]{2,4}){1,2}", re.IGNORECASE)
_GOES_ON = re.compile(r"(?P<end>[.!?\"”’»)\]]*)(?P<gap>\s*[-–—:|]\s+|\s+)(?P<next>\S+)")
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue wed thu fri sat sun jan feb mar apr
    aug sept sep oct nov dec""".split()
)


def undo_outlet(raw: RawArticle) -> tuple[RawArticle, list[Undone]]:
    r"""Cut the outlet's own name from the end of a headline.

    Parameters
    ----------
    raw
        An article.

    Returns
    -------
    raw, notes
        “… - The New York Times” and “… | World | BBC News” go if that is the article's outlet, by
        its name or domain, or, where the outlet is unknown, an outlet of the registry.

    Examples
    --------
    >>> from analysis.readers.raw_articles import RawArticle
    >>> raw = RawArticle("a", "Rain | Post\n\nWet.", "", 1, 11, "", "Rain | Post", "Post")
    >>> made, _ = undo_outlet(raw)
    >>> made.text, made.headline
    ('Rain\n\nWet.', 'Rain')
    """
    if _BETWEEN.isdisjoint(raw.headline) or len(raw.headline) > _LONGEST:
        return raw, []
    behind = _BEHIND.search(raw.headline) or _IN_BRACKETS.search(raw.headline)
    if not behind or not behind.start() or not _is_outlet(behind["name"], raw.outlet):
        return raw, []
    headline = raw.headline[: behind.start()]
    while "|" in behind["sign"] and (section := _SECTION.search(headline)):
        headline = headline[: section.start()]
    text, head = raw.text, raw.head
    cut = raw.headline[len(headline) :]
    top = text[:head]
    if top.rstrip().endswith(cut):
        end = len(top.rstrip()) - len(cut)
        text, head = text[:end] + text[head:], end
    body = text[head:].lstrip()
    if body.startswith(raw.headline):
        text = text[: len(text) - len(body)] + headline + body[len(raw.headline) :]
    return raw._replace(text=text, head=head, headline=headline), undone(OUTLET, 1, cut.strip())


def undo_twice(raw: RawArticle) -> tuple[RawArticle, list[Undone]]:
    r"""Take the headline once if the text begins with it again.

    Parameters
    ----------
    raw
        An article whose text is headline, blank line, text.

    Returns
    -------
    raw, notes
        Without the first of the two. A sentence that goes on after the words of the headline is
        no copy of it.

    Examples
    --------
    >>> from analysis.readers.raw_articles import RawArticle
    >>> made, _ = undo_twice(RawArticle("a", "Rain falls\n\nRain falls It is wet.", "", 1, 10))
    >>> made.text, made.head
    ('Rain falls It is wet.', 10)
    """
    top = raw.text[: raw.head]
    if not raw.number or not top:
        return raw, []
    body = raw.text[raw.head : raw.head + len(top) + 400].lstrip()
    if body[:4].casefold() != top[:4].casefold():
        return raw, []
    end = _end_of_copy(top, body)
    if not end:
        return raw, []
    text = raw.text[raw.head :].lstrip()
    return raw._replace(text=text, head=end), undone(TWICE, 1, top)


def _is_outlet(name: str, outlet: str) -> bool:
    bare = _bare(name)
    if not outlet:
        return bare in _known()
    domain = _DOMAIN.fullmatch(outlet.strip())
    if domain:
        return _abbreviates(domain["label"].lower().replace("-", ""), bare) or bare in _known()
    own = _bare(outlet)
    longer, shorter = sorted((own, bare), key=len, reverse=True)
    return bool(shorter) and longer.startswith(shorter) and longer[len(shorter) :] in _MORE


def _abbreviates(label: str, name: str) -> bool:
    """Say whether the letters of a domain stand in a name in this order, such as nytimes."""
    letters = iter(name)
    return label[:1] == name[:1] and all(letter in letters for letter in label)


@cache
def _known() -> frozenset[str]:
    return frozenset(map(_bare, lexicons.outlets()))


def _bare(name: str) -> str:
    folded = re.sub(r"[^\w]+", "", name.casefold().removeprefix("the "))
    return folded.removeprefix("www")


def _end_of_copy(headline: str, body: str) -> int:
    """Say where the copy of a headline ends at the start of a text; 0 if it is none."""
    end = _end_of_same(headline, body)
    if not end:
        return 0
    rest = body[end:]
    found = _GOES_ON.match(rest)
    if not found:
        return 0
    end += len(found["end"])
    if "\n" in found["gap"] or "\r" in found["gap"]:
        return end
    word = re.sub(r"^[\"“‘'(\[]+|\W+$", "", found["next"])
    is_start = word[:1].isupper() or (word[:1].isalpha() and not word[:1].islower())
    if not is_start or (not found["end"] and _goes_on_with(word, rest)):
        return 0
    return end


def _goes_on_with(word: str, rest: str) -> bool:
    """Say whether a capital is that of a day, a month or a name, with which a sentence goes on."""
    if word.casefold() in _DAYS:
        return True
    if word.lower() in lexicons.stop_words():
        return False
    return bool(re.search(rf"[a-z,] {re.escape(word)}\b", rest))


def _end_of_same(headline: str, body: str) -> int:
    """Compare letters and digits, whatever stands between them."""
    place = 0
    for sign in headline.casefold():
        if not sign.isalnum():
            continue
        while place < len(body) and not body[place].isalnum():
            place += 1
        if place == len(body) or body[place].casefold() != sign:
            return 0
        place += 1
    is_whole = place and not body[place : place + 1].isalnum()
    return place if is_whole else 0
