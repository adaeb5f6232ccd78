"""Tell a capital that means its government from the same capital meant as a place.

“Baghdad rejected the plan” speaks of a government, “he was born in Baghdad” of a city. The words
around the name decide; where they say nothing, the capital is the government, since a news text
that means the city almost always shows it by a preposition or a place word.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|through|throughout|over|above|via|toward|towards"
    r"|into|leave|leaves|leaving|reach|reached|visit|visited|visiting|enter|entered"
    r"|central|downtown|northern|southern|eastern|western|greater|capital,?)\s$"
    r"|\b(?:city|cities|outskirts|streets?|suburbs?|mayor|north|south|east|west|centre|center|heart"
    r"|province|district|airport|port|people|residents|skies|siege|fall|battle)\sof\s$"
    r"|\b(?:left|leaves?|leaving|bound|departed|headed|sailed|flew)\sfor\s$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(?:in|at|near)\s[A-Z][\w'-]+\s(?:and|or)\s$")
_AND_OR = frozenset({"nd", "or"})  # how the last word before the name ends in `_PAIR`
_LEFT = re.compile(r"\bleft\s$", re.IGNORECASE)
_LEFT_WHEN = re.compile(r"^(?:\s(?:at|on|for|early|late|by|after|before)\b|[.,;]|$)")
_TO_OR_FROM = re.compile(r"\b(?:to|from)\s$", re.IGNORECASE)
_RELATION = re.compile(
    r"\b(?:envoys?|ambassadors?|messages?|letters?|appeals?|aid|according|warnings?|answers?|repl\w+"
    r"|respon\w+|loyal\w*|close|closer|clos\w+|loans?|demands?|orders?|pressure|support|word"
    r"|writ\w+|wrote|sp[eo]ak\w*|spoke|talk\w*|turn\w*"
    r"|independen\w+|approval|permission|backing|assurances?|guarantees?|concessions?|proposals?"
    r"|up|sells?|sold|sales|weapons|arms|deaf|hostile|threats?)\s(?:to|from)\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:\s(?:airport|international|streets?|suburbs?|neighbou?rhoods?|districts?|province"
    r"|governorate|residents?|hotels?|hospitals?|universit\w+|stock|metro|squares?|markets?|bureau"
    r"|correspondent|monument|bridge|station|zoo|museum|conference|marathon)\b|-based\b)",
    re.IGNORECASE,
)


def is_place(before: str, after: str) -> bool:
    """Tell whether a capital is meant as a place.

    Parameters
    ----------
    before, after
        What stands before and after it in its sentence, with its spellings united.

    Returns
    -------
    bool
        True for the place, False for the government.

    Examples
    --------
    >>> is_place("He was born in ", "."), is_place("She flew to ", ""), is_place("", "-based firms")
    (True, True, True)
    >>> is_place("", " rejected the plan"), is_place("", "'s envoy"), is_place("an envoy to ", "")
    (False, False, False)
    """
    if _AFTER.match(after):
        return True
    if not before[-1:].isspace():
        return False
    last = _last_words(before, 2)
    if _BEFORE.search(last) or (last.rstrip()[-2:] in _AND_OR and _PAIR.search(before)):
        return True
    if _LEFT.search(last) and _LEFT_WHEN.match(after):
        return True
    return bool(_TO_OR_FROM.search(last)) and not _RELATION.search(last)


def _last_words(text: str, n: int) -> str:
    """Give the end of a text from the space before its last `n` words on."""
    end = text[-80:]
    words = end.rsplit(None, n)
    return end[len(words[0]) :] if len(words) > n else text
