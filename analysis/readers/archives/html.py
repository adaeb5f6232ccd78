"""HTML as text: its paragraphs, and what its head says. Nothing is loaded, run or followed."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as parser

from analysis.readers import decode
from analysis.readers.archives.xml import MOST_TAGS, TOO_MANY
from analysis.readers.raw_articles import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.readers.archives.xml import Element

NO_HTML = "not HTML that can be read"
LONGEST = 60_000_000
"""Characters of a page at most; exports of archives have some ten."""
_SKIPPED = frozenset(
    """script style noscript template head nav footer aside form button iframe svg object select
    textarea figure figcaption menu dialog audio video canvas""".split()
)
_BLOCKS = frozenset(
    """p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th tbody thead
    blockquote pre hr header body html address center font-block""".split()
)
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})|encoding=[\"']([A-Za-z0-9_-]{2,20})"
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def decoded(data: bytes) -> decode.Decoded:
    """Decode a page: as UTF-8 if it is, else as it says of itself, else as any text.

    Parameters
    ----------
    data
        Its bytes.

    Returns
    -------
    Decoded
        The text, and a note if it was read as Windows-1252 without saying so.

    Raises
    ------
    Unreadable
        If it is no text.
    """
    found = _CHARSET.search(data[:4_000])
    try:
        return decode.Decoded(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if found and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        name = (found[1] or found[2]).decode("ascii").casefold()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name
        try:
            return decode.Decoded(str(codecs.lookup(name).decode(data)[0]))
        except (LookupError, UnicodeError, ValueError, TypeError):
            pass
    return decode.decode(data)


def parse(text: str) -> Element:
    """Parse a page, however faulty.

    Parameters
    ----------
    text
        The whole page.

    Returns
    -------
    Element
        The root.

    Raises
    ------
    Unreadable
        If nothing is in it, it is too long, or has too many tags.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"HTML of over {LONGEST // 1_000_000} million characters")
    if text.count("<") > MOST_TAGS:
        raise Unreadable(f"HTML of {TOO_MANY}")
    made = parser.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = parser.document_fromstring(_DECLARED.sub("", text).replace("\0", ""), parser=made)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable(NO_HTML) from error
    return root


def paragraphs(root: Element, *, keep: frozenset[str] = frozenset()) -> list[str]:
    """Give the paragraphs of an element, without scripts, navigation and pictures.

    Parameters
    ----------
    root
        An element of a page.
    keep
        Names of elements that are taken although they are mostly no text.

    Returns
    -------
    list of str
        Without white space at their ends, and none empty.
    """
    pieces: list[str] = []
    _gather(root, pieces, _SKIPPED - keep)
    joined = "".join(pieces)
    return [words for part in joined.split("\0") if (words := _SPACE.sub(" ", part).strip())]


def _gather(root: Element, pieces: list[str], skipped: frozenset[str]) -> None:
    """Walk through an element without recursion; NUL parts paragraphs."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = node.tag if isinstance(node.tag, str) else "!"
        if event == "start":
            if name in skipped or name == "!":
                walk.skip_subtree()
                continue
            if name in _BLOCKS or name == "br":
                pieces.append("\0")
            pieces.append(node.text or "")
            continue
        if name in _BLOCKS:
            pieces.append("\0")
        if node is not root:
            pieces.append(node.tail or "")


def is_beside(node: Element) -> bool:
    """Say whether an element stands in navigation, a footer or the like."""
    return any(above.tag in _SKIPPED for above in node.iterancestors())


def line(node: Element | None) -> str:
    """Give all text of an element in one line; empty if there is none."""
    if node is None:
        return ""
    return " ".join(paragraphs(node, keep=frozenset({"head"})))


def meta(root: Element) -> dict[str, str]:
    """Give what the ``<meta>`` of a page say, by name in lower case; the first of each."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def by_class(root: Element, *names: str) -> Iterator[Element]:
    """Give the elements that have one of some classes, whatever their capitals."""
    wanted = {name.casefold() for name in names}
    for node in root.iter(etree.Element):
        if wanted & set((node.get("class") or "").casefold().split()):
            yield node
