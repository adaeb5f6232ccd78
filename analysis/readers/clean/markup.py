"""Undoes HTML and Markdown: tags become paragraphs, what is no text of the article is cut.

Tags are taken one after the other and no tree is built, so that a text takes the time of its
length, however its tags are nested.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from analysis.readers.clean.scripts import cut_scripts
from analysis.readers.clean.undone import (
    BESIDE,
    ENTITIES,
    LEFT_TAGS,
    LINKS,
    MARKDOWN,
    TAGS,
    Undone,
    replaced,
    undone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUT = frozenset(
    """iframe noscript svg math template textarea select object title nav aside footer
    form button""".split()
)
"""Elements that hold nothing of the article's text."""
_BLOCKS = frozenset(
    """p div section article main header footer aside nav form h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
    table thead tbody tfoot tr caption blockquote pre figure figcaption address hr details summary
    center body html fieldset head""".split()
)
_CELLS = frozenset(("td", "th"))
_VOID = frozenset("br hr img wbr input meta link source embed".split())
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark picture q s samp small
    span strike strong sub sup time tt u var video audio""".split()
)
_KNOWN = _BLOCKS | _CELLS | _VOID | _INLINE | _CUT | {"script", "style", "o:p"}

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9}(?::p)?)(?=[\s/>])"
    r"(?P<rest>(?:[^<>\"'=]++|=\s*+(?:\"[^\"<]*\"|'[^'<]*')|[=\"'])*+)>"
)
_TAG_BEGINS = re.compile(rf"<(?:/?(?:{'|'.join(sorted(_KNOWN))})[\s/>]|!--)", re.IGNORECASE)
"""Where HTML may begin; most texts with “<” have no such place."""
_NO_TEXT = re.compile(r"<!\[CDATA\[|\]\]>|<!doctype[^<>]*>|<\?xml[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS))})(?=[\s/>])|\n[ \t\r]*\n", re.IGNORECASE)
"""Where a paragraph begins or ends."""
ENTITY = re.compile(
    r"&(?:(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});|(?:nbsp|amp|quot)(?!\w))"
)
_CUT_END = re.compile(rf"</({'|'.join(sorted(_CUT))})(?=[\s/>])", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>((?:[^<]++|<(?!/?(?:li|ul|ol)\b))*+)(?:</li>)?", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*>(?:[^<]++|<(?!/?a\b))*+</a>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"(?P<image>!?)\[(?P<words>[^\[\]\n]{0,300})\]"
    r"\((?:https?://|/|#|mailto:)[^\s()]*(?:[ ]\"[^\"\n]*\")?\)"
)
_AMONG_WORDS = re.compile(r"[\w,] ")
_PARAGRAPH, _LINE, _GAP = "\x1e", "\x1f", "\x1d"
"""Where a paragraph, a line and a cell end: texts hold no such signs."""
_SIGNS = re.compile(r"[\x1d-\x1f]")
_PARAGRAPHS = re.compile(r"\x1e|\x1f\s*\x1f|\n[ \t\r]*\n")


def undo_html(text: str) -> tuple[str, list[Undone]]:
    r"""Turn HTML into paragraphs.

    Parameters
    ----------
    text
        A text, perhaps with tags or entities.

    Returns
    -------
    text, notes
        Elements such as ``<p>`` and ``<br>`` end a paragraph or a line; scripts, styles, menus,
        what stands aside, comments and lists of links are cut; entities are read. A text that
        holds ``<`` and ``&`` without being HTML stays as it is.

    Examples
    --------
    >>> undo_html("<p>Rain &amp; wind</p><p>No end</p>")[0]
    'Rain & wind\n\nNo end'
    >>> undo_html("Output fell by <5 percent, R&D by > 3.")[0]
    'Output fell by <5 percent, R&D by > 3.'
    """
    if "<" not in text and "&" not in text:
        return text, []
    if "<" in text and is_html(text):
        text, notes = _without_tags(text)
        text, more = _entities(text)
        return text, [*notes, *more]
    text, notes = _entities(text)
    if not _TAG_BEGINS.search(text):
        return text, notes
    if notes and is_html(text):  # its tags were written as entities
        text, more = _without_tags(text)
        return text, [*notes, *more]
    tags = [tag["name"].lower() for tag in _tags(text)]
    return text, [*notes, *undone(LEFT_TAGS, len(tags), f"<{tags[0]}>" if tags else "")]


def undo_markdown(text: str) -> tuple[str, list[Undone]]:
    """Keep the words of links that are written in Markdown; images are cut.

    Examples
    --------
    >>> undo_markdown("The [port](https://example.org/port) of Senn")[0]
    'The port of Senn'
    """
    if "[" not in text or "](" not in text:  # one sign is looked for much quicker
        return text, []
    return replaced(_MARKDOWN, lambda m: "" if m["image"] else m["words"], text, MARKDOWN)


def is_html(text: str) -> bool:
    """Say whether the tags of a text are certainly HTML.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    bool
        True if a known tag is opened and closed again, has attributes or needs no end, or if the
        text begins with one. A tag that is only spoken of, as in "the <b> tag", is none.
    """
    opened: set[str] = set()
    for tag in _tags(text):
        name = tag["name"].lower()
        if "=" in tag["rest"] or (name in opened and (tag["end"] or name in {"p", "br"})):
            return True
        if _is_spoken_of(tag):
            opened |= {name} & {"br"}
            continue
        begins = not opened and name in _BLOCKS and not text[: tag.start()].strip()
        if not tag["end"] and (begins or name in _VOID):
            return True
        opened.add(name)
    return "<!--" in text and "-->" in text


def _is_spoken_of(tag: re.Match[str]) -> bool:
    """Say whether a tag stands among words, with spaces around it."""
    start, end = tag.span()
    before = tag.string[max(0, start - 2) : start]
    return tag.string[end : end + 1] == " " and bool(_AMONG_WORDS.fullmatch(before))


def _tags(text: str) -> Iterator[re.Match[str]]:
    return (tag for tag in _TAG.finditer(text) if tag["name"].lower() in _KNOWN)


def _without_tags(text: str) -> tuple[str, list[Undone]]:
    text, notes = cut_scripts(_SIGNS.sub(" ", text), _BREAKS)
    text, of_elements = _cut_elements(_NO_TEXT.sub("", text))
    text, of_links = _cut_links(text)
    names = [tag["name"].lower() for tag in _tags(text)]
    notes += of_elements + of_links + undone(TAGS, len(names), f"<{names[0]}>" if names else "")
    text = _TAG.sub(_sign, text)
    return _laid_out(text) if _PARAGRAPH in text or _LINE in text else text, notes


def _sign(tag: re.Match[str]) -> str:
    """Give the sign of what a tag ends; a tag that is unknown stays."""
    name = tag["name"].lower()
    if name not in _KNOWN:
        return tag[0]
    if name in _BLOCKS:
        return _PARAGRAPH
    return {"br": _LINE, "td": _GAP, "th": _GAP}.get(name, "")


def _laid_out(text: str) -> str:
    """Part paragraphs by blank lines; a line end of the source is a space."""
    paragraphs = (
        "\n".join(filter(None, (" ".join(line.split()) for line in paragraph.split(_LINE))))
        for paragraph in _PARAGRAPHS.split(text.replace(_GAP, " "))
    )
    return "\n\n".join(filter(None, paragraphs))


def _cut_elements(text: str) -> tuple[str, list[Undone]]:
    """Cut elements of `_CUT`; one that never ends is kept."""
    last = {end[1].lower(): end.start() for end in _CUT_END.finditer(text)}
    kept: list[str] = []
    names: list[str] = []
    at = depth = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if depth and name == names[-1]:
            depth += -1 if tag["end"] else 1
            if not depth:
                at = tag.end()
        elif (
            not depth
            and name in _CUT
            and not (tag["end"] or tag["rest"].endswith("/"))
            and tag.start() < last.get(name, 0)
        ):
            kept += [text[at : tag.start()], _PARAGRAPH if name in _BLOCKS else " "]
            names.append(name)
            at, depth = tag.end(), 1
    return "".join([*kept, text[at:]]), undone(BESIDE, len(names), f"<{names[0]}>" if names else "")


def _cut_links(text: str) -> tuple[str, list[Undone]]:
    """Cut the items of lists that are links and nothing else, if there are several."""
    items = [item for item in _ITEM.finditer(text) if _is_link(item[1])]
    if len(items) < 2:
        return text, []
    ends = [0, *(item.end() for item in items)]
    begins = [*(item.start() for item in items), len(text)]
    kept = [text[end:begin] for end, begin in zip(ends, begins, strict=True)]
    example = " ".join(_TAG.sub("", items[0][1]).split())
    return _PARAGRAPH.join(kept), undone(LINKS, len(items), example)


def _is_link(item: str) -> bool:
    rest, n = _LINK.subn("", item)
    return bool(n) and not any(sign.isalnum() for sign in _TAG.sub("", rest))


def _entities(text: str) -> tuple[str, list[Undone]]:
    """Read entities, those too that were written as entities once more."""
    notes: list[Undone] = []
    for _ in range(2):
        if "&" not in text:
            break
        names: list[str] = []
        text = ENTITY.sub(partial(_meant, names), text)
        if not names:
            break
        notes = notes or undone(ENTITIES, len(names), names[0])
    return text, notes


def _meant(names: list[str], entity: re.Match[str]) -> str:
    """Give what an entity stands for, and add it to the names if it stands for anything."""
    name = entity[0]
    made = _unescaped(name)
    if made != name:
        names.append(name)
    return made


_unescaped = lru_cache(maxsize=1_000)(html.unescape)
"""The same few entities return."""
