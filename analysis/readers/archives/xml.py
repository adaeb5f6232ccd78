"""XML that is read as data and nothing else: no entities of its own, no network, no other files."""

from __future__ import annotations

from typing import Any

from lxml import etree

from analysis.readers.raw_articles import Unreadable

Element = etree._Element  # noqa: SLF001 - lxml publishes no other name for its type
NO_XML = "not XML that can be read"
ENTITIES = "XML that declares entities of its own, which is not read"


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
        If it is damaged, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{NO_XML} ({_first(str(error))})") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(dtd.iterentities()):
        raise Unreadable(ENTITIES)
    return root


def _first(message: str) -> str:
    return message.splitlines()[0][:80] if message else "empty"
