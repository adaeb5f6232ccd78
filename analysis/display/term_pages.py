"""Terms as a reader meets them on a page: a table whose numbers lead to the lines behind them.

All links are within the page, and nothing needs a script: a browser opens a folded part when a link
leads into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.display.findings.frequency import dispersion_finding, spread
from analysis.display.findings.trend import trend_finding
from analysis.display.sparkline import sparkline
from analysis.display.tables import SPARK, View, anchor, show
from analysis.display.wording import count
from analysis.markup import Html, verbatim
from analysis.schema import CONCORDANCE, TREND

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from analysis.frequency import Profile

COUNTS = ("n", "n_articles", "n_stories", "per_1000")
SURE = ("low", "high", "dp_norm")
LINE = ("left", "node", "right", "place")
RATE = ("begins", "n", "n_words", "n_articles", "per_1000", "low", "high", "expected")
UNITS = 60
"""Days, weeks or months of one term that a page shows."""


def overview(profile: Profile, frequency: pd.DataFrame, *, top_n: int = 20, note: str = "") -> View:
    """Show the leading terms with all their numbers, each linked to its lines.

    Parameters
    ----------
    profile
        A profile of these terms.
    frequency
        A `FREQUENCY` table.
    top_n
        Terms to show, the first ones.
    note
        What the table tells.

    Returns
    -------
    View
        The trend of a term is a line of signs, as `over_time.sparkline` draws it. Columns that are
        empty for all terms are left out: one article has no interval and no trend.
    """
    leading = frequency["term"].head(top_n)
    facts = profile.facts[profile.facts["term"].isin(leading)]
    trends = dict(list(profile.trends.groupby("term")))
    signs = [sparkline(trends.get(term, TREND.empty())) for term in facts["term"]]
    table = facts[["term", *COUNTS, *SURE]].assign(trend=pd.array(signs, dtype="str"))
    told = table.loc[:, [name in COUNTS or _is_told(table[name]) for name in table.columns]]
    links = ("term", *COUNTS) if len(table) else ()
    drawn = ("trend",) if "trend" in told.columns else ()
    return View(told, len(frequency), "Most frequent terms", note, links, drawn)


@dataclass(frozen=True)
class Lines:
    """What stands behind the numbers of some terms, term by term, each folded.

    Parameters
    ----------
    profile
        The terms.
    by
        The unit of time of their trends.
    """

    profile: Profile
    by: str = "week"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self.to_html()), "text/plain": self.to_text()}

    def to_html(self) -> Html:
        """Give one folded part a term; its anchor lies inside, so that a link unfolds it."""
        parts = Html("\n").join(_folded(one) for one in self._terms)
        if not parts:
            return Html('<p class="standfirst">There is no term to look for.</p>')
        return Html('<div class="{}">\n{}\n</div>').format(verbatim("terms", parts), parts)

    def to_text(self) -> str:
        """Give the same as plain text."""
        parts = [f"{one.term}: {one.told}\n{one.lines.to_text()}" for one in self._terms]
        return "\n\n".join(parts) or dispersion_finding(self.profile.facts)

    @cached_property
    def _terms(self) -> list[_Term]:
        """Give the terms, the most frequent first."""
        trends = dict(list(self.profile.trends.groupby("term")))
        lines = dict(list(self.profile.lines.groupby("term")))
        found = []
        for row in self.profile.facts.to_dict("records"):
            trend = trends.get(row["term"], TREND.empty())
            found.append(
                _Term(
                    row["term"],
                    row,
                    _told(row, trend, self.by),
                    sparkline(trend),
                    _lines(lines.get(row["term"], CONCORDANCE.empty()), int(row["n"])),
                    show(trend, f"By {self.by}", rows=UNITS, columns=RATE),
                )
            )
        return found


@dataclass(frozen=True)
class _Term:
    """One term, ready to be shown."""

    term: str
    row: Mapping[Hashable, Any]
    told: str
    signs: str
    lines: View
    trend: View


def lines(profile: Profile, *, by: str = "week") -> Lines:
    """Show what stands behind the numbers of some terms.

    Parameters
    ----------
    profile
        A profile of the terms.
    by
        The unit of time it was made with.

    Returns
    -------
    Lines
        Of each term its facts in words, some of its lines in context, and its rate over time.
    """
    return Lines(profile, by)


def _is_told(column: pd.Series[Any]) -> bool:
    return bool((column.notna() & (column != "")).any())


def _folded(one: _Term) -> Html:
    return Html(
        '<details class="term">\n<summary>{}</summary>\n'
        '<div class="behind" id="{}">\n<p>{}</p>\n{}\n{}</div>\n</details>'
    ).format(
        _summary(one),
        anchor(one.term),
        one.told,
        _scroll(one.lines),
        _scroll(one.trend) if len(one.trend.table) > 1 else "",
    )


def _summary(one: _Term) -> Html:
    facts = f"{count(one.row['n'], 'time')} in {count(one.row['n_articles'], 'article')}"
    signs = Html(" ") + SPARK.format(one.signs) if one.signs else ""
    return Html("<b>{}</b> <span>{}</span>{}").format(one.term, facts, signs)


def _told(row: Mapping[Hashable, Any], trend: pd.DataFrame, by: str) -> str:
    """Tell the facts of a term; a rate over time only where there is time."""
    told = f"“{row['term']}”: {spread(row)}"
    if len(trend) < 2 or not row["n"]:
        return told
    return f"{told} Over time: {trend_finding(trend, by=by)}"


def _lines(lines: pd.DataFrame, n: int) -> View:
    hidden = n - len(lines)
    caption = "In context: one occurrence a line"
    note = (
        f"{len(lines):,} of {n:,}, spread evenly over the corpus; {hidden:,} are not shown."
        if hidden
        else ""
    )
    known = lines.assign(outlet=lines["outlet"].fillna("unknown"))
    columns = (known[name] for name in ("outlet", "article_id", "start", "end"))
    places = [
        f"{outlet}: {article} {start}–{end}"
        for outlet, article, start, end in zip(*columns, strict=True)
    ]
    table = lines.assign(place=pd.array(places, dtype="str"))
    return show(table, caption, rows=max(len(lines), 1), columns=LINE, note=note)


def _scroll(view: View) -> Html:
    return Html('<div class="scroll" tabindex="0" role="group" aria-label="Table">{}</div>').format(
        view.to_html()
    )
