"""Shingles are those that plain Python sets give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kernels import shingles as kernel
from tests.kernels.texts import joined

WORDS = st.sampled_from(["pay", "strike", "a", "ö", "ö2", "talks", "naïve", "IS", "is", "don't"])
ARTICLES = st.lists(st.lists(st.lists(WORDS, max_size=9), max_size=5), max_size=5)


def laid_out(articles):
    """Return words, sentences and articles as the kernels take them."""
    sentences = [sentence for article in articles for sentence in article]
    words = [word for sentence in sentences for word in sentence]
    offsets = np.cumsum([0, *map(len, sentences)])
    bounds = np.cumsum([0, *map(len, articles)])
    return kernel.hash_words(*joined(words)), offsets, bounds[:-1], bounds[1:]


def by_sets(article):
    return {
        tuple(sentence[at : at + 5])
        for sentence in article
        for at in range(max(1, len(sentence) - 4))
        if sentence
    }


def sets_of(sets):
    return [
        sets.hashes[first:last].tolist()
        for first, last in zip(sets.offsets[:-1], sets.offsets[1:], strict=True)
    ]


@given(ARTICLES)
def test_shingles_are_those_of_plain_python_sets(articles):
    found = sets_of(kernel.shingle(*laid_out(articles)))

    expected = [by_sets(article) for article in articles]
    assert [len(hashes) for hashes in found] == [len(runs) for runs in expected]
    assert all(hashes == sorted(set(hashes)) for hashes in found)
    for one, runs in zip(found, expected, strict=True):
        for other, others in zip(found, expected, strict=True):
            assert len(set(one) & set(other)) == len(runs & others)


@given(ARTICLES, st.randoms())
def test_the_order_of_sentences_does_not_matter(articles, draw):
    shuffled = [draw.sample(article, len(article)) for article in articles]

    assert sets_of(kernel.shingle(*laid_out(articles))) == sets_of(
        kernel.shingle(*laid_out(shuffled))
    )


def test_a_hash_depends_on_the_spelling_alone():
    one = kernel.hash_words(*joined(["pay", "strike"]))
    two = kernel.hash_words(*joined(["talks", "strike", "pay"]))

    assert one.tolist() == [two[2], two[1]]
    assert one.tolist() == [3775625716353381915, 39824836225483554]


def test_many_words_have_different_hashes_that_are_spread_evenly():
    codes = kernel.hash_words(*joined([f"w{number}" for number in range(5000)]))

    assert len(np.unique(codes)) == 5000
    assert codes.min() >= 0
    assert codes.max() < kernel.LIMIT
    shares = [(codes >> bit & 1).mean() for bit in range(2 * kernel.LANE)]
    assert 0.46 < min(shares) < max(shares) < 0.54


def test_the_order_of_words_matters():
    one, two = sets_of(kernel.shingle(*laid_out([[["a", "pay"]], [["pay", "a"]]])))

    assert one != two


@given(ARTICLES)
def test_endings_are_equal_where_the_last_sentences_are(articles):
    found = kernel.endings(*laid_out(articles), most=3)

    rows = [(article, found[number]) for number, article in enumerate(articles)]
    for one, hashes in rows:
        assert (hashes >= 0).tolist() == [len(one) > k for k in range(3)]
        for other, others in rows:
            for k in range(min(3, len(one), len(other))):
                assert (hashes[k] == others[k]) == (one[-1 - k :] == other[-1 - k :])


@pytest.mark.parametrize("articles", [[], [[]], [[[]]], [[], [["pay"]], []]])
def test_empty_articles_have_no_shingles(articles):
    sets = kernel.shingle(*laid_out(articles))

    assert len(sets.offsets) == len(articles) + 1
    assert len(sets.hashes) == sum(1 for article in articles for s in article if s)
