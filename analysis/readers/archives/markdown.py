"""Markdown without its signs: paragraphs of what is read, no links, pictures or code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 1_000_000
"""A longer text is taken as it is."""
_HOLDS_BLOCKS = ("block_quote", "list", "list_item")
_BREAKS = {"softbreak": " ", "linebreak": "\n"}
_NO_WORDS = ("image", "block_html", "block_code", "thematic_break", "blank_line")


def plain(text: str) -> str:
    r"""Write Markdown as plain text.

    Parameters
    ----------
    text
        Markdown without front matter.

    Returns
    -------
    str
        Headings, paragraphs and items, with blank lines between them.

    Examples
    --------
    >>> plain("# Talks *fail*\n\nNo [deal](https://example.org) was\nreached.")
    'Talks fail\n\nNo deal was reached.'
    """
    if len(text) > _LONGEST:
        return text
    from mistune import create_markdown

    try:
        tokens = create_markdown(renderer=None)(text)
        return "\n\n".join(_blocks(tokens if isinstance(tokens, list) else []))
    except RecursionError:
        return text


def _blocks(tokens: Iterable[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in _HOLDS_BLOCKS:
            yield from _blocks(token.get("children", ()))
        elif token["type"] not in _NO_WORDS:
            words = _words(token).strip()
            if words:
                yield words


def _words(token: dict[str, Any]) -> str:
    kind = token["type"]
    if kind in _BREAKS:
        return _BREAKS[kind]
    if kind in _NO_WORDS or kind == "inline_html":
        return ""
    if "children" in token:
        return "".join(map(_words, token["children"]))
    return str(token.get("raw", ""))
