"""The card of a corpus: what it holds, as facts that fit on one page.

``python -m analysis.reports.card ANSWER ORDER`` annotates a corpus as ORDER says, which is JSON,
and writes the card of what is asked for to the file ANSWER as JSON. A report asks for it in a
process of its own, so that the command itself need not import pandas.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus import annotate
from analysis.errors import StandfirstError
from analysis.reports import asked

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus


def card_of(corpus: Corpus) -> dict[str, Any]:
    """Give the card of a corpus.

    Parameters
    ----------
    corpus
        An annotated corpus, whole or a selection.

    Returns
    -------
    dict
        ``name``, ``fingerprint``, ``n_articles``, ``outlets`` (articles by outlet), ``first`` and
        ``last`` day of publication or nothing, ``roles`` and ``ledger`` as lists of rows.
    """
    days = corpus.metadata["published"].dropna()
    outlets = corpus.metadata["outlet"].fillna("unknown").value_counts()
    return {
        "name": corpus.name,
        "fingerprint": corpus.fingerprint,
        "n_articles": len(corpus),
        "outlets": {
            str(name): int(n) for name, n in sorted(outlets.items(), key=lambda x: (-x[1], x[0]))
        },
        "first": days.min().date().isoformat() if len(days) else None,
        "last": days.max().date().isoformat() if len(days) else None,
        "roles": _rows(corpus.roles),
        "ledger": _rows(corpus.ledger),
    }


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return rows


def describe(card: dict[str, Any]) -> str:
    """Put a card into lines of text.

    Parameters
    ----------
    card
        What `card_of` gives.

    Returns
    -------
    str
        Lines for a terminal.
    """
    outlets = [f"{name} ({n:,})" for name, n in card["outlets"].items()]
    days = sorted({card["first"], card["last"]} - {None})
    lines = [
        f"{card['name']}: {card['n_articles']:,} article{'' if card['n_articles'] == 1 else 's'}",
        f"outlets      {', '.join(outlets) or 'unknown'}",
        f"published    {' to '.join(days) or 'unknown'}",
        f"fingerprint  {card['fingerprint']}",
        "",
        "How it was understood",
        *(f"  {r['role']:<10} {r['how']}{_from(r['column'])}" for r in card["roles"]),
        "",
        "What was left out",
    ]
    dropped = [row for row in card["ledger"] if row["n_dropped"]]
    lines += [f"  {row['n_dropped']:,} of {row['n_in']:,}: {_why(row)}" for row in dropped]
    lines += [] if dropped else ["  nothing"]
    notes = [row for row in card["ledger"] if row["reason"] and not row["n_dropped"]]
    lines += ["", "What to look at", *(f"  {_why(row)}" for row in notes)] if notes else []
    return "\n".join(lines)


def _why(row: dict[str, Any]) -> str:
    return f"{row['reason']} (such as {row['examples']})" if row["examples"] else row["reason"]


def _from(column: str | None) -> str:
    return f" from column '{column}'" if column else ""


def main(answer: str, order: str) -> None:
    """Annotate and write the card, or the error that a user can mend, as JSON."""
    try:
        told = json.loads(order)
        values = told.pop("asked")
        asked.check(values)
        whole = annotate(**told)
        card = card_of(asked.select(whole, values)) | {"n_whole": len(whole)}
    except StandfirstError as error:
        card = {"error": str(error), "kind": type(error).__name__}
    Path(answer).write_text(json.dumps(card), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
