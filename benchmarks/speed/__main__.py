"""Speed of the kernels, side by side with their peers, equal results checked in the same run.

    python -m benchmarks.speed --sentences FILE --json OUT [--articles N] [--rounds N] [--only PART]

Each ratio is the median over rounds of peer seconds by our seconds, both CPU seconds of one
process, measured one after the other on the same input. Keys with "ids" and "match5k" compare our
step on text that has been cut before; keys with "text" include the cutting.

Where a figure has `cold_start_s`, these are the CPU seconds of a fresh process from its start to
the first result, imports included and kernels compiled before; `warm_s` is the same call later in
that process.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.corpus import make_articles, read_sentences
from benchmarks.speed import (
    cold,
    concordance,
    floor,
    names,
    pairs,
    peers,
    sentences,
    tagged,
    tone,
    whole,
    words,
)
from benchmarks.speed.compare import compare, show
from benchmarks.speed.table import versions

PARTS = {
    "tone": tone.tone,
    "unigrams": words.unigrams,
    "bigrams": words.bigrams,
    "names": names.names,
    "tagged": tagged.tagged,
    "sentences": sentences.sentences,
    "pairs": pairs.ties,
    "concordance": concordance.concordances,
    "whole": whole.annotated,
}


def main() -> None:
    """Run all comparisons and write their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, help="where the figures go")
    parser.add_argument("--articles", type=int, default=4000, help="articles to make (4000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds a comparison (5)")
    parser.add_argument(
        "--only", nargs="+", choices=[*PARTS, "floor"], help="some parts; without it, all"
    )
    options = parser.parse_args()
    peers.one_thread()
    lines = read_sentences(options.sentences)
    articles = make_articles(lines, options.articles)
    figures = {}
    for name, part in PARTS.items():
        if options.only and name not in options.only:
            continue
        for one in part(lines, articles):
            figures[one.key] = compare(one, rounds=options.rounds)
            if one.cold:
                figures[one.key] |= cold.start(*one.cold)
            print(show(one.key, figures[one.key]), flush=True)
    if not options.only or "floor" in options.only:
        for key, figure in floor.figures(articles, rounds=options.rounds):
            figures[key] = figure
            print(show(key, figure), flush=True)
    figures["versions"] = versions()
    Path(options.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
