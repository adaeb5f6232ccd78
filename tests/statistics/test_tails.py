"""Tails and quantiles against table values, scipy, and by law."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import chi_square_tail, student_quantile, student_tail
from analysis.statistics.tails import incomplete_beta


@pytest.mark.parametrize(
    ("df", "value"), [(1, 12.706), (4, 2.776), (9, 2.262), (18, 2.101), (120, 1.980)]
)
def test_quantiles_are_those_of_the_printed_table(df, value):
    assert student_quantile(0.95, df) == pytest.approx(value, abs=0.0005)


def test_chi_square_is_the_square_of_a_normal():
    assert chi_square_tail([3.8415, 6.6349, 10.8276]) == pytest.approx([0.05, 0.01, 0.001], 1e-4)


def test_one_degree_of_freedom_is_the_arctangent():
    for t in (0.1, 1, 7):
        assert student_tail(t, 1) == pytest.approx(1 - 2 / math.pi * math.atan(t))


@given(st.floats(0.05, 60), st.floats(0.5, 500))
def test_the_tail_is_scipys(t, df):
    stats = pytest.importorskip("scipy.stats")

    assert student_tail(t, df) == pytest.approx(2 * stats.t.sf(t, df), rel=1e-8, abs=1e-14)


@given(st.floats(0.5, 0.999), st.floats(1, 200))
def test_the_quantile_is_scipys(level, df):
    stats = pytest.importorskip("scipy.stats")

    assert student_quantile(level, df) == pytest.approx(stats.t.isf((1 - level) / 2, df), rel=1e-7)


@given(st.floats(0.2, 50), st.floats(0.2, 50), st.floats(0, 1))
def test_incomplete_beta_is_scipys(a, b, x):
    special = pytest.importorskip("scipy.special")

    assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), rel=1e-7, abs=1e-12)


@given(st.floats(0, 200))
def test_the_tail_of_chi_square_is_scipys(value):
    stats = pytest.importorskip("scipy.stats")

    assert chi_square_tail(value) == pytest.approx(stats.chi2.sf(value, 1), rel=1e-10)


@given(st.floats(0.5, 0.99), st.floats(1, 100))
def test_the_quantile_undoes_the_tail(level, df):
    assert student_tail(student_quantile(level, df), df) == pytest.approx(1 - level, rel=1e-6)
