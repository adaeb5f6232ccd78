"""Sequences of words are counted as a Counter of tuples counts them."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kernels import grams as kernel


def expected(segments, size):
    return Counter(
        tuple(segment[k : k + size]) for segment in segments for k in range(len(segment) - size + 1)
    )


def counted(segments, size):
    ids = np.array([i for segment in segments for i in segment], np.int32)
    offsets = np.cumsum([0, *map(len, segments)])
    grams = kernel.count_grams(ids, offsets, size)
    assert (np.diff(grams.first) > 0).all()
    return {
        tuple(ids[k : k + size].tolist()): int(n)
        for k, n in zip(grams.first, grams.counts, strict=True)
    }


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 5), max_size=12), max_size=6),
    st.sampled_from([2, 3, 4, 5]),
)
def test_sequences_are_those_of_a_counter(segments, size):
    assert counted(segments, size) == expected(segments, size)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_many_parts(monkeypatch, size):
    monkeypatch.setattr(kernel, "PART", 64)
    draw = np.random.default_rng(2)
    segments = [draw.integers(0, 30, n).tolist() for n in draw.integers(0, 90, 60)]
    assert counted(segments, size) == expected(segments, size)


def test_large_numbers_keep_apart():
    top = 2**31 - 1
    assert counted([[top, 0, top], [0, top]], 2) == {(top, 0): 1, (0, top): 2}


@pytest.mark.parametrize("size", [0, 1, 6])
def test_other_sizes_are_refused(size):
    with pytest.raises(ValueError, match=f"2, 3, 4 or 5 words; found {size}"):
        kernel.count_grams(np.empty(0, np.int32), np.zeros(1, np.int64), size)
