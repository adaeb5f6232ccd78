"""The benchmark of stories, on made-up text; nothing is timed here."""

import random
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _root(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)


@pytest.fixture
def sentences():
    draw = random.Random(3)
    words = [f"w{number}" for number in range(2000)]
    return [" ".join(draw.choices(words, k=draw.randint(8, 24))) + "." for _ in range(4000)]


def test_it_can_be_imported_without_the_peer():
    from benchmarks.stories import __main__, large

    assert __main__.main
    assert large.measured


def test_made_articles_are_the_same_each_time(sentences):
    from benchmarks.stories.edits import make

    made = make(sentences, 30)
    assert made == make(sentences, 30)
    assert len({one.article_id for one in made}) == len(made)
    singles = {one.story for one in made} - {one.story for one in made if one.edit != "original"}
    assert singles == {str(number) for number in range(0, 30, 3)}


def test_accuracy_counts_what_is_right(sentences, tmp_path):
    from benchmarks.stories.accuracy import measured

    found = measured(sentences, 60, tmp_path)
    assert found["pairs"]["precision"]["share"] >= 0.98
    assert found["copies"]["recall"]["share"] >= 0.95
    assert found["copies"]["recall"]["of"] == found["n_articles"] - 60


def test_intervals_are_wilsons():
    from benchmarks.stories.accuracy import interval

    assert interval(8, 10) == {"share": 0.8, "low": 0.4902, "high": 0.9433, "n": 8, "of": 10}
    assert interval(0, 5)["low"] == 0
    assert interval(5, 5)["high"] == 1
