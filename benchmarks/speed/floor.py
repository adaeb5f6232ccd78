"""Distance to the floor: ours by the least that could be done, so that 1 would be perfect."""

from __future__ import annotations

import numba
import numpy as np

from analysis.kernels import words
from benchmarks.speed import tagged
from benchmarks.speed.compare import Comparison, compare, joined
from benchmarks.speed.start import report_over_empty


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
    yield "annotate_over_without_names", tagged.cost(articles, rounds=rounds)
    yield "report_over_empty_notebook", report_over_empty(rounds=min(rounds, 3))


@numba.njit(cache=True, nogil=True)
def hash_bytes(text):
    """Look at every byte once, as any cutter must, and mix it into a number."""
    code = np.uint32(2166136261)
    for byte in text:
        code = np.uint32((code ^ byte) * np.uint32(16777619))
    return code
