"""Saved pages of news sites: what their data for machines say (JSON-LD), else what stands there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from analysis.readers.archives import html
from analysis.readers.archives.block import Block
from analysis.readers.archives.days import day_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.readers.archives.xml import Element

WITHOUT = (
    "pages whose text was taken from their paragraphs; "
    "pip install 'standfirst[web]' finds it more surely"
)
NO_TEXT = "a page without a text; perhaps a list of articles, a video or a page for subscribers"
_FEWEST_WORDS = 8
_LARGEST = 50_000
"""Tags of a page that are looked through for its article; saved ones have some thousands."""
_MOST = 200
"""Objects of a page's data at most that are looked at, however deep."""
_ARTICLE = re.compile(
    r"(?:\w*News)?Article|Report|BlogPosting|LiveBlogPosting|\w*Posting", re.IGNORECASE
)
_META = {
    "headline": ("og:title", "twitter:title", "headline", "dc.title"),
    "date": (
        *("article:published_time", "datepublished", "og:published_time", "date", "dc.date"),
        *("pubdate", "publishdate", "dc.date.issued", "parsely-pub-date", "sailthru.date"),
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "url": ("og:url",),
    "author": ("author", "article:author", "dc.creator", "parsely-author"),
    "language": ("og:locale", "language", "dc.language"),
}


def block(root: Element, text: str, *, url: str = "") -> Block:
    """Read the article of a page.

    Parameters
    ----------
    root
        The page.
    text
        The same as it was written.
    url
        Its address, if it is known from elsewhere.

    Returns
    -------
    Block
        With a flaw if there is no text.
    """
    data = next(_articles(root), {})
    said = _of_data(data)
    metas = html.meta(root)
    for role, names in _META.items():
        said[role] = said.get(role) or next((metas[n] for n in names if n in metas), "")
    if said["author"].startswith("http"):
        said["author"] = ""
    said["url"] = said["url"] or _canonical(root) or url
    said["headline"] = said["headline"] or html.line(next(root.iter("h1"), None))
    said["language"] = said["language"] or (root.get("lang") or "")
    said["date"] = day_in(said["date"]) or said["date"] or _time(root)
    body, note = said.pop("text", ""), ""
    if len(body.split()) < _FEWEST_WORDS:
        body, note = _text(root, text)
    made = Block(body, notes=(note,) if note else (), **said)
    if len(body.split()) < _FEWEST_WORDS:
        return made._replace(flaw=NO_TEXT, notes=())
    return made


def _articles(root: Element) -> Iterator[Mapping[str, Any]]:
    """Give the articles in a page's data for machines."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "").casefold():
            continue
        try:
            waiting = [json.loads(node.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                kinds = one.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
                    yield one
                waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _of_data(data: Mapping[str, Any]) -> dict[str, str]:
    body = _name(data.get("articleBody"))
    if "<p" in body or "<br" in body:
        body = "\n\n".join(html.paragraphs(html.parse(body)))
    return {
        "text": body,
        "headline": html.line(
            html.parse(f"<p>{_name(data.get('headline') or data.get('name'))}</p>")
        ),
        "date": _name(data.get("datePublished")),
        "outlet": _name(data.get("publisher")),
        "author": _name(data.get("author") or data.get("creator")),
        "url": _name(data.get("url") or data.get("mainEntityOfPage")),
        "language": _name(data.get("inLanguage")),
    }


def _name(value: Any) -> str:
    """Write a value as text: a text, the name or address of an object, or a list of them."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value if not isinstance(one, list))))
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""


def _canonical(root: Element) -> str:
    links = (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical")
    return next(links, "")


def _time(root: Element) -> str:
    times = (node.get("datetime") or "" for node in root.iter("time"))
    return next(filter(None, map(day_in, times)), "")


def _text(root: Element, text: str) -> tuple[str, str]:
    """Find the text of a page by trafilatura, or in the paragraphs of its article."""
    if text.count("<") > _LARGEST:  # trafilatura would take minutes
        return _paragraphs(root), ""
    try:
        import trafilatura
    except ImportError:
        return _paragraphs(root), WITHOUT
    try:
        found = trafilatura.extract(text, include_comments=False, include_tables=False, fast=True)
    except Exception:  # noqa: BLE001 - it raises what its own tools happen to raise
        found = ""
    if found:
        return "\n\n".join(line for line in found.splitlines() if line.strip()), ""
    return _paragraphs(root), ""


def _paragraphs(root: Element) -> str:
    """Give the ``<p>`` of the article, or of the page, that are longer than a label."""
    inside = max(root.iter("article"), key=lambda one: len(list(one.iter("p"))), default=root)
    nodes = (node for node in inside.iter("p") if not html.is_beside(node))
    lines = [html.line(node) for node in nodes] or html.paragraphs(inside)
    return "\n\n".join(line for line in lines if len(line.split()) >= _FEWEST_WORDS // 2)
