"""Shuffles are numpy's, and what they come to is what numpy alone comes to, to the last digit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kernels import shuffles as kernel

LIMITS = kernel.Limits(enough=5, most=60, fewest=20, work=4_000, at_once=300)


def reference(table, sizes, in_study, *, seed, limits):
    """Test one word a row of `table`, which has one column an article; each word occurs."""
    places, total = (table > 0).sum(axis=1), sizes.sum()

    def distance(labels):
        expected = (labels @ sizes)[:, None] * table.sum(axis=1)
        return np.abs(labels @ table.T * total - expected)

    found, alive = distance(in_study[None, :])[0], np.arange(len(table))
    p, hits = np.ones(len(table)), np.zeros(len(table), np.int64)
    random, n, work = np.random.default_rng(seed), 0, 0
    while len(alive) and n < limits.most and (n < limits.fewest or work < limits.work):
        size = max(places[alive].sum(), len(sizes))
        times = min(max(limits.at_once // size, 1), limits.most - n)
        labels = random.permuted(np.tile(in_study, (times, 1)), axis=1)
        sums = np.cumsum(distance(labels)[:, alive] >= found[alive], axis=0) + hits[alive]
        hits[alive] = sums[-1]
        done = sums[-1] >= limits.enough
        reached = n + 1 + (sums >= limits.enough).argmax(axis=0)
        p[alive[done]] = limits.enough / reached[done]
        alive, n, work = alive[~done], n + times, work + times * size
    p[alive] = (1 + hits[alive]) / (1 + n)
    return p


def articles(table, sizes, in_study):
    rows, words = np.nonzero(table.T)
    begins = np.searchsorted(rows, np.arange(table.shape[1] + 1))
    counts = table[words, rows].astype(np.int32)
    return kernel.Articles(begins, words.astype(np.int32), counts, sizes, in_study)


def ours(*some, seed, limits):
    made = kernel.shuffle([articles(*data) for data in some], seed=seed, limits=limits)
    known = [limits.enough / np.maximum(one.reached, 1) for one in made]
    return [
        np.where(one.reached > 0, p, (1 + one.hits) / (1 + one.n)).tolist()
        for one, p in zip(made, known, strict=True)
    ]


def drawn_by_lot(seed, n_words, n_articles, n_study):
    random = np.random.default_rng(seed)
    table = random.poisson(random.choice([0.05, 0.5, 2], (n_words, 1)), (n_words, n_articles))
    table[:, : n_study // 2] *= random.choice([1, 4], (n_words, 1))
    table[np.arange(n_words), random.integers(n_articles, size=n_words)] += 1
    return table, random.integers(20, 90, n_articles), np.arange(n_articles) < n_study


SIZES = st.tuples(st.integers(0, 999), st.integers(1, 12), st.integers(2, 30))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(SIZES, st.floats(0, 1)), min_size=1, max_size=3),
    st.sampled_from([1, 40, 300, 4_000]),
    st.sampled_from([1, 900, 20_000]),
)
def test_values_are_numpys_for_one_set_of_articles_and_for_several(sets, at_once, work):
    some = [drawn_by_lot(*sizes, round(share * sizes[-1])) for sizes, share in sets]
    limits = LIMITS._replace(at_once=at_once, work=work)
    expected = [reference(*data, seed=7, limits=limits).tolist() for data in some]

    assert ours(*some, seed=7, limits=limits) == expected


@pytest.mark.parametrize("drawn", [1, 3, 1_000])
def test_how_many_numbers_are_drawn_at_once_does_not_matter(monkeypatch, drawn):
    some = drawn_by_lot(3, 8, 15, 6), drawn_by_lot(4, 5, 11, 6)
    expected = ours(*some, seed=1, limits=LIMITS)
    monkeypatch.setattr(kernel, "DRAWN", drawn)

    assert ours(*some, seed=1, limits=LIMITS) == expected


def test_a_number_beyond_the_last_place_is_drawn_anew():
    """Two bits for three places, then one for two: 3 is too many, 2 keeps the last place."""
    labels, first = np.empty(3, bool), np.array([True, False, False])
    numbers = np.array([3, 2, 4], np.uint32)

    assert kernel._permute(numbers, 0, first, labels) == 3
    assert labels.tolist() == [False, True, False]
    assert kernel._permute(numbers[:2], 0, first, labels) == -1


def test_what_is_given_to_the_kernel_is_left_as_it_is():
    some = articles(*drawn_by_lot(5, 8, 15, 6))
    before = [column.copy() for column in some]
    kernel.shuffle([some], seed=1, limits=LIMITS)

    assert all((one == other).all() for one, other in zip(some, before, strict=True))


def test_nothing_is_shuffled_for_no_word():
    none, sizes = np.empty(0, np.int32), np.ones(3, np.int64)
    some = kernel.Articles(np.zeros(4, np.int64), none, none, sizes, np.array([True, False, False]))
    (made,) = kernel.shuffle([some], seed=1, limits=LIMITS)

    assert (made.n, made.hits.tolist()) == (0, [])
    assert kernel.shuffle([], seed=1, limits=LIMITS) == []
