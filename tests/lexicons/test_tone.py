"""VADER's lists are those of nltk and of the package that publishes the lexicon."""

from __future__ import annotations

import pytest
from nltk.sentiment.vader import VaderConstants

from analysis.errors import LexiconError
from analysis.lexicons import tone, vader, vader_rules
from tests.kernels.texts import nltk_vader


def test_the_lexicon_equals_the_one_that_nltk_makes_of_the_package():
    assert vader() == nltk_vader().lexicon
    assert len(vader()) == 7506


def test_the_rules_are_nltks():
    assert vader_rules() == {
        "boosters": VaderConstants.BOOSTER_DICT,
        "negations": VaderConstants.NEGATE,
        "idioms": VaderConstants.SPECIAL_CASE_IDIOMS,
    }


def test_valences_lie_between_minus_four_and_four():
    assert all(-4 <= valence <= 4 for valence in vader().values())


def test_changing_the_lexicon_does_not_change_the_next_one():
    vader()["peace"] = -4.0

    assert vader()["peace"] == 2.5


def test_a_valence_that_is_no_number_is_refused_with_its_line(monkeypatch, tmp_path):
    path = tmp_path / "vader.csv"
    path.write_text("word,valence\ngood,1.9\nbad,low\n", encoding="utf-8")
    monkeypatch.setattr(tone, "LEXICON", path)

    with pytest.raises(LexiconError, match=r"vader\.csv, line 3: a number must stand here; found"):
        vader()


def test_a_rule_of_an_unknown_kind_is_refused_with_its_line(monkeypatch, tmp_path):
    path = tmp_path / "vader_rules.csv"
    path.write_text("rule,words,value\nboosters,very,0.293\n", encoding="utf-8")
    monkeypatch.setattr(tone, "RULES", path)

    with pytest.raises(LexiconError, match=r"line 2: a line begins with one of booster, idiom"):
        vader_rules()
