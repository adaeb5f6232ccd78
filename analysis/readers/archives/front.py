"""What stands around the text inside a text file: front matter, lines such as "Date: …", addresses.

Only what is plain is taken: a block between ``---``, two lines with keys that are known, or one
whose value is a day or an address, at the beginning of the text or under its headline.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from analysis.readers.archives.block import Block
from analysis.readers.archives.days import day_in, is_day_line
from analysis.readers.roles import NAMES, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FENCED = re.compile(
    r"\s*(---|\+\+\+)[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_LONGEST = 20_000
"""Characters of front matter at most."""
_KEY = re.compile(
    r"[ \t]*(?:[*_]{2})?([^\W\d_][\w /.-]{1,24}?)(?:[*_]{2})?[ \t]*"
    r":(?:[*_]{2})?(?:[ \t]+(.*)|[ \t]*$)"
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")
_PUBLISHED = re.compile(
    r"(?:first |last )?(?:published|updated|posted|created)(?: on| at)?:?\s*", re.IGNORECASE
)
_AROUND_DAY = frozenset("by on at of the and in am pm st nd rd th de le".split())
_SHORT, _FEW = 80, 9
"""Characters and words of a line that says when a text was published, at most."""
_LAST = re.compile(r"(?:\w{2,12}:\s*)?<?(https?://[^\s<>]+)>?")
_TOP = 12
"""Lines with keys begin in so many lines from the top."""
_HEADLINE_LINES = 3
_MORE: Mapping[str, str] = {
    "text": "storytext texte volltext texto",
    "headline": "hl hed titel titre título titulo titolo überschrift schlagzeile kop",
    "date": """datum fecha data publicationdate dateofpublication posted postedon day dated created
    createdat updated veröffentlicht datetime loaddate""",
    "outlet": """quelle fuente fonte bron zeitung journal paper medium periódico giornale krant
    website sitename publicationtitle publicationname""",
    "url": "address permalink web canonical canonicalurl originalurl sourceurl weburl",
    "author": "by autor auteur autore reporter writer journalist von creator",
    "language": "sprache langue idioma lingua taal",
}
_ASIDE = frozenset(
    """section tags tag keywords category categories topic topics length words wordcount page pages
    edition copyright id slug summary description excerpt draft layout image type country place
    subject retrieved accessed crawled downloaded rights license licence subtitle rubrik ressort
    seite""".split()
)
_ROLE_OF = {name: role for role, names in NAMES.items() if role != "id" for name in names}
_ROLE_OF |= {name: role for role, names in _MORE.items() for name in names.split()}
FIELDS = ("headline", "date", "outlet", "url", "author", "language")


def block(text: str) -> Block:
    r"""Take from a text what is said about it.

    Parameters
    ----------
    text
        The whole text of a file.

    Returns
    -------
    Block
        The text as it is if nothing is said; else what is left of it, and what was said.

    Examples
    --------
    >>> block("---\ntitle: Talks fail\ndate: 2024-03-05\n---\n\nNo deal.")[:3]
    ('No deal.', 'Talks fail', '2024-03-05')
    >>> block("Talks fail\nDate: 5 March 2024\n\nNo deal.")[:3]
    ('Talks fail\n\nNo deal.', '', '2024-03-05')
    """
    return _without_address(_at_top(text))


def _without_address(block: Block) -> Block:
    """Take an address from the last line, if the text says no other."""
    body, end, last = block.text.rstrip().rpartition("\n")
    address = _LAST.fullmatch(last.strip()) if end and not block.url else None
    return block._replace(text=body.rstrip(), url=address[1]) if address else block


def _at_top(text: str) -> Block:
    found = _FENCED.match(text[: _LONGEST + 4])
    if found and (said := _fenced(found[1], found[2])) is not None:
        rest = _lines_said(text[found.end() :].lstrip("\r\n"))
        return _saying(rest, said)
    return _lines_said(text)


def is_key(name: str) -> bool:
    """Say whether a name is one with which a line about the article begins."""
    return fold(name) in _ROLE_OF or fold(name) in _ASIDE


def _fenced(sign: str, inside: str) -> dict[str, str] | None:
    """Read front matter in YAML or TOML; nothing if it is none."""
    try:
        data = tomllib.loads(inside) if sign == "+++" else yaml.load(inside, yaml.BaseLoader)  # noqa: S506 - makes texts and lists of them
    except (yaml.YAMLError, ValueError, RecursionError):
        lines = (_KEY.fullmatch(line) for line in inside.splitlines())
        data = {found[1]: (found[2] or "").strip(" \t'\"") for found in lines if found}
    if not isinstance(data, dict) or not data:
        return None
    return _of_roles({str(key): _value(value) for key, value in data.items()})


def _value(value: Any) -> str:
    """Write a value as text: a text, a list of them, or the name of an object."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        names = [one.get("name", "") if isinstance(one, dict) else one for one in value]
        return ", ".join(name for name in names if isinstance(name, str))
    return "" if isinstance(value, dict) or value is None else str(value).strip()


