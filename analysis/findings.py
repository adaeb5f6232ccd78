"""What is found about stories and terms, told in sentences: how often, how spread, by whom.

Like `prose`, this gives plain text; whoever shows it escapes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.frequency.compare import LIKELY
from analysis.prose import are_copies, count, listing
from analysis.schema import COPIES, DISPERSION, KEYNESS, STORIES
from analysis.statistics import cannot_say

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import Any

    import pandas as pd


def counting(stories: pd.DataFrame, count_by: str) -> str:
    """Say what is counted, articles or stories, and what a selection of this size cannot say.

    Parameters
    ----------
    stories
        The `STORIES` table of all articles, before copies were left out.
    count_by
        ``article`` or ``story``.

    Examples
    --------
    >>> counting(STORIES.empty(), "article")
    'No article was left to count, so there is nothing to say.'
    """
    STORIES.check(stories)
    n_articles, n_stories = len(stories), stories["story"].nunique()
    n_copies = n_articles - n_stories
    told = ""
    if count_by == "story":
        told = (
            f"Counted is one article a story: {n_stories:,} of {count(n_articles, 'article')}; "
            f"{are_copies(n_copies)} and left out. "
        )
    elif n_copies:
        told = (
            f"Every article is counted: {n_articles:,} tell {count(n_stories, 'story')}, since "
            f"{are_copies(n_copies)} of others. "
        )
    elif "refusal" in stories.attrs:
        told = f"{stories.attrs['refusal']} "
    elif n_articles > 1:
        told = "Every article is counted; none is a copy of another. "
    return told + cannot_say(n_stories if count_by == "story" else n_articles, tested=True)


def stories_finding(stories: pd.DataFrame, copies: pd.DataFrame) -> str:
    """Tell how many stories the articles are, who wrote them first, and who credits nobody.

    Parameters
    ----------
    stories
        A `STORIES` table.
    copies
        Its `COPIES` table.

    Examples
    --------
    >>> stories_finding(STORIES.empty(), COPIES.empty())
    'No article is a copy of another.'
    """
    STORIES.check(stories)
    COPIES.check(copies)
    if "refusal" in stories.attrs:
        return str(stories.attrs["refusal"])
    made, originals = copies[~copies["original"]], copies[copies["original"]]
    if made.empty or originals.empty:
        return "No article is a copy of another."
    first = originals["outlet"].fillna("unknown").value_counts().sort_index()
    n_silent = int((made["credit"] == "").sum())
    n_stories = stories["story"].nunique()
    return (
        f"{count(len(stories), 'article')} tell {count(n_stories, 'story')}. Printed "
        f"more than once: {count(len(originals), 'story')}, of which {first.idxmax()} had "
        f"{first.max():,} first. Of {len(made):,} copies, {n_silent:,} credit nobody."
    )


def spread(row: Mapping[Hashable, Any]) -> str:
    """Tell how often a term occurs, in how many articles and stories, and how surely.

    Parameters
    ----------
    row
        One row of a `DISPERSION` table.
    """
    one = row["of_articles"] == 1
    text = (
        f"{count(row['n'], 'time')} in {row['n_articles']:,} of "
        f"{count(row['of_articles'], 'article')}"
    )
    if row["of_stories"] < row["of_articles"]:
        stories = count(row["of_stories"], "story")
        text += f" and {row['n_stories']:,} of {stories} (copies counted once)"
    text += f"; {row['per_1000']:.1f} per 1,000 words"
    if row["low"] == row["low"]:
        text += f" (95 % interval {row['low']:.1f} to {row['high']:.1f})"
    if row["dp_norm"] == row["dp_norm"]:
        text += (
            f"; DPnorm {row['dp_norm']:.2f}, from 0 (spread evenly) to 1 (heaped in few articles)"
        )
    reason = "" if one or row["low"] == row["low"] else f" No interval: {_small(row['note'])}"
    return f"{text}.{reason}"


def dispersion_finding(dispersion: pd.DataFrame) -> str:
    """Tell how the first term is spread over the articles, with the interval of its rate.

    Examples
    --------
    >>> dispersion_finding(DISPERSION.empty())
    'There is no term to look for.'
    """
    DISPERSION.check(dispersion)
    if dispersion.empty:
        return "There is no term to look for."
    row = dispersion.to_dict("records")[0]
    return f"“{row['term']}” occurs {spread(row)}"


def keyness_finding(keyness: pd.DataFrame) -> str:
    """Tell of each comparison which terms set it apart beyond chance.

    Parameters
    ----------
    keyness
        A `KEYNESS` table from `compare`.
    """
    KEYNESS.check(keyness)
    refusals = dict(keyness.attrs.get("refusals", {}))
    told = [
        f"{name}: {_typical(rows)}"
        for name, rows in keyness.groupby("study")
        if name not in refusals
    ]
    by_reason: dict[str, list[str]] = {}
    for name, reason in refusals.items():
        by_reason.setdefault(reason, []).extend([name] if name else [])
    n_left = keyness.attrs.get("n_left", 0)
    told += [f"{n_left:,} further {'outlet' if n_left == 1 else 'outlets'}: not compared"] * bool(
        n_left
    )
    told += [
        f"{listing(names)}: not tested. {reason}" if names else reason
        for reason, names in by_reason.items()
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in told)


def _typical(rows: pd.DataFrame, most: int = 5) -> str:
    found = rows[rows["p_adjusted"] <= LIKELY]
    if found.empty:
        n_tested = int(rows["p"].notna().sum())
        return f"none of {count(n_tested, 'tested term')} is used more or less beyond chance"
    parts = [
        f"{way} {listing(_first(some, most))}"
        for way, some in (
            ("more", found[found["z"] > 0]),
            ("less", found[found["z"] <= 0].iloc[::-1]),
        )
        if len(some)
    ]
    return "; ".join(parts)


def _first(rows: pd.DataFrame, most: int) -> list[str]:
    """Give the first terms with their rates on both sides."""
    columns = (rows[name].head(most) for name in ("term", "per_1000_study", "per_1000_reference"))
    names = [
        f"“{term}” ({rate:.1f} against {other:.1f} per 1,000 words)"
        for term, rate, other in zip(*columns, strict=True)
    ]
    return [*names, f"{len(rows) - most:,} more"] if len(rows) > most else names


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
