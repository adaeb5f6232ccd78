"""Tails and quantiles against table values and scipy's, and by law."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import binomial_tail, chi_square_tail, student_quantile, student_tail
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


@pytest.mark.parametrize(
    ("t", "df", "value"),
    [
        (0.05, 0.5, 0.973065991279),
        (0.7, 1.3, 0.587845272484),
        (1.0, 4.0, 0.3739009663),
        (3.2, 33.7, 0.00299126042138),
        (8.0, 120.0, 8.83342566283e-13),
        (30.0, 3.0, 8.13528042716e-05),
        (60.0, 500.0, 1.33935412673e-230),
    ],
)
def test_the_tail_is_scipys(t, df, value):
    """scipy 1.17.1: 2 * stats.t.sf(t, df)."""
    assert student_tail(t, df) == pytest.approx(value, rel=1e-9, abs=0)


@pytest.mark.parametrize(
    ("level", "df", "value"),
    [
        (0.5, 1.0, 1),
        (0.8, 2.5, 1.73025092881),
        (0.95, 1.1, 10.2768012863),
        (0.95, 18.3, 2.0984560198),
        (0.99, 60.0, 2.66028302886),
        (0.999, 200.0, 3.33983540628),
    ],
)
def test_the_quantile_is_scipys(level, df, value):
    """scipy 1.17.1: stats.t.isf((1 - level) / 2, df)."""
    assert student_quantile(level, df) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "x", "value"),
    [
        (0.5, 0.5, 0.3, 0.369010119566),
        (2.0, 0.5, 0.9, 0.541469739276),
        (16.85, 0.5, 0.8, 0.00648162700985),
        (0.3, 20.0, 0.001, 0.341273500871),
        (49.5, 48.5, 0.6, 0.970837785847),
        (0.2, 0.2, 0.999, 0.867798708271),
    ],
)
def test_incomplete_beta_is_scipys(a, b, x, value):
    """scipy 1.17.1: special.betainc(a, b, x)."""
    assert incomplete_beta(a, b, x) == pytest.approx(value, rel=1e-9)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_incomplete_beta_of_whole_numbers_is_a_sum_of_binomials(a, b, x):
    n = a + b - 1
    expected = math.fsum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))

    assert incomplete_beta(a, b, x) == pytest.approx(expected, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(
    ("value", "tail"),
    [
        (0.0, 1),
        (0.5, 0.479500122187),
        (3.84, 0.0500435212487),
        (50.0, 1.53745979443e-12),
        (200.0, 2.08848758376e-45),
    ],
)
def test_the_tail_of_chi_square_is_scipys(value, tail):
    """scipy 1.17.1: stats.chi2.sf(value, 1)."""
    assert chi_square_tail(value) == pytest.approx(tail, rel=1e-10, abs=0)


@given(st.floats(0.5, 0.99), st.floats(1, 100))
def test_the_quantile_undoes_the_tail(level, df):
    assert student_tail(student_quantile(level, df), df) == pytest.approx(1 - level, rel=1e-6)


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0, 1))
def test_the_tail_of_a_binomial_is_the_sum_of_its_terms(at_least, trials, share):
    terms = range(at_least, trials + 1)
    summed = sum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in terms)

    assert binomial_tail(at_least, trials, share) == pytest.approx(summed, rel=1e-9, abs=1e-12)
