"""From all drafts of a source to a corpus that is held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis import schema
from analysis.annotate import zones
from analysis.readers import dates
from analysis.readers.ledger import (
    SECOND,
    article_digest,
    date_place,
    filled_ids,
    fingerprint,
    flaw,
    ledger,
    nothing_left,
    roles_table,
    text_digest,
)
from analysis.readers.raw_articles import KEPT, Corpus, Issue, RawArticle, Role
from analysis.readers.roles import FOUND_IN_TEXT, NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_OPTIONAL = ("outlet", "headline", "author", "url", "language")


class Harvest(NamedTuple):
    """What all pieces of a source hold, with the number of rows or files found in them."""

    unit: str
    stem: str
    n_found: int
    drafts: list[RawArticle]
    faults: list[Issue]
    roles: Mapping[str, Role]


def assemble(harvest: Harvest, *, name: str, actors: Path | None) -> Corpus:
    """Make a corpus of what its pieces hold.

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
    by_id, faults = _keep(harvest)
    kept = list(by_id.values())
    days, doubts = dates.read_days([draft.date for draft in kept])
    column = harvest.roles["date"].column
    faults += [
        Issue(KEPT, doubt, date_place(d.described_at, d.origin, column, d.date), dropped=False)
        for d, doubt in zip(kept, doubts, strict=True)
        if doubt
    ]
    faults = harvest.faults + faults
    if not kept:
        raise nothing_left(name, harvest.unit, harvest.n_found, faults)
    spans = [zones.paragraphs(draft.text, head=draft.head) for draft in kept]
    outlets, roles = _outlets(kept, spans, harvest.roles)
    return Corpus(
        name=name,
        articles=_articles(by_id, days, outlets),
        paragraphs=_paragraphs(by_id, spans),
        ledger=ledger(harvest.unit, harvest.n_found, faults),
        roles=roles_table(roles),
        fingerprint=fingerprint(article_digest(d, text_digest(d)) for d in kept),
        actors=actors,
    )


def _keep(harvest: Harvest) -> tuple[dict[str, RawArticle], list[Issue]]:
    """Give the articles that can be used by their ids, and why the others cannot."""
    flaws = [flaw(draft) for draft in harvest.drafts]
    sound = [draft for draft, reason in zip(harvest.drafts, flaws, strict=True) if not reason]
    ids = filled_ids(
        [draft.article_id for draft in sound],
        [draft.number for draft in sound],
        stem=harvest.stem,
        n_found=harvest.n_found,
    )
    names = iter(ids.to_pylist())
    kept: dict[str, RawArticle] = {}
    faults = []
    for draft, found in zip(harvest.drafts, flaws, strict=True):
        reason = found
        if not reason:
            name = next(names)
            reason = SECOND if name in kept else ""
        if reason:
            faults.append(Issue(KEPT, reason, draft.origin))
        else:
            kept[name] = draft
    return kept, faults


def _outlets(
    kept: Sequence[RawArticle], spans: Sequence[list[zones.Span]], roles: Mapping[str, Role]
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


def _articles(
    by_id: Mapping[str, RawArticle], days: Sequence[str], outlets: Sequence[str]
) -> pd.DataFrame:
    kept = list(by_id.values())
    table = pd.DataFrame(
        {
            "article_id": list(by_id),
            **{name: [getattr(draft, name) or None for draft in kept] for name in _OPTIONAL},
            "published": np.array([day or "NaT" for day in days], dtype="datetime64[s]"),
            "origin": [draft.origin for draft in kept],
            "text": [draft.text for draft in kept],
        }
    )
    table["outlet"] = [outlet or None for outlet in outlets]
    return schema.ARTICLES.conform(table)


def _paragraphs(ids: Iterable[str], spans: Sequence[list[zones.Span]]) -> pd.DataFrame:
    rows = [(name, *span) for name, of_draft in zip(ids, spans, strict=True) for span in of_draft]
    columns = ["article_id", "start", "end", "paragraph", "zone"]
    return schema.PARAGRAPHS.conform(pd.DataFrame(rows, columns=columns))
