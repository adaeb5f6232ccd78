"""From drafts to a corpus: the last checks on each article, and the tables."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import dates, zones
from analysis.corpus.model import FOUND, KEPT, PARSED, Corpus, Draft, Fault, Harvest, Role
from analysis.corpus.roles import FOUND_IN_TEXT, NAMES, NOT_FOUND
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WHAT = {PARSED: "decoded and parsed", KEPT: "kept for analysis"}
_OPTIONAL = ("outlet", "headline", "author", "url", "language")


def assemble(harvest: Harvest, *, name: str, actors: Path | None) -> Corpus:
    """Make a corpus of what a reader brought home.

    Parameters
    ----------
    harvest
        Drafts, faults and roles.
    name
        The corpus's name.
    actors
        The registry that came with it, if there is one.

    Returns
    -------
    Corpus
        With a ledger in which every article that came in is either kept or dropped.

    Raises
    ------
    CorpusError
        If no article is left, with the first reasons.
    """
    kept, faults = _keep(harvest.drafts)
    days, doubts = dates.read_days([draft.date for draft in kept])
    faults += [
        Fault(KEPT, doubt, _date_place(draft, harvest.roles), dropped=False)
        for draft, doubt in zip(kept, doubts, strict=True)
        if doubt
    ]
    faults = harvest.faults + faults
    if not kept:
        raise CorpusError(_nothing(name, harvest, faults))
    spans = [zones.paragraphs(draft.text, head=draft.head) for draft in kept]
    outlets, roles = _outlets(kept, spans, harvest.roles)
    articles = _articles(kept, days, outlets)
    return Corpus(
        name=name,
        articles=articles,
        paragraphs=_paragraphs(kept, spans),
        ledger=ledger(harvest.unit, harvest.n_found, faults),
        roles=_roles(roles),
        fingerprint=fingerprint(articles),
        actors=actors,
    )


def ledger(unit: str, n_found: int, faults: Sequence[Fault]) -> pd.DataFrame:
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
            places = "; ".join(_printable(fault.place) for fault in group[:3])
            rows.append((step, what, n_in, n_kept, n_dropped, reason, places))
        n_in = n_kept
    columns = [column.name for column in schema.LEDGER.columns]
    return schema.LEDGER.conform(pd.DataFrame(rows, columns=columns))


def fingerprint(articles: pd.DataFrame) -> str:
    """Name the content of a corpus: another text, day or outlet gives another fingerprint.

    Parameters
    ----------
    articles
        An `ARTICLES` table. Its order and its column `origin` do not matter.

    Returns
    -------
    str
        A SHA-256 in 64 hexadecimal digits.
    """
    content = articles.drop(columns="origin").sort_values("article_id")
    content["published"] = content["published"].dt.strftime("%Y-%m-%d")
    names = sorted(content.columns)
    digest = hashlib.sha256()
    for row in content[names].astype(object).itertuples(index=False):
        values = [None if pd.isna(value) else value for value in row]
        digest.update(json.dumps(values, ensure_ascii=False).encode("utf-8") + b"\n")
    return digest.hexdigest()


def _keep(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Fault]]:
    kept: dict[str, Draft] = {}
    faults = []
    for draft in drafts:
        reason = _flaw(draft)
        if not reason and draft.article_id in kept:
            reason = "a second article of the same id; the first was kept"
        if reason:
            faults.append(Fault(KEPT, reason, draft.origin))
        else:
            kept[draft.article_id] = draft
    return list(kept.values()), faults


def _flaw(draft: Draft) -> str:
    if not draft.text.strip():
        return "the text is empty"
    if "\0" in draft.text:
        return "the text holds NUL characters"
    try:
        for field in fields(draft):
            str(getattr(draft, field.name)).encode("utf-8")
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate), which cannot be written"
    return ""


def _date_place(draft: Draft, roles: Mapping[str, Role]) -> str:
    column = roles["date"].column
    return f"{draft.described_at or draft.origin}: '{column}' is '{draft.date[:40]}'"


def _nothing(name: str, harvest: Harvest, faults: Sequence[Fault]) -> str:
    reasons = [f"{_printable(f.place)}: {f.reason}" for f in faults if f.dropped]
    first = "".join(f"\n  {reason}" for reason in reasons[:5])
    more = f"\n  and {len(reasons) - 5} more" if reasons[5:] else ""
    return f"corpus '{name}': none of {harvest.n_found} {harvest.unit} can be used.{first}{more}"


def _outlets(
    kept: Sequence[Draft], spans: Sequence[list[zones.Span]], roles: Mapping[str, Role]
) -> tuple[list[str], dict[str, Role]]:
    """Take the outlet from the datelines if no column has it."""
    if roles["outlet"].how != NOT_FOUND.how:
        return [draft.outlet for draft in kept], dict(roles)
    outlets = [
        zones.dateline_outlet(draft.text, of_draft) or ""
        for draft, of_draft in zip(kept, spans, strict=True)
    ]
    role = Role("", FOUND_IN_TEXT) if any(outlets) else NOT_FOUND
    return outlets, {**roles, "outlet": role}


def _articles(kept: Sequence[Draft], days: Sequence[str], outlets: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "article_id": [draft.article_id for draft in kept],
            **{name: [getattr(draft, name) or None for draft in kept] for name in _OPTIONAL},
            "published": np.array([day or "NaT" for day in days], dtype="datetime64[s]"),
            "origin": [draft.origin for draft in kept],
            "text": [draft.text for draft in kept],
        }
    )
    table["outlet"] = [outlet or None for outlet in outlets]
    return schema.ARTICLES.conform(table)


def _paragraphs(kept: Sequence[Draft], spans: Sequence[list[zones.Span]]) -> pd.DataFrame:
    rows = [
        (draft.article_id, *span)
        for draft, of_draft in zip(kept, spans, strict=True)
        for span in of_draft
    ]
    columns = ["article_id", "start", "end", "paragraph", "zone"]
    return schema.PARAGRAPHS.conform(pd.DataFrame(rows, columns=columns))


def _roles(roles: Mapping[str, Role]) -> pd.DataFrame:
    rows = [(role, *roles.get(role, NOT_FOUND)) for role in NAMES]
    return schema.ROLES.conform(pd.DataFrame(rows, columns=["role", "column", "how"]))


def _printable(place: str) -> str:
    return place.encode("utf-8", "backslashreplace").decode("utf-8")
