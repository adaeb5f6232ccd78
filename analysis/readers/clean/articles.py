"""Cleans an article: its headline and its text by the same steps, its other cells by fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.annotate.zones import headline_end
from analysis.readers.clean.markup import undo_html, undo_markdown
from analysis.readers.clean.undone import Undone, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.readers.raw_articles import RawArticle

_STEPS: tuple[Callable[[str], tuple[str, list[Undone]]], ...] = (undo_html, undo_markdown)
"""What is undone in a text, in this order: each step sees what the others left."""

_IN_ASCII = ("<", "&", "](")
"""One of these stands in every text in which something is to be undone, if it is in ASCII."""


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
    if not any(map(is_suspect, (raw.text, raw.headline, raw.outlet, raw.author))):
        return raw
    notes: list[Undone] = []
    outlet, author = (_line(undo(cell, notes)) for cell in (raw.outlet, raw.author))
    if raw.number:
        top, body = raw.text[: raw.head], raw.text[raw.head :]
        top = _line(undo(top, notes))
        body = undo(body.lstrip("\r\n"), notes)
        text, head = _composed(top, body)
        headline = _line(undo(raw.headline, []))
    else:
        text = undo(raw.text, notes)
        head = headline_end(text)
        is_first_line = raw.headline == _line(raw.text[: raw.head])
        headline = _line(text[:head] if is_first_line else undo(raw.headline, []))
    if not notes:
        return raw
    return raw._replace(
        text=text, head=head, headline=headline, outlet=outlet, author=author, undone=joined(notes)
    )


def is_suspect(text: str) -> bool:
    """Say whether a text holds any sign that may have to be undone: most texts hold none."""
    return any(sign in text for sign in _IN_ASCII)


def undo(text: str, notes: list[Undone]) -> str:
    """Take a text through all steps; what they undo is added to the notes."""
    for step in _STEPS:
        text, more = step(text)
        notes += more
    return text


def _composed(headline: str, body: str) -> tuple[str, int]:
    if not body or body.isspace():
        return "", 0
    return (f"{headline}\n\n{body}", len(headline)) if headline else (body, 0)


def _line(text: str) -> str:
    return " ".join(text.split())
