"""Accounts for all articles of a corpus together: ids, days, outlets, and what was dropped.

What one article cannot decide is decided here, for the whole corpus: whether the day or the month
comes first in its dates, which of two articles with one id is kept. No text is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.readers import dates, ledger
from analysis.readers.clean import undone
from analysis.readers.raw_articles import KEPT, Issue, RawArticle, Role
from analysis.readers.roles import FOUND_IN_TEXT, NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from analysis.readers.source import Source

    Columns = Callable[[str], pa.ChunkedArray]

AS_READ = (
    "article_id",
    "origin",
    "described_at",
    "headline",
    "outlet",
    "date",
    "author",
    "url",
    "language",
    "undone",
)
"""What is known about an article before days are read and ids are checked."""

DIGEST = 32
"""Bytes of an article's digest."""

_SAID = ("date", "outlet", "url", "author", "language")
"""What a text may say of itself."""


class Read(NamedTuple):
    """Articles as they were read.

    Parameters
    ----------
    columns
        What `AS_READ` names, `number`, `flaw` and `digest`, each with a value for each article.
    of_texts
        The digest of each text; nothing for an article with a flaw.
    """

    columns: dict[str, pa.Array]
    of_texts: list[bytes]


def as_read(drafts: Sequence[RawArticle]) -> Read:
    """Take from articles what is kept of them when their texts are gone."""
    fields = dict(zip(RawArticle._fields, zip(*drafts, strict=True), strict=False))
    flaws = [ledger.flaw(draft) for draft in drafts]
    digests = [
        b"" if wrong else ledger.text_digest(d) for d, wrong in zip(drafts, flaws, strict=True)
    ]
    of_articles = [
        ledger.article_digest(draft, digest) if digest else bytes(DIGEST)
        for draft, digest in zip(drafts, digests, strict=True)
    ]
    columns: dict[str, pa.Array] = {name: _texts(fields.get(name, ())) for name in AS_READ}
    columns["number"] = pa.array(fields.get("number", ()), pa.int32())
    columns["flaw"] = pa.array(flaws, pa.string())
    columns["digest"] = pa.array(of_articles, pa.binary(DIGEST))
    return Read(columns, digests)


