"""VADER: the kernel gives nltk's scores, to the last digit."""

import random
import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nltk.sentiment import vader as nltk_vader

from analysis.kernels import vader as kernel
from analysis.kernels.words import cut_words
from tests.kernels.texts import ANY, MANY, SPACES, joined
from tests.kernels.texts import nltk_vader as oracle

LISTS = nltk_vader.VaderConstants()


@pytest.fixture(scope="module")
def nltk():
    return oracle()


@pytest.fixture(scope="module")
def model(nltk):
    return kernel.vader_model(
        nltk.lexicon,
        boosters=LISTS.BOOSTER_DICT,
        negations=LISTS.NEGATE,
        idioms=LISTS.SPECIAL_CASE_IDIOMS,
    )


def scores(sentences, model, **settings):
    text, bounds = joined(sentences)
    coded = kernel.code_sentences(text, bounds[:-1], bounds[1:], model)
    found = kernel.score_sentences(coded, model, **settings)
    return list(zip(*(column.tolist() for column in found), strict=True))


def expected(sentences, nltk):
    return [tuple(nltk.polarity_scores(sentence).values()) for sentence in sentences]


WORDS = (
    "good bad great terrible kind kind Kind of OF but But BUT not NOT never Never so this So least "
    "at very VERY Least without don't DON'T Don’t cannot sort of just enough really REALLY barely "
    "the shit the bomb bad ass yeah right cut the mustard kiss of death hand to mouth hate LOVE "
    "GOOD GoOd BAD war peace killed a I Erbil :) :( :D <3 O_o :-Þ XD good! great?! (bad) 'good' "
    '"great" good... bad-good good!!! !!!good !good! ?!?!bad good?!?! -good good- kındness '
    "\u212aind \u212aILL ǅ É É! ß good\u0301 İ GOODİ 1 12 ugh internationally-acclaimed "
    "thisisaverylongwordindeed ! ? !! ??? abandonments catastrophic"
).split()
SENTENCE = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), ANY),
        st.sampled_from([" ", " ", " ", "", "!", ", ", "? ", *SPACES]),
    ).map("".join),
    max_size=14,
).map("".join)


@MANY
@given(st.lists(SENTENCE, max_size=5))
@example(["never so good", "x never so GOOD", "it is never x this good but BAD"])
@example(["a b kiss of death", "a the shit good", "sort of a bad", "x kind of x good"])
@example(["good GOOD good Good not good", "not good", "", "  ", "a", "at least good least good"])
def test_scores_are_those_of_nltk(nltk, model, sentences):
    assert repr(scores(sentences, model)) == repr(expected(sentences, nltk))


def test_many_words_in_a_sentence(nltk, model):
    draw = random.Random(3)
    sentences = [" ".join(draw.choices(WORDS, k=60)) for _ in range(100)]
    assert repr(scores(sentences, model)) == repr(expected(sentences, nltk))


def test_a_very_long_word(nltk, model):
    sentences = ["good " + "x" * 3000 + " bad", "É" * 500 + " good", "Good" * 400]
    assert repr(scores(sentences, model)) == repr(expected(sentences, nltk))


def exact_sum(values):
    """Add as Python 3.12 does: with Neumaier's compensation."""
    total, lost = 0.0, 0.0
    for value in values:
        added = total + value
        lost += (total - added) + value if abs(total) >= abs(value) else (value - added) + total
        total = added
    return total + lost


def plain_sum(values):
    total = 0
    for value in values:
        total += value
    return total


@pytest.mark.parametrize(("compensated", "add"), [(True, exact_sum), (False, plain_sum)])
def test_sums_are_those_of_either_python(nltk, model, monkeypatch, compensated, add):
    monkeypatch.setattr(nltk_vader, "sum", add, raising=False)
    draw = random.Random(4)
    sentences = [" ".join(draw.choices(list(nltk.lexicon), k=9)) for _ in range(150)]
    found = scores(sentences, model, compensated=compensated)
    assert repr(found) == repr(expected(sentences, nltk))


def test_the_running_python_adds_as_assumed():
    values = [0.1] * 10
    assert sum(values) == (exact_sum if sys.version_info >= (3, 12) else plain_sum)(values)
    assert exact_sum(values) != plain_sum(values)


@MANY
@given(st.one_of(st.floats(-1, 1), st.integers(-20001, 20001).map(lambda n: n / 20000)))
@example(0.0625)
@example(0.0005)
@example(0.9995)
@example(-0.00005)
@example(-0.00001)
def test_rounding_is_that_of_python(value):
    assert repr(float(kernel.rounded(value, 10000))) == repr(round(value, 4))
    assert repr(float(kernel.rounded(value, 1000))) == repr(round(value, 3))


def test_codes_serve_another_set_of_values(model):
    text, bounds = joined(["a good day"])
    coded = kernel.code_sentences(text, bounds[:-1], bounds[1:], model)
    turned = model._replace(valences=-model.valences)
    assert (
        kernel.score_sentences(coded, turned).compound
        == -kernel.score_sentences(coded, model).compound
    )
    assert isinstance(coded.codes, np.ndarray)


@given(
    st.lists(
        st.text(alphabet="aGodbéK'.,-_1! \n’ſ", min_size=1, max_size=20), min_size=1, max_size=4
    )
)
def test_words_that_were_cut_before_change_nothing(texts):
    raw = [text.encode() for text in texts]
    bounds = np.cumsum([0, *map(len, raw)])
    data = np.frombuffer(b"".join(raw), np.uint8)
    model = kernel.vader_model(
        {"good": 1.9, "bad": -2.5, "god": 1.1}, boosters={}, negations=[], idioms={}
    )
    cut = cut_words(data, bounds)
    coded = [
        kernel.code_sentences(data, bounds[:-1], bounds[1:], model, words) for words in (None, cut)
    ]
    for one, other in zip(*coded, strict=True):
        np.testing.assert_array_equal(one, other)
