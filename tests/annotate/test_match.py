"""Matching is the longest-first regular expression, sentence by sentence."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.match import arranged, find
from analysis.kernels.match import code_pieces
from analysis.kernels.spellings import plain

ALPHABET = "aA-'’. bé"
FORMS = st.lists(
    st.text(alphabet=ALPHABET, min_size=1, max_size=6).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
    unique_by=plain,
)
SENTENCES = st.lists(st.text(alphabet=ALPHABET, max_size=30), min_size=1, max_size=4)


def _found(sentences, forms):
    """Find forms, with places that count characters of all sentences."""
    known, (arranged_forms,) = arranged(forms)
    raw = "".join(map(plain, sentences)).encode()
    bounds = np.cumsum([0, *(len(plain(s).encode()) for s in sentences)])
    pieces = code_pieces(np.frombuffer(raw, np.uint8), bounds[:-1], bounds[1:], known)
    span, start, end, form = (column.tolist() for column in find(pieces, arranged_forms))
    start, end = ([len(raw[:byte].decode()) for byte in column] for column in (start, end))
    return list(zip(span, start, end, form, strict=True))


@given(FORMS, SENTENCES)
def test_finds_what_the_regular_expression_finds(forms, sentences):
    united = [plain(form) for form in forms]
    pattern = "|".join(re.escape(f) for f in sorted(united, key=lambda f: (-len(f), f)))
    expected, begin = [], 0
    for number, sentence in enumerate(sentences):
        for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", plain(sentence)):
            start, end = found.span()
            expected.append((number, begin + start, begin + end, united.index(found.group())))
        begin += len(sentence)

    assert _found(sentences, forms) == expected


def test_whole_words_and_capitals_only():
    found = _found(["US-led, is this EUROPE? IS it us"], ["US", "IS", "EU"])

    assert [form for *_, form in found] == [0, 1]


def test_without_forms_nothing_is_found():
    assert _found(["US"], []) == []


def test_of_two_equal_forms_the_first_counts():
    assert _found(["al’s"], ["al's", "al’s"]) == [(0, 0, 4, 0)]


def test_several_lists_are_found_in_the_same_pieces():
    known, lists = arranged(["US"], ["a US"])
    text = np.frombuffer(b"a US", np.uint8)
    pieces = code_pieces(text, np.array([0]), np.array([4]), known)

    assert [find(pieces, forms).start.tolist() for forms in lists] == [[2], [0]]


@given(st.text(max_size=30))
def test_plain_keeps_every_offset(text):
    assert len(plain(text)) == len(text)
