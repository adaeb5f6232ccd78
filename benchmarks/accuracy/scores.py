"""Scores of names against gold names, with intervals over documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Name = tuple[int, int, str]

TYPES = ("person", "organisation", "place")
REPETITIONS = 1_000


def counts(found: Sequence[Name], gold: Sequence[Name]) -> list[int]:
    """Count one document: exact hits, names found, gold names, overlaps on either side, by type.

    Examples
    --------
    >>> counts([(0, 3, "person"), (9, 12, "place")], [(0, 3, "person"), (9, 10, "person")])[:5]
    [1, 2, 2, 2, 2]
    """
    row = [
        len(set(found) & set(gold)),
        len(found),
        len(gold),
        sum(any(_overlap(name, other) for other in gold) for name in found),
        sum(any(_overlap(name, other) for other in found) for name in gold),
    ]
    for kind in TYPES:
        mine = [name for name in gold if name[2] == kind]
        row.append(len(mine))
        row.append(
            sum(any(other[2] == kind and _overlap(name, other) for other in found) for name in mine)
        )
    return row


def scores(rows: Sequence[Sequence[int]]) -> dict[str, tuple[float, float, float]]:
    """Give each score with its interval: 95 %, bootstrap over documents, percentiles."""
    table = np.asarray(rows, float)
    rng = np.random.default_rng(0)
    drawn = rng.integers(0, len(table), (REPETITIONS, len(table)))
    resampled = np.array([table[chosen].sum(axis=0) for chosen in drawn])
    point, many = _scores(table.sum(axis=0)[None]), _scores(resampled)
    return {name: (float(point[name][0]), *_interval(many[name])) for name in point}


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Give the middle 95 % of the values that are numbers."""
    known = values[~np.isnan(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def _scores(sums: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    exact, found, gold, hit, met = sums[:, :5].T
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = hit / found, met / gold
        typed = {
            f"recall {kind}": sums[:, 6 + 2 * row] / sums[:, 5 + 2 * row]
            for row, kind in enumerate(TYPES)
        }
        return {
            "exact F": 2 * exact / (found + gold),
            "overlap P": precision,
            "overlap R": recall,
            "overlap F": 2 * precision * recall / (precision + recall),
            **typed,
        }


def _overlap(name: Name, other: Name) -> bool:
    return name[0] < other[1] and other[0] < name[1]
