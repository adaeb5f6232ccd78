"""Persons introduced by a title, and the surnames that stand for them."""

import numpy as np
import pandas as pd
import pytest

from analysis import lexicons
from analysis.annotate.mentions import annotate_mentions, build_gazetteer
from analysis.annotate.surnames import as_printed, surnames
from analysis.schema import REGISTRY


def _names(sentence, taken=()):
    """Give the persons whom a sentence names; some words are names of the registry."""
    rows = {"actor": list(taken), "alias": list(taken), "type": "body", "parent": "", "how": "name"}
    names = build_gazetteer(
        REGISTRY.conform(pd.DataFrame(rows)) if taken else REGISTRY.empty(),
        titles=lexicons.titles(),
        not_names=lexicons.stop_words(),
    )
    one = np.array([0])
    data = np.frombuffer(sentence.encode(), np.uint8)
    named = annotate_mentions(data, one, one + len(data), one, one, names=names)
    persons = [named.actors[row] for row in named.actor.tolist()]
    return list(dict.fromkeys(name for name, kind in persons if kind == "person"))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The envoy to Kestria, Ana van Dahl, said no.", ["Ana van Dahl"]),
        ("spokesperson Naim al-Sabri had told reporters.", ["Naim al-Sabri"]),
        ("Prime Minister Jo Marr resigned.", ["Jo Marr"]),
        ("Ada Bok, the port's manager, and Lu Orr, a union leader, met.", ["Ada Bok", "Lu Orr"]),
        ("Minister J. R. Hale spoke Monday.", ["J. R. Hale"]),
        ("President Ana Ruiz Tuesday left.", ["Ana Ruiz"]),
        ("Prime Minister Theresa May left; Will she return?", ["Theresa May"]),
        ("The Harbour Company said no.", []),
        ("In Old Town, the minister said nothing.", []),
        ("The minister met reporters at Senn Castle.", []),
        ("Minister Marr spoke.", []),
        ("General Electric Co rose.", []),
        ("The chairman, Harbour Council, left on Election Day, a leader said.", []),
    ],
)
def test_names_by_hand(sentence, names):
    assert _names(sentence) == names


def test_a_name_ends_where_an_actor_of_the_registry_stands():
    sentence = "President Kestria Port spoke."

    assert _names(sentence, taken=["Kestria"]) == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Haidar Mansour Hadi", ("Hadi",)),
        ("Ana van der Dahl", ("van der Dahl", "Van der Dahl", "Dahl")),
        ("Qais al-Sabri", ("al-Sabri", "Al-Sabri", "Sabri")),
        ("Ana Ruiz-Bok", ("Ruiz-Bok",)),
        ("Carla Ruiz", ("Ruiz",)),
        ("Jo al-Bok-", ("al-Bok-", "Al-Bok-")),
        ("Jo B.", ()),
        ("Jo", ()),
    ],
)
def test_surnames_by_hand(name, forms):
    assert surnames(name) == forms


def test_titles_are_printed_in_three_ways():
    assert as_printed("prime minister") == ("prime minister", "Prime minister", "Prime Minister")
    assert as_printed("Mr") == ("Mr",)


@pytest.mark.parametrize(("n", "named"), [(19, 1), (20, 0)])
def test_a_run_of_over_a_hundred_characters_names_nobody(n, named):
    name = " ".join(["Anna"] * n + ["Berg" + "h" * (100 - 5 * 19 - 4)])
    assert len(name) == (100 if named else 105)

    assert _names(f"The envoy, Mr {name}, spoke.") == [name] * named
