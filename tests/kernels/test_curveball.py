"""Trades keep what each article and each actor has, and reach every way of naming alike."""

from collections import Counter
from itertools import combinations, pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels.curveball import shared, trade
from tests.kernels.texts import MANY


def dealt(articles):
    members = np.array([actor for article in articles for actor in article], np.int32)
    return members, np.cumsum([0, *map(len, articles)])


def parts(members, offsets):
    return [members[a:b].tolist() for a, b in pairwise(offsets)]


ARTICLES = st.lists(st.sets(st.integers(0, 6), max_size=5).map(sorted), min_size=1, max_size=8)


@MANY
@given(ARTICLES, st.integers(0, 40), st.integers(0, 2**40))
def test_sizes_and_counts_stay_and_nobody_comes_twice(articles, trades, seed):
    members, offsets = dealt(articles)
    traded = trade(members, offsets, trades=trades, seed=seed)

    assert [len(set(part)) for part in parts(traded, offsets)] == [len(a) for a in articles]
    assert Counter(traded.tolist()) == Counter(members.tolist())


def every_way(articles, n_actors):
    """Give every table of articles and actors with the same sums, one after the other."""
    sums = Counter(actor for article in articles for actor in article)
    choices = (combinations(range(n_actors), len(article)) for article in articles)
    for way in product(*choices):
        if Counter(actor for part in way for actor in part) == sums:
            yield way


def test_every_way_of_naming_is_equally_likely():
    """All ways are listed; each must come about as often as the others."""
    articles = [[0, 1], [0, 2], [1], [0, 3]]
    ways = list(every_way(articles, 4))
    members, offsets = dealt(articles)
    seen = Counter(
        tuple(
            tuple(sorted(part))
            for part in parts(trade(members, offsets, trades=25, seed=s), offsets)
        )
        for s in range(6000)
    )

    assert set(seen) == set(ways)
    expected = 6000 / len(ways)
    chi_square = sum((n - expected) ** 2 / expected for n in seen.values())
    assert chi_square < len(ways) - 1 + 4 * np.sqrt(2 * (len(ways) - 1))


def test_shared_articles_are_those_of_all_ways():
    articles = [[0, 1], [0, 1, 2], [1, 2], [0], [3, 0]]
    members, offsets = dealt(articles)
    pairs = np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32)
    found = shared(members, offsets, *pairs, looks=20_000, seed=3)

    ways = list(every_way(articles, 4))
    for column, (a, b) in enumerate(zip(*pairs, strict=True)):
        exact = np.bincount(
            [sum(a in part and b in part for part in way) for way in ways], minlength=4
        )
        share = np.bincount(found[:, column], minlength=4) / len(found)
        assert np.allclose(share, exact / len(ways), atol=0.02)


def test_the_same_seed_gives_the_same():
    members, offsets = dealt([[0, 1], [2, 3], [1, 2]])
    pair = np.array([0], np.int32), np.array([1], np.int32)
    one, other = (shared(members, offsets, *pair, looks=50, seed=5) for _ in range(2))
    assert (one == other).all()
    assert (one != shared(members, offsets, *pair, looks=50, seed=6)).any()


def test_one_article_and_no_article_have_nobody_to_trade_with():
    pair = np.array([0], np.int32), np.array([1], np.int32)
    assert shared(*dealt([[0, 1]]), *pair, looks=3, seed=1).tolist() == [[1], [1], [1]]
    assert shared(*dealt([]), *pair, looks=1, seed=1).tolist() == [[0]]
