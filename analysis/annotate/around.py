"""What stands around a name: the title before it, and whether another name goes on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.annotate.company_names import OF_A_COMPANY
from analysis.annotate.person_names import bare_name, parse_name
from analysis.annotate.surnames import MONTHS, REMEMBERED

if TYPE_CHECKING:
    from analysis.annotate.gazetteer import Gazetteer

_TITLE_BYTES = 60
"""Bytes before a name in which its title stands."""
_ARTICLES = (b"the ", b" a ", b" an ")
_OF_A_PERSON = (b"regime", b"administration", b"government", b"campaign", b"family", b"presidency")
"""What follows a person's name that has an article before it."""
_DATE_AFTER = re.compile(rb" (?:\d|Day\b)|,? [12]\d\d\d\b")
_DATE_BEFORE = re.compile(
    rb"(?:\b(?:in|of|since|by|until|till|from|during|last|next|this|early|late|mid|through|after"
    rb"|before|and|to|each|every|for)|\d(?:st|nd|rd|th)?) $|\bmid-$",
    re.IGNORECASE,
)
_CUT = b' \t\n.,;:!?"()[]'
"""What may stand around a word."""


def titled(raw: bytes, begin: int, start: int, surface: str, names: Gazetteer) -> tuple[str, str]:
    """Read the title before a person's name or at its beginning.

    Parameters
    ----------
    raw
        The text as UTF-8.
    begin, start
        Where the sentence and the name begin.
    surface
        The name.
    names
        All titles.

    Returns
    -------
    (str, str)
        The name without its title, and the title in lower case and without periods.
    """
    near = _word_before(raw, begin, start) in names.title_ends
    first = surface.split(" ", 1)[0].lower().rstrip(".")
    if not near and first not in names.title_begins:
        return surface, ""
    before = raw[max(begin, start - _TITLE_BYTES) : start] if near else b""
    read = parse_name(surface, before=before.decode(errors="ignore"), titles=names.title_words)
    inside = len(bare_name(surface).words) - len(read.words)
    if inside <= 0:
        return surface, read.title
    return surface.split(None, inside)[-1] if read.words else "", read.title


def _word_before(raw: bytes, begin: int, start: int) -> str:
    """Give the last word before a name, in lower case and without periods."""
    words = raw[max(begin, start - _TITLE_BYTES) : start].rsplit(None, 1)
    return _as_title(words[-1]) if words else ""


@lru_cache(REMEMBERED)
def _as_title(word: bytes) -> str:
    return word.decode(errors="ignore").lower().rstrip(".")


def may_be(
    raw: bytes, begin: int, start: int, surface: str, names: Gazetteer, *, person: bool
) -> bool:
    """Refuse what no name is like: “UP TO US”, “Secretary of State”, “the Ansel”.

    Parameters
    ----------
    raw
        The text as UTF-8.
    begin, start
        Where the sentence and the name begin.
    surface
        The name.
    names
        Word lists.
    person
        Whether it is taken for a person's.

    Returns
    -------
    bool
    """
    if surface.isupper() and surface.lower() in names.not_names:
        return False
    if not person:
        return surface != "State" or raw[max(begin, start - 3) : start] != b"of "
    if " " in surface:
        return not surface[surface.rindex(" ") + 1 :][:1].islower()
    if surface[:1].islower():
        return False
    if not raw[max(begin, start - 5) : start].lower().endswith(_ARTICLES):
        return True
    end = start + len(surface.encode())
    return raw[end : end + 20].lstrip().startswith(_OF_A_PERSON)


def stands(
    raw: bytes,
    place: tuple[int, int, int],
    form: str,
    names: Gazetteer,
    *,
    person: bool,
    short: bool = False,
) -> bool:
    """Tell whether a form is a name of its own where nothing recognised it.

    After another capitalised word it may be somebody else's surname, before one a company's name.

    Parameters
    ----------
    raw
        The text as UTF-8.
    place
        Where its sentence begins, and where the form begins and ends.
    form
        The form.
    names
        Titles and word lists.
    person
        Whether it means a person, perhaps one of several.
    short
        Whether it is short for a longer name.

    Returns
    -------
    bool
    """
    begin, start, end = place
    single = " " not in form
    if not person:
        if single and short and not _begins(raw, begin, start, names):
            return False  # “Neo Democrats” are not the Democratic Party
        return not (single and form.lower() in names.not_names)
    if single and _is_word(raw, place, form, names):
        return False
    return _ends(raw, end, names, single=single) and (
        not single or start == begin or _begins(raw, begin, start, names)
    )


def _is_word(raw: bytes, place: tuple[int, int, int], form: str, names: Gazetteer) -> bool:
    """Tell whether a surname stands as the word it also is: a month, “will”, a firm."""
    begin, start, end = place
    behind = raw[end : end + 16]
    if OF_A_COMPANY.match(behind):
        return True
    if form in MONTHS:
        before = raw[max(begin, start - 16) : start]
        return bool(_DATE_AFTER.match(behind) or _DATE_BEFORE.search(before))
    return form.lower() in names.not_names and start <= begin + 1


def _ends(raw: bytes, end: int, names: Gazetteer, *, single: bool) -> bool:
    """Tell whether a person's name may end here, and no other name goes on."""
    after = raw[end : end + 24]
    if not after[1:2].isupper() or after[:1] not in {b" ", b"-"}:
        return True
    if after[:1] == b"-" or single:
        return False
    return after.split(None, 1)[0].rstrip(_CUT).decode(errors="ignore") not in names.things


def _begins(raw: bytes, begin: int, start: int, names: Gazetteer) -> bool:
    """Tell whether a surname may begin here, and belongs to no other first name."""
    if raw[start - 1 : start] != b" ":
        return raw[start - 1 : start] != b"-"
    before = raw[max(begin, start - 24) : start - 1].rsplit(None, 1)
    word = before[-1].lstrip(_CUT) if before else b""
    if not word[:1].isupper() or word[-1:] in b',;:!?)"':
        return True
    plain = word.decode(errors="ignore").lower().rstrip(".")
    return plain in names.title_ends or plain in names.not_names
