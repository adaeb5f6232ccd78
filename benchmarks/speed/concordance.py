"""Keyword in context: the occurrences of one word in a corpus annotated before."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from analysis import corpus
from analysis.frequency import concordance
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison

WORD, WIDTH = "minister", 60
PATTERN = re.compile(
    rf"(?<!\w)(?<!\w[-‑'’.,]){WORD}(?!\w)(?![-‑]\w|['’](?![sS](?!\w))\w)", re.IGNORECASE
)
"""The word as ours are cut: no part of a compound, with or without a possessive."""


def concordances(lines, articles):
    """Compare ours, which looks up numbers, with textacy's, which reads the text with `re`."""
    some = articles[:2000]
    with tempfile.TemporaryDirectory() as folder:
        corpus = annotated(some, Path(folder))

        def ours():
            return concordance(corpus, term=WORD, width=WIDTH)

        def by_textacy():
            return peers.textacy_lines(some, PATTERN, WIDTH)

        yield Comparison("concordance_vs_textacy", ours, by_textacy, same(ours(), by_textacy()))


def annotated(articles: list[str], folder: Path):
    """Return articles as an annotated corpus with a store in a folder."""
    source = folder / "articles.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number, text in enumerate(articles):
            file.write(json.dumps({"id": f"{number:06d}", "text": text}) + "\n")
    return corpus.annotate(source, store=folder / "store")


def same(ours, theirs) -> bool:
    """Tell whether the lines are the same; ours leave out words that the window cuts through."""
    rows = list(ours[["left", "node", "right"]].itertuples(index=False, name=None))
    triples = [triple for article in theirs for triple in article]
    return len(rows) == len(triples) and all(
        " ".join(before.split()).endswith(left)
        and node == found
        and " ".join(after.split()).startswith(right)
        for (left, node, right), (before, found, after) in zip(rows, triples, strict=True)
    )
