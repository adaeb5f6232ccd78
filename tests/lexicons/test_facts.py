"""The list of states agrees with two independent packages, except where we say so here."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from analysis.lexicons.files import DATA, values
from analysis.lexicons.registry import _read

STATES = [row.cells for row in _read(DATA / "states.csv")]

NOT_IN_COUNTRYINFO = {"Kosovo"}

CAPITAL_LEFT_OUT = {  # ambiguous (see skipped.csv), or the same word as the state
    *("Antigua and Barbuda", "Bahamas", "Belgium", "Bulgaria", "Chile", "Costa Rica", "Djibouti"),
    *("Grenada", "Guyana", "Israel", "Jamaica", "Luxembourg", "Monaco", "Netherlands", "Panama"),
    *("San Marino", "Sao Tome and Principe", "Seychelles", "Singapore", "Vatican", "Yemen"),
}

CAPITAL_DIFFERS = {
    "Bolivia",  # the government sits in La Paz; countryinfo has Sucre
    "Eswatini",  # the government sits in Mbabane; countryinfo has Lobamba
    "United States",  # the press says Washington; countryinfo has Washington D.C.
}

DEMONYM_DIFFERS = {
    "Central African Republic",  # left out: Central African is also the region
    "Democratic Republic of the Congo",  # left out: Congolese
    "Republic of the Congo",  # left out: Congolese
    "Dominica",  # left out: Dominican
    "Dominican Republic",  # left out: Dominican
    "Samoa",  # left out: Samoan is also American Samoa
    "Djibouti",  # countryinfo gives the name
    "Maldives",  # Maldivian; countryinfo has Maldivan
    "Saint Kitts and Nevis",  # two demonyms; countryinfo joins them
    "Tajikistan",  # Tajik; countryinfo has Tadzhik
    "Vatican",  # none in use; countryinfo has Vaticanian
}


def plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text)
    return "".join(c for c in marks if not unicodedata.combining(c)).casefold()


@pytest.fixture(scope="module")
def code():
    names = pytest.importorskip("countrynames", reason="checks facts against countrynames 1.17.0")
    return names.to_code


@pytest.fixture(scope="module")
def facts(code):
    info = pytest.importorskip("countryinfo", reason="checks facts against countryinfo 1.0.1")
    by_code = {}
    for file in (Path(info.__file__).parent / "data").glob("*.json"):
        country = json.loads(file.read_text(encoding="utf-8"))
        if country.get("demonym"):
            by_code[country["ISO"]["alpha2"]] = country
    return {
        state["actor"]: by_code[code(state["actor"])]
        for state in STATES
        if code(state["actor"]) in by_code
    }


def test_every_state_is_known_to_countrynames_and_no_two_are_the_same(code):
    codes = [code(state["actor"]) for state in STATES]

    assert None not in codes
    assert len(codes) == len(set(codes)) == 197


def test_only_the_known_states_cannot_be_checked(facts):
    assert {state["actor"] for state in STATES} - set(facts) == NOT_IN_COUNTRYINFO


def test_capitals_agree_except_for_those_listed_here(facts):
    left_out, differs = set(), set()
    for state in STATES:
        if state["actor"] not in facts:
            continue
        capital = facts[state["actor"]]["capital"]
        capital = capital[0] if isinstance(capital, list) else capital
        if not state["capital"]:
            left_out.add(state["actor"])
        elif plain(capital) not in {plain(name) for name in values(state["capital"])}:
            differs.add(state["actor"])

    assert left_out == CAPITAL_LEFT_OUT
    assert differs == CAPITAL_DIFFERS
    assert len(differs) < 0.1 * (len(STATES) - len(left_out))


def test_demonyms_agree_except_for_those_listed_here(facts):
    differs = {
        state["actor"]
        for state in STATES
        if state["actor"] in facts
        and plain(facts[state["actor"]]["demonym"].split(",")[0])
        not in {plain(form) for form in values(state["adjectives"])}
    }

    assert differs == DEMONYM_DIFFERS
    assert len(differs) < 0.1 * len(STATES)


def test_further_names_are_never_those_of_another_state(code):
    wrong = {
        (state["actor"], name)
        for state in STATES
        for name in values(state["names"])
        if code(name) not in (None, code(state["actor"]))
    }

    assert wrong == {("Democratic Republic of the Congo", "Zaire")}  # has a code of its own
