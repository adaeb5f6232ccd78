"""What is decided about articles one by one and all together: flaws, ids, digests, the ledger.

These functions need no text but `flaw` and `article_digest`, which take one article, so that a
corpus can be accounted for that is larger than memory.
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import schema
from analysis.cells import excerpt
from analysis.errors import CorpusError
from analysis.readers.raw_articles import FOUND, KEPT, PARSED, Issue, RawArticle, Role
from analysis.readers.roles import NAMES, NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WHAT = {PARSED: "decoded and parsed", KEPT: "kept for analysis"}


SECOND = "a second article of the same id and text; the first was kept"
RESTARTS = "another article has the same id; this one has a number behind it"
LONGEST = 5_000_000
"""Bytes that the text of an article may have: a long novel has a million."""
_FEWEST_DIGITS = 4
_encode = json.JSONEncoder(ensure_ascii=False).encode


def filled_ids(ids: Any, numbers: Any, *, stem: str, n_found: int) -> pa.ChunkedArray:
    """Name the articles that have no id after their file and row.

    Parameters
    ----------
    ids, numbers
        For each article its id, or an empty string, and the number of its row.
    stem
        The file's name without its ending.
    n_found
        How many rows the whole file has; it decides with how many digits a number is written.

    Returns
    -------
    pyarrow.ChunkedArray
        The ids, as text.

    Examples
    --------
    >>> filled_ids(["a7", ""], [1, 2], stem="news", n_found=31_000).to_pylist()
    ['a7', 'news-00002']
    """
    width = max(_FEWEST_DIGITS, len(str(n_found)))
    given = _column(ids, pa.string())
    digits = pc.utf8_lpad(pc.cast(_column(numbers, pa.int64()), pa.string()), width, "0")
    filled = pc.binary_join_element_wise(printable(stem), digits, "-")
    return pc.if_else(pc.equal(given, ""), filled, given)


def told_apart(ids: Sequence[str], taken: set[str]) -> list[str]:
    """Put numbers behind ids that others have.

    Parameters
    ----------
    ids
        Ids that are taken, in the order of the source.
    taken
        All ids of the corpus.

    Returns
    -------
    list of str
        New ids, none of which is taken.

    Examples
    --------
    >>> told_apart(["7", "7", "8"], {"7", "8", "8-2"})
    ['7-2', '7-3', '8-3']
    """
    used = set(taken)
    last: dict[str, int] = {}
    given = []
    for name in ids:
        number = last.get(name, 1) + 1
        while (new := f"{name}-{number}") in used:
            number += 1
        last[name] = number
        used.add(new)
        given.append(new)
    return given


def flaw(draft: RawArticle) -> str:
    """Say why an article cannot be used, or nothing.

    Parameters
    ----------
    draft
        The article as read.

    Returns
    -------
    str
        The reason for the ledger, or an empty string.
    """
    text = draft.text
    if 4 * len(text) > LONGEST < (size := len(text.encode(errors="replace"))):
        return f"the text has {size:,} bytes; an article may have {LONGEST:,}"
    if not text or text.isspace():
        return "the text is empty"
    if "\0" in text:
        return "the text holds NUL characters"
    try:
        for value in draft:
            if type(value) is str and not value.isascii():
                value.encode("utf-8")
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate), which cannot be written"
    return ""


def date_place(described_at: str, origin: str, column: str, written: str) -> str:
    """Say where a date stands and how it is written, for the ledger."""
    return f"{described_at or origin}: '{excerpt(column)}' is '{excerpt(written, 40)}'"


def nothing_left(name: str, unit: str, n_found: int, faults: Sequence[Issue]) -> CorpusError:
    """Give the error that no article is left, with the first reasons."""
    reasons = [f"{printable(f.place)}: {f.reason}" for f in faults if f.dropped]
    first = "".join(f"\n  {reason}" for reason in reasons[:5])
    more = f"\n  and {len(reasons) - 5} more" if reasons[5:] else ""
    return CorpusError(f"corpus '{name}': none of {n_found} {unit} can be used.{first}{more}")


def ledger(unit: str, n_found: int, faults: Sequence[Issue]) -> pd.DataFrame:
    """Account for every article that came in.

    Parameters
    ----------
    unit
        What was found: "files" or "rows".
    n_found
        How many.
    faults
        What was dropped or noted, in any order of steps.

    Returns
    -------
    DataFrame
        A `LEDGER` table. In each step `n_kept` is `n_in` less the sum of its `n_dropped`, and the
        next step's `n_in` is this one's `n_kept`. Notes have an `n_dropped` of 0.
    """
    rows = []
    n_in = n_found
    for step, what in {FOUND: f"{unit} found", **_WHAT}.items():
        mine = sorted((f for f in faults if f.step == step), key=lambda fault: fault.reason)
        n_kept = n_in - sum(fault.dropped for fault in mine)
        grouped = [(reason, list(group)) for reason, group in groupby(mine, lambda f: f.reason)]
        for reason, group in grouped or [("", [])]:
            n_dropped = sum(fault.dropped for fault in group)
            places = "; ".join(printable(fault.place) for fault in group[:3])
            rows.append((step, what, n_in, n_kept, n_dropped, reason, places))
        n_in = n_kept
    columns = [column.name for column in schema.LEDGER.columns]
    return schema.LEDGER.conform(pd.DataFrame(rows, columns=columns))


def text_digest(draft: RawArticle) -> bytes:
    """Give the SHA-256 of an article's text."""
    return sha256(draft.text.encode()).digest()


def article_digest(draft: RawArticle, of_text: bytes) -> bytes:
    """Name the content of an article, as read.

    Parameters
    ----------
    draft
        An article without a flaw.
    of_text
        Its `text_digest`.

    Returns
    -------
    bytes
        SHA-256 of its id (or, without one, the number of its row), its metadata as written, and
        the SHA-256 of its text. Where it was read does not matter.
    """
    facts = [
        draft.article_id or draft.number,
        draft.headline,
        draft.outlet,
        draft.date,
        draft.author,
        draft.url,
        draft.language,
        of_text.hex(),
    ]
    return sha256(_encode(facts).encode()).digest()


def fingerprint(digests: Iterable[bytes] | bytes) -> str:
    """Name the content of a corpus: another text, date or outlet gives another fingerprint.

    Parameters
    ----------
    digests
        What `article_digest` gives for each article, in any order; one by one, or joined.

    Returns
    -------
    str
        A SHA-256 in 64 hexadecimal digits.
    """
    joined = digests if isinstance(digests, bytes) else b"".join(digests)
    ordered = np.sort(np.frombuffer(joined, f"S{sha256().digest_size}"))
    return sha256(ordered.tobytes()).hexdigest()


def roles_table(roles: Mapping[str, Role]) -> pd.DataFrame:
    """Give the roles and their columns as a `ROLES` table."""
    rows = [(role, *roles.get(role, NOT_FOUND)) for role in NAMES]
    return schema.ROLES.conform(pd.DataFrame(rows, columns=["role", "column", "how"]))


def printable(place: str) -> str:
    """Write out half characters, such as in the names of some files."""
    return place.encode("utf-8", "backslashreplace").decode("utf-8")


def _column(values: Any, kind: Any) -> Any:
    return values if isinstance(values, pa.ChunkedArray | pa.Array) else pa.array(values, kind)
