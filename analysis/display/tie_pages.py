"""Ties as a reader meets them on a page: behind each the places that name both, with their source.

All is within the page and needs no script; only an article's own address leads out of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.display.tables import View, shown
from analysis.display.wording import count, day
from analysis.markup import Html, verbatim
from analysis.schema import TIE_EVIDENCE, TIE_PROFILES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from analysis.corpus import Corpus

COUNTS = ("n_contexts", "n_articles", "npmi")
CHANCE = ("n_stories", "expected", "beyond_chance", "stability")
TIME = ("n_first", "n_second", "change")
AROUND, BETWEEN = 260, 160
"""Characters of a place that are shown before and after both names, and beside them between."""
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?([/?#][\w.~:/?#\[\]@!$&()*+,;=%-]*)?", re.IGNORECASE)
"""An address of the web, of the signs that may stand in one; no other becomes a link."""


def overview(profiles: pd.DataFrame, caption: str, *, n_rows: int, note: str = "") -> View:
    """Show ties with all that is known of them.

    Parameters
    ----------
    profiles
        The `TIE_PROFILES` to show.
    caption
        What they show.
    n_rows
        How many ties there are in all.
    note
        What it tells.

    Returns
    -------
    View
        Columns on chance are left out where nothing was tested, those on time where the halves
        were not compared.
    """
    return _view(profiles, ["actor_a", "actor_b"], caption, n_rows, note)


def ego(profiles: pd.DataFrame, actor: str, *, n_rows: int, note: str = "") -> View:
    """Show the ties of one actor, each by the name of the other.

    Parameters
    ----------
    profiles
        The `TIE_PROFILES` to show, all of this actor.
    actor
        Its name.
    n_rows, note
        As for `overview`.

    Returns
    -------
    View
        As `overview` gives it, with one name a row.
    """
    others = profiles["actor_b"].where(profiles["actor_a"] == actor, profiles["actor_a"])
    caption = f"Ties of {actor}" if actor else "Ties of one actor"
    return _view(profiles.assign(actor=others), ["actor"], caption, n_rows, note)


def _view(profiles: pd.DataFrame, names: list[str], caption: str, n_rows: int, note: str) -> View:
    TIE_PROFILES.check(profiles)
    tested = (profiles["beyond_chance"] != "not tested").any()
    compared = (profiles["change"] != "").any()
    columns = [*names, *COUNTS, *(CHANCE if tested else ()), *(TIME if compared else ())]
    return View(profiles[columns], n_rows, caption, note)


@dataclass(frozen=True)
class Evidence:
    """The places behind some ties, tie by tie, each folded.

    Parameters
    ----------
    profiles
        The `TIE_PROFILES` of the ties.
    places
        Their `TIE_EVIDENCE`, with `headline`, `outlet`, `published`, `url` and `text`.
    """

    profiles: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self.to_html()), "text/plain": self.to_text()}

    def to_html(self) -> Html:
        """Give one folded part a tie."""
        parts = Html("\n").join(
            Html(
                '<details class="term">\n<summary>{}</summary>\n<div class="behind">\n{}\n</div>\n'
                "</details>"
            ).format(_summary(tie), Html("\n").join(map(_paragraph, places)))
            for tie, places in self._ties()
        )
        if not parts:
            return Html('<p class="standfirst">No two actors occur together.</p>')
        return Html('<div class="{}">\n{}\n</div>').format(verbatim("terms", parts), parts)

    def to_text(self) -> str:
        """Give the same as plain text."""
        parts = [
            "\n".join([f"{tie['actor_a']} and {tie['actor_b']}:", *map(_line, places)])
            for tie, places in self._ties()
        ]
        return "\n\n".join(parts) or "No two actors occur together."

    def _ties(self) -> Iterator[tuple[dict[Hashable, Any], list[dict[Hashable, Any]]]]:
        """Give the ties, the strongest first, each with its places in the order of the days."""
        ordered = self.places.sort_values(["published", "article_id"])
        places = dict(list(ordered.groupby(["actor_a", "actor_b"])))
        for tie in self.profiles.to_dict("records"):
            of_tie = places.get((tie["actor_a"], tie["actor_b"]), self.places.head(0))
            yield tie, of_tie.to_dict("records")


def evidence(corpus: Corpus, profiles: pd.DataFrame, places: pd.DataFrame) -> Evidence:
    """Show the places behind some ties, with headline, outlet, day and address.

    Parameters
    ----------
    corpus
        The corpus in which the ties were counted.
    profiles
        `TIE_PROFILES` of the ties.
    places
        Their `TIE_EVIDENCE`, as `cooccurrence.evidence` gives it.

    Returns
    -------
    Evidence
        Of each tie the places, both names marked.
    """
    TIE_PROFILES.check(profiles)
    TIE_EVIDENCE.check(places)
    about = corpus.metadata[["article_id", "headline", "outlet", "published", "url"]]
    texts = pd.Series(corpus.texts(places["article_id"].unique().tolist()), dtype="str")
    table = places.merge(about, on="article_id", how="left")
    return Evidence(profiles, table.assign(text=table["article_id"].map(texts)))


def _summary(tie: Mapping[Hashable, Any]) -> Html:
    facts = f"{count(tie['n_contexts'], tie['window'])} in {count(tie['n_articles'], 'article')}"
    sure = {"yes": "; beyond chance", "no": "; not beyond chance"}.get(tie["beyond_chance"], "")
    return Html("<b>{} – {}</b> <span>{}</span>").format(
        tie["actor_a"], tie["actor_b"], facts + sure
    )


def _paragraph(place: Mapping[Hashable, Any]) -> Html:
    """Give one place: its source, then its words with both names marked."""
    headline, source = _source(place)
    address = shown(place["url"]).strip()
    title: Html | str = headline
    if _ADDRESS.fullmatch(address):
        title = Html('<a href="{}">{}</a>').format(address, headline)
    words = Html().join(
        Html("<mark>{}</mark>").format(text) if marked else text for text, marked in _excerpt(place)
    )
    return Html("<p>{} <small>{}</small><br>{}</p>").format(title, source, words)


def _line(place: Mapping[Hashable, Any]) -> str:
    headline, source = _source(place)
    words = "".join(f"[{text}]" if marked else text for text, marked in _excerpt(place))
    return f"{headline} ({source}): {words}"


def _source(place: Mapping[Hashable, Any]) -> tuple[str, str]:
    """Give headline, and outlet and day; where they are unknown, it is said."""
    headline = shown(place["headline"]).strip() or shown(place["article_id"])
    outlet = shown(place["outlet"]).strip() or "unknown outlet"
    published = place["published"]
    return headline, f"{outlet}, {'no day' if pd.isna(published) else day(published)}"


def _excerpt(place: Mapping[Hashable, Any]) -> Iterator[tuple[str, bool]]:
    """Give the words of a place piece by piece, and whether a piece is one of the two names."""
    text, begin, end = place["text"], place["start"], place["end"]
    names = sorted((place[f"start_{side}"], place[f"end_{side}"]) for side in "ab")
    (first, after_first), (second, after_second) = names
    opening, closing = max(begin, first - AROUND), min(end, max(after_first, after_second) + AROUND)
    yield ("… " if opening > begin else "") + _plain(text[opening:first]), False
    yield _plain(text[first:after_first]), True
    if second - after_first > 2 * BETWEEN:
        yield _plain(text[after_first : after_first + BETWEEN]) + " … ", False
        yield _plain(text[second - BETWEEN : second]), False
    else:
        yield _plain(text[after_first:second]), False
    if second >= after_first:  # else the second name is in the first one
        yield _plain(text[second:after_second]), True
    yield (
        _plain(text[max(after_first, after_second) : closing]) + (" …" if closing < end else ""),
        False,
    )


def _plain(text: str) -> str:
    """Put a text that may hold line breaks on one line."""
    return re.sub(r"\s+", " ", text)
