"""Matching is the longest-first regular expression, sentence by sentence."""

import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.match import find, plain, prepared
from analysis.schema import ARTICLES

ALPHABET = "aA-'’. bé"
FORMS = st.lists(
    st.text(alphabet=ALPHABET, min_size=1, max_size=6).map(str.strip).filter(bool),
    min_size=1,
    max_size=6,
    unique_by=plain,
)
SENTENCES = st.lists(st.text(alphabet=ALPHABET, max_size=30), min_size=1, max_size=4)


def _prepared(sentences):
    text = "".join(sentences)
    ends = pd.Series([len(s) for s in sentences]).cumsum()
    spans = pd.DataFrame(
        {"article_id": "a", "start": ends - [len(s) for s in sentences], "end": ends}
    )
    articles = ARTICLES.conform(
        ARTICLES.empty().reindex([0]).assign(article_id="a", origin="", text=text)
    )
    return prepared(articles, spans)


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

    found = find(_prepared(sentences), forms)

    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


def test_whole_words_and_capitals_only():
    found = find(_prepared(["US-led, is this EUROPE? IS it us"]), ["US", "IS", "EU"])

    assert found.form.tolist() == [0, 1]


def test_without_forms_nothing_is_found():
    assert find(_prepared(["US"]), []).form.tolist() == []


def test_of_two_equal_forms_the_first_counts():
    assert find(_prepared(["al’s"]), ["al's", "al’s"]).form.tolist() == [0]


@given(st.text(max_size=30))
def test_plain_keeps_every_offset(text):
    assert len(plain(text)) == len(text)
