"""Change points: where they were put, and none where there is none."""

import numpy as np
import pytest

from analysis.statistics import Change, Refusal, change_points


def test_one_change_is_found_where_it_is():
    counts = [2, 1, 3, 2, 1, 2, 2, 3, 1, 2, 8, 9, 7, 8, 10, 8, 9, 7]
    (found,) = change_points(counts, [1000] * 18)

    assert isinstance(found, Change)
    assert found.place == 10
    assert found.low <= 10 <= found.high
    assert (found.before, found.after) == pytest.approx((0.0019, 0.00825))
    assert found.p == pytest.approx(0.001)


def test_two_changes_are_found_in_order():
    rates = [1] * 12 + [8] * 12 + [1] * 12
    found = change_points(rates, [500] * 36)

    assert [change.place for change in found] == [12, 24]
    assert found[0].after == found[1].before == pytest.approx(8 / 500)


def test_places_are_those_of_the_best_division():
    """ruptures 1.1.10: Binseg and Dynp with two breaks, sides of three and Poisson's likelihood."""
    counts = [5, 7, 4, 6, 5, 8, 6, 5, 2, 1, 2, 3, 1, 2, 14, 12, 15, 11, 13, 16, 12, 14]
    sizes = [900, 1200, 800, 1000, 950, 1300, 1000, 900, 1100, 700, 1000]
    sizes += [1200, 800, 900, 1000, 900, 1100, 800, 1000, 1200, 900, 1000]

    assert [change.place for change in change_points(counts, sizes)] == [8, 14]


def test_gaps_are_passed_over_and_places_count_them():
    counts = [1, 1, 1, 1, 0, 0, 1, 1, 1, 9, 9, 9, 9, 9, 9]
    sizes = [100, 100, 100, 100, 0, 0, 100, 100, 100] + [100] * 6
    (found,) = change_points(counts, sizes)

    assert found.place == 9


def test_more_articles_are_no_change_of_rate():
    sizes = np.array([1000] * 10 + [5000] * 10)

    assert change_points(sizes // 500, sizes) == []


def test_one_loud_day_is_no_change():
    assert change_points([2] * 10 + [30] + [2] * 10, [1000] * 21) == []


@pytest.mark.parametrize(
    ("counts", "sizes", "text"),
    [([1] * 11, [100] * 11, "11 units of time"), ([0] * 20, [100] * 20, "does not occur")],
)
def test_what_cannot_be_judged_is_refused(counts, sizes, text):
    found = change_points(counts, sizes)

    assert isinstance(found, Refusal)
    assert text in str(found)


def test_chance_rarely_looks_like_a_change():
    random = np.random.default_rng(5)
    series = random.poisson(3 * random.gamma(2, 0.5, (150, 20)))
    found = [change_points(counts, [1000] * 20, shuffles=199) for counts in series]

    assert sum(map(bool, found)) / len(series) < 0.1


def test_intervals_hold_the_place_of_change():
    random = np.random.default_rng(6)
    rates = np.repeat([3, 8], [14, 10])
    held, n = 0, 0
    for _ in range(120):
        for change in change_points(random.poisson(rates), [1000] * 24, shuffles=99) or []:
            if abs(change.place - 14) <= 5:
                n += 1
                held += change.low <= 14 <= change.high

    assert n > 80
    assert held / n > 0.92
