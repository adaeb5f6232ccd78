"""From the rows of a file to drafts of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.corpus import roles
from analysis.corpus.model import PARSED, Draft, Fault, Harvest, Role
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEWEST_DIGITS = 4


class Row(NamedTuple):
    """One row: its number from 1, where it stands, and its cells by column."""

    number: int
    place: str
    cells: Mapping[str, Any]


def harvest(
    rows: Sequence[Row],
    faults: Sequence[Fault],
    *,
    columns: Sequence[str],
    n_found: int,
    file: str,
    given: Mapping[str, str],
) -> Harvest:
    """Make each row a draft of an article.

    Parameters
    ----------
    rows
        The rows that could be parsed.
    faults
        What was wrong with others.
    columns
        The columns of the file, in order.
    n_found
        Rows that the file holds, faulty ones included.
    file
        The file's name.
    given
        Role to column, from `roles.check`.

    Returns
    -------
    Harvest
        An article's id is its cell, or the file's stem and the row's number. Its text is the text
        cell, unchanged; if the row has a headline with which the text does not begin, the text is
        headline, blank line, text cell.

    Raises
    ------
    CorpusError
        If the file has no rows, or no column is the text.
    """
    if not n_found:
        raise CorpusError(f"{file}: there are no articles; found columns {list(columns)}.")
    if not columns:  # every row is faulty
        return Harvest("rows", n_found, [], list(faults))
    played = roles.assign(columns, given=given, file=file)
    roles.need_text(played, columns, file=file)
    width = max(_FEWEST_DIGITS, len(str(n_found)))
    stem = file.rsplit(".", 1)[0]
    drafts = []
    faults = list(faults)
    for row in rows:
        text = row.cells.get(played["text"].column)
        if text is not None and not isinstance(text, str):
            reason = f"the text is no text but {_kind(text)}"
            faults.append(Fault(PARSED, reason, row.place))
            continue
        drafts.append(_draft(row, text or "", played, f"{stem}-{row.number:0{width}d}"))
    return Harvest("rows", n_found, drafts, faults, played)


def compose(headline: str, text: str) -> tuple[str, int]:
    r"""Put the headline before the text, unless it stands there already.

    Parameters
    ----------
    headline
        Without white space at its ends; may be empty.
    text
        The text cell.

    Returns
    -------
    text, head
        The article's text, and how many characters at its start are the headline.

    Examples
    --------
    >>> compose("Talks fail", "No deal.")
    ('Talks fail\n\nNo deal.', 10)
    >>> compose("Talks fail", "Talks fail\nNo deal.")
    ('Talks fail\nNo deal.', 10)
    """
    if not headline:
        return text, 0
    blank = len(text) - len(text.lstrip())
    end = blank + len(headline)
    after = text[end:].lstrip(" \t\xa0")
    if text.startswith(headline, blank) and after[:1] in ("", "\n", "\r"):
        return text, end
    return f"{headline}\n\n{text}", len(headline)


def _draft(row: Row, text: str, played: Mapping[str, Role], default_id: str) -> Draft:
    cells = {role: cell_text(row.cells.get(played[role].column)) for role in roles.NAMES}
    whole, head = compose(cells["headline"], text) if text.strip() else ("", 0)
    return Draft(
        article_id=cells["id"] or default_id,
        text=whole,
        origin=row.place,
        head=head,
        headline=" ".join(cells["headline"].split()),
        outlet=cells["outlet"],
        date=cells["date"],
        author=cells["author"],
        url=cells["url"],
        language=cells["language"],
    )


def cell_text(value: Any) -> str:
    """Write a cell of any type as text, without white space at its ends.

    Parameters
    ----------
    value
        A string, number, day, list, or nothing.

    Returns
    -------
    str
        Empty for nothing; items of a list with commas between them.

    Examples
    --------
    >>> cell_text(["Ann Lee", "Bo Ek"]), cell_text(7.0), cell_text(None)
    ('Ann Lee, Bo Ek', '7', '')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(cell_text, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value).strip()


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", bytes: "bytes"}
    return kinds.get(type(value), "a number")
