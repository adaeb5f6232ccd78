"""Windows and stretches of several texts at once, against plain Python."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels.diversity import factors, window_types

TEXTS = st.lists(st.lists(st.integers(0, 5), max_size=25), max_size=5)


def _laid_out(texts):
    ids = np.array([word for text in texts for word in text], np.int32)
    return ids, np.concatenate(([0], np.cumsum([len(text) for text in texts]))).astype(np.int64)


@given(TEXTS, st.integers(1, 8))
def test_windows_stay_inside_a_text(texts, window):
    expected = [
        sum(len(set(text[k : k + window])) for k in range(len(text) - window + 1)) for text in texts
    ]

    assert window_types(*_laid_out(texts), window).tolist() == expected


@given(TEXTS)
def test_stretches_of_several_texts_are_those_of_each(texts):
    together = factors(*_laid_out(texts), 0.72)
    alone = [factors(*_laid_out([text]), 0.72)[0].tolist() for text in texts]

    assert together.tolist() == alone
