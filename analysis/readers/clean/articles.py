"""Cleans an article: its headline and its text by the same steps, its other cells as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analysis.annotate.zones import headline_end
from analysis.readers.clean.characters import undo_characters
from analysis.readers.clean.escapes import undo_escapes
from analysis.readers.clean.headlines import undo_outlet, undo_twice
from analysis.readers.clean.hyphens import undo_hyphens
from analysis.readers.clean.markup import undo_html, undo_markdown
from analysis.readers.clean.mojibake import undo_mojibake
from analysis.readers.clean.nothing import NOTHING, is_nothing, undo_cut
from analysis.readers.clean.suspects import is_common, is_suspect
from analysis.readers.clean.undone import EMPTY, Undone, as_text, from_text, joined, undone

if TYPE_CHECKING:
    from analysis.readers.raw_articles import RawArticle

_Step = Callable[[str], tuple[str, list[Undone]]]
_MARKUP: tuple[_Step, ...] = (undo_escapes, undo_html, undo_markdown)
_SIGNS: tuple[_Step, ...] = (undo_mojibake, undo_characters)
"""What a text of common signs need not go through."""
_ENDS: tuple[_Step, ...] = (undo_hyphens, undo_cut)
STEPS = (*_MARKUP, *_SIGNS, *_ENDS)
"""What is undone in a text, in this order: each step sees what the others left."""
_SHORT = 16
"""Characters of a text that may be a word for nothing."""
_CELLS = ("article_id", "outlet", "date", "author", "url", "language")


def clean(raw: RawArticle) -> RawArticle:
    r"""Undo what is certainly no text of an article, and note it.

    Parameters
    ----------
    raw
        An article as its file gives it.

    Returns
    -------
    RawArticle
        The same article if nothing was to be done; else with another text, head and headline, and
        with `undone`: what was undone, or found and left, one row a kind.

    Examples
    --------
    >>> from analysis.readers.raw_articles import RawArticle
    >>> made = clean(RawArticle("a", "Fish &amp; chips\n\n<p>No end.</p>", "n.csv", 1, 16))
    >>> made.text, made.head
    ('Fish & chips\n\nNo end.', 12)
    """
    notes = from_text(raw.undone)
    raw = _with_clean_cells(raw, notes)
    if is_suspect(raw.text) or _is_other_suspect(raw) or is_nothing(raw.headline):
        raw = _with_clean_text(raw, notes)
    elif raw.number and len(raw.text) - raw.head < _SHORT and is_nothing(raw.text[raw.head :]):
        notes += undone(EMPTY, 1, raw.text[raw.head :])
        raw = raw._replace(text="", head=0)
    for step in (undo_outlet, undo_twice):
        raw, more = step(raw)
        notes += more
    return raw._replace(undone=as_text(joined(notes))) if notes else raw


def undo(text: str, notes: list[Undone]) -> str:
    """Take a text through all steps; what they undo is added to the notes."""
    text = through(_MARKUP, text, notes)
    if not is_common(text):
        text = through(_SIGNS, text, notes)
    return through(_ENDS, text, notes)


def through(steps: Iterable[_Step], text: str, notes: list[Undone]) -> str:
    """Take a text through some steps; what they undo is added to the notes."""
    for step in steps:
        text, more = step(text)
        notes += more
    return text


def _line_of(text: str, notes: list[Undone]) -> str:
    """Take a line through all steps, if there is need."""
    return _line(undo(text, notes) if is_suspect(text) else text)


def _with_clean_cells(raw: RawArticle, notes: list[Undone]) -> RawArticle:
    cells = (raw.article_id, raw.outlet, raw.date, raw.author, raw.url, raw.language)
    if NOTHING.isdisjoint(cells) and not _is_suspect(raw.outlet) and not _is_suspect(raw.author):
        return raw
    changed: dict[str, Any] = {}
    for name in _CELLS:
        cell = getattr(raw, name)
        if is_nothing(cell):
            changed[name] = ""
            notes += undone(EMPTY, 1, cell)
        elif name in {"outlet", "author"}:
            changed[name] = _line_of(cell, notes)
    return raw._replace(**changed) if notes else raw


def _is_other_suspect(raw: RawArticle) -> bool:
    """Look at the headline, if the text does not begin with it."""
    return not raw.text.startswith(raw.headline) and is_suspect(raw.headline)


_is_suspect = lru_cache(maxsize=10_000)(is_suspect)
"""Outlets and authors return."""


def _with_clean_text(raw: RawArticle, notes: list[Undone]) -> RawArticle:
    """Clean headline and text apart, and put them together; a file finds its headline anew."""
    before = len(notes)
    if raw.number:
        above = raw.text[: raw.head]
        top = "" if is_nothing(raw.headline) else _line_of(above, notes)
        body = undo(raw.text[raw.head :].lstrip("\r\n"), notes)
        empty = [cell for cell in (raw.headline, body) if is_nothing(cell)]
        notes += undone(EMPTY, len(empty), empty[0] if empty else "")
        if above == raw.headline or is_nothing(raw.headline):
            headline = top
        else:
            headline = _line_of(raw.headline, [])
        text, head = _composed(top, "" if is_nothing(body) else body)
    else:
        text = undo(raw.text, notes)
        head = headline_end(text)
        is_first_line = raw.headline == _line(raw.text[: raw.head])
        headline = _line(text[:head] if is_first_line else undo(raw.headline, notes))
    if len(notes) == before:
        return raw
    return raw._replace(text=text, head=head, headline=headline)


def _composed(headline: str, body: str) -> tuple[str, int]:
    if not body or body.isspace():
        return "", 0
    return (f"{headline}\n\n{body}", len(headline)) if headline else (body, 0)


def _line(text: str) -> str:
    return " ".join(text.split())
