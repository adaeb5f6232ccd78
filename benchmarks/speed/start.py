"""Start: a report of one notebook by papermill on an empty one, and the least a user waits for.

    python -m benchmarks.speed.start [--rounds N]

The two commands are run in turn; each ratio is the median over these pairs. CPU seconds include
those of every process that a command started. On a busy machine CPU is the steadier figure.
Where JupyterLab is installed, half of papermill's seconds go to grammars for web addresses, which a
report leaves out; without it the ratio is about twice as large.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
NOTEBOOK, CORPUS = ROOT / "notebooks" / "frequency.ipynb", ROOT / "seeds" / "kurdistan24"


class Spent(NamedTuple):
    """What a command took."""

    wall: float
    cpu: float


def report_over_empty(*, rounds: int) -> dict[str, float]:
    """Compare a report of one notebook, unchecked, with papermill on an empty notebook."""
    from nbformat import v4, write

    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.ipynb")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        write(v4.new_notebook(cells=[v4.new_code_cell("")], metadata=kernel), empty)
        idle = ["papermill", str(empty), f"{folder}/out.ipynb", "--no-progress-bar"]
        report = ["analysis", "report", str(CORPUS), "--out", f"{folder}/report"]
        report += ["--notebooks", str(NOTEBOOK), "--no-check"]
        spent(report), spent(idle)  # what a first run writes is there now
        pairs = [(spent(report), spent(idle)) for _ in range(rounds)]
    return {
        "ratio": round(statistics.median(ours.wall / least.wall for ours, least in pairs), 2),
        "cpu_ratio": round(statistics.median(ours.cpu / least.cpu for ours, least in pairs), 2),
        "ours_s": statistics.median(ours.wall for ours, _ in pairs),
        "floor_s": statistics.median(least.wall for _, least in pairs),
        "ours_cpu_s": statistics.median(ours.cpu for ours, _ in pairs),
        "floor_cpu_s": statistics.median(least.cpu for _, least in pairs),
    }


def first_answers(*, rounds: int) -> dict[str, float]:
    """Measure the CPU seconds of the import and of the help, Python's own start included."""
    calls = {"import_cpu_s": "import analysis", "help_cpu_s": "import analysis.__main__ as m; "}
    calls["help_cpu_s"] += "m.main(['--help'], standalone_mode=False)"
    return {
        name: statistics.median(spent(["-c", code]).cpu for _ in range(rounds + 1))
        for name, code in calls.items()
    }


def spent(arguments: list[str]) -> Spent:
    """Run ``python -m`` with some arguments, or ``python -c``, and return what it took."""
    command = [sys.executable, *(arguments if arguments[0] == "-c" else ["-m", *arguments])]
    # Python's own compiled files may be written, as on a user's machine.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="pairs of runs (5)")
    rounds = parser.parse_args().rounds
    figures = report_over_empty(rounds=rounds) | first_answers(rounds=rounds)
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=1))


if __name__ == "__main__":
    main()
