"""Names of one article become actors: each rule on a small article made up for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.meaning import Name
from analysis.annotate.person_names import parse_name
from analysis.annotate.resolve import decide, meanings
from analysis.schema import UNRESOLVED

TITLES = frozenset(
    ["mr", "mrs", "ms", "gen", "sen", "mayor", "president", "secretary of state", "king"]
)
GIVEN = {"ellen": "woman", "paul": "man", "mary": "woman", "rosa": "woman"}
_MARKED = re.compile(r"\[([pol]):([^\]]+)\]")
_DEFINED = re.compile(r"\[o:([^\]]+)\] \(\[o:([A-Z]+)\]\)")
_TYPES = {"p": "person", "o": "organisation", "l": "place"}


def read(marked):
    """Give the names of a text in which they are marked as [p:Ana Ruiz]: place, name, title."""
    text, names, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        surface, title = match[2], ""
        if match[1] == "p":
            title, words = parse_name(surface, before=text[-60:], titles=TITLES)
            surface = " ".join(words)
        names.append((len(text), surface, _TYPES[match[1]], title))
        text += match[2]
        at = match.end()
    return names


def resolve(names, defined):
    """Give actor and type of each name, as the article is read."""
    known = {}
    for place, surface, kind, title in names:
        name = Name(surface, kind, place, frozenset({title} - {""}))
        before = known.get(surface, name)
        known[surface] = before._replace(titles=before.titles | name.titles, n=before.n + 1)
    means = meanings(list(known.values()), defined=defined, listed=frozenset(), given=GIVEN)
    used, found = {}, []
    for place, surface, _, title in names:
        actor, kind = means[surface].actor, means[surface].type
        if means[surface].bearers:
            mine = used.setdefault(surface.lower(), {})
            actor = decide(means[surface].bearers, title=title, place=place, used=mine)
            kind = "person" if actor else UNRESOLVED
            if actor and not title:
                mine[actor] = place
        found.append((actor, kind))
    return found


def actors(marked):
    defined = {short: long for long, short in _DEFINED.findall(marked)}
    return [actor for actor, _ in resolve(read(marked), defined)]


def test_a_surname_is_the_only_person_who_bears_it():
    text = "[p:Lotte Weber] spoke. [p:Weber] left. [p:WEBER] came back."

    assert actors(text) == ["Lotte Weber"] * 3


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


def test_titles_decide_between_two_bearers():
    text = "[p:Ellen Marsh] and [p:Paul Marsh] came. Mrs. [p:Marsh] wept. Mr. [p:Marsh] did not."

    assert actors(text)[2:] == ["Ellen Marsh", "Paul Marsh"]


def test_the_title_of_one_bearer_decides_whatever_the_first_names_say():
    text = "Mayor [p:Kim Marsh] and Sen. [p:Lou Marsh] met. Sen. [p:Marsh] left. [p:Marsh] stayed."

    assert actors(text)[2:] == ["Lou Marsh", ""]


def test_who_was_called_so_before_a_relative_came_up_is_called_so_after():
    text = "[p:Lotte Weber] spoke. [p:Weber] left. Her son, [p:Max Weber], stayed. [p:Weber] rang."

    assert actors(text) == ["Lotte Weber", "Lotte Weber", "Max Weber", "Lotte Weber"]


def test_a_title_that_fits_no_bearer_makes_nobody():
    assert actors("[p:Paul Marsh] spoke. Mrs. [p:Marsh] wept.") == ["Paul Marsh", "Marsh"]
    assert actors("[p:Paul Marsh] spoke. [p:Marsh] left. Mr. [p:Marsh] and Mrs. [p:Marsh].") == [
        *["Paul Marsh"] * 3,
        "",
    ]


def test_a_title_of_office_that_the_only_bearer_lacks_is_somebody_else():
    assert actors("President [p:Brand] left. His aide, Mayor [p:Iva Brand], stayed.") == [
        "Brand",
        "Iva Brand",
    ]


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


def test_a_company_called_after_a_person_is_not_the_person():
    assert actors("[p:Clara Benz] spoke. [o:Benz Motor Company] paid. [p:Benz] left.") == [
        "Clara Benz",
        "Benz Motor Company",
        "Clara Benz",
    ]


def test_an_acronym_is_what_the_article_spells_out():
    text = "The [o:Inland Rivers Agency] ([o:IRA]) met. The [o:IRA] paid. [o:I.R.A.] staff left."

    assert actors(text) == ["Inland Rivers Agency"] * 4


def test_an_acronym_that_is_not_spelled_out_is_another_name():
    assert actors("[o:Harbour Union] ([o:NATO]) met.")[0] == "Harbour Union"
    assert actors("[o:Harbour Union] met [o:NATO].") == ["Harbour Union", "NATO"]


def test_the_first_word_of_one_organisation_is_short_for_it():
    assert actors("[o:Norvik Shipping] grew. [o:Norvik] paid.") == ["Norvik Shipping"] * 2
    assert actors("[o:National Rail] grew. [o:National] paid.") == ["National Rail", "National"]


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
    assert meanings([], defined={}, listed=frozenset(), given=GIVEN) == {}


def test_a_suffix_or_a_nickname_is_no_surname():
    names = [Name("Harold Brand Jr.", "person", 0), Name('Dale "Buck" Harm', "person", 20)]
    means = meanings(names, defined={}, listed=frozenset(), given={})

    assert set(means) == {"Harold Brand Jr.", "Brand", 'Dale "Buck" Harm', "Harm"}


def test_a_form_that_the_registry_lists_is_no_surname():
    names = [Name("Ana Chad", "person", 0)]

    assert set(meanings(names, defined={}, listed=frozenset({"Chad"}), given={})) == {"Ana Chad"}


def test_the_registry_says_what_a_person_is_called():
    names = [
        Name("Ana Maria Ruiz", "person", 0, actor="Ana Maria Ruiz"),
        Name("Ana Ruiz", "person", 9, n=5),
    ]
    means = meanings(names, defined={}, listed=frozenset(), given={})

    assert means["Ana Ruiz"].actor == "Ana Maria Ruiz"


_WORD = st.sampled_from(
    ["Ana", "Ruiz", "Holt", "al-Haq", "bin", "NATO", "Jr.", "É", '"X"', ".", "Bank", "HOLT"]
)
_NAME = st.tuples(
    st.lists(_WORD, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(list(_TYPES.values())),
    st.sampled_from(["", "mr", "mrs", "mayor"]),
)


@given(st.lists(_NAME, max_size=8, unique_by=lambda row: row[0]))
def test_every_name_means_somebody_or_is_unresolved(rows):
    names = [(20 * k, *row) for k, row in enumerate(rows)]
    found = resolve(names, {"NATO": "Ana Bank"})

    assert len(found) == len(names)
    assert all(bool(actor) == (kind != UNRESOLVED) for actor, kind in found)
