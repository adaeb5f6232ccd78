"""What it costs to bring files of several kinds to a store, each in a process of its own.

    python -m benchmarks.readers.loads --sentences FILE --json OUT [--folder DIR]
        [--kind jsonl csv long pages nexis] [--articles N]

``jsonl`` and ``csv`` have N articles (380,000 make 1 GB), ``long`` is a CSV of 20,000 articles and
100 MB, ``pages`` a folder of 2,000 saved pages, ``nexis`` a Word document of 500 articles. Where
pandas has a reader of its own its seconds stand beside. Needs Linux, as `benchmarks.scale` does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import read_sentences
from benchmarks.readers.exports import write_long, write_nexis, write_pages
from benchmarks.scale.generate import make_blocks, write
from benchmarks.scale.measure import run, size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure all kinds and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument("--articles", type=int, default=380_000, metavar="N")
    parser.add_argument("--kind", nargs="+", choices=list(_KINDS), default=list(_KINDS))
    parser.add_argument("--folder", help="where the corpora are made for a while")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    figures = {}
    for kind in options.kind:
        name, n_articles, make = _KINDS[kind]
        with tempfile.TemporaryDirectory(prefix="loads-", dir=options.folder) as folder:
            corpus = Path(folder).resolve() / name
            make(corpus, sentences, n_articles or options.articles)
            figures[kind] = {"n_articles": n_articles or options.articles, **measured(corpus)}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        print(f"{kind}: {json.dumps(figures[kind])}", flush=True)


def measured(corpus: Path) -> dict[str, Any]:
    """Annotate a corpus into a new store, and let pandas read it."""
    store = corpus.parent / "store"
    ours = run(
        [sys.executable, "-m", "analysis", "annotate", str(corpus), "--store", str(store)], cwd=ROOT
    )
    figures = {
        "n_bytes": size_of(corpus) if corpus.is_dir() else corpus.stat().st_size,
        "wall_s": ours["wall_s"],
        "cpu_s": ours["cpu_s"],
        "peak_mb": ours["peak_process_bytes"] >> 20,
        "store_bytes": size_of(store),
    }
    if corpus.suffix in (".csv", ".jsonl"):
        said = corpus.with_suffix(".said")
        ways = [sys.executable, "-m", "benchmarks.readers.ways"]
        for way in ("pandas", "cleaned"):
            spent = run([*ways, way, str(corpus), str(said)], cwd=ROOT)
            figures[f"{way}_cpu_s"] = spent["cpu_s"]
            figures[f"{way}_peak_mb"] = spent["peak_process_bytes"] >> 20
    return figures


def _table(path: Path, sentences: Sequence[str], n_articles: int) -> None:
    write(path, make_blocks(sentences, 0, n_articles))


_KINDS: dict[str, tuple[str, int, Any]] = {
    "pages": ("pages", 2_000, write_pages),
    "nexis": ("nexis.docx", 500, write_nexis),
    "long": ("long.csv", 20_000, write_long),
    "jsonl": ("news.jsonl", 0, _table),
    "csv": ("news.csv", 0, _table),
}
"""File, number of articles, and what makes it."""


if __name__ == "__main__":
    main()
