"""Persons introduced by a title, and the surnames that stand for them."""

import re

import pytest

from analysis import lexicons
from analysis.annotate.people import as_printed, introduced, surnames

TITLES = re.compile(
    r"(?<!\w)(?:{})(?!\w)".format(
        "|".join(
            sorted({re.escape(f) for t in lexicons.titles() for f in as_printed(t)}, key=len)[::-1]
        )
    )
)


def _names(sentence, taken=()):
    titles = [found.span() for found in TITLES.finditer(sentence)]
    stop = lexicons.stop_words()
    spans = introduced(sentence, titles=titles, taken=list(taken), not_names=stop)
    return [sentence[start:end] for start, end in spans]


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

    assert _names(sentence, taken=[(10, 17)]) == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Haidar Mansour Hadi", ("Hadi",)),
        ("Ana van der Dahl", ("van der Dahl", "Van der Dahl", "Dahl")),
        ("Qais al-Sabri", ("al-Sabri", "Al-Sabri", "Sabri")),
        ("Ana Ruiz-Bok", ("Ruiz-Bok",)),
    ],
)
def test_surnames_by_hand(name, forms):
    assert surnames(name) == forms
