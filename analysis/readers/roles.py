"""Which column is the text, which the date: given by the user, or guessed from its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from analysis.cells import excerpt, listing
from analysis.errors import CorpusError, ParameterError, nearest
from analysis.readers import together
from analysis.readers.raw_articles import Role

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "fulltext",
        "maintext",
        "articletext",
        "articlebody",
        "bodytext",
        "fullarticletext",
        "textbody",
        "plaintext",
        "storytext",
        "article",
    ),
    "headline": (
        "headline",
        "title",
        "headlinemain",
        "headlinetext",
        "titlerendered",
        "articletitle",
        "webtitle",
    ),
    "date": (
        "publishdate",
        "publisheddate",
        "publishingdate",
        "publicationdate",
        "publishedat",
        "publishedon",
        "datepublish",
        "datepublished",
        "dateofpublication",
        "webpublicationdate",
        "pubdate",
        "date",
        "published",
        "date$date",
        "datetime",
        "publishtime",
        "publicationtime",
        "timestamp",
    ),
    "outlet": (
        "outlet",
        "sourcehostname",
        "source",
        "sourcename",
        "sourcetitle",
        "medianame",
        "publisher",
        "publishername",
        "publication",
        "publicationname",
        "newspaper",
        "site",
        "sitename",
        "domain",
        "sourcedomain",
        "hostname",
    ),
    "url": ("url", "link", "weburl"),
    "author": ("author", "authors", "authorname", "byline", "bylines", "bylineoriginal"),
    "language": ("language", "lang", "metalang"),
    "id": ("id", "articleid", "storyid", "storiesid", "id$oid"),
}
"""For each role the column names that mean it, the surest first."""

TEXTS = frozenset(NAMES["text"])
KNOWN = frozenset(name for names in NAMES.values() for name in names)
"""All names that mean a role."""

MEANT: dict[str, tuple[str, ...]] = {
    "text": (
        *NAMES["text"],
        *("rendered", "sections", "paragraphs", "paragraph", "blocks", "children", "plain"),
        *("value", "raw", "#text"),
    ),
    "headline": ("main", "rendered", *NAMES["headline"], "text", "name", "value", "#text"),
    "date": ("$date", *NAMES["date"], "rendered", "iso", "value", "#text"),
    "outlet": ("name", "title", "label", *NAMES["outlet"], "displayname", "text", "#text", "uri"),
    "url": (*NAMES["url"], "href", "canonical", "rendered", "value", "#text"),
    "author": ("name", "original", "fullname", "displayname", *NAMES["author"], "text", "#text"),
    "language": ("code", *NAMES["language"], "iso", "id", "name"),
    "id": ("$oid", *NAMES["id"], "rendered", "value", "#text"),
}
"""Where an object plays a role, for each the keys whose value is meant, the surest first."""

_CHOICES = 1_000
"""The nearest of so many names is looked for."""
FOUND_IN_TEXT = "read from the text"
NOT_FOUND = Role("", "not found")


def fold(name: str) -> str:
    """Reduce a column name to what counts: case, spaces, dots, hyphens and underscores do not.

    Parameters
    ----------
    name
        A column name as written.

    Returns
    -------
    str
        The name to compare.

    Examples
    --------
    >>> fold("Publish Date"), fold("publish_date")
    ('publishdate', 'publishdate')
    """
    return re.sub(r"[\s_.\-]+", "", name).casefold()


def check(roles: Mapping[str, str] | str | None) -> dict[str, str]:
    """Refuse roles that do not exist.

    Parameters
    ----------
    roles
        Role to column name, as the user gave it, or the same as a text, ``"text:body, date:day"``;
        an empty name means that no column plays the role.

    Returns
    -------
    dict
        The same, or an empty one.

    Raises
    ------
    ParameterError
        If it is no mapping of names, or a role is unknown.
    """
    if roles is None:
        return {}
    if isinstance(roles, str):
        roles = _parse(roles)
    if not isinstance(roles, Mapping) or not all(isinstance(v, str) for v in roles.values()):
        raise ParameterError(
            "parameter 'roles' must map a role to the name of a column, as in "
            f"{{'text': 'body'}}; found {excerpt(repr(roles))}."
        )
    for role in roles:
        if role not in NAMES:
            raise ParameterError(
                f"parameter 'roles' has an unknown role '{excerpt(str(role))}'"
                f"{_hint(str(role), NAMES)} Roles are {', '.join(NAMES)}."
            )
    return dict(roles)


def assign(columns: Sequence[str], *, given: Mapping[str, str], file: str) -> dict[str, Role]:
    """Find the column for every role.

    Parameters
    ----------
    columns
        The columns of the file, in order.
    given
        Role to column name, from `check`.
    file
        The file's name, for messages.

    Returns
    -------
    dict
        Every role with its column, or several of them; roles without one are 'not found'.

    Raises
    ------
    CorpusError
        If a given column does not exist, or two columns share the name of a role's column.

    Examples
    --------
    >>> assign(["Title", "main_text"], given={}, file="a.csv")["text"]
    Role(column='main_text', how='guessed')
    >>> assign(["text", "Year", "Month", "Day"], given={}, file="a.csv")["date"].column
    'Year + Month + Day'
    """
    found: dict[str, Role] = {}
    several = _several(columns, [column for column in columns if column not in given.values()])
    for role, column in given.items():
        if column and column not in columns and column != several.get(role):
            raise CorpusError(
                f"{file}: there is no column '{excerpt(column)}' for the role '{role}'"
                f"{_hint(column, columns)} Found columns {listing(columns)}."
            )
        found[role] = Role(column, "given")
    free = [c for c in columns if c not in given.values()]
    for role in NAMES:
        if role not in found:
            found[role] = _guess(role, free)
    if several["text"] and "text" not in given:
        found["text"] = Role(several["text"], "guessed")
    if several["date"] and not found["date"].column and "date" not in given:
        found["date"] = Role(several["date"], "guessed")
    for role, (column, _) in found.items():
        if column and columns.count(column) > 1:
            raise CorpusError(
                f"{file}: {columns.count(column)} columns are called '{excerpt(column)}', "
                f"the {role}; give them different names."
            )
    return {role: found[role] for role in NAMES}


def _parse(text: str) -> dict[str, str]:
    pairs = [part.partition(":") for part in text.split(",") if part.strip()]
    for role, sign, column in pairs:
        if not sign:
            raise ParameterError(
                f"parameter 'roles' must name role and column with ':' between and commas between "
                f"pairs, as in 'text:story, date:day'; found '{excerpt(role.strip() + column)}'."
            )
    return {role.strip(): column.strip() for role, _, column in pairs}


def _hint(word: str, choices: Iterable[str]) -> str:
    found = nearest(excerpt(word), [excerpt(name) for name in islice(choices, _CHOICES)])
    return f";{found}" if found else "."


def _several(columns: Sequence[str], free: Sequence[str]) -> dict[str, str]:
    """Give the columns that are a date together, and those of which the longest is the text."""
    by_name: dict[str, list[str]] = {}
    for column in columns:
        by_name.setdefault(fold(column), []).append(column)
    return {
        "date": together.calendar(by_name),
        "text": together.leads(by_name, _guess("text", free).column),
    }


def _guess(role: str, columns: Sequence[str]) -> Role:
    by_name = {fold(column): column for column in reversed(columns)}
    for name in NAMES[role]:
        if name in by_name:
            return Role(by_name[name], "guessed")
    return NOT_FOUND
