"""Keyness: how often planted differences are found, how often chance is, and how near the bound is.

    python -m benchmarks.keyness --json OUT [--runs N] [--null N] [--shuffles N]

Corpora are counts: articles of log-normal length (median 250 words), words of rates from 0.02 to 2
per 1,000, negative binomial, so that a word that occurs is likely to occur again. One article in
ten is of the study group. `found` plants a rate of twice the reference's in 8 words of 300, and
says how many of them are found when 20,000 words are asked about, as `keyness` finds them, and by
shuffles alone. `chance` plants nothing, and says in how many corpora anything is found; 300 words
are asked about. `bound` compares the bound of words of small corpora with very many shuffles.
Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from analysis.statistics import (
    Groups,
    benjamini_hochberg,
    chi_square_tail,
    log_likelihood,
    permutation_bound,
    permutation_tests,
    resampling,
    wilson,
)

WORDS, PLANTED, ASKED, LIKELY = 300, 8, 20_000, 0.05
SHARE, SHAPE, RATIO = 0.1, 0.5, 2.0


def corpus(random: np.random.Generator, n: int, ratio: float) -> Groups:
    """Draw the counts of a corpus; the first words are more frequent in the study group."""
    sizes = random.lognormal(np.log(250), 0.6, n).astype(np.int64) + 20
    study = np.arange(n) < SHARE * n
    rates = np.geomspace(0.02, 2, WORDS)[random.permutation(WORDS)] / 1_000
    rates[:PLANTED] = np.geomspace(0.05, 1, PLANTED) / 1_000
    rows = []
    for word, rate in enumerate(rates):
        mean = rate * sizes * np.where(study & (word < PLANTED), ratio, 1)
        rows.append(random.poisson(random.gamma(SHAPE, mean / SHAPE)))
    places = [np.flatnonzero(row) for row in rows]
    return Groups(
        np.concatenate(places),
        np.concatenate([row[at] for row, at in zip(rows, places, strict=True)]),
        np.cumsum([0, *(len(at) for at in places)]),
        sizes,
        study,
    )


def p_values(groups: Groups, *, bounded: bool, seed: int) -> np.ndarray:
    """Give the p-values of `keyness`, or those that shuffles alone would give."""
    known = resampling.permutation_bound
    if not bounded:
        resampling.permutation_bound = lambda some: np.ones(len(some.begins) - 1)
    p = permutation_tests([groups], seed=seed)[0].p
    resampling.permutation_bound = known
    sums = [
        np.diff(np.concatenate(([0], np.cumsum(groups.counts * side)))[groups.begins])
        for side in (groups.in_study[groups.parts], ~groups.in_study[groups.parts])
    ]
    own, other = groups.sizes[groups.in_study].sum(), groups.sizes[~groups.in_study].sum()
    p = np.maximum(p, chi_square_tail(np.nan_to_num(log_likelihood(*sums, own, other))))
    return np.where(np.diff(groups.begins) >= 3, p, np.nan)


def _share(hits: int, trials: int) -> dict:
    interval = wilson(hits, trials)
    return {
        "hits": hits,
        "of": trials,
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
    }


def planted(n: int, runs: int) -> dict:
    """Count how many planted words are found, and how many others."""
    hits = {True: 0, False: 0}
    wrong = 0
    for run in range(runs):
        groups = corpus(np.random.default_rng([1, n, run]), n, RATIO)
        for bounded in hits:
            p = p_values(groups, bounded=bounded, seed=run)
            sure = benjamini_hochberg(p, of=ASKED) <= LIKELY
            hits[bounded] += int(sure[:PLANTED].sum())
            wrong += int(sure[PLANTED:].sum()) * bounded
    of = PLANTED * runs
    alone = _share(hits[False], of)
    return {"articles": n, **_share(hits[True], of), "wrong": wrong, "shuffles alone": alone}


def chance(n: int, runs: int) -> dict:
    """Count the corpora without a difference in which one is found."""
    wrong = 0
    for run in range(runs):
        groups = corpus(np.random.default_rng([2, n, run]), n, 1.0)
        adjusted = benjamini_hochberg(p_values(groups, bounded=True, seed=run))
        wrong += bool((adjusted <= LIKELY).any())
    return {"articles": n, **_share(wrong, runs)}


def bound(shuffles: int) -> dict:
    """Compare the bound with very many shuffles of 60 and of 200 articles."""
    ratios, least = [], np.inf
    for n in (60, 200):
        random = np.random.default_rng([3, n])
        sizes, study = random.integers(50, 500, n), np.arange(n) < n // 3
        more = 1 + random.choice([1, 2, 3], (200, 1)) * study
        table = random.poisson(random.choice([0.3, 1, 3], (200, 1)) * more * sizes / 700)
        table[:, -1] += 1
        words, articles = np.nonzero(table)
        begins = np.searchsorted(words, np.arange(201))
        groups = Groups(articles, table[words, articles], begins, sizes, study)
        values = (table * sizes.sum() - table.sum(axis=1, keepdims=True) * sizes).astype(float)
        far, hits = np.abs(values[:, study].sum(axis=1)) * (1 - 1e-12), np.zeros(200)
        for _ in range(shuffles // 5_000):
            dealt = random.permuted(np.tile(study, (5_000, 1)), axis=1).astype(float)
            hits += (np.abs(dealt @ values.T) >= far).sum(axis=0)
        known = (hits >= 50) & (hits <= shuffles / 1_000)
        ratios += (permutation_bound(groups, least_z=0)[known] * shuffles / hits[known]).tolist()
        least = min([least, *hits[known] / shuffles])
    low, middle, high = np.quantile(ratios, [0, 0.5, 1]).round(2).tolist()
    return {"words": len(ratios), "smallest p": least, "low": low, "median": middle, "high": high}


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument("--runs", type=int, default=10, help="corpora with differences (10)")
    parser.add_argument("--null", type=int, default=350, help="corpora without (350)")
    parser.add_argument("--shuffles", type=int, default=1_000_000, help="shuffles (1,000,000)")
    options = parser.parse_args()
    figures = {"bound": bound(options.shuffles)}
    print(figures, flush=True)
    figures["found"] = [planted(n, options.runs) for n in (200, 2_000, 20_000)]
    print(figures["found"], flush=True)
    figures["chance"] = [chance(n, options.null) for n in (200, 2_000)]
    print(figures["chance"], flush=True)
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
