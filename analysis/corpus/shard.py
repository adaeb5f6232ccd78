"""One shard of annotated articles: compact columns for counting, tidy tables for reading."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.schema import (
    ARTICLES,
    HOW,
    MENTIONS,
    PARAGRAPHS,
    SENTENCES,
    SOURCES,
    TOKENS,
    TYPES,
    ZONES,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.corpus.actors.identity import Merged, ShardIdentity

_BY_ARTICLE = ("paragraphs", "sentences", "mentions")


class Shard:
    """Some articles of a corpus with their annotations, some zones of them.

    Parameters
    ----------
    metadata
        `ARTICLES` without their texts, sorted by id.
    rows
        For each article the row of its text in the tables.
    zones
        Zones that count.
    load
        Gives a table of the shard by name, as `annotate_texts` describes it; it may read it from a
        disk, and need not give other columns than those that are named.
    standing
        Hashes of lines that are furniture, beside those that a text alone shows to be.
    identity
        Which names of this shard are one actor over the corpus; nothing leaves them as they are.
    """

    def __init__(
        self,
        metadata: pd.DataFrame,
        rows: NDArray[np.integer[Any]],
        zones: tuple[str, ...],
        load: Callable[[str, tuple[str, ...]], pa.Table],
        standing: NDArray[np.int64] | None = None,
        *,
        identity: ShardIdentity | None = None,
    ) -> None:
        self.metadata = metadata
        self._rows = rows
        self._zones = zones
        self._load = load
        self._standing = np.empty(0, np.int64) if standing is None else standing
        self._identity = identity
        self._whole: dict[tuple[str, str], NDArray[Any]] = {}
        self._selected: dict[str, tuple[NDArray[np.int64] | None, NDArray[np.int64]]] = {}

    def __len__(self) -> int:
        return len(self.metadata)

    @property
    def text_rows(self) -> NDArray[np.integer[Any]]:
        """For each article the row of its text."""
        return self._rows

    def within(self, zones: tuple[str, ...]) -> Shard:
        """Give the same articles with other zones of them; what is read is read once."""
        other = Shard(self.metadata, self._rows, zones, self._load, identity=self._identity)
        other._whole = self._whole
        return other

    def column(self, table: str, name: str) -> NDArray[Any]:
        """Give one column of the selected rows of a table, in reading order.

        Parameters
        ----------
        table
            `paragraphs`, `sentences`, `words`, `types`, `mentions` or `actors`.
        name
            A column, as `annotate_texts` describes it, or `article`: the row in `metadata`.

        Returns
        -------
        ndarray
            One value a row.
        """
        if name == "article":
            return self._of_articles(table)[1]
        whole, chosen = self._column(table, name), self._chosen(table)
        return whole if chosen is None else whole[chosen]

    def strings(self, table: str, name: str) -> pa.Array:
        """Give one column of texts of `types` or `actors`, of which no row is left out."""
        if table == "actors" and self._merged is not None:
            return self._merged.actors[name].combine_chunks()
        return self._load(table, (name,))[name].combine_chunks()

    def text_of(self, article: int) -> str:
        """Give the text of the article in a row of `metadata`."""
        return str(self._texts[int(self._rows[article])].as_py())

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """Where the words of each selected sentence begin among the selected words, and the end."""
        return _offsets(self.column("sentences", "n_words"))

    @property
    def n_words(self) -> int:
        """How many words the selection has."""
        return int(self.offsets[-1])

    @property
    def articles(self) -> pd.DataFrame:
        """The `ARTICLES`, with their texts."""
        texts = self._texts.take(pa.array(self._rows))
        return ARTICLES.conform(self.metadata.assign(text=pd.Series(texts.to_pandas(), dtype=str)))

    @property
    def paragraphs(self) -> pd.DataFrame:
        """The `PARAGRAPHS` of the articles, of all zones."""
        return PARAGRAPHS.conform(self._tidy("paragraphs", "start", "end", "paragraph", "zone"))

    @property
    def sentences(self) -> pd.DataFrame:
        """The selected `SENTENCES`."""
        return SENTENCES.conform(
            self._tidy("sentences", "start", "end", "sentence", "paragraph", "zone")
        )

    @property
    def types(self) -> pd.DataFrame:
        """The `TYPES` of the selected words, in alphabetical order."""
        return TYPES.conform(self._types.assign(type_id=np.arange(len(self._types))))

    @cached_property
    def _types(self) -> pd.DataFrame:
        """The types of the selected words, sorted; the index is the row in the shard's table."""
        used = np.unique(self.column("words", "type"))
        names = {
            name: self.strings("types", name).take(pa.array(used)) for name in ("form", "term")
        }
        table = pd.DataFrame({name: column.to_pandas() for name, column in names.items()})
        table["stop"] = self.column("types", "stop")[used]
        return table.set_index(used).sort_values(["form", "term"])

    @property
    def tokens(self) -> pd.DataFrame:
        """The selected `TOKENS`; `type_id` is the row in `types`."""
        place = pd.Series(np.arange(len(self._types)), index=self._types.index)
        numbers = place.loc[self.column("words", "type")].to_numpy()
        start = self.column("words", "start")
        of_word = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        size = self.column("types", "n_characters")[self.column("words", "type")]
        return TOKENS.conform(
            pd.DataFrame(
                {
                    "article_id": self._ids(self.column("sentences", "article")[of_word]),
                    "start": start,
                    "end": start + size,
                    "sentence": self.column("sentences", "sentence")[of_word],
                    "type_id": numbers,
                }
            )
        )

    @property
    def mentions(self) -> pd.DataFrame:
        """The selected `MENTIONS`."""
        table = self._tidy("mentions", "start", "end", "sentence", "paragraph", "zone")
        actors = pa.array(self.column("mentions", "actor"))
        for name in ("actor", "type"):
            table[name] = self.strings("actors", name).take(actors).to_pandas().astype(str)
        table["how"] = _words(HOW, self.column("mentions", "how"))
        table["source"] = _words(SOURCES, self.column("mentions", "source"))
        places = zip(
            self.column("mentions", "article").tolist(),
            table["start"].tolist(),
            table["end"].tolist(),
            strict=True,
        )
        texts: dict[int, str] = {}
        surfaces = []
        for article, start, end in places:
            if article not in texts:
                texts[article] = self.text_of(article)
            surfaces.append(texts[article][start:end])
        return MENTIONS.conform(table.assign(surface=pd.Series(surfaces, dtype=str)))

    def _tidy(self, table: str, *names: str) -> pd.DataFrame:
        tidy = pd.DataFrame({"article_id": self._ids(self.column(table, "article"))})
        for name in names:
            column = self.column(table, name)
            tidy[name] = _words(ZONES, column) if name == "zone" else column
        return tidy

    def _ids(self, articles: NDArray[np.int64]) -> pd.Series[str]:
        return self.metadata["article_id"].take(articles).reset_index(drop=True)

    def _column(self, table: str, name: str) -> NDArray[Any]:
        """Give a whole column; those that follow from others are computed."""
        if (table, name) not in self._whole:
            if (table, name) == ("sentences", "sentence"):
                counts = self._column("texts", "n_sentences")
                column = np.arange(counts.sum()) - np.repeat(_offsets(counts)[:-1], counts)
            elif table == "mentions" and name in {"paragraph", "zone"}:
                column = self._column("sentences", name)[self._sentence_of_mention]
            elif table == "mentions" and name in {"actor", "how"} and self._merged is not None:
                column = getattr(self._merged, name)
            else:
                column = self._load(table, (name,))[name].to_numpy()
                if name == "zone" and len(self._standing):
                    stands = np.isin(self._column(table, "line"), self._standing)
                    column = np.where(stands, ZONES.index("furniture"), column)
            self._whole[table, name] = column
        return self._whole[table, name]

    @cached_property
    def _sentence_of_mention(self) -> NDArray[np.int64]:
        """The row of each mention's sentence among all sentences."""
        begins = _offsets(self._column("texts", "n_sentences"))[:-1]
        return self._column("mentions", "sentence") + np.repeat(
            begins, self._column("texts", "n_mentions")
        )

    @cached_property
    def _merged(self) -> Merged | None:
        """The actors after merging, and whom each mention names; nothing if nothing is merged."""
        if self._identity is None:
            return None
        names = ("actor", "how", "start", "end")
        mentions = {name: self._load("mentions", (name,))[name].to_numpy() for name in names}
        actors = {name: self._load("actors", (name,))[name] for name in ("actor", "type")}
        n_mentions = self._column("texts", "n_mentions")
        text = np.repeat(np.arange(len(n_mentions)), n_mentions)
        return self._identity.merged(pa.table(actors), text=text, **mentions)

    @cached_property
    def _texts(self) -> pa.Array:
        return self._load("texts", ("text",))["text"].combine_chunks()

    def _chosen(self, table: str) -> NDArray[np.int64] | None:
        """Give the selected rows of a table; nothing says all, as they stand."""
        if table == "words":
            return self._chosen_words
        return self._of_articles(table)[0] if table in _BY_ARTICLE else None

    @cached_property
    def _chosen_words(self) -> NDArray[np.int64] | None:
        words = _offsets(self._column("sentences", "n_words"))
        rows = self._chosen("sentences")
        return None if rows is None else _ranges(words[rows], words[rows + 1])

    def _of_articles(self, table: str) -> tuple[NDArray[np.int64] | None, NDArray[np.int64]]:
        """Give the selected rows of a table, or nothing for all, and the article of each."""
        if table not in self._selected:
            self._selected[table] = self._select(table)
        return self._selected[table]

    def _select(self, table: str) -> tuple[NDArray[np.int64] | None, NDArray[np.int64]]:
        counts = self._column("texts", f"n_{table}").astype(np.int64)
        bounds = _offsets(counts)
        rows = _ranges(bounds[self._rows], bounds[self._rows + 1])
        articles = np.repeat(np.arange(len(self._rows)), counts[self._rows])
        if table != "paragraphs":
            wanted = [ZONES.index(zone) for zone in self._zones]
            kept = np.isin(self._column(table, "zone")[rows], wanted)
            if table == "mentions" and self._merged is not None:
                kept &= self._merged.kept[rows]
            rows, articles = rows[kept], articles[kept]
        everything = len(rows) == bounds[-1] and np.array_equal(rows, np.arange(bounds[-1]))
        return (None if everything else rows), articles


def _offsets(counts: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _ranges(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give all numbers from each begin to its end, one range after the other."""
    sizes = ends - begins
    return np.arange(sizes.sum()) + np.repeat(begins - _offsets(sizes)[:-1], sizes)


def _words(names: tuple[str, ...], rows: NDArray[np.integer[Any]]) -> pd.Series[str]:
    return pd.Series(np.array(names, dtype=object)[rows], dtype=str)
