"""Which column of a table plays which role, the text at least; and which others could."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.cells import listing
from analysis.errors import CorpusError
from analysis.readers.raw_articles import Role
from analysis.readers.roles import NAMES, assign, fold
from analysis.readers.together import behind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")
_TELLING = {
    "text": {"text", "body", "content", "fulltext", "maintext"},
    "date": {"date", "published", "pubdate", "publishdate", "created", "datetime", "timestamp"},
}
"""Words in the names of columns that may be the text or the date."""
_SHOWN = 6
"""So many names of a column are proposed."""


def played(
    columns: Sequence[str],
    *,
    given: Mapping[str, str],
    file: str,
    otherwise: str = "",
) -> dict[str, Role]:
    """Find the column for every role; there must be a text.

    Parameters
    ----------
    columns, given, file
        As for `roles.assign`.
    otherwise
        The column that is the text if neither the user nor its name says which it is.

    Returns
    -------
    dict
        Every role with its column; roles without one are 'not found'.

    Raises
    ------
    CorpusError
        As `roles.assign` says; and if no column is the text, with the columns found and how to say
        which one it is.
    """
    found = assign(columns, given=given, file=file)
    if otherwise and not found["text"].column and "text" not in given:
        found["text"] = Role(otherwise, "guessed")
    if not found["text"].column:
        raise _no_text(columns, file)
    return found


def further(columns: Sequence[str], roles: Mapping[str, Role]) -> dict[str, list[str]]:
    """Give the columns that by their names could play a role too, for the roles that matter most.

    Parameters
    ----------
    columns
        The columns of the file.
    roles
        Every role with its column.

    Returns
    -------
    dict
        Role to columns; roles that no other column could play are left out.

    Examples
    --------
    >>> columns = ["content", "Full_Text_Body", "date", "crawl_date"]
    >>> further(columns, played(columns, given={}, file="a.csv"))
    {'text': ['Full_Text_Body'], 'date': ['crawl_date']}
    """
    played = {name for column, _ in roles.values() for name in behind(column, columns)}
    free = [column for column in columns if column not in played]
    possible = {
        role: [column for column in free if words & set(_WORD.findall(_spaced(column)))]
        for role, words in _TELLING.items()
        if roles[role].how == "guessed"
    }
    return {role: names for role, names in possible.items() if names}


def _spaced(column: str) -> str:
    """Part the words of a name: those between signs, and those that begin with a capital."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold()


def _no_text(columns: Sequence[str], file: str) -> CorpusError:
    if _is_of_media_cloud(columns):
        return CorpusError(
            f"{file}: a list of stories from Media Cloud, which has headlines and addresses but no "
            "texts. Save the pages at the addresses into a folder, or count the headlines alone "
            "with roles 'text:title'."
        )
    return CorpusError(
        f"{file}: no column holds the text of the articles. "
        f"Name it {', '.join(NAMES['text'][:_SHOWN])}, or say which it is with roles, as in "
        f"'text:COLUMN'; found columns {listing(columns)}."
    )


def _is_of_media_cloud(columns: Sequence[str]) -> bool:
    names = set(map(fold, columns))
    return {"title", "medianame"} <= names and bool(
        names & {"storiesid", "mediaurl", "indexeddate"}
    )
