"""Whom a surname alone means."""

import random

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.actors.bearers import BY_TITLE, ONE_BEARER, Bearer, Lone, place_surnames

IVA = Bearer("Iva Brandt", {"2026-03-01": 2, "2026-03-20": 2}, frozenset({"president", "mrs"}))
TOM = Bearer("Tom Brandt", {"2026-03-15": 1}, frozenset())


def lone(day, *titles):
    return Lone("t", "Brandt", day, frozenset(titles), 1, 1)


def whom(one, *bearers, **settings):
    return [(placed.actor, placed.rule) for placed in place_surnames([one], bearers, **settings)]


def test_a_title_finds_the_one_bearer_of_these_days():
    assert whom(lone("2026-03-02", "president"), IVA) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone("2026-04-19", "president"), IVA) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone("2026-04-20", "president"), IVA) == []
    assert whom(lone("2026-03-02", "president")) == []


def test_of_two_bearers_the_title_decides_or_nothing():
    assert whom(lone("2026-03-10", "president"), IVA, TOM) == [("Iva Brandt", BY_TITLE)]
    assert whom(lone("2026-03-10"), IVA, TOM) == []
    assert whom(lone("2026-03-10", "mayor"), IVA, TOM) == []


def test_without_a_title_the_bearer_must_be_named_often_and_the_form_be_a_surname():
    assert whom(lone("2026-03-10"), IVA) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone("2026-03-10"), TOM) == []
    assert whom(lone("2026-03-10"), IVA, doubtful=frozenset({"Brandt"})) == []


def test_who_is_rarely_named_is_not_it_though_nobody_else_is_near():
    ivanka = Bearer("Ivanka Brandt", {"2026-06-01": 4}, frozenset())

    assert whom(lone("2026-06-02"), IVA._replace(days={"2026-01-01": 9}), ivanka) == []


def test_a_title_that_contradicts_finds_nobody():
    assert whom(lone("2026-03-10", "mr"), IVA) == []
    assert whom(lone("2026-03-10", "mrs"), TOM) == []
    assert whom(lone("2026-03-10", "mrs"), IVA) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone("2026-03-10", "governor"), IVA) == []


def test_without_a_day_there_must_be_one_bearer_in_the_whole_corpus():
    assert whom(lone("", "president"), IVA) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone("", "president"), IVA._replace(days={"": 1})) == [("Iva Brandt", ONE_BEARER)]
    assert whom(lone(""), IVA, TOM) == []


DAYS = st.dates().map(lambda day: f"2026-{1 + day.month % 4:02d}-{1 + day.day % 28:02d}")
BEARERS = st.lists(
    st.builds(
        Bearer,
        st.sampled_from(["Ana", "Iva", "Tom", "Ben"]),
        st.dictionaries(DAYS, st.integers(1, 4), min_size=1, max_size=5),
        st.frozensets(st.sampled_from(["mr", "mrs", "mayor", "president"]), max_size=2),
    ),
    unique_by=lambda bearer: bearer.actor,
    max_size=4,
)
LONE = st.lists(
    st.builds(
        Lone,
        st.uuids().map(str),
        st.just("Brandt"),
        DAYS | st.just(""),
        st.frozensets(st.sampled_from(["mr", "mrs", "mayor", "president"]), max_size=2),
        st.just(1),
        st.integers(1, 3),
    ),
    max_size=8,
)


@given(LONE, BEARERS, st.randoms())
def test_each_place_is_decided_by_itself_and_in_any_order(places, bearers, chance):
    together = place_surnames(places, bearers)
    other = [*bearers]
    random.Random(chance.random()).shuffle(other)

    alone = [placed for one in places for placed in place_surnames([one], other)]

    assert sorted(alone) == together