def _of_roles(said: Mapping[str, str]) -> dict[str, str]:
    """Give what is said by role: the first key that plays it and is not empty."""
    found: dict[str, str] = {}
    for key, value in said.items():
        role = _ROLE_OF.get(fold(key), "")
        role = "url" if role == "outlet" and _ADDRESS.fullmatch(value) else role
        if role in FIELDS and value and not found.get(role):
            found[role] = " ".join(value.split()).strip("<>" if role == "url" else None)
    if "date" in found:
        found["date"] = day_in(found["date"]) or found["date"]
    return found


def _lines_said(text: str) -> Block:
    """Take lines with keys, days and addresses from the top of a text."""
    lines = text[:_LONGEST].splitlines(keepends=True)
    keys = _keys(lines)
    first, end = keys.lines if keys else (0, 0)
    said = dict(keys.said) if keys else {}
    top: list[str] = []  # what stands above the lines with keys, or the first lines of the text
    if not keys:
        end = first = _short_lines(lines)
    for line in lines[:first]:
        bare = line.strip()
        if "url" not in said and _ADDRESS.fullmatch(bare):
            said["url"] = bare.strip("<>")
        elif "date" not in said and any(map(str.strip, top)) and _is_dated(bare):
            said["date"] = day_in(bare)
            if not is_day_line(_PUBLISHED.sub("", bare)):
                top.append(line)
        else:
            top.append(line)
    if not said and not keys:
        return Block(text)
    if not keys and top == lines[:first]:
        return Block(text, date=said["date"])
    body = text[sum(map(len, lines[:end])) :]
    above = "".join(top)
    if keys:
        above = f"{above.strip()}\n\n" if above.strip() else ""
        body = keys.opening + body if keys.opening else body.lstrip()
    return _saying(Block((above + body).strip("\r\n")), said)


def _short_lines(lines: Sequence[str]) -> int:
    """Give the number of lines at the top that are short, but at least the first three."""
    filled = [number for number, line in enumerate(lines[:_TOP]) if line.strip()]
    ends = (n for n in filled[_HEADLINE_LINES:] if len(lines[n]) > _SHORT)
    return next(ends, filled[-1] + 1 if filled else 0)


def _is_dated(line: str) -> bool:
    """Say whether a short line says when the text was published, and perhaps where and by whom."""
    if is_day_line(line):
        return True
    words = re.findall(r"[^\W\d_]+", line)
    is_short = (
        len(line) <= _SHORT and len(words) <= _FEW and not line.endswith((".", "!", "?", ":"))
    )
    return (
        is_short
        and bool(day_in(line))
        and all(word[0].isupper() or word in _AROUND_DAY for word in words)
    )


def _saying(block: Block, said: Mapping[str, str]) -> Block:
    """Put what is said into a block, but for what is empty."""
    for name in FIELDS:
        if value := said.get(name):
            block = block._replace(**{name: value})  # type: ignore[arg-type]
    return block


class _Keys(NamedTuple):
    """Lines with keys ``[first, end)``, what they say by role, and text behind a key "Text:"."""

    lines: tuple[int, int]
    said: dict[str, str]
    opening: str


def _keys(lines: Sequence[str]) -> _Keys | None:
    """Find the lines with keys, at the top or under the headline."""
    first = next((n for n, line in enumerate(lines[:_TOP]) if _role_of_line(line)), _TOP)
    above = [line for line in lines[:first] if line.strip()]
    if first == _TOP or len(above) > _HEADLINE_LINES:
        return None
    said: dict[str, str] = {}
    n_certain = n_taken = 0
    opening = ""
    end = first
    for number, line in enumerate(lines[first:], first):
        role = _role_of_line(line)
        if not role and line.strip():
            break
        if not role:
            continue
        found = _KEY.fullmatch(line.strip())
        key, value = found.groups(default="") if found else ("", "")
        n_taken, end = n_taken + 1, number + 1
        if role == "text":
            opening = f"{value}\n" if value else ""
            break
        n_certain += bool(role == "date" and day_in(value)) or bool(_ADDRESS.fullmatch(value))
        said.setdefault(key, value)
    is_sure = n_certain or n_taken > 1
    return _Keys((first, end), _of_roles(said), opening) if is_sure else None


def _role_of_line(line: str) -> str:
    """Give the role of the key with which a line begins; "aside" for one that plays none."""
    found = _KEY.fullmatch(line.strip())
    key = fold(found[1]) if found else ""
    return _ROLE_OF.get(key, "aside" if key in _ASIDE else "")
