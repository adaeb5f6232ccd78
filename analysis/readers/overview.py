"""What a corpus holds, without annotating it: all of it is read, and a sample is looked into."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import lexicons
from analysis.annotate import lines, zones
from analysis.cells import excerpt
from analysis.readers import ledger
from analysis.readers.accounts import (
    Accounts,
    account,
    as_read,
    fingerprint,
    may_be_in_datelines,
    outlets,
)
from analysis.readers.clean.languages import LANGUAGES, is_other, language_of
from analysis.readers.languages import kept, with_languages
from analysis.readers.played import further
from analysis.readers.raw_articles import KEPT, Issue

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from analysis.readers.raw_articles import Piece, RawArticle
    from analysis.readers.source import Source

LOOKED_INTO = 1_000
"""Articles whose language and lines are looked at; a smaller corpus is looked at whole."""


class Overview(NamedTuple):
    """What a corpus holds.

    Parameters
    ----------
    name
        The corpus's name.
    n_articles
        Articles that are kept.
    outlets
        Articles by outlet, most first.
    first, last
        The first and the last day, if there is any.
    n_without, n_undated
        Articles without an outlet, and without a day.
    fingerprint
        The fingerprint of the corpus.
    roles, ledger
        A `ROLES` and a `LEDGER` table.
    further
        Columns that could play a role too, as `roles.further` says.
    n_sampled
        Articles of the sample; 0 if all were looked into.
    of_sample
        What is known of the sample alone.
    """

    name: str
    n_articles: int
    outlets: pd.Series[int]
    first: date | None
    last: date | None
    n_without: int
    n_undated: int
    fingerprint: str
    roles: pd.DataFrame
    ledger: pd.DataFrame
    further: dict[str, list[str]]
    n_sampled: int
    of_sample: list[str]


def overview(source: Source, *, looked_into: int = LOOKED_INTO) -> Overview:
    """Read a corpus and tell what it holds.

    Parameters
    ----------
    source
        The corpus, opened and not yet read.
    looked_into
        Languages and standing lines are looked for in so many articles, drawn from all.

    Returns
    -------
    Overview
        What was read, dropped and dated, outlets and roles are exact. If all articles were looked
        into, the ledger also tells of languages and standing lines, as that of an annotated corpus
        does.

    Raises
    ------
    CorpusError, ParameterError
        As `readers.source.open_source` says.
    LexiconError
        If the registry beside the corpus is none.
    """
    if source.actors:
        lexicons.registry(source.actors)
    read = _Read(source, looked_into)
    for piece in source.pieces():
        read.add(piece)
    accounts = account(
        read.column,
        source,
        n_found=read.n_found,
        issues=read.issues,
        today=datetime.now(UTC).date(),
    )
    publishers, roles = outlets(read.column, accounts, source.roles, lambda: read.said(accounts))
    articles = pd.DataFrame({"outlet": publishers.to_pandas(), "day": accounts.days.to_pandas()})
    inside = _look(read.sample, accounts, articles["outlet"])
    is_whole = len(inside.rows) == len(articles)
    issues = [*accounts.issues, *(inside.standing if is_whole else ())]
    told = ledger.ledger(source.unit, read.n_found, issues)
    if is_whole:
        is_kept = kept(inside.spoken, ())
        origins = accounts.of(read.column("origin")).to_pandas()
        told = with_languages(told, inside.spoken, is_kept, origins)
        articles = articles[is_kept]
    days = articles["day"].dropna()
    sizes = articles["outlet"].value_counts().sort_index()
    return Overview(
        name=source.name,
        n_articles=len(articles),
        outlets=sizes.sort_values(ascending=False, kind="stable"),
        first=days.min().date() if len(days) else None,
        last=days.max().date() if len(days) else None,
        n_without=len(articles) - int(sizes.sum()),
        n_undated=len(articles) - len(days),
        fingerprint=fingerprint(read.column, accounts),
        roles=ledger.roles_table(roles),
        ledger=told,
        further=further(source.reader.columns, source.roles),
        n_sampled=0 if is_whole else len(inside.rows),
        of_sample=[] if is_whole else _of_sample(inside),
    )


class _Read:
    """The articles of a corpus, of which only some keep their texts."""

    def __init__(self, source: Source, looked_into: int) -> None:
        self.n_found = self._n_read = 0
        self.issues: list[Issue] = []
        self.sample = Sample(looked_into)
        self._columns: list[dict[str, pa.Array]] = []
        self._texts: dict[tuple[bytes, int], int] = {}
        self._said: list[str | None] = []
        self._has_datelines = may_be_in_datelines(source.roles)

    def add(self, piece: Piece) -> None:
        """Take what is needed from a piece."""
        drafts = piece.drafts or []
        self.n_found += piece.extent.n_rows
        self.issues += piece.faults
        columns, digests = as_read(drafts)
        texts = [
            self._texts.setdefault((digest, draft.head), len(self._texts)) if digest else -1
            for digest, draft in zip(digests, drafts, strict=True)
        ]
        columns["row"] = pa.array(texts, pa.int64())
        columns["shard"] = pa.array(np.zeros(len(texts), np.int32))
        self._columns.append(columns)
        for row, (draft, digest) in enumerate(zip(drafts, digests, strict=True), self._n_read):
            if digest:
                self.sample.add(row, draft)
            if self._has_datelines:
                is_asked = digest and not draft.outlet
                said = zones.outlet_of(draft.text, head=draft.head) if is_asked else None
                self._said.append(said)
        self._n_read += len(drafts)

    def column(self, name: str) -> pa.ChunkedArray:
        """Give one column of all articles, in the order of the source."""
        return pa.chunked_array([columns[name] for columns in self._columns])

    def said(self, accounts: Accounts) -> pa.Array:
        """Give for each kept article the outlet that its dateline names, or null."""
        return accounts.of(pa.chunked_array([pa.array(self._said, pa.string())]))


class Sample:
    """Some of many articles, each as likely as any other, the same in every run.

    Parameters
    ----------
    size
        How many; if no more come, all.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._draw = random.Random(size)  # noqa: S311 - nobody need be surprised by it
        self._n = 0
        self._some: list[tuple[int, RawArticle]] = []

    def add(self, row: int, article: RawArticle) -> None:
        """Take the next article, perhaps in the place of another, or pass it over."""
        self._n += 1
        if len(self._some) < self._size:
            self._some.append((row, article))
        elif (place := self._draw.randrange(self._n)) < self._size:
            self._some[place] = (row, article)

    def of(self, kept: NDArray[np.bool_]) -> list[tuple[int, RawArticle]]:
        """Give those that are kept, with their rows."""
        return [one for one in self._some if kept[one[0]]]


