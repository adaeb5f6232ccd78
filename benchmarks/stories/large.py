"""What the stories of a large corpus cost, in a process of their own.

python -m benchmarks.stories.large measure SENTENCES N FOLDER
python -m benchmarks.stories.large make SENTENCES CORPUS N
python -m benchmarks.stories.large open CORPUS STORE
python -m benchmarks.stories.large find CORPUS STORE
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
A_BLOCK = 2_500
"""Stories that are drawn together; each block takes sentences that blocks before took too."""


def measured(sentences: Path, n_articles: int, folder: Path) -> dict:
    """Make a corpus, annotate it and find its stories.

    A small process starts the measured ones: each begins with its parent's memory as its own.
    """
    command = [sys.executable, "-m", "benchmarks.stories.large", "measure"]
    command += [str(sentences), str(n_articles), str(folder)]
    return json.loads(subprocess.check_output(command, cwd=ROOT))


def _measure(sentences: str, n_articles: str, place: str) -> None:
    from benchmarks.scale.measure import run

    folder = Path(place)
    corpus, store = folder / "large.jsonl", folder / "large"
    this = [sys.executable, "-m", "benchmarks.stories.large"]
    run([*this, "make", sentences, str(corpus), n_articles], cwd=ROOT)
    annotate = [sys.executable, "-m", "analysis", "annotate", str(corpus), "--store", str(store)]
    annotated = run(annotate, cwd=ROOT)
    opened = run([*this, "open", str(corpus), str(store)], cwd=ROOT)
    found = run([*this, "find", str(corpus), str(store)], cwd=ROOT)
    figures = {
        "n_articles": int(n_articles),
        "corpus_bytes": corpus.stat().st_size,
        "annotate": annotated,
        "open": opened,
        "open_and_find": found,
    }
    print(json.dumps(figures))


def _make(sentences: str, corpus: str, n_articles: str) -> None:
    from benchmarks.corpus import read_sentences
    from benchmarks.stories.accuracy import write
    from benchmarks.stories.edits import make

    lines, left, block = read_sentences(sentences), int(n_articles), 0
    while left > 0:
        made = make(lines, A_BLOCK, seed=block)[:left]
        rows = [one._replace(article_id=f"{block:04d}-{one.article_id}") for one in made]
        write(rows, Path(corpus))
        left -= len(rows)
        block += 1


def _open(corpus: str, store: str) -> None:
    from analysis.corpus import load

    print(load(corpus, store=store))


def _find(corpus: str, store: str) -> None:
    from analysis.corpus import load
    from analysis.stories.stories import stories

    print(stories(load(corpus, store=store)).describe().to_string())


if __name__ == "__main__":
    {"measure": _measure, "make": _make, "open": _open, "find": _find}[sys.argv[1]](*sys.argv[2:])
