"""Lexical diversity of outlets by hand, and against the measures of single texts."""

import math

import pytest

from analysis.errors import ParameterError
from analysis.frequency import diversity
from analysis.statistics import mattr, mtld


def test_types_and_tokens_by_hand(news):
    corpus = news(
        ("A", "2026-03-01", "Pay rise. Pay!"), ("A", "2026-03-01", "Rise"), ("B", "2026-03-01", "x")
    )
    table = diversity(corpus, window=2).set_index("outlet")

    assert table.loc["A", ["n_articles", "n_words", "n_types"]].tolist() == [2, 4, 2]
    assert table.loc["B", ["n_articles", "n_words", "n_types"]].tolist() == [1, 1, 1]
    assert table.loc["A", "mattr"] == 1
    assert math.isnan(table.loc["B", "mattr"])
    assert math.isnan(table.loc["B", "mtld"])


def test_an_outlet_of_one_article_has_the_values_of_its_text(news):
    text = "a b a c b a d a b c a a b e f a b a c d b"
    ids = [ord(word) for word in text.split()]
    row = diversity(news(("A", "2026-03-01", text)), window=5).iloc[0]

    assert row["mattr"] == pytest.approx(mattr(ids, window=5))
    assert row["mtld"] == pytest.approx(mtld(ids))


def test_windows_and_stretches_do_not_cross_articles(news):
    once = diversity(news(("A", "2026-03-01", "a b a a c a b")), window=3).iloc[0]
    twice = diversity(news(*[("A", "2026-03-01", "a b a a c a b")] * 2), window=3).iloc[0]

    assert (twice["mattr"], twice["mtld"]) == pytest.approx((once["mattr"], once["mtld"]))
    assert twice["n_words"] == 2 * once["n_words"]
    assert twice["n_types"] == once["n_types"]


def test_a_repetitive_outlet_is_less_diverse(news):
    corpus = news(
        ("A", "2026-03-01", "pay rise now " * 30),
        ("B", "2026-03-01", " ".join(f"w{k % 60}" for k in range(90))),
    )
    table = diversity(corpus).set_index("outlet")

    assert table.loc["A", "mattr"] < table.loc["B", "mattr"]
    assert table.loc["A", "mtld"] < 10


def test_a_window_of_one_word_is_refused(seed):
    with pytest.raises(ParameterError, match="parameter 'window' must be 2 or more words; found 1"):
        diversity(seed, window=1)
