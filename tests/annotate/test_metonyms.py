"""A capital is its government unless the words around it make it a place."""

import pytest

from analysis.annotate.metonyms import is_place


@pytest.mark.parametrize(
    "sentence",
    [
        "He was born in Senn.",
        "Police in central Senn said so.",
        "She flew from Senn to sea.",
        "They returned to Senn.",
        "A Senn-based firm closed.",
        "Senn airport is shut.",
        "The streets of Senn were empty.",
        "Protests near Senn grew.",
        "He left for Senn.",
        "He left Senn at noon.",
        "Work in Orl or Senn stops.",
        "in Orl or Senn",
        "The streets of\nSenn were empty.",
        "in \nSenn",
        f"{'x' * 90} in {'X' * 90} and Senn",
    ],
)
def test_places(sentence):
    before, _, after = sentence.partition("Senn")
    assert is_place(before, after)


@pytest.mark.parametrize(
    "sentence",
    [
        "Senn will not agree.",
        "They called on Senn to talk.",
        "Senn's envoy spoke.",
        "The ambassador to Senn spoke.",
        "according to Senn",
        "talks between Senn and others",
        "a deal with Senn",
        "pressure from Senn",
        "sanctions against Senn",
        "a blow for Senn",
        "He had written to Senn.",
        "It left Senn with no choice.",
        "in (Senn)",
        f"{'in ' * 40}Orl, Senn",
    ],
)
def test_governments(sentence):
    before, _, after = sentence.partition("Senn")
    assert not is_place(before, after)
