"""What chance brings together, against all ways of naming and against corpora made by chance."""

import numpy as np

from analysis.statistics import benjamini_hochberg, configuration_test


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
