"""Who is named and who meets whom, told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display.wording import Text, count, listing
from analysis.schema import (
    ACTORS,
    TIES,
)

if TYPE_CHECKING:
    import pandas as pd


def actors_answer(actors: pd.DataFrame, ties: pd.DataFrame) -> Text:
    """Say who is named most and which two are named together most."""
    ACTORS.check(actors)
    if actors.empty:
        return Text("No actor of the registry is named in the selection.")
    leaders = [f"{a['actor']} ({a['n_mentions']:,})" for a in actors.head(3).to_dict("records")]
    return Text(
        f"{count(len(actors), 'actor')} {'is' if len(actors) == 1 else 'are'} named; most often "
        f"{listing(leaders)}. {ties_finding(ties)}"
    )


def ties_finding(ties: pd.DataFrame) -> str:
    """Tell the strongest ties of one window."""
    TIES.check(ties)
    if ties.empty:
        return "No two actors occur together."
    top = ties.sort_values(["n_contexts", "actor_a", "actor_b"], ascending=[False, True, True])
    first, *others = top.head(3).to_dict("records")
    window = first["window"]
    text = (
        f"{first['actor_a']} and {first['actor_b']} are named together most often, in "
        f"{count(first['n_contexts'], window)}"
    )
    if others:
        text += "; then " + listing(
            [f"{o['actor_a']} and {o['actor_b']} ({o['n_contexts']:,})" for o in others]
        )
    return text + "."
