"""Which names of a block are one actor."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.actors import classes
from analysis.corpus.actors.classes import Entry, Merge, merge_bodies, merge_persons
from analysis.corpus.actors.spelling import person_key, without_role


def entries(*names):
    return [Entry(name, 10 - place, 20 - place) for place, name in enumerate(names)]


def sure(merges):
    return {merge.name: merge.actor for merge in merges if merge.is_sure}


def proposed(merges):
    return {merge.name: merge.actor for merge in merges if not merge.is_sure}


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (("Bashar al-Assad", "Bashar Assad"), classes.SIGNS),
        (("Larry Hogan", "Republican Larry Hogan"), classes.SIGNS),
        (("Donald Trump", "Donald J. Trump", "Ivanka Trump"), classes.MIDDLE),
        (("Benjamin Netanyahu", "Binyamin Netanyahu", "Sara Netanyahu"), classes.SPELLING),
        (("Bill Weld", "William Weld"), classes.SHORT),
        (("al-Assad", "Assad"), classes.SIGNS),
    ],
)
def test_what_is_one_person_is_merged_into_the_most_usual_name(names, rule):
    assert merge_persons(entries(*names), []) == [Merge(names[1], names[0], rule)]


@pytest.mark.parametrize(
    "names",
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("John Smith", "Jane Smith"),
        ("An Na", "Anna"),
    ],
)
def test_other_persons_stay_apart(names):
    assert merge_persons(entries(*names), []) == []


def test_a_middle_name_that_two_persons_differ_in_merges_nobody():
    merges = merge_persons(entries("George W. Bush", "George H. W. Bush", "George Bush"), [])

    assert sure(merges) == {}
    assert proposed(merges)["George Bush"] == "George W. Bush"


def test_a_short_given_name_is_only_proposed_if_somebody_else_has_the_surname():
    merges = merge_persons(entries("Bill Clinton", "William Clinton", "Hillary Clinton"), [])

    assert merges == [Merge("William Clinton", "Bill Clinton", classes.PERHAPS_SHORT, False)]


def test_an_initial_is_only_proposed_and_only_where_one_person_fits():
    assert proposed(merge_persons(entries("John Smith", "J. Smith"), [])) == {
        "J. Smith": "John Smith"
    }
    assert merge_persons(entries("John Smith", "Jane Smith", "J. Smith"), []) == []


def test_whom_one_article_names_both_stay_apart():
    names = entries("Ali Khamenei", "Ali Hosseini Khamenei")

    merges = merge_persons(names, [("Ali Hosseini Khamenei", "Ali Khamenei")])

    assert merges == [Merge("Ali Hosseini Khamenei", "Ali Khamenei", classes.PERHAPS_APART, False)]


def test_the_registry_gives_the_name_and_two_of_it_are_two():
    registry = Entry("Donald J. Trump", 1, 1, is_registry=True)

    assert sure(merge_persons([*entries("Donald Trump"), registry], [])) == {
        "Donald Trump": "Donald J. Trump"
    }
    both = [registry, Entry("Donald Trump", 9, 9, is_registry=True)]
    assert merge_persons(both, []) == []


def test_names_of_nothing_but_signs_are_not_one():
    assert merge_persons(entries("!", "?"), []) == []
    assert merge_bodies(entries("!", "?"), []) == []


def test_organisations_differ_in_signs_and_legal_form_only():
    assert sure(merge_bodies(entries("Acme", "The Acme", "ACME, Inc."), [])) == {
        "The Acme": "Acme",
        "ACME, Inc.": "Acme",
    }
    assert sure(merge_bodies(entries("Acme", "Acme Inc."), [("Acme", "Acme Inc.")])) == {}


GIVEN = ("Ana", "Anna", "Bill", "William", "B.", "Binyamin", "Benjamin", "Senator Bill")
MIDDLE = ("", " J.", " John", " K.")
LAST = (" Ruiz", " al-Ruiz", " Ruíz", " Ruiz Jr.", " Rees-Ruiz")
NAMES = [one + two + three for one in GIVEN for two in MIDDLE for three in LAST]
BLOCKS = st.lists(
    st.builds(Entry, st.sampled_from(NAMES), st.integers(1, 5), st.integers(5, 9), st.booleans()),
    unique_by=lambda entry: entry.name,
    max_size=12,
)
TOGETHER = st.lists(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4), max_size=3)


def same_signs(one, other):
    return person_key(without_role(one)).letters == person_key(without_role(other)).letters


@given(BLOCKS, TOGETHER, st.randoms())
def test_the_order_does_not_matter(block, together, chance):
    shuffled = random.Random(chance.random())
    other, articles = block[:], [some[:] for some in together]
    shuffled.shuffle(other)
    shuffled.shuffle(articles)

    assert merge_persons(other, articles) == merge_persons(block, together)


@given(BLOCKS, TOGETHER)
def test_a_name_is_merged_once_and_whom_it_is_merged_into_not_at_all(block, together):
    merges = merge_persons(block, together)

    assert max(Counter(merge.name for merge in merges).values(), default=1) == 1
    assert not set(sure(merges)) & set(sure(merges).values())
    assert {name for merge in merges for name in merge[:2]} <= {entry.name for entry in block}


@given(BLOCKS, TOGETHER)
def test_two_full_names_of_one_article_are_never_one(block, together):
    merged = sure(merge_persons(block, together))
    there = {entry.name for entry in block}

    for some in together:
        for one, other in combinations(sorted(there & {*some}), 2):
            if not same_signs(one, other):
                assert merged.get(one, one) != merged.get(other, other)


@given(BLOCKS)
def test_two_of_the_registry_are_never_one(block):
    merged = sure(merge_persons(block, []))
    registry = [merged.get(entry.name, entry.name) for entry in block if entry.is_registry]

    assert len(set(registry)) == len(registry)
