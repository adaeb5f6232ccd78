"""Words: the kernel equals a regular expression."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import words as kernel
from analysis.kernels.characters import LIMIT
from tests.kernels.texts import MANY, joined

MARKS = "".join(
    re.escape(chr(c)) for c in range(LIMIT) if unicodedata.category(chr(c)) in {"Mn", "Mc"}
)
RUN = rf"\w+(?:(?<!\d)(?:[{MARKS}]|[\u200c\u200d](?=\w))\w*)*"
WORD = re.compile(kernel.WORD_PATTERN.replace(r"\w+", RUN))
POSSESSIVE = re.compile(kernel.POSSESSIVE_PATTERN)

PIECES = st.one_of(
    st.sampled_from(
        [
            "a",
            "b",
            "S",
            "s",
            "U.S.",
            "e.g.",
            "U.K.'s",
            "X.",
            "..",
            "'",
            "’",
            "'s",
            "’s",
            "'S",
            "-",
            "‑",
            "_",
            ",",
            ".",
            "1",
            "2.5",
            "1,000",
            "3.x",
            "x.3",
            "é",
            "É",
            "ß",
            "ا",
            "ب",
            "٣",
            "²",
            "́",
            "ा",
            "ि",
            "्",
            "क",
            "श",
            "َ",
            "ّ",
            "می",
            "\u200c",
            "\u200d",
            "\ufe0f",
            "⃣",
            "é",
            "中",
            "文",
            "𠀀",
            "𰀀",
            "😀",
            "İ",
            "\u2028",
            "\xa0",
            "\x1c",
            "\x00",
        ]
    ),
    st.sampled_from([" ", "\n", "internationalisation", "counter-terrorism", "Al-Shabaab’s"]),
    st.characters(exclude_categories=["Cs"]),
)
TEXT = st.lists(PIECES, max_size=30).map("".join)


def expected(text):
    return [POSSESSIVE.sub("", word) for word in WORD.findall(text)]


def cut(texts):
    text, bounds = joined(texts)
    words = kernel.cut_words(text, bounds)
    forms = kernel.forms(text, words.first, words.sizes)
    assert len(set(forms)) == len(forms)
    spelled = [forms[i] for i in words.ids]
    raw = text.tobytes()
    ends = words.starts + words.sizes[words.ids]
    assert spelled == [raw[a:b].decode() for a, b in zip(words.starts, ends, strict=True)]
    return [spelled[a:b] for a, b in zip(words.offsets[:-1], words.offsets[1:], strict=True)]


@MANY
@given(st.lists(TEXT, max_size=4))
def test_words_are_those_of_the_regular_expression(texts):
    assert cut(texts) == [expected(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and the U.K.'s", ["The", "U.S.", "and", "the", "U.K."]),
        ("Iraq's oil, Iran’s gas", ["Iraq", "oil", "Iran", "gas"]),
        ("1,000 and 2.5 but not a.b", ["1,000", "and", "2.5", "but", "not", "a", "b"]),
        ("al-Abadi don't 'tis", ["al-Abadi", "don't", "tis"]),
        ("twenty--one -x x-", ["twenty", "one", "x", "x"]),
        ("s's ’s", ["s", "s"]),
        ("", []),
    ],
)
def test_words_of_news_text(text, words):
    assert cut([text]) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("कश्मीर में शांति", ["कश्मीर", "में", "शांति"]),
        ("\u0915\u094d\u200d\u0937 क", ["\u0915\u094d\u200d\u0937", "क"]),
        ("كَتَبَ الرَّئيس", ["كَتَبَ", "الرَّئيس"]),
        ("می\u200cخواهم بروم\u200c", ["می\u200cخواهم", "بروم"]),
        ("தமிழ்-நாடு", ["தமிழ்-நாடு"]),
        ("cafe\u0301's e\u0301", ["cafe\u0301", "e\u0301"]),
        ("1\ufe0f\u20e3 5\u0301 \u0301a ❤\ufe0f", ["1", "5", "a"]),
        ("a\u200d 2\u200db x\u200c\u200cy", ["a", "2", "b", "x", "y"]),
    ],
)
def test_a_mark_belongs_to_its_letter_and_a_joiner_stands_between_two(text, words):
    assert cut([text]) == [words]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Mn", "Mc"]), max_size=40))
def test_without_marks_and_joiners_words_are_what_they_were(text):
    text = text.replace("\u200c", "").replace("\u200d", "")
    plain = re.compile(kernel.WORD_PATTERN)
    assert cut([text]) == [[POSSESSIVE.sub("", word) for word in plain.findall(text)]]


def test_a_type_table_grows():
    texts = [" ".join(f"word{n}x{n % 7}" for n in range(9000)), "word8999x4"]
    [first, second] = cut(texts)
    assert Counter(first) == Counter(expected(texts[0]))
    assert second == ["word8999x4"]