class _Inside(NamedTuple):
    """What stands in some articles: their rows in the order of ids, languages, standing lines."""

    rows: NDArray[np.int64]
    spoken: NDArray[Any]
    standing: list[Issue]


def _look(sample: Sample, accounts: Accounts, publishers: pd.Series[str]) -> _Inside:
    """Look into a sample."""
    is_kept = accounts.kept.to_numpy()
    place = np.full(len(is_kept), -1)
    place[np.flatnonzero(is_kept)[accounts.order.to_numpy()]] = np.arange(len(accounts.order))
    some = sorted((int(place[row]), article) for row, article in sample.of(is_kept))
    rows = np.array([row for row, _ in some], np.int64)
    articles = [article for _, article in some]
    spoken = np.array([language_of(article.text) for article in articles], dtype=object)
    outlet, _ = pd.factorize(publishers.iloc[rows].fillna(""))
    return _Inside(rows, spoken.astype(str), _standing(articles, outlet))


def _standing(articles: list[RawArticle], outlet: NDArray[np.int64]) -> list[Issue]:
    """Tell of the lines that an outlet prints again and again."""
    cut = [zones.paragraphs(article.text, head=article.head) for article in articles]
    printed = []
    for number, (article, spans) in enumerate(zip(articles, cut, strict=True)):
        longest, each = lines.hashes(article.text, spans)
        printed += [(outlet[number], line, longest, number) for line in each if line]
    table = np.array(printed, np.int64).reshape(-1, 4)
    made = lines.standing(lines.Lines(*table.T), np.bincount(outlet))
    if not len(made.lines):
        return []
    text, spans = articles[made.article].text, cut[made.article]
    span = spans[lines.hashes(text, spans)[1].index(made.line)]
    example = excerpt(" ".join(text[span.start : span.end].split()), 60)
    return [Issue(KEPT, lines.told(len(made.lines), example), "", dropped=False)]


def _of_sample(inside: _Inside) -> list[str]:
    """Say of a sample in which languages it is, and which lines stand in it."""
    written = Counter(code for code in inside.spoken.tolist() if is_other(code))
    aside = not kept(inside.spoken, ()).all()
    told = [
        f"{n:,} written in {LANGUAGES[code]}{': set aside unless `languages` names it' * aside}"
        for code, n in sorted(written.items(), key=lambda each: (-each[1], each[0]))
    ]
    told = told or ["none is certainly in another language than English"]
    return [*told, *(issue.reason for issue in inside.standing)]
