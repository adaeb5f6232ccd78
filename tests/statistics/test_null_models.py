"""What chance brings together, against all ways of naming and against corpora made by chance."""

import numpy as np
import pytest

from analysis.statistics import (
    benjamini_hochberg,
    binomial_tail,
    configuration_test,
    tie_bound,
)


def by_lot(random, *, n_articles, n_actors, together=0):
    """Let each actor have a rate of its own; the first two also stand together some more times."""
    rates = random.beta(1, 4, n_actors)
    named = random.random((n_articles, n_actors)) < rates * random.uniform(
        0.3, 1.7, (n_articles, 1)
    )
    named[random.choice(n_articles, together, replace=False), :2] = True
    return named


def compared(named, *, looks=1_999):
    members = np.nonzero(named)[1].astype(np.int32)
    offsets = np.cumsum([0, *named.sum(axis=1)])
    first, second = (column.astype(np.int32) for column in np.triu_indices(named.shape[1], 1))
    shared = (named.T.astype(int) @ named)[first, second]
    return configuration_test(members, offsets, first, second, shared, seed=1, looks=looks)


def test_p_by_hand():
    """Two articles, two actors each of one article: together in half of all ways."""
    members, offsets = np.array([0, 1, 2, 3], np.int32), np.array([0, 2, 4])
    pair = np.array([0], np.int32), np.array([1], np.int32)
    found = configuration_test(members, offsets, *pair, np.array([1]), seed=1, looks=4_999)

    assert abs(found.expected[0] - 1 / 3) < 0.03  # 0 has 1, 2 or 3 beside it
    assert abs(found.p[0] - 1 / 3) < 0.03
    never = configuration_test(members, offsets, *pair, np.array([2]), seed=1, looks=999)
    assert never.p[0] == 1 / 1000


def test_what_chance_made_is_no_finding_and_what_was_planted_is():
    random = np.random.default_rng(8)
    chance = [compared(by_lot(random, n_articles=60, n_actors=12)) for _ in range(20)]
    assert sum((benjamini_hochberg(one.p) <= 0.05).any() for one in chance) <= 3

    found = compared(by_lot(random, n_articles=60, n_actors=12, together=25))
    assert benjamini_hochberg(found.p)[0] <= 0.05


def test_small_p_are_no_more_frequent_than_they_say():
    random = np.random.default_rng(9)
    p = np.concatenate(
        [compared(by_lot(random, n_articles=40, n_actors=10), looks=999).p for _ in range(20)]
    )
    assert (p <= 0.05).mean() <= 0.065
    assert (p <= 0.2).mean() <= 0.22


def test_the_bound_is_never_below_what_very_many_looks_show():
    random = np.random.default_rng(4)
    for _ in range(5):
        named = by_lot(random, n_articles=40, n_actors=8)
        chance = compared(named, looks=60_000)
        for pair, most in enumerate(chance.most.tolist()):
            for n_shared in range(1, most + 1):
                hits = (chance.looks[:, pair] >= n_shared).sum()
                if 60 <= hits <= 3_000:
                    bound = tie_bound(n_shared, most, chance.expected[pair], 60_000)
                    assert bound >= hits / 60_000 * 0.9  # looks are not quite independent


def test_a_sure_tie_is_sure_however_few_the_looks():
    named = np.zeros((60, 30), bool)
    named[:, 2:] = np.random.default_rng(3).random((60, 28)) < 0.2
    named[:15, :2] = True
    few, many = (compared(named, looks=looks) for looks in (199, 1_999))

    assert few.p[0] == pytest.approx(many.p[0], rel=1)
    assert few.p[0] < 1e-6


def test_the_power_is_how_often_so_strong_a_tie_would_be_sure():
    chance = compared(by_lot(np.random.default_rng(5), n_articles=80, n_actors=6))
    power = chance.power(0.05)
    weaker, surer = chance.power(0.05, ratio=1.0), chance.power(0.001)

    assert (weaker <= 0.12).all(), "by chance, a tie is sure about as often as the cutoff allows"
    assert (weaker <= power).all()
    assert (surer <= power).all()
    assert chance.power(1.0).tolist() == [1.0] * len(power)


def test_the_power_is_that_of_the_p_that_so_many_articles_would_have():
    """Of every cutoff, also one below what looks show: p is at most it from some number on."""
    named = by_lot(np.random.default_rng(6), n_articles=50, n_actors=5)
    members = np.nonzero(named)[1].astype(np.int32)
    offsets = np.cumsum([0, *named.sum(axis=1)])
    pair = np.array([0], np.int32), np.array([1], np.int32)
    p, most = {}, 1
    while most not in p:
        n_shared = len(p) + 1
        one = configuration_test(members, offsets, *pair, np.array([n_shared]), seed=1, looks=999)
        p[n_shared], most = one.p[0], int(one.most[0])
    for cutoff in (0.2, 0.05, 0.004, 0.0009, 0.0001, 1e-9):
        needed = next((n for n in p if p[n] <= cutoff), most + 1)
        share = min(2 * one.expected[0] / most, 1)
        assert one.power(cutoff).tolist() == [binomial_tail(needed, most, share)]
