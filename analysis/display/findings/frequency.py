"""What was found about terms, told in sentences: how often, how spread, typical of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analysis.display.wording import Text, count, day, listing
from analysis.frequency.coverage import uneven
from analysis.frequency.distinctive_terms import LIKELY
from analysis.schema import (
    DISPERSION,
    FREQUENCY,
    KEYNESS,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import Any

    import pandas as pd

    from analysis.frequency import Comparisons


_LOOKED_AT = 10
"""Terms that decide whether a page is trusted."""
_DEBRIS = re.compile(
    r"p|br|div|span|href|https?|www|nbsp|amp|quot|lt|gt|rsquo|lsquo|ldquo|rdquo|ndash|mdash"
    r"|hellip|x000d|u20\d\d|xa0\w*|xc2|nn?|nan|src|img|td|ul|â|.*\ufffd.*",
    re.IGNORECASE,
)


def frequency_answer(frequency: pd.DataFrame) -> Text:
    """Say which terms lead, and warn if they look like what is left of markup."""
    return Text(" ".join(filter(None, [frequency_finding(frequency), debris_finding(frequency)])))


def debris_finding(frequency: pd.DataFrame) -> str:
    """Warn of terms among the first ten that look like markup, escapes or empty cells.

    Examples
    --------
    >>> debris_finding(FREQUENCY.empty())
    ''
    """
    FREQUENCY.check(frequency)
    first = frequency["term"].head(_LOOKED_AT).tolist()
    debris = [f"“{term}”" for term in first if _DEBRIS.fullmatch(term)]
    if not debris:
        return ""
    return (
        f"Beware: {listing(debris)} {'looks' if len(debris) == 1 else 'look'} like markup, escapes "
        "or empty cells, not like words; see in the ledger how the texts were read."
    )


def frequency_finding(frequency: pd.DataFrame) -> str:
    """Tell the most frequent terms with their counts and rates.

    Examples
    --------
    >>> frequency_finding(FREQUENCY.empty())
    'No term was left to count.'
    """
    FREQUENCY.check(frequency)
    if frequency.empty:
        return "No term was left to count."
    first, *others = frequency.head(4).to_dict("records")
    text = (
        f"The most frequent term is “{first['term']}”: {count(first['n'], 'occurrence')} in "
        f"{count(first['n_articles'], 'article')}, {first['per_1000']:.1f} per 1,000 words"
    )
    if others:
        text += "; then " + listing([f"“{o['term']}” ({o['n']:,})" for o in others])
    return text + "."


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


def keyness_finding(compared: Comparisons) -> str:
    """Tell of each comparison which terms set it apart beyond chance, and first what is uneven.

    Parameters
    ----------
    compared
        What `frequency.compare` gave.
    """
    KEYNESS.check(compared.table)
    refusals, n_left = compared.refusals, compared.n_left
    told = _uneven(compared.periods)
    told += [
        f"{name}: {_typical(rows, compared.n_telling[str(name)])}"
        for name, rows in compared.table.groupby("study")
        if name not in refusals
    ]
    by_reason: dict[str, list[str]] = {}
    for name, reason in refusals.items():
        by_reason.setdefault(reason, []).extend([name] if name else [])
    told += [f"{n_left:,} further {'outlet' if n_left == 1 else 'outlets'}: not compared"] * bool(
        n_left
    )
    told += [
        f"{listing(names)}: not tested. {reason}" if names else reason
        for reason, names in by_reason.items()
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in told)


def _uneven(periods: pd.DataFrame, most: int = 5) -> list[str]:
    """Tell which outlets do not cover the time of the others."""
    apart = uneven(periods)
    if apart.empty:
        return []
    named = [
        f"{row['outlet']} {_span(row['first_day'], row['last_day'])}"
        for row in apart.head(most).to_dict("records")
    ]
    named += [f"{len(apart) - most:,} more"] * (len(apart) > most)
    others = periods[~periods["outlet"].isin(apart["outlet"])]
    if len(others):
        named.append(f"the rest {_span(others['first_day'].min(), others['last_day'].max())}")
    told = f"The outlets do not cover the same time: {listing(named)}."
    return [f"{told} What sets one apart may be what happened then."]


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return f"from {day(first)} to {day(last)}" if first <= last else "without dates"


def _typical(rows: pd.DataFrame, n_telling: int, most: int = 5) -> str:
    found = rows[rows["p_adjusted"] <= LIKELY]
    if found.empty:
        return _none(int(rows["p"].notna().sum()), n_telling)
    parts = [
        f"{way} {listing(_first(some, most))}"
        for way, some in (
            ("more", found[found["z"] > 0]),
            ("less", found[found["z"] <= 0].iloc[::-1]),
        )
        if len(some)
    ]
    return "; ".join(parts)


def _none(n_tested: int, n_telling: int) -> str:
    """Say that nothing was found, of terms of which that says something."""
    if not n_telling:
        return (
            f"too little to tell: none of {count(n_tested, 'tested term')} stands out, nor would "
            "one that is used twice as often"
        )
    nothing = (
        f"none of {count(n_telling, 'term')} that would stand out if used twice as often is used "
        "more or less beyond chance"
        if n_telling > 1
        else "the term that would stand out if used twice as often is not used more or less "
        "beyond chance"
    )
    if n_tested == n_telling:
        return nothing
    return f"{nothing}; of {n_tested - n_telling:,} more there is too little to tell"


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
