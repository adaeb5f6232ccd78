"""Who is named and who meets whom, told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.display.wording import Text, count, day, listing
from analysis.errors import nearest
from analysis.schema import ACTORS, TIE_PROFILES, TIES
from analysis.settings import split_list

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from analysis.cooccurrence import MentionCounts, TieProfiles

STRONGEST = 3
"""Members by which a community is named."""
COMMUNITIES = 8
"""Communities that are told."""


def actors_answer(actors: pd.DataFrame, ties: pd.DataFrame) -> Text:
    """Say who is named most and which two are named together most."""
    ACTORS.check(actors)
    if actors.empty:
        return Text("No actor of the registry is named in the selection.")
    leaders = [f"{a['actor']} ({a['n_mentions']:,})" for a in actors.head(3).to_dict("records")]
    return Text(
        f"{count(len(actors), 'actor')} {_are(len(actors))} named; most often "
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


def network_finding(actors: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Tell what a figure of ties shows: the strongest, those beyond chance, the communities."""
    told = [ties_finding(drawn)]
    if drawn.empty:
        return told[0]
    n_actors = len({*drawn["actor_a"], *drawn["actor_b"]})
    told.append(f"Drawn: {count(len(drawn), 'tie')} of {count(n_actors, 'actor')}.")
    beyond = drawn["beyond_chance"] if "beyond_chance" in drawn.columns else None
    if beyond is not None and (beyond != "not tested").any():
        n = int((beyond == "yes").sum())
        told.append(f"{n:,} of them {_are(n)} beyond chance (solid lines; the others are dashed).")
    told.append(communities_finding(actors, drawn))
    return " ".join(told)


def communities_finding(actors: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Tell the communities of the actors that are drawn by their strongest members.

    Parameters
    ----------
    actors
        An `ACTORS` table.
    drawn
        The `TIES` that are drawn.
    """
    ACTORS.check(actors)
    tied = actors[actors["actor"].isin([*drawn["actor_a"], *drawn["actor_b"]])]
    tied = tied.sort_values(["community", "strength", "actor"], ascending=[True, False, True])
    told = []
    for number, members in tied.groupby("community"):
        names = list(members["actor"].head(STRONGEST))
        more = [f"{len(members) - STRONGEST:,} more"] if len(members) > STRONGEST else []
        told.append(f"{number}: {listing(names + more)}")
    hidden = [f"{count(len(told) - COMMUNITIES, 'smaller one')}"] if len(told) > COMMUNITIES else []
    return f"Communities: {'; '.join(told[:COMMUNITIES] + hidden)}."


def adjectives_finding(counts: MentionCounts, how: str) -> str:
    """Say how adjectives such as “Iraqi” are counted, how many there are, and of whom.

    Parameters
    ----------
    counts
        The mentions that were counted.
    how
        The ways of naming that were counted.
    """
    n = {row["actor"]: row["n"] for row in counts.adjectives.table.to_pylist()}
    if not n:
        return ""
    ranked = sorted(n, key=lambda name: (-n[name], name))
    whom = listing([f"{name} ({n[name]:,})" for name in ranked[:3]])
    told = f"{count(sum(n.values()), 'adjective')} such as “Iraqi”, most often those of {whom}"
    if "adjective" in split_list(how):
        return f"{told}, {_are(sum(n.values()))} counted as mentions."
    only = len(set(ranked) - set(counts.actors.table["actor"].to_pylist()))
    by_these = f"; {count(only, 'actor')} {_are(only)} named by these alone and not listed"
    return (
        f"{told}, {_are(sum(n.values()))} counted apart (n_adjectives) and tie nobody"
        f"{by_these if only else ''}."
    )


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def profiles_finding(profiles: TieProfiles) -> str:
    """Say of how many ties it is known whether they are beyond chance, and how they change."""
    table, chance, halves = profiles
    TIE_PROFILES.check(table)
    if table.empty:
        return ""
    if chance.refusal:
        told = chance.refusal
    else:
        n = {word: int((table["beyond_chance"] == word).sum()) for word in ("yes", "no")}
        unknown = len(table) - sum(n.values())
        told = (
            f"Of {count(len(table), 'tie')} looked at, {n['yes']:,} "
            f"{_are(n['yes'])} beyond chance and {n['no']:,} not; of "
            f"{unknown:,} there is too little to tell."
        )
    if halves.refusal:
        return f"{told} {halves.refusal}"
    changed = table[table["change"].isin(["more", "less"])]
    rows = changed.head(3).to_dict("records")
    pairs = [
        f"{row['actor_a']} and {row['actor_b']} {row['change']} "
        f"({row['n_first']:,} stories, then {row['n_second']:,})"
        for row in rows
    ]
    what = f"changed: {listing(pairs)}" if pairs else "no tie changed beyond chance"
    until = day(halves.middle) if halves.middle else ""
    return (
        f"{told} The first half ends on {until} ({halves.n_first:,} stories that name an actor, "
        f"then {halves.n_second:,}); {what}."
    )


def ego_finding(ties: pd.DataFrame, profiles: pd.DataFrame, actor: str) -> str:
    """Tell whom one actor is tied to, and whether these are tied among themselves.

    Parameters
    ----------
    ties
        All `TIES` of the window.
    profiles
        `TIE_PROFILES` of ties of this actor.
    actor
        The actor.
    """
    TIES.check(ties)
    a, b = ties["actor_a"], ties["actor_b"]
    own = ties[(a == actor) | (b == actor)]
    if own.empty:
        meant = nearest(actor, sorted({*a, *b}))
        told = f"{actor} is tied to nobody here{';' + meant if meant else '.'}"
        return told if actor else "No two actors are tied here."
    others = [_other(row, actor) for row in own.to_dict("records")]
    leaders = [
        f"{name} ({n:,})" for name, n in zip(others[:3], own["n_contexts"].head(3), strict=True)
    ]
    sure = profiles[profiles["beyond_chance"] == "yes"].to_dict("records")
    among = int((a.isin(others) & b.isin(others)).sum())
    n_pairs = len(others) * (len(others) - 1) // 2
    told = f"{actor} is tied to {count(len(others), 'actor')}, most often {listing(leaders)}."
    if sure:
        told += f" Beyond chance: {listing([_other(row, actor) for row in sure[:5]])}."
    if n_pairs:
        told += f" Of {count(n_pairs, 'pair')} among those, {among:,} are tied as well."
    return told


def _other(tie: Mapping[Hashable, Any], actor: str) -> str:
    return str(tie["actor_b"] if tie["actor_a"] == actor else tie["actor_a"])
