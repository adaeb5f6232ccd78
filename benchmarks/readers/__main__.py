"""Reading files: ours with cleaning, ours without, pandas, and the overview, each by itself.

    python -m benchmarks.readers --sentences FILE --json OUT [--articles N] [--rounds N]
        [--format jsonl csv] [--text clean found] [--folder DIR]

A corpus of N articles (400,000 make about 1 GB) is written once a format and kind of text: of all
sentences as they are found, and of those alone that need no cleaning. The ways read it in turn,
each in a process of its own; ratios are medians over the rounds, of CPU seconds. Each way says how
many articles and characters it has read: pandas and ours without cleaning must say the same, and
cleaning may take characters away and no article; of text that needs none it may take nothing.
Needs Linux, as `benchmarks.scale` does.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from analysis.readers.clean.suspects import is_suspect
from benchmarks.corpus import read_sentences
from benchmarks.readers.ways import WAYS
from benchmarks.scale.generate import make_blocks, write
from benchmarks.scale.measure import run

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure all formats and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument("--articles", type=int, default=400_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--format", nargs="+", choices=["jsonl", "csv"], default=["jsonl", "csv"])
    parser.add_argument("--text", nargs="+", choices=["clean", "found"], default=["clean", "found"])
    parser.add_argument("--folder", help="where the corpus is made for a while")
    options = parser.parse_args()
    found = read_sentences(options.sentences)
    sentences = {"found": found, "clean": [each for each in found if not is_suspect(each)]}
    figures = {}
    for ending, text in product(options.format, options.text):
        with tempfile.TemporaryDirectory(prefix="readers-", dir=options.folder) as folder:
            corpus = Path(folder).resolve() / f"news.{ending}"
            write(corpus, make_blocks(sentences[text], 0, options.articles))
            measured = compare(corpus, rounds=options.rounds)
        if text == "clean" and measured["characters_cleaned"]:
            raise SystemExit(f"cleaning took characters of text that needs none: {measured}")
        figures[f"{ending}, {text}"] = measured
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        print(f"{ending}, {text}: {json.dumps(measured)}", flush=True)


def compare(corpus: Path, *, rounds: int) -> dict[str, Any]:
    """Let all ways read a file in turn.

    Returns
    -------
    dict
        `n_bytes`, `n_articles`; `characters_cleaned`, those that cleaning took away;
        `over_pandas`, how many times as fast as pandas; `cleaning`, the share of the time without
        cleaning that cleaning adds; `overview`, the share of reading that `standfirst corpus` adds
        to it; CPU seconds and peak memory of each way.
    """
    spent: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    read = {}
    for _ in range(rounds):
        for way in WAYS:
            said = corpus.with_suffix(".said")
            command = [sys.executable, "-m", "benchmarks.readers.ways", way, str(corpus), str(said)]
            spent[way].append(run(command, cwd=ROOT))
            read[way] = json.loads(said.read_text(encoding="utf-8"))
    n_articles = {n for n, _ in read.values()}
    if read["plain"] != read["pandas"] or len(n_articles) > 1:
        raise SystemExit(f"the ways have not read the same: {read}")
    cpu = {way: [one["cpu_s"] for one in each] for way, each in spent.items()}
    pairs = list(zip(cpu["cleaned"], cpu["plain"], cpu["pandas"], strict=True))
    looks = zip(cpu["overview"], cpu["cleaned"], strict=True)
    return {
        "n_bytes": corpus.stat().st_size,
        "n_articles": read["cleaned"][0],
        "characters_cleaned": read["plain"][1] - read["cleaned"][1],
        "over_pandas": round(statistics.median(pandas / ours for ours, _, pandas in pairs), 2),
        "cleaning": round(statistics.median(ours / plain - 1 for ours, plain, _ in pairs), 3),
        "overview": round(statistics.median(whole / reading - 1 for whole, reading in looks), 3),
        **{f"{way}_cpu_s": statistics.median(each) for way, each in cpu.items()},
        **{
            f"{way}_peak_mb": max(one["peak_process_bytes"] for one in each) >> 20
            for way, each in spent.items()
        },
    }


if __name__ == "__main__":
    main()
