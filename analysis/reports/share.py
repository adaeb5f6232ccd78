"""All pages of a report in one file, to mail: no folder, no script, no other host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import html

from analysis.markup import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

INDEX = "index"
_REFERENCES = ("aria-labelledby", "aria-describedby", "for")
"""Attributes that name an element of the same page."""
_NOT_MAILED = (
    ".//nav[@class='onward'] | .//section[@aria-labelledby='tables'] "
    "| .//a[contains(@href, '.ipynb')]"
)
"""What leads to files beside the report, or on to the next page."""


def sections(pages: Mapping[str, str]) -> list[tuple[str, Html]]:
    """Take the main part of each page, with links that lead into one file of all of them.

    Parameters
    ----------
    pages
        Each page's HTML by its name without ending, the first page first.

    Returns
    -------
    list of (str, Html)
        Names and parts, in the same order. A link to a file beside the report, such as a table, is
        its words alone, since the file is not mailed along.

    Examples
    --------
    >>> pages = {"index": '<main id="main"><a href="a.html#x">A</a> <a href="t.csv">T</a></main>',
    ...          "a": '<main id="main"><h1 id="x">A</h1></main>'}
    >>> for name, part in sections(pages):
    ...     print(name, part)
    index <div id="index" class="page"><a href="#a--x">A</a> T</div>
    a <div id="a" class="page"><h2 id="a--x">A</h2></div>
    """
    return [(name, _part(page, name, pages)) for name, page in pages.items()]


def _part(page: str, name: str, pages: Mapping[str, str]) -> Html:
    document: Any = html.document_fromstring(page)
    main = document.get_element_by_id("main")
    for element in main.xpath(_NOT_MAILED):
        element.drop_tree()
    for element in list(main.iter("a")):
        target = _target(element.get("href", ""), name, pages)
        if target is None:
            element.drop_tag()
        else:
            element.set("href", target)
            element.attrib.pop("download", None)
    for element in main.iter():
        if element is not main and element.get("id"):
            element.set("id", _anchor(name, element.get("id")))
        for attribute in _REFERENCES:
            if element.get(attribute):
                element.set(attribute, _anchor(name, element.get(attribute)))
    if name != INDEX:
        for element in main.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
            element.tag = f"h{int(element.tag[1]) + 1}"  # one file has one title
    main.tag = "div"
    main.set("id", name)
    main.set("class", "page")
    main.tail = None
    return Html(html.tostring(main, encoding="unicode"))  # noqa: S704 - a part of our own page


def _target(href: str, name: str, pages: Mapping[str, str]) -> str | None:
    """Give where a link leads within one file; nothing if to a file that is not part of it."""
    parts = urlsplit(href)
    if parts.scheme:
        return href
    path = unquote(parts.path)
    page = path.removesuffix(".html") if path else name
    if page not in pages or (path and not path.endswith(".html")):
        return None
    return f"#{_anchor(page, parts.fragment)}" if parts.fragment else f"#{page}"


def _anchor(page: str, anchor: str) -> str:
    return f"{page}--{anchor}"