class Accounts(NamedTuple):
    """What is decided about the articles of a corpus.

    Parameters
    ----------
    ids
        A name for each article that was read.
    kept
        Which of them are kept.
    order
        The order by id of those that are kept.
    days
        Their days, in this order; what is no day is null.
    issues
        What was dropped or is to be noted.
    """

    ids: pa.ChunkedArray
    kept: pa.ChunkedArray
    order: pa.Array
    days: pa.Array
    issues: list[Issue]

    def of(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Give a column of the kept articles, sorted by id."""
        return column.filter(self.kept).combine_chunks().take(self.order)


def account(
    column: Columns,
    source: Source,
    *,
    n_found: int,
    issues: Sequence[Issue],
    today: date,
) -> Accounts:
    """Name the articles, choose which are kept, and read their days.

    Parameters
    ----------
    column
        Gives a column of all articles in the order of the source: one of `as_read`, or ``shard``
        and ``row``, which are equal for two articles with one text.
    source
        The corpus, read to its end.
    n_found
        How many rows or files it holds.
    issues
        What was dropped or noted while it was read.
    today
        The day on which it is read; later ones than a year after it are no days of articles.

    Returns
    -------
    Accounts
        Its issues are those given and what is noted here.

    Raises
    ------
    CorpusError
        If no article is left, with the first reasons.
    """
    ids = ledger.filled_ids(
        column("article_id"), column("number"), stem=source.stem, n_found=n_found
    )
    ids, kept, faults = _kept(column, ids)
    order = pc.sort_indices(ids.filter(kept))
    days, doubts = _days(column, kept, order, source.roles["date"].column, today)
    issues = [*issues, *_undone(column), *faults, *doubts]
    if not len(order):
        raise ledger.nothing_left(source.name, source.unit, n_found, issues)
    return Accounts(ids, kept, order, days, issues)


def outlets(
    column: Columns,
    accounts: Accounts,
    roles: Mapping[str, Role],
    datelines: Callable[[], pa.Array],
) -> tuple[pa.Array, dict[str, Role]]:
    """Take the outlet from the datelines where neither a column nor the file says it.

    Parameters
    ----------
    column, accounts
        As for `account`, and what it gave.
    roles
        The roles of the source.
    datelines
        Gives for each kept article, in order, the outlet that its dateline names, or null.

    Returns
    -------
    outlets, roles
        The outlet of each kept article or null, and the roles as they were played.
    """
    played = _played(column, roles)
    given = optional(accounts.of(column("outlet")))
    if not may_be_in_datelines(played):
        return given, played
    made = pc.coalesce(given, datelines())
    role = Role("", FOUND_IN_TEXT) if made.null_count < len(made) else NOT_FOUND
    return made, {**played, "outlet": role}


def may_be_in_datelines(roles: Mapping[str, Role]) -> bool:
    """Say whether outlets are looked for in datelines."""
    return roles["outlet"].how in (NOT_FOUND.how, FOUND_IN_TEXT)


def optional(column: pa.Array) -> pa.Array:
    """Leave out what is unknown."""
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def fingerprint(column: Columns, accounts: Accounts) -> str:
    """Name the content of the articles that are kept."""
    digests = column("digest").filter(accounts.kept)
    joined = b"".join(
        bytes(memoryview(chunk.buffers()[1])[chunk.offset * DIGEST :][: len(chunk) * DIGEST])
        for chunk in digests.chunks
    )
    return ledger.fingerprint(joined)


def _kept(
    column: Columns, ids: pa.ChunkedArray
) -> tuple[pa.ChunkedArray, pa.ChunkedArray, list[Issue]]:
    """Say which articles are kept: of two with one id and one text the first that can be used.

    Ids that restart, as where tables were joined, are told apart by a number.
    """
    flaws = column("flaw")
    kept = pc.equal(flaws, "")
    again = np.zeros(len(ids), bool)
    renamed: list[Issue] = []
    sound = np.flatnonzero(kept.to_numpy())
    if len(pc.unique(ids.filter(kept))) < len(sound):
        texts = {name: column(name).to_numpy()[sound] for name in ("shard", "row")}
        names = pd.Series(ids.filter(kept).to_pandas().to_numpy(object), index=sound)
        again[sound] = pd.DataFrame({"id": names.to_numpy(), **texts}).duplicated().to_numpy()
        names = names[~again[sound]]
        others = names[names.duplicated()]
        if len(others):
            origins = column("origin").take(pa.array(others.index)).to_pylist()
            renamed = [Issue(KEPT, ledger.RESTARTS, place, dropped=False) for place in origins]
            filled = ids.to_pandas().to_numpy(object)
            filled[others.index] = ledger.told_apart(others.tolist(), set(filled))
            ids = pa.chunked_array([pa.array(filled, pa.string())])
    faulty = np.flatnonzero(~kept.to_numpy() | again)
    if not len(faulty):
        return ids, kept, renamed
    rows = pa.array(faulty)
    reasons = flaws.take(rows).to_pylist()
    origins = column("origin").take(rows).to_pylist()
    faults = [
        Issue(KEPT, reason or ledger.SECOND, origin)
        for reason, origin in zip(reasons, origins, strict=True)
    ]
    return ids, pc.and_(kept, pa.chunked_array([pa.array(~again)])), [*faults, *renamed]


def _days(
    column: Columns,
    kept: pa.ChunkedArray,
    order: pa.Array,
    name: str,
    today: date,
) -> tuple[pa.Array, list[Issue]]:
    """Read the days; note the articles whose day cannot be read, in the order of the source."""
    written, publishers, cell_of = _dated(column, kept)
    days, doubts, notes = dates.read_days(written, publishers, today=today)
    known = np.array([day or "NaT" for day in days], dtype="datetime64[s]")
    rows = np.flatnonzero(np.array([bool(doubt) for doubt in doubts], bool)[cell_of])
    faults = [Issue(KEPT, reason, example, dropped=False) for reason, example in notes]
    if len(rows):
        names = ("described_at", "origin")
        places = (column(each).filter(kept).take(rows).to_pylist() for each in names)
        faults += [
            Issue(
                KEPT,
                doubts[cell],
                ledger.date_place(described_at, origin, name, written[cell]),
                dropped=False,
            )
            for cell, described_at, origin in zip(cell_of[rows].tolist(), *places, strict=True)
        ]
    return pa.array(known[cell_of[order.to_numpy()]]), faults


def _dated(
    column: Columns, kept: pa.ChunkedArray
) -> tuple[list[str], list[str], NDArray[np.integer[Any]]]:
    """Give each date of an outlet once, its outlet, and for each article which of them it has."""
    date_of, outlet_of = (
        column(name).filter(kept).combine_chunks().dictionary_encode()
        for name in ("date", "outlet")
    )
    n_outlets = max(1, len(outlet_of.dictionary))
    pairs = date_of.indices.to_numpy().astype(np.int64) * n_outlets + outlet_of.indices.to_numpy()
    each, cell_of = np.unique(pairs, return_inverse=True)
    dates_at, outlets_at = (pa.array(rows) for rows in (each // n_outlets, each % n_outlets))
    written = date_of.dictionary.take(dates_at).to_pylist()
    return written, outlet_of.dictionary.take(outlets_at).to_pylist(), cell_of


def _played(column: Columns, roles: Mapping[str, Role]) -> dict[str, Role]:
    """Say that a role is not found if the texts might have said it and none did."""
    silent = {
        name
        for name, role in roles.items()
        if role.how == FOUND_IN_TEXT
        and name in _SAID
        and pc.max(column(name)).as_py() in ("", None)
    }
    return {name: NOT_FOUND if name in silent else role for name, role in roles.items()}


def _undone(column: Columns) -> list[Issue]:
    """Tell what was undone in the texts: for each kind how often, in how many articles."""
    notes = column("undone")
    rows = pa.array(np.flatnonzero(pc.not_equal(notes, "").to_numpy()))
    written = notes.take(rows).to_pylist()
    return undone.told(map(undone.from_text, written), column("origin").take(rows).to_pylist())


def _texts(values: Sequence[str]) -> pa.Array:
    """Give a column of texts; half characters are written out, for an article that is dropped."""
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        clean = [value.encode("utf-8", "backslashreplace").decode() for value in values]
        return pa.array(clean, pa.string())
