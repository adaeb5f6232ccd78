"""What larger and larger corpora cost, and what one percent more of them costs.

    python -m benchmarks.scale --sentences FILE --json OUT [--articles 10000 100000 1000000]
        [--folder DIR] [--format parquet|jsonl|csv] [--workers 1 2] [--report]

For each size and number of workers, each command in a process of its own: annotate the corpus
into a new store; with --report, make a report from the store; then add one article in a hundred,
and annotate again. Corpora and stores are made in a folder within DIR, which is removed at the
end. A million articles need about 10 GB there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.scale.measure import run, size_of

ROOT = Path(__file__).parents[2]
MORE = 100
"""One article in so many is added."""
WARM = 100
"""Articles of a run that is not measured: it compiles what no earlier run compiled."""


def main() -> None:
    """Measure all sizes and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", required=True, help="text file, one sentence a line")
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument(
        "--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N"
    )
    parser.add_argument("--folder", help="where corpora and stores are made for a while")
    parser.add_argument("--format", choices=["parquet", "jsonl", "csv"], default="parquet")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--report", action="store_true", help="make reports too")
    options = parser.parse_args()
    sentences = Path(options.sentences).resolve()
    runs: list[dict] = []
    with tempfile.TemporaryDirectory(prefix="scale-", dir=options.folder) as folder:
        warm = _corpora(Path(folder).resolve(), sentences, WARM, options.format)
        for n_workers in options.workers:
            _measured(warm, WARM, n_workers, report=False)
        for n_articles in sorted(options.articles):
            made = _corpora(Path(folder).resolve(), sentences, n_articles, options.format)
            for n_workers in options.workers:
                found = _measured(made, n_articles, n_workers, report=options.report)
                runs.append({"format": options.format, **found})
                _compare(runs)
                print(_line(runs[-1]), flush=True)
                _save(options.json, runs)  # a long run that is stopped has said what it knows
            shutil.rmtree(made)


def _corpora(folder: Path, sentences: Path, n_articles: int, form: str) -> Path:
    """Make a folder with a corpus, and with the same corpus and one percent more."""
    made = folder / f"{n_articles}"
    made.mkdir()
    base, grown = made / f"base.{form}", made / f"grown.{form}"
    write = [sys.executable, "-m", "benchmarks.scale.generate", str(sentences)]
    more = n_articles + max(1, n_articles // MORE)
    run([*write, str(base), "0", str(n_articles)], cwd=ROOT)
    run([*write, str(grown), str(n_articles), str(more), "--onto", str(base)], cwd=ROOT)
    return made


def _measured(made: Path, n_articles: int, n_workers: int, *, report: bool) -> dict:
    """Annotate, report, grow and annotate again."""
    base = next(made.glob("base.*"))
    corpus, store = made / f"news{base.suffix}", made / "store"
    standfirst = [sys.executable, "-m", "analysis"]
    annotate = [*standfirst, "annotate", str(corpus), "--store", str(store)]
    annotate += ["--workers", str(n_workers)]
    _put(base, corpus)
    first = run(annotate, cwd=ROOT)
    found = {
        "articles": n_articles,
        "workers": n_workers,
        "corpus_bytes": corpus.stat().st_size,
        "store_bytes": size_of(store),
        "annotate": first,
    }
    if report:
        command = [*standfirst, "report", str(corpus), "--store", str(store)]
        found["report"] = run([*command, "--out", str(made / "report"), "--no-check"], cwd=ROOT)
        shutil.rmtree(made / "report")
    _put(base.with_stem("grown"), corpus)
    again = run(annotate, cwd=ROOT)
    shutil.rmtree(store)
    corpus.unlink()
    found["grow"] = {
        "articles": max(1, n_articles // MORE),
        **again,
        "share_of_first_wall": round(again["wall_s"] / first["wall_s"], 4),
        "share_of_first_cpu": round(again["cpu_s"] / first["cpu_s"], 4),
    }
    return found


def _put(source: Path, corpus: Path) -> None:
    """Let a file stand at the corpus's place, without copying it."""
    corpus.unlink(missing_ok=True)
    os.link(source, corpus)


def _compare(runs: list[dict]) -> None:
    """Add to the last run its seconds an article, beside those of the smallest corpus.

    Every run takes a second or two to start, so that these fall at first. The seconds of each
    article more than in the size before, `…_s_an_article_more`, would show what grows too fast.
    """
    last = runs[-1]
    alike = [r for r in runs if r["workers"] == last["workers"]]
    for clock in ("wall", "cpu"):
        seconds = [r["annotate"][f"{clock}_s"] for r in alike]
        each = [s / r["articles"] for s, r in zip(seconds, alike, strict=True)]
        last[f"{clock}_s_an_article"] = round(each[-1], 7)
        last[f"{clock}_ratio_to_smallest"] = round(each[-1] / each[0], 3)
        if alike[1:]:
            more = alike[-1]["articles"] - alike[-2]["articles"]
            last[f"{clock}_s_an_article_more"] = round((seconds[-1] - seconds[-2]) / more, 7)


def _line(found: dict) -> str:
    first, grow, report = found["annotate"], found["grow"], found.get("report")
    line = (
        f"{found['articles']:>9,} articles, {found['workers']} workers: "
        f"{first['wall_s']:.1f} s, CPU {first['cpu_s']:.1f} s, "
        f"{_mib(first['peak_process_bytes'])} a process, {_mib(first['peak_sum_bytes'])} in all; "
        f"{found['wall_ratio_to_smallest']:.2f} x an article; store {_mib(found['store_bytes'])}; "
        f"1 % more: {grow['wall_s']:.1f} s, {grow['share_of_first_wall']:.1%}"
    )
    if report:
        line += (
            f"; report {report['wall_s']:.1f} s, {_mib(report['peak_process_bytes'])} a process, "
            f"{_mib(report['peak_sum_bytes'])} in all"
        )
    return line


def _mib(n_bytes: float) -> str:
    return f"{n_bytes / 2**20:.0f} MiB"


def _save(path: Path, runs: list[dict]) -> None:
    about = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
    path.write_text(json.dumps({"about": about, "runs": runs}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
