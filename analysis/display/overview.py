"""The overview of a corpus as lines for a terminal: at most a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.cells import excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.readers.overview import Overview

OUTLETS = 8
"""Outlets that are named, those with most articles."""
REASONS = 6
"""Reasons that are named of what was left out, and of what is to be looked at."""
_WIDEST = 110
"""Characters of a name or reason."""


def describe(seen: Overview) -> str:
    """Put an overview into lines of text.

    Parameters
    ----------
    seen
        What `readers.overview.overview` gives.

    Returns
    -------
    str
        Some 30 lines at most. What comes from a sample says so.
    """
    roles = seen.roles.to_dict("records")
    rows = seen.ledger.to_dict("records")
    dropped = [row for row in rows if row["n_dropped"]]
    notes = [_why(row) for row in rows if row["reason"] and not row["n_dropped"]]
    parts = [
        [
            f"{seen.name}: {seen.n_articles:,} article{'' if seen.n_articles == 1 else 's'}",
            f"outlets      {_outlets(seen)}",
            f"published    {_days(seen)}",
            f"fingerprint  {seen.fingerprint}",
        ],
        ["How it was understood", *(f"  {_role(row)}" for row in roles)],
        ["What was left out", *_some([_lost(row) for row in dropped] or ["nothing"])],
        ["What to look at", *_some(notes)] if notes else [],
        [_title(seen), *_some(seen.of_sample)] if seen.n_sampled else [],
        [_further(role, names, roles) for role, names in seen.further.items()],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _outlets(seen: Overview) -> str:
    sizes = seen.outlets
    if sizes.empty:
        return "unknown"
    names = [f"{excerpt(str(name), 40)} ({n:,})" for name, n in sizes.head(OUTLETS).items()]
    if len(sizes) > OUTLETS:
        names.append(f"{len(sizes) - OUTLETS:,} more")
    return ", ".join(names) + (f"; {seen.n_without:,} without one" if seen.n_without else "")


def _days(seen: Overview) -> str:
    if not seen.first or not seen.last:
        return "unknown"
    days = sorted({seen.first.isoformat(), seen.last.isoformat()})
    undated = f"; {seen.n_undated:,} without a date" if seen.n_undated else ""
    return " to ".join(days) + undated


def _role(row: Mapping[Any, Any]) -> str:
    column = f" from column '{excerpt(row['column'])}'" if row["column"] else ""
    return f"{row['role']:<10} {row['how']}{column}"


def _lost(row: Mapping[Any, Any]) -> str:
    return f"{row['n_dropped']:,} of {row['n_in']:,}: {_why(row)}"


def _why(row: Mapping[Any, Any]) -> str:
    reason = excerpt(row["reason"], _WIDEST)
    place = excerpt(row["examples"].partition("; ")[0], _WIDEST)
    return f"{reason} (such as {place})" if place else reason


def _some(told: Sequence[str]) -> list[str]:
    more = len(told) - REASONS
    shown = [f"  {line}" for line in (told[:REASONS] if more > 1 else told)]
    return [*shown, f"  and {more:,} more, which stand in the ledger"] if more > 1 else shown


def _title(seen: Overview) -> str:
    return f"Of a sample of {seen.n_sampled:,} of {seen.n_articles:,} articles"


def _further(role: str, names: Sequence[str], roles: Sequence[Mapping[Any, Any]]) -> str:
    column = next(row["column"] for row in roles if row["role"] == role)
    others = " and ".join(f"'{excerpt(name)}'" for name in names[:3])
    return f"The {role} is column '{excerpt(column)}'; also possible: {others}, with --roles."
