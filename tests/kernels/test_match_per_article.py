"""A few forms a text, one after the other, as regular expressions find them."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import match_per_article as kernel
from tests.kernels.texts import joined, text_of

PIECES = ["Lee", "Ann Lee", "lee", "é", "Élan", "_", "-", "ABC", "ǅ", "中", "ß", "5"]
TEXT = text_of(PIECES, size=10)
FORM = st.sampled_from(["Lee", "Ann Lee", "Ann", "é", "-Lee", "A", "中", "Lee-Lee"])


def oracle(texts, forms, used=()):
    """Take the forms one after the other; what is used stays used."""
    found, used = [], set(used)
    for row, form in enumerate(forms):
        for span, text in enumerate(texts):
            for m in re.finditer(rf"(?<!\w)(?={re.escape(form)}(?!\w))", text):
                stretch = {(span, at) for at in range(m.start(), m.start() + len(form))}
                if not stretch & used:
                    used |= stretch
                    found.append((span, m.start(), m.start() + len(form), row))
    return sorted(found)


def searches(forms, n):
    raw = [form.encode() for form in forms]
    return kernel.Searches(
        np.array([0]),
        np.array([n]),
        np.array([0, len(raw)]),
        np.arange(len(raw)),
        np.frombuffer(b"".join(raw), np.uint8),
        np.cumsum([0, *map(len, raw)]),
    )


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(FORM, max_size=5, unique=True))
def test_forms_are_found_one_after_the_other(texts, forms):
    text, bounds = joined(texts)
    forms = sorted(forms, key=len, reverse=True)
    nothing = np.empty(0, np.int64)

    hits = kernel.find_within(
        text, bounds[:-1], bounds[1:], (nothing, nothing), searches(forms, len(texts))
    )

    places = [
        kernel.characters_at(text, bounds[hits.span], np.zeros(len(hits.span), np.int64), column)
        for column in (hits.start, hits.end)
    ]
    columns = (hits.span, *places, hits.row)
    assert sorted(zip(*(c.tolist() for c in columns), strict=True)) == oracle(texts, forms)


NESTED = st.lists(st.sampled_from("AB"), min_size=1, max_size=4).map(" ".join)


@given(
    st.lists(st.sampled_from(["A", "B", "B", "x", "-"]), min_size=1, max_size=30).map(" ".join),
    st.lists(NESTED, min_size=1, max_size=8, unique=True),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4)), max_size=2),
)
def test_a_shorter_form_counts_where_a_longer_one_is_not_free(text, forms, taken):
    data, bounds = joined([text])
    forms = sorted(forms, key=len, reverse=True)
    spans = [(at, min(at + size, len(text))) for at, size in taken if at < len(text)]
    begins, ends = np.array(spans, np.int64).reshape(-1, 2).T.copy()

    hits = kernel.find_within(data, bounds[:-1], bounds[1:], (begins, ends), searches(forms, 1))

    used = {(0, at) for begin, end in spans for at in range(begin, end)}
    columns = (hits.span, hits.start, hits.end, hits.row)
    assert sorted(zip(*(c.tolist() for c in columns), strict=True)) == oracle([text], forms, used)


def test_what_is_taken_is_not_found_again_and_room_grows():
    text, bounds = joined(["Lee " * 200])
    taken = (np.array([0]), np.array([3]))

    hits = kernel.find_within(text, bounds[:-1], bounds[1:], taken, searches(["Lee"], 1))

    assert hits.start.tolist() == list(range(4, 800, 4))
