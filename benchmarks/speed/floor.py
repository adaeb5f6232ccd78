"""Distance to the floor: ours by the least that could be done, so that 1 would be perfect."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numba
import numpy as np

from analysis.kernels import words
from benchmarks.speed.compare import Comparison, compare, joined

ROOT = Path(__file__).parents[2]
NOTEBOOK, CORPUS = ROOT / "notebooks" / "frequency.ipynb", ROOT / "seeds" / "kurdistan24"


def figures(articles: list[str], *, rounds: int):
    """Yield each distance; `ratio` is ours by the floor."""
    text, bounds = joined(articles)
    hash_bytes(text[:10])
    pair = Comparison(
        "", lambda: words.cut_words(text, bounds), lambda: hash_bytes(text), equal=False
    )
    times = compare(pair, rounds=rounds)
    yield (
        "words_over_byte_hash",
        {
            "ratio": round(times["ours_s"] / times["peer_s"], 2),
            "ours_s": times["ours_s"],
            "floor_s": times["peer_s"],
        },
    )
    yield "report_over_empty_notebook", report_over_empty(rounds=min(rounds, 3))


@numba.njit(cache=True, nogil=True)
def hash_bytes(text):
    """Look at every byte once, as any cutter must, and mix it into a number."""
    code = np.uint32(2166136261)
    for byte in text:
        code = np.uint32((code ^ byte) * np.uint32(16777619))
    return code


def report_over_empty(*, rounds: int) -> dict[str, float]:
    """Compare the wall seconds of a report of one notebook with those of an empty notebook."""
    from nbformat import v4, write

    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.ipynb")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        write(v4.new_notebook(cells=[v4.new_code_cell("")], metadata=kernel), empty)
        idle = [python, "-m", "papermill", str(empty), f"{folder}/out.ipynb", "--no-progress-bar"]
        report = [python, "-m", "analysis", "report", str(CORPUS), "--out", f"{folder}/report"]
        report += ["--notebooks", str(NOTEBOOK), "--no-check"]
        wall(report), wall(idle)  # what a first run writes is there now
        pairs = [(wall(report), wall(idle)) for _ in range(rounds)]
    return {
        "ratio": round(statistics.median(ours / idle for ours, idle in pairs), 2),
        "ours_s": statistics.median(ours for ours, _ in pairs),
        "floor_s": statistics.median(idle for _, idle in pairs),
    }


def wall(command: list[str]) -> float:
    """Return the wall seconds of a command."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - begin
