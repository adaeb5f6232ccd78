"""Collocations by hand and against nltk."""

import math

import pytest
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from analysis.errors import ParameterError
from analysis.frequency import collocations
from tests.kernels.shards import of_texts


def _of(table, word):
    return table.set_index("collocate").loc[word]


def _counts(corpus, **settings):
    table = collocations(corpus, min_count=1, stop_words="keep", **settings)
    return dict(zip(table["collocate"], table["n"], strict=True))


def test_windows_by_hand():
    corpus = of_texts("a b pay c d! Pay e")

    assert _counts(corpus, term="pay", left=1, right=1) == {"b": 1, "c": 1, "e": 1}
    assert _counts(corpus, term="pay", left=2, right=0) == {"a": 1, "b": 1}
    assert _counts(corpus, term="pay", left=0, right=9) == {"c": 1, "d": 1, "e": 1}


def test_a_word_between_two_occurrences_counts_once_and_is_neither_left_nor_right():
    row = _of(collocations(of_texts("pay rise pay, rise"), term="pay", min_count=1), "rise")

    assert (row["n"], row["n_left"], row["n_right"], row["n_all"]) == (2, 0, 1, 2)


def test_the_four_numbers_by_hand():
    """Of 8 words outside the term 4 are near it; “x” stands near it twice, and once far."""
    corpus = of_texts("x pay y q x. x pay z q q")
    row = _of(collocations(corpus, term="pay", left=1, right=1, min_count=1), "x")

    assert (row["n"], row["n_all"], row["n_articles"]) == (2, 3, 1)
    assert row["expected"] == 4 * 3 / 8
    assert row["pmi"] == pytest.approx(BigramAssocMeasures.pmi(2, (4, 3), 8))
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (2 + 3)))


def test_pairs_of_neighbours_are_nltks():
    """One word to the right, one sentence: nltk's table of four, but for the term's own places."""
    words = "a pay b c pay b a c b pay c c a b pay b c a a b".split()
    corpus = of_texts(" ".join(words))
    table = collocations(corpus, term="pay", left=0, right=1, min_count=1, stop_words="keep")
    finder = BigramCollocationFinder.from_words(words)
    for row in table.itertuples():
        four = row.n, (4, row.n_all), len(words) - 4
        assert row.n == finder.ngram_fd["pay", row.collocate]
        assert row.n_all == finder.word_fd[row.collocate]
        assert row.pmi == pytest.approx(BigramAssocMeasures.pmi(*four))
        assert row.t == pytest.approx(BigramAssocMeasures.student_t(*four))
        assert row.g2 == pytest.approx(BigramAssocMeasures.likelihood_ratio(*four), abs=1e-6)


def test_phrases_have_neighbours_too():
    corpus = of_texts("the port strike began. A port burned")

    assert _counts(corpus, term="port strike", left=1, right=1) == {"the": 1, "began": 1}


@pytest.mark.parametrize("measure", ["g2", "log_dice", "npmi", "pmi", "t"])
def test_the_measure_asked_for_ranks(estuary, measure):
    table = collocations(estuary, term="strike", measure=measure)
    value = table[measure].where(
        (measure != "g2") | (table["n"] >= table["expected"]), -table["g2"]
    )

    assert table["rank"].tolist() == list(range(1, len(table) + 1))
    assert value.is_monotonic_decreasing


def test_every_row_has_a_corrected_p(estuary):
    table = collocations(estuary, term="strike")

    assert (table["p_adjusted"] >= table["p"]).all()
    assert (table["n"] >= 3).all()
    assert (table["n_left"] + table["n_right"] <= table["n"]).all()


def test_a_term_that_does_not_occur_has_no_collocates(estuary):
    assert collocations(estuary, term="xylophone").empty


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"left": -1}, "parameter 'left' must be 0 or more words; found -1"),
        ({"left": 0, "right": 0}, "must leave words to look at"),
        ({"measure": "pmmi"}, "did you mean 'pmi'.* found 'pmmi'"),
        ({"min_count": 0}, "parameter 'min_count' must be 1 or more; found 0"),
    ],
)
def test_settings_out_of_range_are_refused(seed, settings, message):
    with pytest.raises(ParameterError, match=message):
        collocations(seed, term="bases", **settings)
