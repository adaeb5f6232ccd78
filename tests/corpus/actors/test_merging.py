"""What the tables of evidence say together, block by block."""

import random

import pyarrow as pa
import pytest

from analysis.corpus.actors.classes import ACRONYM, PERHAPS_ACRONYM
from analysis.corpus.actors.evidence import KEYS, block_of
from analysis.corpus.actors.merging import merge

COUNTS = {"names": ("n_articles", "n_mentions", "n_registry"), "lone": ("n_articles", "n_mentions")}


def tables(**rows):
    """Make the tables of evidence of rows; names give their block by themselves."""
    made = {}
    for name, keys in KEYS.items():
        columns = (*keys, *COUNTS.get(name, ("n",)))
        table = list(zip(*rows.get(name, []), strict=True)) or [()] * len(columns)
        kinds = [pa.string()] * len(keys) + [pa.int64()] * (len(columns) - len(keys))
        arrays = [pa.array(each, kind) for each, kind in zip(table, kinds, strict=True)]
        made[name] = pa.table(arrays, names=columns)
    return made


def name(actor, kind="organisation", n=1, n_registry=0):
    return block_of(actor, kind), actor, kind, n, 2 * n, n_registry


def acronym(form, actor, n):
    return block_of(form, "organisation"), form, actor, n


def decided(**rows):
    return {
        (row["form"], row["actor"], row["is_sure"]) for row in merge(tables(**rows)).to_pylist()
    }


@pytest.mark.parametrize(
    ("form", "n", "is_sure"), [("PAB", 2, True), ("PAB", 1, False), ("PABX", 1, True)]
)
def test_an_acronym_is_believed_if_two_articles_spell_it_out_or_it_is_long(form, n, is_sure):
    rows = {"names": [name(form), name("Port Board")], "acronyms": [acronym(form, "Port Board", n)]}

    assert decided(**rows) == {(form, "Port Board", is_sure)}
    rule = merge(tables(**rows)).to_pylist()[0]["rule"]
    assert rule == (ACRONYM if is_sure else PERHAPS_ACRONYM)


@pytest.mark.parametrize(
    ("names", "acronyms"),
    [
        (  # two meanings
            [name("PABX"), name("Port Board"), name("Pay Board")],
            [acronym("PABX", "Port Board", 3), acronym("PABX", "Pay Board", 1)],
        ),
        ([name("PABX", n_registry=1)], [acronym("PABX", "Port Board", 3)]),  # the registry's
        ([name("PABX", "person")], [acronym("PABX", "Port Board", 3)]),  # no organisation
        ([name("Port Board")], [acronym("PABX", "Port Board", 3)]),  # spelled out everywhere
        ([name("PABX"), name("Pabx Inc.", n=3)], [acronym("PABX", "Pabx Inc.", 3)]),  # in a circle
    ],
)
def test_an_acronym_of_which_nothing_is_certain_stays(names, acronyms):
    assert not {row for row in decided(names=names, acronyms=acronyms) if row[1] == "Port Board"}


def test_an_acronym_goes_where_the_name_that_it_means_went():
    rows = {
        "names": [name("PABX"), name("Port Board"), name("The Port Board", n=5)],
        "acronyms": [acronym("PABX", "Port Board", 2)],
    }

    assert decided(**rows) == {
        ("PABX", "The Port Board", True),
        ("Port Board", "The Port Board", True),
    }


def test_no_company_becomes_a_state_or_a_place():
    names = [name("Acme", "state", n_registry=1), name("Acme Inc."), name("Bolt", "place")]

    assert decided(names=[*names, name("Bolt Ltd.")]) == set()


def test_a_name_of_two_kinds_is_left_alone():
    names = [name("Acme"), name("Acme", "place"), name("ACME")]

    assert decided(names=names) == set()


def test_a_surname_that_is_a_place_elsewhere_needs_a_title():
    person = name("George Ford", "person", n=9)
    rows = {
        "names": [person, name("Ford", "person")],
        "days": [(person[0], "George Ford", "2026-03-01", 9)],
        "lone": [(person[0], "s 0", "Ford", "2026-03-02", "", 1, 1)],
    }

    assert decided(**rows) == {("Ford", "George Ford", True)}
    rows["names"].append(name("Ford"))
    assert decided(**rows) == set()


def test_the_order_of_rows_does_not_matter():
    rows = {
        "names": [name(each, "person", n) for n, each in enumerate(("A Z", "A. B. Z", "A B Z"), 1)]
        + [name("PABX"), name("Port Board"), name("the port board")],
        "acronyms": [acronym("PABX", "Port Board", 2)],
    }
    shuffled = {key: random.Random(1).sample(each, len(each)) for key, each in rows.items()}

    assert merge(tables(**rows)).equals(merge(tables(**shuffled)))


def test_nothing_gives_nothing():
    assert len(merge(tables())) == 0
