"""Names of one article become actors: each rule on a small article made up for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.resolve import RULES, Mention, resolve

TITLES = frozenset(
    ["mr", "mrs", "ms", "gen", "sen", "mayor", "president", "secretary of state", "king"]
)
GIVEN = {"ellen": "woman", "paul": "man", "mary": "woman", "rosa": "woman"}
_MARKED = re.compile(r"\[([pol]):([^\]]+)\]")
_TYPES = {"p": "person", "o": "organisation", "l": "place"}


def article(marked):
    """Give the mentions of a text in which names are marked as [p:Ana Ruiz]."""
    text, mentions, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match[2]
        mentions.append(Mention(start, len(text), match[2], _TYPES[match[1]], text[:start][-60:]))
        at = match.end()
    return mentions


def actors(marked):
    return [each.actor for each in resolve(article(marked), titles=TITLES, given=GIVEN)]


def rules(marked):
    return [each.rule for each in resolve(article(marked), titles=TITLES, given=GIVEN)]


def test_a_surname_is_the_only_person_who_bears_it():
    text = "[p:Lotte Weber] spoke. [p:Weber] left. [p:WEBER] came back."

    assert actors(text) == ["Lotte Weber"] * 3
    assert rules(text) == ["alone", "surname", "surname"]


def test_the_full_name_may_come_later():
    assert (
        actors("Mayor [p:Weber] spoke. [p:Weber] left; [p:Lotte Weber] is 50.")
        == ["Lotte Weber"] * 3
    )


def test_a_surname_with_another_first_name_is_another_person():
    assert actors("[p:Lotte Weber] met [p:Rosa Weber].") == ["Lotte Weber", "Rosa Weber"]


def test_a_surname_of_two_bearers_is_nobodys():
    text = "[p:Ellen Marsh] and [p:Paul Marsh] came. [p:Marsh] wept."

    assert actors(text) == ["Ellen Marsh", "Paul Marsh", ""]
    assert rules(text)[-1] == "unresolved"


def test_titles_decide_between_two_bearers():
    text = "[p:Ellen Marsh] and [p:Paul Marsh] came. Mrs. [p:Marsh] wept. Mr. [p:Marsh] did not."

    assert actors(text)[2:] == ["Ellen Marsh", "Paul Marsh"]
    assert rules(text)[2:] == ["title", "title"]


def test_the_title_of_one_bearer_decides_whatever_the_first_names_say():
    text = "Mayor [p:Kim Marsh] and Sen. [p:Lou Marsh] met. Sen. [p:Marsh] left. [p:Marsh] stayed."

    assert actors(text)[2:] == ["Lou Marsh", ""]


def test_who_was_called_so_before_a_relative_came_up_is_called_so_after():
    text = "[p:Lotte Weber] spoke. [p:Weber] left. Her son, [p:Max Weber], stayed. [p:Weber] rang."

    assert actors(text) == ["Lotte Weber", "Lotte Weber", "Max Weber", "Lotte Weber"]
    assert rules(text)[-1] == "established"


def test_a_title_that_fits_no_bearer_makes_nobody():
    assert actors("[p:Paul Marsh] spoke. Mrs. [p:Marsh] wept.") == ["Paul Marsh", ""]


def test_titles_are_no_part_of_the_name():
    assert actors("[p:Gen. Ole Dahl] and Secretary of State [p:Una Berg] met [p:Mr. Fry].") == [
        "Ole Dahl",
        "Una Berg",
        "Fry",
    ]


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("Walter Stone Jr.", "Stone"),
        ("Walter Stone III", "Walter Stone"),
        ('Walter "Walt" Stone', "Walter Stone"),
        ("Walter P. Stone", "Walter Stone"),
        ("Walter Stone", "Walter P. Stone"),
        ("Walter Paul Stone", "W. Stone"),
        ("Luis Prado Vega", "Prado Vega"),
        ("Luis Prado Vega", "Vega"),
        ("Han Seo-yun", "Han"),
        ("Pham Thi Hoa", "Hoa"),
        ("Yusuf al-Rashid", "al-Rashid"),
        ("Yusuf al-Rashid", "Rashid"),
        ("Yusuf bin Hamad", "bin Hamad"),
        ("Jan van der Meer", "van der Meer"),
    ],
)
def test_variants_are_one_person(full, other):
    assert (
        actors(f"[p:{full}] spoke. [p:{other}] left.")[0]
        == actors(f"[p:{full}] spoke. [p:{other}] left.")[1]
        != ""
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aung Tin", "Aung Tin Hla"),
        ("Walter Stone", "Wanda Stone"),
        ("Walter P. Stone", "Walter Q. Stone"),
        ("Walter Stone", "Walter Stein"),
    ],
)
def test_names_that_differ_are_two_persons(one, other):
    assert len(set(actors(f"[p:{one}] spoke. [p:{other}] left."))) == 2


def test_capitals_are_read_and_not_shown():
    text = "SEN. [p:RAMON PRIETO] WINS. Sen. [p:Ramon Prieto] spoke."

    assert actors(text) == ["Ramon Prieto"] * 2


def test_a_surname_that_is_also_a_place_is_the_person_beside_the_full_name():
    text = "[p:Tim Chad] spoke. [l:Chad] left. He was born in [l:Chad]."
    found = resolve(article(text), titles=TITLES, given=GIVEN)

    assert [(each.actor, each.type) for each in found] == [
        ("Tim Chad", "person"),
        ("Tim Chad", "person"),
        ("Chad", "place"),
    ]


def test_a_company_called_after_a_person_is_not_the_person():
    assert actors("[p:Clara Benz] spoke. [o:Benz Motor Company] paid. [p:Benz] left.") == [
        "Clara Benz",
        "Benz Motor Company",
        "Clara Benz",
    ]


def test_an_acronym_is_what_the_article_spells_out():
    text = "The [o:Inland Rivers Agency] ([o:IRA]) met. The [o:IRA] paid. [o:I.R.A.] staff left."

    assert actors(text) == ["Inland Rivers Agency"] * 4
    assert rules(text)[1:] == ["acronym"] * 3


def test_an_acronym_may_come_first_and_another_bracket_is_none():
    assert actors("[o:NPC] ([o:National Port Council]) met.") == ["National Port Council"] * 2
    assert actors("[o:Harbour Union] ([o:NATO]) met.") == ["Harbour Union", "NATO"]


def test_an_organisation_without_its_legal_form_is_the_same():
    assert (
        actors("[o:Northlight Rail Company] grew. [o:Northlight Rail] paid.")
        == ["Northlight Rail Company"] * 2
    )


def test_a_short_name_of_two_organisations_is_neither():
    text = "[o:Reform Party] and [o:Reform Union] met. [o:Reform] won."

    assert actors(text) == ["Reform Party", "Reform Union", "Reform"]


def test_the_article_is_no_part_of_the_name():
    assert actors("[o:The Harbour Union] met. [o:Harbour Union] paid.") == ["Harbour Union"] * 2


def test_nothing_gives_nothing():
    assert resolve([], titles=TITLES, given=GIVEN) == []


_WORD = st.sampled_from(
    ["Ana", "Ruiz", "Holt", "al-Haq", "bin", "NATO", "Jr.", "É", '"X"', "", "."]
)
_MENTION = st.tuples(st.lists(_WORD, max_size=4).map(" ".join), st.sampled_from("pol"))


@given(st.lists(_MENTION, max_size=8))
def test_every_mention_gets_an_actor_or_is_unresolved(rows):
    mentions = [
        Mention(20 * k, 20 * k + len(surface), surface, _TYPES[kind], "said ")
        for k, (surface, kind) in enumerate(rows)
    ]
    found = resolve(mentions, titles=TITLES, given=GIVEN)

    assert len(found) == len(mentions)
    assert all(each.rule in RULES for each in found)
    assert all(bool(each.actor) or each.rule == "unresolved" or not m.surface.strip()
               for each, m in zip(found, mentions, strict=True))  # fmt: skip
