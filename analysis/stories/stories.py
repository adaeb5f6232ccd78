"""Stories: articles that print the same text, edited or whole, are copies of one story.

It is here that copies are found, and not in `annotate`, because one shard cannot tell: it takes
all articles of a corpus to say which one is a copy of which.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import lexicons
from analysis.corpus.needs import takes_corpus
from analysis.errors import ParameterError, nearest
from analysis.kernels.sketches import components
from analysis.schema import COPIES, LEDGER, STORIES, STORY_ZONES, ZONES
from analysis.stories.credits import credited
from analysis.stories.similarity import pairs, sketched
from analysis.stories.standing_text import endings, standing_endings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.corpus.corpus import Corpus
    from analysis.corpus.shard import Shard
    from analysis.stories.similarity import Sketched, WholeSets

CONTAINMENT = 0.45
"""Share of the shorter article's shingles that stand in the longer one, if one is a copy."""
MOST = 250_000
"""Articles among which copies are looked for; more would take more than 2 GiB of memory."""
EXAMPLES = 3
COUNTS = ("article", "story")
"""What can be counted."""


@takes_corpus
def stories(corpus: Corpus, *, containment: float = CONTAINMENT) -> pd.DataFrame:
    """Find the copies of each story, the original, and what each copy changed.

    Parameters
    ----------
    corpus
        An annotated corpus. The words of headline, deck and body are compared, whichever zones are
        selected.
    containment
        The share of the shorter article's shingles that must stand in the longer one, above 0 and
        up to 1.

    Returns
    -------
    DataFrame
        A `STORIES` table, one row an article. An article without copies is a story of its own. If
        copies were not looked for, every article is one, and `refusal` says so.

    Raises
    ------
    ParameterError
        If `containment` is out of range.

    Notes
    -----
    A shingle is a run of five words of one sentence; a shorter sentence is one shingle. Two
    articles are copies if they share enough of them, ten at least, or all. Copies of copies belong
    to one story. So a round-up that holds several reports word for word makes them one story.

    The original is the earliest by its day; on one day, the one whose outlet the others credit,
    then the longest. Articles without a day come last.
    """
    if not 0 < containment <= 1:
        raise ParameterError(
            "parameter 'containment' must be a share above 0 and up to 1, such as "
            f"{CONTAINMENT}; found {containment}."
        )
    if refusal(len(corpus)):
        return _each_its_own(corpus)
    ends, credit = _read(corpus)
    made = sketched(corpus, standing_endings(ends))
    same, whole = pairs(corpus, made, containment=containment)
    label = components(len(corpus), same.first, same.second)
    original = _originals(corpus, made, label, _are_credited(corpus, label, credit))
    return STORIES.conform(_described(corpus, made, whole, original).assign(credit=credit))


@takes_corpus
def unique_stories(corpus: Corpus, stories: pd.DataFrame) -> Corpus:
    """Keep one article a story, so that whatever is counted counts each story once.

    Parameters
    ----------
    corpus
        An annotated corpus, or a selection of it.
    stories
        A `STORIES` table with all its articles.

    Returns
    -------
    Corpus
        The same corpus with the original of each story or, if the selection lacks it, the earliest
        copy; and a ledger with one step more, which says how many copies were left out.

    Raises
    ------
    ParameterError
        If an article is not in the table.
    """
    STORIES.check(stories)
    row = stories.set_index("article_id")
    missing = corpus.metadata.loc[~corpus.metadata["article_id"].isin(row.index), "article_id"]
    if len(missing):
        raise ParameterError(
            f"parameter 'stories' must have a row for each article of '{corpus.name}'; "
            f"'{missing.iloc[0]}' has none. Find the stories of this corpus."
        )
    table = corpus.metadata[["article_id", "published", "origin"]].join(
        row[["story", "original", "n_shingles"]], on="article_id"
    )
    order = table.sort_values(
        ["original", "published", "n_shingles", "article_id"],
        ascending=[False, True, False, True],
        kind="stable",
    )
    first = order.drop_duplicates("story").set_index("story")["origin"]
    kept = np.sort(order.index[~order.duplicated("story")].to_numpy())
    merged = table.drop(index=table.index[kept])
    step = _step(corpus, merged, first)
    return replace(corpus.take(kept), ledger=step)


