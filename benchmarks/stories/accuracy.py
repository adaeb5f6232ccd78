"""Precision and recall on made copies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analysis import corpus
from analysis.statistics import wilson
from analysis.stories.stories import stories
from benchmarks.stories import bulletins, edits

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from benchmarks.stories.edits import Made

SEED = 11
ISSUES = 12
"""Bulletins of a series."""


def measured(sentences: list[str], n_stories: int, folder: Path) -> dict:
    """Find the stories of made articles and count what is right."""
    return _counted(edits.make(sentences, n_stories, seed=SEED), folder, name="made")


def of_bulletins(n_series: int, folder: Path) -> dict:
    """Find the stories of bulletins, some of them printed again, and count what is right."""
    return _counted(bulletins.make(n_series, ISSUES, seed=SEED), folder, name="bulletins")


def _counted(made: list[Made], folder: Path, *, name: str) -> dict:
    """Find the stories of articles that were made and count what is right.

    `pairs` counts pairs of articles in one story; `copies` counts articles: of those made as a
    copy, how many are in the story of their original, and of those that were found to be a copy,
    how many are a copy of what they are said to be.
    """
    source = folder / f"{name}.jsonl"
    write(made, source)
    table = stories(corpus.annotate(source, store=folder / name))
    of = {one.article_id: one for one in made}
    table["true"] = [of[name].story for name in table["article_id"]]
    table["edit"] = [of[name].edit for name in table["article_id"]]
    table["right"] = table["true"].to_numpy() == [of[name].story for name in table["story"]]
    found_of_original = table[table["edit"] == "original"].set_index("true")["story"]
    table["with_original"] = table["story"] == table["true"].map(found_of_original)
    copies, called = table[table["edit"] != "original"], table[~table["original"]]
    n_right, n_found, n_true = (
        _pairs(table, names) for names in (["story", "true"], "story", "true")
    )
    return {
        "n_articles": len(made),
        "n_stories": table["true"].nunique(),
        "pairs": {
            "precision": interval(n_right, n_found),
            "recall": interval(n_right, n_true),
        },
        "copies": {
            "precision": interval(int(called["right"].sum()), len(called)),
            "recall": interval(int(copies["with_original"].sum()), len(copies)),
        },
        "recall_by_edit": {
            kind: interval(int(rows["with_original"].sum()), len(rows))
            for kind, rows in copies.groupby("edit")
        },
    }


def write(made: list[Made], path: Path) -> None:
    """Write articles as a corpus."""
    with path.open("a", encoding="utf-8") as file:
        for one in made:
            row = {"id": one.article_id, "outlet": one.outlet, "date": one.day, "text": one.text}
            file.write(json.dumps(row) + "\n")


def interval(n: int, of: int) -> dict[str, float | int]:
    """Return a share with Wilson's interval at 95 %."""
    found = wilson(n, of)
    return {
        "share": round(n / of, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "n": n,
        "of": of,
    }


def _pairs(table: pd.DataFrame, names: str | list[str]) -> int:
    sizes = table.groupby(names).size()
    return int((sizes * (sizes - 1) // 2).sum())
