"""XML that is read as data and nothing else: no entities of its own, no network, no other files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from lxml import etree

from analysis.readers.raw_articles import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = etree._Element  # noqa: SLF001 - lxml publishes no other name for its type
NO_XML = "not XML that can be read"
ENTITIES = "XML that declares entities of its own, which is not read"
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
}
MOST_TAGS = 2_000_000
"""Tags of XML or HTML that are held at once; an archive's export has some thousands an article."""
TOO_MANY = f"over {MOST_TAGS:,} tags; cut it into several files"


def parse(data: bytes) -> Element:
    """Parse a document.

    Parameters
    ----------
    data
        Its bytes.

    Returns
    -------
    Element
        The root.

    Raises
    ------
    Unreadable
        If it is damaged, declares entities, or has too many tags.
    """
    if data.count(b"<") > MOST_TAGS:
        raise Unreadable(f"XML of {TOO_MANY}")
    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{NO_XML} ({_first(str(error))})") from error
    _refuse_entities(root)
    return root


def walk(data: bytes) -> Iterator[tuple[str, Element]]:
    """Walk through a document whose tree would be too large.

    Parameters
    ----------
    data
        Its bytes.

    Yields
    ------
    event, Element
        "start" and "end" of each element; at its end it has its text, and is then thrown away.

    Raises
    ------
    Unreadable
        If it is damaged, or declares entities.
    """
    try:
        for number, (event, node) in enumerate(
            etree.iterparse(io.BytesIO(data), events=("start", "end"), **_SAFE)
        ):
            if not number:
                _refuse_entities(node)
            yield event, node
            if event == "end":
                node.clear()
                above = node.getparent()
                if above is not None and len(above) > 1:
                    del above[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{NO_XML} ({_first(str(error))})") from error


def _refuse_entities(root: Element) -> None:
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(dtd.iterentities()):
        raise Unreadable(ENTITIES)


def _first(message: str) -> str:
    return message.splitlines()[0][:80] if message else "empty"
