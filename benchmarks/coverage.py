"""How often the intervals of rates hold the truth, on counts whose rate is known.

    python -m benchmarks.coverage --json OUT [--samples N]

Each sample is some articles of 50 words or more (400 in the middle, log-normal) whose occurrences
of a term are negative binomial: Poisson around a rate of its own for each article, gamma
distributed around the true one. The smaller the shape, the more a few articles have most of the
occurrences: 0.5 is a topic that most articles do not touch, 3 a common word. In samples with
copies, each story is printed once to three times, and stories are what is counted.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.statistics import Refusal, hash_ids, rate_interval

RATE = 0.005
SIZES = (5, 10, 20, 50, 200)
SHAPES = (0.5, 1.0, 3.0)
SAMPLES = 4_000


class Drawn(NamedTuple):
    """Occurrences, words and story of each article."""

    counts: np.ndarray
    sizes: np.ndarray
    stories: np.ndarray


def sample(random: np.random.Generator, n: int, shape: float, *, copies: bool) -> Drawn:
    """Draw the stories of one corpus."""
    sizes = np.maximum(random.lognormal(np.log(400), 0.5, n), 50).astype(np.int64)
    counts = random.poisson(RATE * sizes * random.gamma(shape, 1 / shape, n))
    times = random.integers(1, 4, n) if copies else np.ones(n, np.int64)
    names = hash_ids(f"story {number}" for number in range(n))
    return Drawn(*(np.repeat(column, times) for column in (counts, sizes, names)))


def coverage(
    n: int, shape: float, *, samples: int, copies: bool = False, replicates: int = 1_000
) -> dict:
    """Count how many intervals hold the truth.

    Returns
    -------
    dict
        `coverage` of the intervals given, `below` and `above` (shares that lie wholly below or
        above the truth), `refused` (share of samples without an interval), and the design.
    """
    random = np.random.default_rng([n, round(10 * shape), copies])
    found = np.zeros(3, np.int64)
    for number in range(samples):
        drawn = sample(random, n, shape, copies=copies)
        interval = rate_interval(*drawn, replicates=replicates, seed=number)
        if not isinstance(interval, Refusal):
            found += (
                interval.low <= RATE <= interval.high,
                interval.high < RATE,
                interval.low > RATE,
            )
    given = int(found.sum())
    return {
        "articles": n,
        "shape": shape,
        "copies": copies,
        "coverage": found[0] / given,
        "below": found[1] / given,
        "above": found[2] / given,
        "refused": 1 - given / samples,
        "samples": samples,
    }


def main() -> None:
    """Measure all designs, print a table and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", required=True, help="where the figures go")
    parser.add_argument("--samples", type=int, default=SAMPLES, help=f"samples each ({SAMPLES})")
    options = parser.parse_args()
    designs = [(n, shape, False) for shape in SHAPES for n in SIZES]
    designs += [(n, 1.0, True) for n in SIZES]
    entries = []
    print("nominal 95 %: share of intervals that hold the true rate")
    for n, shape, copies in designs:
        entry = coverage(n, shape, samples=options.samples, copies=copies)
        entries.append(entry)
        print(
            f"{n:4} {'stories with copies' if copies else 'articles':20} shape {shape:<4} "
            f"coverage {entry['coverage']:.3f}  below {entry['below']:.3f}  "
            f"above {entry['above']:.3f}  refused {entry['refused']:.3f}",
            flush=True,
        )
    Path(options.json).write_text(json.dumps(entries, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
