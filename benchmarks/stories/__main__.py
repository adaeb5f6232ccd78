"""Stories: how many made copies are found, how fast beside datasketch, and what many articles cost.

    python -m benchmarks.stories --sentences FILE --json OUT [--stories N] [--series N] [--peer N]
        [--rounds N] [--large N] [--folder DIR]

`accuracy` makes stories whose copies are edited in known ways and counts how many are found, with
Wilson intervals at 95 %. `bulletins` does so for bulletins of ten templates, of which there are
twelve issues a series. `speed` is the median over rounds of datasketch's CPU seconds by ours,
from raw text, results compared. `large` annotates so many articles and finds their stories in a
process of its own; without --large it is left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.corpus import read_sentences
from benchmarks.stories import accuracy, large, peer


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument("--stories", type=int, default=2000, help="stories to make (2000)")
    parser.add_argument("--series", type=int, default=200, help="series of bulletins (200)")
    parser.add_argument("--peer", type=int, default=500, help="stories for the peer (500)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the comparison (5)")
    parser.add_argument("--large", type=int, default=0, help="articles of a large corpus (0)")
    parser.add_argument("--folder", help="where corpora and stores are made for a while")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    figures: dict[str, dict] = {}
    with tempfile.TemporaryDirectory(prefix="stories-", dir=options.folder) as folder:
        figures["accuracy"] = accuracy.measured(sentences, options.stories, Path(folder))
        print(json.dumps(figures["accuracy"], indent=1), flush=True)
        figures["bulletins"] = accuracy.of_bulletins(options.series, Path(folder))
        print(json.dumps(figures["bulletins"], indent=1), flush=True)
        figures["speed"] = peer.compared(sentences, options.peer, rounds=options.rounds)
        print(json.dumps(figures["speed"], indent=1), flush=True)
        if options.large:
            del sentences
            path = Path(options.sentences).resolve()
            figures["large"] = large.measured(path, options.large, Path(folder).resolve())
            print(json.dumps(figures["large"], indent=1), flush=True)
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
