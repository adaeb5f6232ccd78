"""Ties: how often chance alone ties anybody, and how often planted ties are found.

    python -m benchmarks.ties --json OUT [--null N] [--runs N] [--looks N]

Corpora are lists of articles and the actors they name: one actor and Poisson(3) more, drawn by
Zipf's law from 30 actors (100 articles) or 60 (400 articles). Actors are then dealt anew, so that
nothing but the sizes of articles and the frequencies of actors is left: shuffled labels. `chance`
says in how many such corpora any tie is beyond chance, and likewise for the seed corpus `estuary`
with its labels shuffled. `planted` lets the articles of one actor name another two or four times
as often as chance would, and compares how often that tie is found with what `Chance.power` says
beforehand. `bound` compares the binomial bound of small p with very many looks. Intervals are
Wilson's at 95 %.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from analysis import cooccurrence, load
from analysis.cooccurrence.incidence import Incidence, incidence
from analysis.cooccurrence.null_model import LIKELY, compared
from analysis.kernels.curveball import trade
from analysis.statistics import configuration_test, tie_bound, wilson
from analysis.stories import stories, unique_stories

SIZES = {100: 30, 400: 60}
"""Actors of corpora, by their articles."""
MORE, ZIPF, NAMED = 3, 0.8, 10
TRADES = 20
ESTUARY = Path(__file__).parents[1] / "seeds" / "estuary"


def by_lot(random: np.random.Generator, n: int) -> Incidence:
    """Draw a corpus in which nobody is tied to anybody."""
    rates = np.arange(1, SIZES[n] + 1) ** -ZIPF
    sizes = 1 + np.minimum(random.poisson(MORE, n), SIZES[n] - 1)
    drawn = [
        np.sort(random.choice(SIZES[n], size, replace=False, p=rates / rates.sum()))
        for size in sizes
    ]
    return shuffled(_incidence(drawn, SIZES[n]), int(random.integers(1 << 30)))


def shuffled(named: Incidence, seed: int) -> Incidence:
    """Deal the actors anew: every article names as many, every actor is named as often."""
    trades = TRADES * named.n_articles
    members = trade(named.members, named.offsets, trades=trades, seed=seed)
    begins = named.offsets
    drawn = [np.sort(members[begins[k] : begins[k + 1]]) for k in range(named.n_articles)]
    return _incidence(drawn, len(named.names))


def _incidence(drawn: list[np.ndarray], n_actors: int) -> Incidence:
    kept = [actors for actors in drawn if len(actors)]
    names = np.array([f"a{number:03}" for number in range(n_actors)], dtype=object)
    offsets = np.cumsum([0, *map(len, kept)])
    return Incidence(np.concatenate(kept).astype(np.int32), offsets, names, np.arange(len(kept)))


def _share(hits: int, trials: int) -> dict:
    interval = wilson(hits, trials)
    ends = {"low": round(interval.low, 4), "high": round(interval.high, 4)}
    return {"hits": int(hits), "of": trials, "share": round(hits / trials, 4), **ends}


def chance(named: Incidence | int, runs: int, looks: int) -> dict:
    """Count the corpora with shuffled labels in which any tie is beyond chance."""
    hits = 0
    for run in range(runs):
        random = np.random.default_rng([1, run])
        made = by_lot(random, named) if isinstance(named, int) else shuffled(named, run)
        table = compared(made, seed=run, looks=looks).table
        hits += bool((table["p_adjusted"] <= LIKELY).any())
    return _share(hits, runs)


def planted(n: int, ratio: float, runs: int, looks: int) -> dict:
    """Count how often one planted tie is found, and how often it should be."""
    hits, predicted, others = 0, [], 0
    for run in range(runs):
        random = np.random.default_rng([2, n, run])
        made = by_lot(random, n)
        each = np.bincount(made.members, minlength=SIZES[n])
        a, b = random.choice(np.flatnonzero(each >= NAMED), 2, replace=False).tolist()
        pair = np.array([a], np.int32), np.array([b], np.int32)
        usual = configuration_test(
            made.members, made.offsets, *pair, np.array([1]), seed=run, looks=looks
        )
        cutoff = compared(made, seed=run, looks=looks).cutoff
        predicted.append(float(usual.power(cutoff, ratio=ratio)[0]))
        table = compared(
            _tied(made, a, b, ratio * usual.expected[0], random), seed=run, looks=looks
        ).table
        sure = table[table["p_adjusted"] <= LIKELY]
        names = made.names[min(a, b)], made.names[max(a, b)]
        at = (sure["actor_a"] == names[0]) & (sure["actor_b"] == names[1])
        hits += bool(at.any())
        others += int((~at).any())
    about = {"articles": n, "ratio": ratio, "predicted": round(float(np.mean(predicted)), 4)}
    return {**about, **_share(hits, runs), "with another tie": others}


def _tied(made: Incidence, a: int, b: int, mean: float, random: np.random.Generator) -> Incidence:
    """Let one actor stand beside another in so many articles on average.

    Another actor takes the place it leaves, so that articles and actors keep their numbers; only
    in an article that names nobody else there is nobody to swap.
    """
    begins = made.offsets
    drawn = [set(made.members[begins[k] : begins[k + 1]].tolist()) for k in range(len(made.rows))]
    with_a = np.array([a in actors for actors in drawn])
    with_b = np.array([b in actors for actors in drawn])
    most = int(min(with_a.sum(), with_b.sum()))
    wanted = random.binomial(most, min(mean / most, 1)) - int((with_a & with_b).sum())
    gain, lose = (
        (with_a & ~with_b, ~with_a & with_b) if wanted > 0 else (~with_a & ~with_b, with_a & with_b)
    )
    n = min(abs(wanted), int(gain.sum()), int(lose.sum()))
    sides = (
        random.choice(np.flatnonzero(side), n, replace=False).tolist() for side in (gain, lose)
    )
    for to, of in zip(*sides, strict=True):
        swapped = sorted(drawn[to] - drawn[of] - {a})
        drawn[to].add(b)
        drawn[of].discard(b)
        if swapped:
            other = swapped[random.integers(len(swapped))]
            drawn[to].discard(other)
            drawn[of].add(other)
    return _incidence([np.array(sorted(actors)) for actors in drawn], len(made.names))


def bound(looks: int) -> dict:
    """Compare the bound with very many looks, for p from 0.001 down to 50 looks of them."""
    made = by_lot(np.random.default_rng(3), 100)
    first, second = (column.astype(np.int32) for column in np.triu_indices(SIZES[100], 1))
    usual = configuration_test(
        made.members, made.offsets, first, second, np.ones_like(first), seed=1, looks=looks
    )
    ratios = []
    for pair, most in enumerate(usual.most.tolist()):
        for n_shared in range(1, most + 1):
            hits = int((usual.looks[:, pair] >= n_shared).sum())
            if 50 <= hits <= looks / 1_000:
                expected = usual.expected[pair]
                ratios.append(tie_bound(n_shared, most, expected, looks) * looks / hits)
    low, middle, high = np.quantile(ratios, [0, 0.5, 1]).round(2).tolist()
    return {"tails": len(ratios), "low": low, "median": middle, "high": high}


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", required=True, type=Path, help="where the figures go")
    parser.add_argument("--null", type=int, default=300, help="corpora without ties (300)")
    parser.add_argument("--runs", type=int, default=150, help="corpora with a planted tie (150)")
    parser.add_argument("--looks", type=int, default=1_999, help="looks at chance (1,999)")
    parser.add_argument("--tail", type=int, default=200_000, help="looks for the bound (200,000)")
    options = parser.parse_args()
    figures: dict = {"bound": bound(options.tail)}
    print(figures, flush=True)
    news = load(ESTUARY)
    once = cooccurrence.mentions(unique_stories(news, stories(news)))
    some = {"100": 100, "400": 400, "estuary": incidence(once)}
    figures["chance"] = {
        name: chance(named, options.null, options.looks) for name, named in some.items()
    }
    print(figures["chance"], flush=True)
    figures["planted"] = [
        planted(n, ratio, options.runs, options.looks) for n in SIZES for ratio in (2, 4)
    ]
    print(figures["planted"], flush=True)
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