@takes_corpus
def copies(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """Show the stories that were printed more than once: by whom, when, and what was changed.

    Parameters
    ----------
    corpus
        An annotated corpus, or a selection of it.
    found
        Its `STORIES` table.

    Returns
    -------
    DataFrame
        A `COPIES` table: the story with most copies first, its original before its copies. An
        article that is left alone of its story is in no row.

    Raises
    ------
    SchemaError
        If a column of the table is missing.
    """
    STORIES.check(found)
    about = corpus.metadata[["article_id", "published", "outlet", "headline"]]
    table = about.merge(found, on="article_id", how="inner")
    return COPIES.conform(table[table.duplicated("story", keep=False)])


@takes_corpus
def deduplicate(
    corpus: Corpus,
    *,
    count: str = "article",
    clusters: pd.DataFrame | None = None,
) -> Corpus:
    """Choose whether every article counts, or one article a story.

    Parameters
    ----------
    corpus
        An annotated corpus, or a selection of it.
    count
        ``article`` leaves the corpus as it is; ``story`` counts copies of one text once.
    clusters
        A `STORIES` table with all its articles, if there is one already.

    Returns
    -------
    Corpus
        The corpus, or `unique_stories` of it.

    Raises
    ------
    ParameterError
        If `count` is neither, `clusters` lacks an article, or copies were not looked for.
    """
    check_count(count)
    if count == "article":
        return corpus
    table = stories(corpus) if clusters is None else clusters
    if why := refusal(len(table)):
        raise ParameterError(
            f"parameter 'count' cannot be story here. {why} Choose fewer outlets, or count "
            "articles."
        )
    return unique_stories(corpus, table)


def check_count(count: str) -> None:
    """Refuse what is neither article nor story."""
    if count not in COUNTS:
        raise ParameterError(
            f"parameter 'count' must be article or story;{nearest(count, COUNTS)} found '{count}'."
        )


def refusal(n_articles: int) -> str:
    """Say why copies are not looked for among so many articles; nothing if they are.

    Parameters
    ----------
    n_articles
        Articles of the corpus: the rows of its `STORIES` table.

    Returns
    -------
    str
        A sentence or two for the reader, or an empty text.
    """
    if n_articles <= MOST:
        return ""
    return (
        f"Copies were not looked for among {n_articles:,} articles; {MOST:,} can be compared. "
        "Every article counts as a story of its own."
    )


def _each_its_own(corpus: Corpus) -> pd.DataFrame:
    """Give each article as a story, without looking for copies."""
    ids = corpus.metadata["article_id"]
    table = pd.DataFrame({"article_id": ids, "story": ids, "original": True, "credit": ""})
    table[["n_copies", "n_shingles", "n_shared"]] = 0
    table[["containment", "kept", "added"]] = 1.0, 1.0, 0.0
    return STORIES.conform(table)


def _originals(
    corpus: Corpus,
    made: Sketched,
    label: NDArray[np.int64],
    are_credited: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Give for each article the row of the original of its story."""
    days = corpus.metadata["published"].to_numpy("datetime64[s]").astype(np.int64)
    days = np.where(corpus.metadata["published"].isna(), np.iinfo(np.int64).max, days)
    rows = np.arange(len(label))  # ids rise with the rows
    order = np.lexsort((rows, -made.n_words, ~are_credited, days, label))
    begins = np.flatnonzero(np.diff(label[order], prepend=-1))
    first = np.empty_like(label)
    first[label[order[begins]]] = order[begins]
    return first[label]


def _described(
    corpus: Corpus, made: Sketched, whole: WholeSets, original: NDArray[np.int64]
) -> pd.DataFrame:
    """Say of each article what it shares with its original."""
    n_shared = made.n_shingles.copy()
    copies = np.flatnonzero(original != np.arange(len(original)))
    n_shared[copies] = whole.shared(copies, original[copies])
    own, of_original = made.n_shingles, made.n_shingles[original]
    ids = corpus.metadata["article_id"]
    return pd.DataFrame(
        {
            "article_id": ids,
            "story": ids.take(original).array,
            "original": original == np.arange(len(original)),
            "n_copies": np.bincount(original, minlength=len(original))[original] - 1,
            "n_shingles": own,
            "n_shared": n_shared,
            "containment": _share(n_shared, np.minimum(own, of_original)),
            "kept": _share(n_shared, of_original),
            "added": 1 - _share(n_shared, own),
        }
    )


def _read(corpus: Corpus) -> tuple[list[NDArray[np.int64]], pd.Series[str]]:
    """Read, in one pass, how the articles end and whom they credit."""
    outlets = tuple(sorted(corpus.metadata["outlet"].dropna().unique()))
    whole = replace(corpus, zones=ZONES)
    found = list(whole.map_shards(partial(_ends_and_credits, outlets=outlets)))
    names = np.empty(len(corpus), dtype=object)
    names[corpus.shard_order] = [name for _, whom in found for name in whom]
    return [ends for ends, _ in found], pd.Series(names, dtype=str)


def _ends_and_credits(
    shard: Shard, *, outlets: Sequence[str]
) -> tuple[NDArray[np.int64], list[str]]:
    return endings(shard.within(STORY_ZONES)), credited(shard, outlets=outlets)


def _are_credited(
    corpus: Corpus, label: NDArray[np.int64], credit: pd.Series[str]
) -> NDArray[np.bool_]:
    """Say whose outlet another outlet credits for the same story."""
    outlets = corpus.metadata["outlet"].fillna("")
    own = outlets.map(lexicons.agencies()).fillna(outlets)
    names = pd.DataFrame({"label": label, "own": own, "name": credit.str.split("; ")})
    named = names.explode("name")
    others = named.loc[(named["name"] != "") & (named["name"] != named["own"]), ["label", "name"]]
    found: NDArray[np.bool_] = pd.MultiIndex.from_arrays([label, own]).isin(
        pd.MultiIndex.from_frame(others)
    )
    return found


def _share(part: NDArray[np.int64], of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Divide; the whole of nothing is all of it."""
    return np.where(of > 0, part / np.maximum(of, 1), 1.0)


def _step(corpus: Corpus, merged: pd.DataFrame, kept: pd.Series[str]) -> pd.DataFrame:
    """Add to the ledger which copies were left out."""
    some = merged.head(EXAMPLES)
    places = [
        f"{origin} (kept: {kept[story]})"
        for origin, story in zip(some["origin"], some["story"], strict=True)
    ]
    ledger = corpus.ledger
    step = {
        "step": int(ledger["step"].max()) + 1 if len(ledger) else 1,
        "what": "merged: one article a story",
        "n_in": len(corpus),
        "n_kept": len(corpus) - len(merged),
        "n_dropped": len(merged),
        "reason": "copy of an article that was kept" if len(merged) else "",
        "examples": "; ".join(places),
    }
    return LEDGER.conform(pd.concat([ledger, pd.DataFrame([step])], ignore_index=True))
