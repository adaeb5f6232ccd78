"""Cold start: a step's first call in a fresh process, with kernels that numba compiled before."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STARTS = 3
WARM_CALLS = 5


def start(step: str, texts: list[str]) -> dict[str, float]:
    """Return the CPU seconds from a process's start to its first result, and of later calls."""
    from benchmarks.speed.compare import joined

    text, bounds = joined(texts)
    # Python's own compiled files may be written, as on a user's machine.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        text.tofile(Path(folder, "text"))
        bounds.tofile(Path(folder, "bounds"))
        command = [sys.executable, "-m", "benchmarks.speed.cold", step, folder]
        printed = [
            json.loads(subprocess.check_output(command, env=environment)) for _ in range(STARTS + 1)
        ][1:]  # the first one may compile
    return {name: statistics.median(each[name] for each in printed) for name in printed[0]}


def words(text, bounds):
    """Cut words and spell their types."""
    from analysis.kernels import words as kernel

    cut = kernel.cut_words(text, bounds)
    return kernel.forms(text, cut.first, cut.sizes)


def sentences(text, bounds):
    """Cut sentences with punkt's English parameters."""
    from analysis import lexicons
    from analysis.kernels import sentences as kernel

    if "punkt" not in MADE:
        MADE["punkt"] = kernel.punkt_model(**lexicons.punkt())
    return kernel.cut_sentences(text, bounds, MADE["punkt"])


def tone(text, bounds):
    """Score sentences with VADER."""
    from analysis.annotate import tone as step

    return step.score(text, bounds[:-1], bounds[1:])


MADE: dict[str, object] = {}
STEPS = {"words": words, "sentences": sentences, "tone": tone}


def main() -> None:
    """Print the seconds of one step in this process."""
    import numpy as np

    step, folder = STEPS[sys.argv[1]], Path(sys.argv[2])
    text = np.fromfile(folder / "text", np.uint8)
    bounds = np.fromfile(folder / "bounds", np.int64)
    step(text, bounds)
    cold = time.process_time()
    warm = []
    for _ in range(WARM_CALLS):
        begin = time.process_time()
        step(text, bounds)
        warm.append(time.process_time() - begin)
    print(json.dumps({"cold_start_s": cold, "warm_s": statistics.median(warm)}))


if __name__ == "__main__":
    main()
