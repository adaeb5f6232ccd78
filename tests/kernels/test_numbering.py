"""Numbers of forms that begin alike: each has its own, and none is looked for among all others."""

import numpy as np

from analysis.kernels import numbering as kernel
from tests.kernels.texts import joined

N = 2_000


def marks_of(forms):
    text, bounds = joined(forms)
    types = kernel.no_types()
    numbers = np.empty(len(forms), np.int32)
    n = kernel.number(text, bounds[:-1], bounds[1:], len(forms), types, 0, numbers)
    return types.marks[:n], numbers


def test_long_forms_that_begin_alike_have_their_own_numbers_and_marks():
    forms = [f"the-same-beginning-{number:04d}" for number in range(N)]

    marks, numbers = marks_of([*forms, *forms])

    assert numbers.tolist() == [*range(N), *range(N)]
    assert len(np.unique(marks, axis=0)) == N


def test_long_forms_that_differ_in_the_middle_have_their_own_marks():
    forms = [f"the-same-{number:04d}-on-both-sides" for number in range(N)]

    marks, numbers = marks_of(forms)

    assert numbers.tolist() == list(range(N))
    assert len(np.unique(marks, axis=0)) == N
