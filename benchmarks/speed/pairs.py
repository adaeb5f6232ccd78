"""Co-occurrence: pairs of actors counted."""

from __future__ import annotations

import numpy as np

from analysis.kernels import pairs
from benchmarks.speed import peers
from benchmarks.speed.compare import Comparison

N_UNITS, N_ACTORS = 100_000, 5000


def ties(lines, articles):
    """Pairs among 5,000 actors in 100,000 units, about 1.9 million pairs."""
    contexts, actors, units = drawn()
    shape = (N_UNITS, N_ACTORS)
    found = pairs.count_pairs(contexts, actors)
    ours = _counts(found.first, found.second, found.counts)
    product = peers.scipy_pairs(contexts, actors, shape).tocoo()
    upper = product.row < product.col
    by_scipy = _counts(product.row[upper], product.col[upper], product.data[upper])
    by_pandas = peers.pandas_pairs(contexts, actors).reset_index()
    merged = _counts(*(by_pandas[name].to_numpy() for name in by_pandas))

    def count():
        return pairs.count_pairs(contexts, actors)

    yield Comparison(
        "cooccurrence_vs_itertools",
        count,
        lambda: peers.itertools_pairs(units),
        ours == peers.itertools_pairs(units),
    )
    yield Comparison(
        "cooccurrence_vs_pandas",
        count,
        lambda: peers.pandas_pairs(contexts, actors),
        ours == merged,
    )
    yield Comparison(
        "cooccurrence_vs_scipy",
        count,
        lambda: peers.scipy_pairs(contexts, actors, shape),
        ours == by_scipy,
    )


def drawn():
    """Return units and actors row by row, and the actors of each unit; some are often named."""
    draw = np.random.default_rng(1)
    sizes = np.minimum(draw.poisson(6.2, N_UNITS), 40)
    contexts = np.repeat(np.arange(N_UNITS), sizes)
    weights = np.arange(1, N_ACTORS + 1) ** -0.85
    actors = draw.choice(N_ACTORS, len(contexts), p=weights / weights.sum()).astype(np.int32)
    units = [unit.tolist() for unit in np.split(actors, np.cumsum(sizes)[:-1])]
    return contexts, actors, units


def _counts(first, second, counts):
    pairs_of = zip(first.tolist(), second.tolist(), strict=True)
    return dict(zip(pairs_of, counts.tolist(), strict=True))
