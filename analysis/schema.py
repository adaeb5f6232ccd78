"""What each table promises: its row, its key, its columns with types and units, its order.

This module is the one truth about tables. Functions check what they take with ``TABLE.check`` and
give back ``TABLE.conform``, which also sorts by the table's total order, so that the same corpus
always gives the same table. ``docs/tables.md`` is printed from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pandas as pd

from analysis.errors import SchemaError

Kind = Literal["text", "count", "id", "number", "day", "flag"]

_DTYPES: dict[Kind, str] = {
    "text": "str",
    "count": "int64",
    "id": "int32",
    "number": "float64",
    "day": "datetime64[s]",
    "flag": "bool",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, what a value means, and whether it may be unknown."""

    name: str
    kind: Kind
    meaning: str
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """The promise of one table.

    Parameters
    ----------
    name
        The name under which reports write it, as ``data/<name>.csv``.
    row
        What one row is, in words.
    key
        Columns that together name a row; no two rows share them.
    order
        Columns to sort by, a total order; a leading ``-`` means largest first.
    columns
        All columns, in the order in which they stand.
    """

    name: str
    row: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    def check(self, table: pd.DataFrame) -> None:
        """Refuse a table that lacks a column or holds another type than promised.

        Parameters
        ----------
        table
            The table to look at. It may have further columns and any order.

        Raises
        ------
        SchemaError
            With the table's name, the column, what it should be, and what was found.
        """
        for column in self.columns:
            if column.name not in table.columns:
                raise SchemaError(
                    f"'{self.name}' table: column '{column.name}' is missing. One row must be "
                    f"{self.row}; found columns {list(table.columns)}."
                )
            found = table[column.name].dtype
            if len(table) and not _same_kind(found, column.kind):
                raise SchemaError(
                    f"'{self.name}' table: column '{column.name}' must hold {column.kind} values "
                    f"({_DTYPES[column.kind]}); found {found}."
                )

    def conform(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the table its promised columns, types and order.

        Parameters
        ----------
        table
            A table with at least the promised columns. Not modified.

        Returns
        -------
        DataFrame
            The promised columns only, sorted by the total order, with a fresh index.

        Raises
        ------
        SchemaError
            If a column is missing, cannot take its type, or two rows share a key.
        """
        shaped = self._shaped(table)
        twice = shaped.duplicated(list(self.key))
        if twice.any():
            row = shaped.loc[twice, list(self.key)].iloc[0].to_dict()
            raise SchemaError(
                f"'{self.name}' table: one row must be {self.row}, "
                f"but two rows share the key {row}."
            )
        return shaped.sort_values(
            [name.lstrip("-") for name in self.order],
            ascending=[not name.startswith("-") for name in self.order],
            kind="stable",
            ignore_index=True,
        )

    def in_order(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the promised columns and types to rows that already stand in order.

        For the rooms that make many rows in reading order: it neither sorts nor looks for two rows
        with one key. Their tests do.

        Parameters
        ----------
        table
            A table with at least the promised columns, sorted by the total order. Not modified.

        Returns
        -------
        DataFrame
            What `conform` would give.

        Raises
        ------
        SchemaError
            If a column is missing or cannot take its type.
        """
        return self._shaped(table).reset_index(drop=True)

    def _shaped(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the promised columns with the promised types, or say what keeps them from it."""
        missing = [c.name for c in self.columns if c.name not in table.columns]
        if missing:
            raise SchemaError(
                f"'{self.name}' table: column '{missing[0]}' is missing. One row must be "
                f"{self.row}; found columns {list(table.columns)}."
            )
        try:
            return table[[c.name for c in self.columns]].astype(
                {c.name: _DTYPES[c.kind] for c in self.columns}
            )
        except (ValueError, TypeError) as error:
            raise SchemaError(f"'{self.name}' table: {error}") from error

    def empty(self) -> pd.DataFrame:
        """Give a table of this kind without rows."""
        return _empty(self).copy()


@cache
def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame({c.name: pd.Series(dtype=_DTYPES[c.kind]) for c in table.columns})


def _same_kind(found: Any, kind: Kind) -> bool:
    is_kind = {
        "text": pd.api.types.is_string_dtype,
        "count": pd.api.types.is_integer_dtype,
        "id": pd.api.types.is_integer_dtype,
        "number": pd.api.types.is_numeric_dtype,
        "day": pd.api.types.is_datetime64_any_dtype,
        "flag": pd.api.types.is_bool_dtype,
    }[kind]
    return bool(is_kind(found))


def _span(of: str) -> tuple[Column, Column, Column]:
    return (
        Column("article_id", "text", "the article"),
        Column("start", "count", f"first character of {of} in the article's text"),
        Column("end", "count", f"one past the last character of {of}"),
    )


ZONES = ("headline", "deck", "dateline", "body", "credit", "furniture")
"""The parts of an article: the deck is its standfirst, the credit names who worked on it, and
furniture is what stands on the page around it."""

STORY_ZONES = ("headline", "deck", "body")
"""The zones that tell the story; dateline and credit name outlet, place and staff instead."""

HOW = ("name", "short name", "acronym", "adjective", "metonym", "nominal")
"""How a mention names its actor, from the plainest to the least direct."""

SOURCES = ("registry", "title", "tagger")
"""What knows an actor: the registry, a title that introduces a person, or the tagger of names."""

UNRESOLVED = "unresolved"
"""The type of a name with several bearers where nothing decides: it names no actor."""

EXPLICIT = ("name", "short name", "acronym", "adjective", "metonym")
"""The ways that use a name; 'nominal' ("the Iraqi government") uses a description."""

NAMES = ("name", "short name", "acronym", "metonym")
"""The ways that name the actor itself; an adjective ("an Iraqi poet") names something else."""

WINDOWS = ("sentence", "paragraph", "article")
"""The contexts within which two actors can occur together."""

ARTICLES = Table(
    "articles",
    "one article",
    ("article_id",),
    ("article_id",),
    (
        Column("article_id", "text", "name of the article, unique in the corpus"),
        Column("outlet", "text", "who published it", optional=True),
        Column("published", "day", "day of publication, as the publisher wrote it", optional=True),
        Column("headline", "text", "the headline", optional=True),
        Column("author", "text", "the byline", optional=True),
        Column("url", "text", "where it was published", optional=True),
        Column("language", "text", "language code as given", optional=True),
        Column("origin", "text", "file, or file and line, from which it was read"),
        Column("text", "text", "the whole text, cleaned; all offsets count its characters"),
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph, or the dateline that opens one",
    ("article_id", "start"),
    ("article_id", "start"),
    (
        *_span("the paragraph"),
        Column("paragraph", "count", "number in the article, from 0; a dateline shares it"),
        Column("zone", "text", "headline, deck, dateline, body, credit or furniture"),
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence of one article",
    ("article_id", "sentence"),
    ("article_id", "sentence"),
    (
        *_span("the sentence"),
        Column("sentence", "count", "number in the article, from 0"),
        Column("paragraph", "count", "paragraph in which it stands"),
        Column("zone", "text", "zone in which it stands"),
    ),
)

TOKENS = Table(
    "tokens",
    "one word of one article",
    ("article_id", "start"),
    ("article_id", "start"),
    (
        *_span("the word"),
        Column("sentence", "count", "sentence in which it stands"),
        Column("type_id", "id", "row of the word in `types`"),
    ),
)

TYPES = Table(
    "types",
    "one distinct word form",
    ("type_id",),
    ("type_id",),
    (
        Column("type_id", "id", "number of the type, from 0"),
        Column("form", "text", "the word as printed"),
        Column("term", "text", "the word as counted: lower case, acronyms in capitals"),
        Column("stop", "flag", "a stop word: it carries grammar rather than content"),
    ),
)

MENTIONS = Table(
    "mentions",
    "one naming of one actor",
    ("article_id", "start", "end", "actor"),
    ("article_id", "start", "end", "actor"),
    (
        *_span("the words that name the actor"),
        Column("surface", "text", "those words as printed"),
        Column("actor", "text", "the actor's name, in the registry or in the articles"),
        Column("type", "text", "what the actor is: state, government, person, armed group, …"),
        Column("how", "text", "name, short name, acronym, adjective, metonym or nominal"),
        Column("source", "text", "registry, title (which introduces a person) or tagger"),
        Column("sentence", "count", "sentence in which it stands"),
        Column("paragraph", "count", "paragraph in which it stands"),
        Column("zone", "text", "zone in which it stands"),
    ),
)

MERGES = Table(
    "merges",
    "one name of articles that is taken for another actor by one rule, in the whole corpus",
    ("form", "type", "actor", "rule"),
    ("-n_mentions", "form", "type", "actor", "rule"),
    (
        Column("form", "text", "the name as its articles resolve it"),
        Column("type", "text", "what it is there"),
        Column("actor", "text", "the actor it is taken for; empty if `actors.csv` drops it"),
        Column("rule", "text", "why: the rule, or `actors.csv`"),
        Column("n_articles", "count", "articles in which the name stands so"),
        Column("n_mentions", "count", "mentions that are the actor's for this reason"),
    ),
)

LEDGER = Table(
    "ledger",
    "one step of preparation and one reason for which it dropped or changed something",
    ("step", "reason"),
    ("step", "reason"),
    (
        Column("step", "count", "number of the step, from 1"),
        Column("what", "text", "what the step did, in words"),
        Column("n_in", "count", "articles that came in"),
        Column("n_kept", "count", "articles that went on"),
        Column("n_dropped", "count", "articles dropped for this reason"),
        Column("reason", "text", "why, or empty if nothing was dropped"),
        Column("examples", "text", "up to three places, as file or file and line"),
    ),
)

CLEANED = Table(
    "cleaned",
    "one kind of thing that was undone in one article, or found and left as it is",
    ("article_id", "kind"),
    ("article_id", "kind"),
    (
        Column("article_id", "text", "the article"),
        Column("kind", "text", "what it is, such as HTML tags or soft hyphens"),
        Column("n", "count", "how often it was there"),
        Column("example", "text", "the first of them, as it was written"),
    ),
)

ROLES = Table(
    "roles",
    "one role a column can play",
    ("role",),
    ("role",),
    (
        Column("role", "text", "text, headline, date, outlet, url, author, language or id"),
        Column("column", "text", "the column that plays it, or empty"),
        Column("how", "text", "'given', 'guessed', 'read from the text' or 'not found'"),
    ),
)

REGISTRY = Table(
    "registry",
    "one form by which one actor is named",
    ("alias", "how"),
    ("actor", "alias", "how"),
    (
        Column("actor", "text", "the actor's name"),
        Column("type", "text", "state, government, body, armed group, outlet, person, …"),
        Column("parent", "text", "the actor it belongs to, or empty"),
        Column("alias", "text", "the form as printed"),
        Column("how", "text", "name, short name, acronym, adjective, metonym or nominal"),
    ),
)

COVERAGE = Table(
    "coverage",
    "one outlet",
    ("outlet",),
    ("-n_articles", "outlet"),
    (
        Column("outlet", "text", "who published; 'unknown' where nothing says so"),
        Column("n_articles", "count", "articles"),
        Column("n_words", "count", "words in them"),
        Column("first_day", "day", "day of the first dated article", optional=True),
        Column("last_day", "day", "day of the last dated article", optional=True),
    ),
)

FREQUENCY = Table(
    "frequency",
    "one term: a word, or several in a row",
    ("term",),
    ("-n", "term"),
    (
        Column("term", "text", "the word or words as counted"),
        Column("n_words", "count", "words in the term; 1 for a single word"),
        Column("n", "count", "occurrences"),
        Column("n_articles", "count", "articles with at least one (document frequency)"),
        Column("per_1000", "number", "occurrences per 1,000 words of the corpus"),
        Column("per_article", "number", "occurrences per article of the corpus"),
    ),
)

CONCORDANCE = Table(
    "concordance",
    "one occurrence of a term with the words around it",
    ("term", "article_id", "start", "end"),
    ("term", "article_id", "start", "end"),
    (
        Column("term", "text", "the word or words as counted"),
        *_span("the occurrence"),
        Column("outlet", "text", "who published it", optional=True),
        Column("left", "text", "the words before"),
        Column("node", "text", "the occurrence as printed"),
        Column("right", "text", "the words after"),
    ),
)

_SCORES = (
    Column("neg", "number", "share of negative words, 0 to 1"),
    Column("neu", "number", "share of neutral words, 0 to 1"),
    Column("pos", "number", "share of positive words, 0 to 1"),
    Column("compound", "number", "VADER's sum, from −1 (most negative) to 1 (most positive)"),
)

SENTENCE_SENTIMENT = Table(
    "sentence_sentiment",
    "one scored sentence",
    ("article_id", "start"),
    ("article_id", "start"),
    (
        *_span("the sentence"),
        Column("sentence", "count", "number in the article, from 0"),
        Column("zone", "text", "zone in which it stands"),
        *_SCORES,
    ),
)

_MEANS = (
    Column("n_sentences", "count", "scored sentences"),
    Column("mean_compound", "number", "mean of the sentences' compound, −1 to 1"),
    Column("share_negative", "number", "share of sentences with compound ≤ −0.05, 0 to 1"),
    Column("share_positive", "number", "share of sentences with compound ≥ 0.05, 0 to 1"),
)

ARTICLE_SENTIMENT = Table(
    "article_sentiment",
    "one article, as the mean of its sentences",
    ("article_id",),
    ("article_id",),
    (
        Column("article_id", "text", "the article"),
        Column("outlet", "text", "who published it", optional=True),
        Column("published", "day", "day of publication", optional=True),
        *_MEANS,
    ),
)

OUTLET_SENTIMENT = Table(
    "outlet_sentiment",
    "one outlet, as the mean of its articles",
    ("outlet",),
    ("outlet",),
    (
        Column("outlet", "text", "who published"),
        Column("n_articles", "count", "articles of the outlet"),
        *_MEANS,
    ),
)

DAY_SENTIMENT = Table(
    "day_sentiment",
    "one day with at least one article, as the mean of its articles",
    ("published",),
    ("published",),
    (
        Column("published", "day", "day of publication"),
        Column("n_articles", "count", "articles of the day"),
        *_MEANS,
    ),
)

WEEK_SENTIMENT = Table(
    "week_sentiment",
    "one week with at least one article, as the mean of its articles",
    ("week",),
    ("week",),
    (
        Column("week", "day", "Monday of the week"),
        Column("n_articles", "count", "articles of the week"),
        *_MEANS,
    ),
)

ACTORS = Table(
    "actors",
    "one actor",
    ("actor",),
    ("-n_mentions", "actor"),
    (
        Column("actor", "text", "the actor's name"),
        Column("type", "text", "what it is"),
        Column("n_mentions", "count", "mentions"),
        Column("n_sentences", "count", "sentences with at least one"),
        Column("n_articles", "count", "articles with at least one"),
        Column("n_adjectives", "count", "adjectives (“Iraqi”), counted apart if not as mentions"),
        Column("degree", "count", "other actors it occurs with"),
        Column("strength", "count", "contexts shared with others, summed over its ties"),
        Column("community", "count", "group of actors tied more among themselves; 0 without ties"),
    ),
)

TIES = Table(
    "ties",
    "one pair of actors that occur together within a window",
    ("window", "actor_a", "actor_b"),
    ("window", "-n_contexts", "actor_a", "actor_b"),
    (
        Column("window", "text", "sentence, paragraph or article"),
        Column("actor_a", "text", "the actor first in the alphabet"),
        Column("actor_b", "text", "the other actor"),
        Column("n_contexts", "count", "windows that name both"),
        Column("n_articles", "count", "articles with at least one such window"),
        Column("npmi", "number", "−1 never together, 0 as by chance, 1 only together", True),
    ),
)

TIES_BY_CHANCE = Table(
    "ties_by_chance",
    "one pair of actors that three articles or more name, compared with chance",
    ("actor_a", "actor_b"),
    ("p", "-n_articles", "actor_a", "actor_b"),
    (
        Column("actor_a", "text", "the actor first in the alphabet"),
        Column("actor_b", "text", "the other actor"),
        Column("n_articles", "count", "articles that name both"),
        Column("n_articles_a", "count", "articles that name the first"),
        Column("n_articles_b", "count", "articles that name the other"),
        Column("expected", "number", "articles that would name both by chance, on average"),
        Column("p", "number", "how often chance brings as many together, or more; above 0"),
        Column("p_adjusted", "number", "p by the false-discovery rate, over all pairs of actors"),
        Column("power", "number", "how often a tie twice as strong as chance would be beyond it"),
    ),
)

TIE_PROFILES = Table(
    "tie_profiles",
    "one tie within a window, with what is known of it",
    ("window", "actor_a", "actor_b"),
    ("window", "-n_contexts", "actor_a", "actor_b"),
    (
        Column("window", "text", "sentence, paragraph or article"),
        Column("actor_a", "text", "the actor first in the alphabet"),
        Column("actor_b", "text", "the other actor"),
        Column("n_contexts", "count", "windows that name both"),
        Column("n_articles", "count", "articles with at least one such window"),
        Column("npmi", "number", "−1 never together, 0 as by chance, 1 only together", True),
        Column("n_stories", "count", "stories that name both, wherever in the text"),
        Column("expected", "number", "stories that would name both by chance, on average", True),
        Column("p_adjusted", "number", "p by the false-discovery rate, over all pairs", True),
        Column("beyond_chance", "text", "yes, no, unclear (too little to tell), or not tested"),
        Column("stability", "number", "share of resamples of stories with it beyond chance", True),
        Column("n_first", "count", "stories of the first half of the time that name both"),
        Column("n_second", "count", "stories of the second half that name both"),
        Column("change", "text", "more, less, same, unclear; empty if not compared"),
    ),
)

TIE_EVIDENCE = Table(
    "tie_evidence",
    "one place that names both actors of a tie",
    ("window", "actor_a", "actor_b", "article_id"),
    ("window", "actor_a", "actor_b", "article_id"),
    (
        Column("window", "text", "sentence, paragraph or article"),
        Column("actor_a", "text", "the actor first in the alphabet"),
        Column("actor_b", "text", "the other actor"),
        *_span("the sentence, or of the sentences from the one name to the other"),
        Column("start_a", "count", "first character of the words that name the first"),
        Column("end_a", "count", "one past their last character"),
        Column("start_b", "count", "first character of the words that name the other"),
        Column("end_b", "count", "one past their last character"),
    ),
)

STORIES = Table(
    "stories",
    "one article and the story it tells: copies of one text are one story",
    ("article_id",),
    ("article_id",),
    (
        Column("article_id", "text", "the article"),
        Column("story", "text", "the story, by the `article_id` of its original"),
        Column("original", "flag", "the article is the original: the earliest one"),
        Column("n_copies", "count", "copies of the original in the corpus, 0 for a single article"),
        Column("n_shingles", "count", "distinct shingles (runs of five words) of the article"),
        Column("n_shared", "count", "of these, how many stand in the original"),
        Column(
            "containment", "number", "`n_shared` by the shingles of the shorter of both, 0 to 1"
        ),
        Column("kept", "number", "share of the original's shingles that the article kept, 0 to 1"),
        Column("added", "number", "share of the article's shingles not in the original, 0 to 1"),
        Column("credit", "text", "whom a credit line, dateline or byline names, or empty"),
    ),
)

COPIES = Table(
    "copies",
    "one article of a story that was printed more than once",
    ("article_id",),
    ("-n_copies", "story", "-original", "published", "article_id"),
    (
        Column("story", "text", "the story, by the `article_id` of its original"),
        Column("n_copies", "count", "copies of the original in the corpus"),
        Column("original", "flag", "the article is the original: the earliest one"),
        Column("published", "day", "day of publication", optional=True),
        Column("outlet", "text", "who published it", optional=True),
        Column("article_id", "text", "the article"),
        Column("headline", "text", "its headline", optional=True),
        Column("credit", "text", "whom a credit line, dateline or byline names, or empty"),
        Column("containment", "number", "shared shingles by those of the shorter of both, 0 to 1"),
        Column("kept", "number", "share of the original's shingles that the article kept, 0 to 1"),
        Column("added", "number", "share of the article's shingles not in the original, 0 to 1"),
    ),
)

KEYNESS = Table(
    "keyness",
    "one term of a study corpus compared with a reference",
    ("study", "term"),
    ("study", "-z", "term"),
    (
        Column("study", "text", "the outlets or the period that are compared with the reference"),
        Column("term", "text", "the word or words as counted"),
        Column("n_study", "count", "occurrences in the study corpus"),
        Column("n_reference", "count", "occurrences in the reference"),
        Column("n_articles_study", "count", "articles of the study corpus with at least one"),
        Column("n_articles_reference", "count", "likewise of the reference; 0 for a word list"),
        Column("per_1000_study", "number", "occurrences per 1,000 words of the study corpus"),
        Column("per_1000_reference", "number", "occurrences per 1,000 words of the reference"),
        Column("log_ratio", "number", "1 twice the rate in the study corpus, −1 half of it", True),
        Column("percent_diff", "number", "difference of rates in % of the reference's", True),
        Column("g2", "number", "log-likelihood: 0 as by chance, larger the less so"),
        Column("z", "number", "log-odds with a prior; above 0 more in the study corpus"),
        Column("test", "text", "what was tested: 'articles shuffled', 'word counts', or nothing"),
        Column("p", "number", "how often chance does as much; empty if not tested", True),
        Column("p_adjusted", "number", "p after Benjamini and Hochberg, over all tests", True),
    ),
)

_BOUNDS = ("lower bound of the 95 % interval of that rate", "upper bound of that interval")

TYPICAL = Table(
    "typical",
    "one term that sets a study corpus apart from its reference, beyond chance",
    ("study", "term"),
    ("study", "-z", "term"),
    (
        Column("study", "text", "the outlets or the period that are compared with the reference"),
        Column("term", "text", "the word or words as counted"),
        Column("n_study", "count", "occurrences in the study corpus"),
        Column("n_articles_study", "count", "articles of the study corpus with at least one"),
        Column("per_1000_study", "number", "occurrences per 1,000 words of the study corpus"),
        Column("low_study", "number", _BOUNDS[0], optional=True),
        Column("high_study", "number", _BOUNDS[1], optional=True),
        Column("n_reference", "count", "occurrences in the reference"),
        Column("per_1000_reference", "number", "occurrences per 1,000 words of the reference"),
        Column("low_reference", "number", _BOUNDS[0], optional=True),
        Column("high_reference", "number", _BOUNDS[1], optional=True),
        Column("log_ratio", "number", "1 twice the rate in the study corpus, −1 half of it", True),
        Column("z", "number", "log-odds with a prior; above 0 more in the study corpus"),
        Column("p_adjusted", "number", "p after Benjamini and Hochberg, over all tests", True),
    ),
)

DISPERSION = Table(
    "dispersion",
    "one term and how it is spread over the articles",
    ("term",),
    ("-n", "term"),
    (
        Column("term", "text", "the word or words as counted"),
        Column("n", "count", "occurrences"),
        Column("n_articles", "count", "articles with at least one (range)"),
        Column("of_articles", "count", "articles with words"),
        Column("n_stories", "count", "stories with at least one: copies of one text count once"),
        Column("of_stories", "count", "stories with words"),
        Column("per_1000", "number", "occurrences per 1,000 words of the corpus"),
        Column("low", "number", "lower bound of the 95 % interval of that rate", True),
        Column("high", "number", "upper bound of that interval", True),
        Column("dp", "number", "Gries's DP: 0 spread evenly, near 1 in few articles", True),
        Column("dp_norm", "number", "DP by the largest it can be", True),
        Column("juilland_d", "number", "Juilland's D: 1 spread evenly, 0 in one article", True),
        Column("note", "text", "how the interval was found, or why there is none"),
    ),
)

COLLOCATIONS = Table(
    "collocations",
    "one word that stands near a term",
    ("collocate",),
    ("rank", "collocate"),
    (
        Column("collocate", "text", "the word as counted"),
        Column("rank", "count", "place by the measure asked for, from 1"),
        Column("n", "count", "occurrences near the term; one between two of them counts once"),
        Column("n_left", "count", "of these, how many have the term only to their right"),
        Column("n_right", "count", "of these, how many have the term only to their left"),
        Column("n_articles", "count", "articles with at least one of these"),
        Column("n_all", "count", "occurrences of the word near and far"),
        Column("expected", "number", "occurrences near the term if it stood anywhere"),
        Column("pmi", "number", "0 as by chance, 1 twice as often, 2 four times", True),
        Column("npmi", "number", "the same from −1 (never) to 1 (only together)", True),
        Column("t", "number", "t-score; favours frequent words", True),
        Column(
            "log_dice", "number", "14 only together; does not depend on the corpus's size", True
        ),
        Column("g2", "number", "log-likelihood: 0 as by chance, larger the less so"),
        Column("p", "number", "tail of g2, as if words were independent"),
        Column("p_adjusted", "number", "p after Benjamini and Hochberg, over all rows"),
    ),
)

TREND = Table(
    "trend",
    "one calendar day, week, month or year of one term",
    ("term", "begins"),
    ("term", "begins"),
    (
        Column("term", "text", "the word or words as counted"),
        Column("begins", "day", "its first day; the week's is Monday"),
        Column("n", "count", "occurrences of the term"),
        Column("n_words", "count", "words of the articles, by which the rate is divided"),
        Column("n_articles", "count", "articles"),
        Column("per_1000", "number", "occurrences per 1,000 words; empty without words", True),
        Column("low", "number", "lower bound of the 95 % interval of that rate", True),
        Column("high", "number", "upper bound of that interval", True),
        Column("expected", "number", "occurrences if each outlet kept its rate of all the time"),
        Column("standardised", "number", "the rate if the mix of outlets never changed", True),
        Column("note", "text", "how the interval was found, or why there is none"),
    ),
)

CHANGES = Table(
    "changes",
    "one day, week or month since when a term has another rate",
    ("begins",),
    ("begins",),
    (
        Column("begins", "day", "the first day, week or month with the new rate"),
        Column("earliest", "day", "the earliest it may have been (95 %)"),
        Column("latest", "day", "the latest it may have been"),
        Column("per_1000_before", "number", "the rate before, since the last change"),
        Column("per_1000_after", "number", "the rate from then on, up to the next change"),
        Column("p", "number", "how often a series without a change looks as if it had one"),
        Column("p_adjusted", "number", "p after Benjamini and Hochberg, over all rows"),
    ),
)

DIVERSITY = Table(
    "diversity",
    "one outlet and how many different words it uses",
    ("outlet",),
    ("-n_words", "outlet"),
    (
        Column("outlet", "text", "who published; 'unknown' where nothing says so"),
        Column("n_articles", "count", "articles"),
        Column("n_words", "count", "words (tokens)"),
        Column("n_types", "count", "different words; grows with the length, so do not compare it"),
        Column("mattr", "number", "mean share of different words in windows, 0 to 1", True),
        Column("mtld", "number", "words before the share of different ones falls to 0.72", True),
    ),
)

TABLES: tuple[Table, ...] = (
    ARTICLES,
    PARAGRAPHS,
    SENTENCES,
    TOKENS,
    TYPES,
    MENTIONS,
    MERGES,
    LEDGER,
    CLEANED,
    ROLES,
    REGISTRY,
    COVERAGE,
    FREQUENCY,
    CONCORDANCE,
    KEYNESS,
    TYPICAL,
    DISPERSION,
    COLLOCATIONS,
    TREND,
    CHANGES,
    DIVERSITY,
    SENTENCE_SENTIMENT,
    ARTICLE_SENTIMENT,
    OUTLET_SENTIMENT,
    DAY_SENTIMENT,
    WEEK_SENTIMENT,
    ACTORS,
    TIES,
    TIES_BY_CHANCE,
    TIE_PROFILES,
    TIE_EVIDENCE,
    STORIES,
    COPIES,
)
"""All tables, in the order in which data flows."""


def as_markdown() -> str:
    """Give the documentation of all tables, as it stands in ``docs/tables.md``."""
    parts = [
        "# Tables",
        "",
        "Printed from `analysis/schema.py`, which also checks the tables.",
        "All spans are `[start, end)` offsets, in characters, into an article's cleaned text.",
    ]
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        order = ", ".join(_ordered(name) for name in table.order)
        parts += ["", f"## {table.name}", ""]
        parts += [f"One row is {table.row}. Key: {key}. Sorted by {order}.", ""]
        parts += ["| column | kind | meaning |", "|---|---|---|"]
        for column in table.columns:
            kind = f"{column.kind}, may be empty" if column.optional else column.kind
            parts.append(f"| `{column.name}` | {kind} | {column.meaning} |")
    return "\n".join(parts) + "\n"


def _ordered(name: str) -> str:
    return f"`{name[1:]}` from the largest" if name.startswith("-") else f"`{name}`"
