"""Resampling depends on names, numbers and seeds, and on nothing else."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import hash_ids, permutation_test, poisson_weights

NAMES = st.lists(st.text(max_size=6), min_size=1, max_size=20, unique=True)


def _test(rows, sizes, study, *, seed=1, most=4_000):
    """Test one word a row; a row holds its count in every article."""
    table = np.array(rows)
    words, articles = np.nonzero(table)
    begins = np.searchsorted(words, np.arange(len(rows) + 1))
    counts = table[words, articles]
    return permutation_test(
        articles, counts, begins, np.array(sizes), np.array(study, bool), seed=seed, most=most
    )


@given(NAMES, st.integers(0, 99))
def test_weights_do_not_depend_on_order_or_on_what_else_is_drawn(names, seed):
    whole = poisson_weights(hash_ids(names), range(8), seed=seed)

    assert (poisson_weights(hash_ids(names[::-1]), range(8), seed=seed) == whole[::-1]).all()
    assert (poisson_weights(hash_ids(names[:1]), range(4, 8), seed=seed) == whole[:1, 4:]).all()


def test_weights_are_poisson():
    weights = poisson_weights(hash_ids(map(str, range(3_000))), range(200), seed=7)

    assert weights.mean() == pytest.approx(1, abs=0.005)
    assert weights.var() == pytest.approx(1, abs=0.01)
    for k in range(5):
        share = math.exp(-1) / math.factorial(k)
        assert (weights == k).mean() == pytest.approx(share, abs=0.003)


def test_weights_of_two_replicates_two_stories_and_two_seeds_are_unrelated():
    names = hash_ids(map(str, range(4_000)))
    one = poisson_weights(names, range(8), seed=1)
    other = poisson_weights(names, range(8), seed=2)

    related = np.corrcoef(np.vstack([one.T, other.T])) - np.eye(16)
    assert abs(related).max() < 0.08
    assert abs(np.corrcoef(one[:-1, 0], one[1:, 0])[0, 1]) < 0.08


def test_the_permutation_test_comes_to_what_all_splits_say():
    """3 of 7 articles: all 35 splits counted out, with articles of different lengths."""
    counts, sizes = np.array([4, 2, 3, 0, 1, 0, 2]), np.array([90, 60, 80, 70, 100, 50, 60])
    study = np.array([1, 1, 1, 0, 0, 0, 0], bool)

    def distance(chosen):
        chosen = list(chosen)
        return abs(counts[chosen].sum() * sizes.sum() - counts.sum() * sizes[chosen].sum())

    far = [distance(chosen) >= distance([0, 1, 2]) for chosen in combinations(range(7), 3)]
    many = [_test([counts], sizes, study, seed=seed)[0] for seed in range(40)]

    assert np.mean(many) == pytest.approx(np.mean(far), abs=0.02)


@pytest.mark.parametrize(("n_study", "p"), [(2, 6 / 21), (3, 3 / 35), (4, 11 / 35)])
def test_the_permutation_test_is_scipys(n_study, p):
    """scipy 1.17.1: permutation_test, exact, one-sided, of the same distance."""
    counts, sizes = [4, 2, 3, 0, 1, 0, 2], [90, 60, 80, 70, 100, 50, 60]
    study = [k < n_study for k in range(7)]
    many = [_test([counts], sizes, study, seed=seed)[0] for seed in range(120)]

    assert np.mean(many) == pytest.approx(p, abs=0.02)


def test_a_word_heaped_in_one_article_is_no_finding_and_one_spread_over_a_side_is():
    heaped = [12, *[0] * 19]
    spread = [*[1] * 10, *[0] * 10]

    found = _test([heaped, spread], [300] * 20, [1] * 10 + [0] * 10)

    assert found[0] > 0.9
    assert found[1] < 0.001


def test_a_word_that_does_not_occur_is_no_finding():
    found = _test([[0, 0, 0], [1, 0, 0]], [5, 5, 5], [1, 0, 0], most=50)

    assert found[0] == 1


def test_p_values_of_chance_are_spread_evenly():
    random = np.random.default_rng(3)
    rows = random.poisson(1, (300, 24))
    found = _test(rows, [200] * 24, [1] * 12 + [0] * 12, most=500)

    assert (found <= 0.05).mean() < 0.09
    assert 0.4 < found.mean() < 0.65


def test_the_same_seed_gives_the_same_and_another_does_not():
    rows = np.random.default_rng(4).poisson(1, (5, 12))
    sizes, study = [100] * 12, [1] * 6 + [0] * 6

    assert (_test(rows, sizes, study) == _test(rows, sizes, study)).all()
    assert (_test(rows, sizes, study) != _test(rows, sizes, study, seed=2)).any()


def test_very_many_articles_are_shuffled_fewer_times(monkeypatch):
    rows, sizes, study = [[1] * 15 + [0] * 15], [50] * 30, [1] * 15 + [0] * 15
    monkeypatch.setattr("analysis.statistics.resampling.AT_ONCE", 1)
    monkeypatch.setattr("analysis.statistics.resampling.permutation_bound", lambda _: np.ones(1))

    assert _test(rows, sizes, study, most=3_000)[0] == pytest.approx(1 / 3_001)
    monkeypatch.setattr("analysis.statistics.resampling.WORK", 1)
    assert _test(rows, sizes, study, most=3_000)[0] == pytest.approx(1 / 1_000)


def test_how_many_shuffles_are_made_at_once_does_not_matter(monkeypatch):
    rows = np.random.default_rng(8).poisson(1, (4, 12))
    sizes, study = [100] * 12, [1] * 6 + [0] * 6
    expected = _test(rows, sizes, study, most=500)
    monkeypatch.setattr("analysis.statistics.resampling.AT_ONCE", 100)

    assert (_test(rows, sizes, study, most=500) == expected).all()


def test_words_that_need_no_shuffling_change_nothing_for_the_others():
    """The first word is bounded; the others get the p that they get without it."""
    random = np.random.default_rng(9)
    sizes, study = [100] * 60, [1] * 30 + [0] * 30
    others = random.poisson(1, (3, 60)).tolist()
    found = _test([[2] * 30 + [0] * 30, *others], sizes, study)

    assert 0 < found[0] < 1e-12
    assert (found[1:] == _test(others, sizes, study)).all()
