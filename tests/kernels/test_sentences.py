"""Sentences: the kernel gives nltk's Punkt spans."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from analysis.kernels import sentences as kernel
from tests.kernels.texts import MANY, joined, nltk_punkt, text_of


def model(parameters):
    return kernel.punkt_model(
        abbreviations=parameters.abbrev_types,
        starters=parameters.sent_starters,
        collocations=parameters.collocations,
        contexts=dict(parameters.ortho_context),
    )


@pytest.fixture(scope="module")
def english_parameters():
    return nltk_punkt()


@pytest.fixture(scope="module")
def english(english_parameters):
    return model(english_parameters)


@pytest.fixture(scope="module")
def small_parameters():
    """Few words, with each kind of knowledge, so that random texts meet all of it."""
    parameters = PunktParameters()
    parameters.abbrev_types = {"dr", "u.s", "co", "é", "k", ". . ", "...", "a-b", "5"}
    parameters.sent_starters = {"the", "é", "co"}
    parameters.collocations = {
        ("s", "bach"), ("##number##", "who"), ("co", "the"), (".", "we"), ("...", "we"),
    }  # fmt: skip
    parameters.ortho_context.update(dict(zip(
            ["the", "we", "é", "dr", "who", "bach", "co.", "co", "a", "s", "##number##", ".", "i̇"],
            [2 | 16, 4 | 32, 64, 8, 2 | 32, 16, 32, 2, 126, 16 | 2, 32, 8, 64],
            strict=True,
        )))  # fmt: skip
    return parameters


WORDS = (
    "Dr dr Co. co U.S. u.s The the We we É é S. s Bach bach Who who 5 5. 1,000.5 -3 .5 ٣. K. K İ "
    "a-co. a-dr. a-b. x_ _. ǅ. ß. Ali.Ben 1987-88. U.S.-led p.m. Mr. Jan. No. .. .... ?! !!!"
).split()
TEXT = text_of(WORDS, [". The", ". the", '." ', ".) ", "U.S. The ", "J. S. Bach"])


def spans(texts, punkt):
    text, bounds = joined(texts)
    found = kernel.cut_sentences(text, bounds, punkt)
    raw, out = text.tobytes(), []
    for k, begin in enumerate(bounds[:-1]):
        rows = slice(found.offsets[k], found.offsets[k + 1])
        out.append([
            (len(raw[begin:a].decode()), len(raw[begin:b].decode()))
            for a, b in zip(found.starts[rows], found.ends[rows], strict=True)
        ])  # fmt: skip
    return out


@MANY
@given(st.lists(TEXT, max_size=3))
@example([" . a"])
@example(["a. . . b. . . . C"])
@example(['He said "Go." -- Then) . The'])
@example(["x.\xa0.\xa0.b. The", "...", ""])
def test_spans_are_those_of_nltk(small_parameters, texts):
    nltk = PunktSentenceTokenizer(small_parameters)
    expected = [list(nltk.span_tokenize(text)) for text in texts]
    assert spans(texts, model(small_parameters)) == expected


@MANY
@given(TEXT)
def test_spans_are_those_of_nltk_in_english(english_parameters, english, text):
    expected = list(PunktSentenceTokenizer(english_parameters).span_tokenize(text))
    assert spans([text], english) == [expected]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Ali of the U.S. State Dept. left. He won.", 3),
        ('"Why?" he asked. (No one knew.) Then he left.', 4),
        ("He lives at No. 5 Main St. in Erbil", 2),
        ("Well... he said. And so on", 2),
        ("One.\n\nTwo.\n", 2),
        ("", 0),
        (" \n", 0),
    ],
)
def test_news_text(english_parameters, english, text, sentences):
    [found] = spans([text], english)
    assert found == list(PunktSentenceTokenizer(english_parameters).span_tokenize(text))
    assert len(found) == sentences


def test_many_articles_need_more_room(english):
    texts = ["One. Two! Three?"] * 600
    assert spans(texts, english) == [[(0, 4), (5, 9), (10, 16)]] * 600


def test_nothing_is_known():
    empty = kernel.punkt_model(abbreviations=[], starters=[], collocations=[], contexts={})
    assert spans(["Dr. A. b. 5. x"], empty) == [
        list(PunktSentenceTokenizer().span_tokenize("Dr. A. b. 5. x"))
    ]
    assert isinstance(empty.pairs, np.ndarray)
