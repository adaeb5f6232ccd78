"""The words around a form decide whether the registry's actor is meant."""

import pytest

from tests.annotate.marked import actors, named


@pytest.mark.parametrize(
    "phrase",
    [
        "Danish pastries",
        "a Panama hat",
        "Turkey sandwiches",
        "German shepherds",
        "the Indian Ocean",
        "Korean Air",
        "the Jordan River",
        "the Panama Canal",
        "Chinese New Year",
        "Cairo, Ill.,",
        "US$ 5",
    ],
)
def test_a_name_in_a_phrase_is_no_actor(phrase):
    assert actors(f"We saw {phrase} today.") == []


def test_towns_are_no_states_though_their_own_state_is_named():
    article = "Students in Lebanon, Ohio, and Moscow, Idaho, marched."

    assert actors(article) == ["Ohio", "Idaho"]


@pytest.mark.parametrize(
    ("article", "actor"),
    [
        ("Turkey sent observers.", "Turkey"),
        ("Panama had none.", "Panama"),
        ("The Indian navy came.", "India"),
        ("Lebanon, Norway and Peru came.", "Lebanon"),
        ("An envoy of [l:IRAN] came.", "Iran"),
    ],
)
def test_without_it_the_name_is_the_actors(article, actor):
    assert actor in actors(article)


@pytest.mark.parametrize(
    ("article", "actor"),
    [
        ("Voters in Georgia and Florida queued.", "Georgia (US state)"),
        ("Georgia Gov. Ole Dahl signed it in Atlanta.", "Georgia (US state)"),
        ("Georgia and Armenia met in Tbilisi.", "Georgia"),
        ("Georgia sent nobody.", "Georgia"),
        ("Boeing left Seattle and Tacoma, and Washington lost 900 jobs.", "Washington (US state)"),
    ],
)
def test_other_words_of_the_article_choose_between_homonyms(article, actor):
    assert actor in actors(article)


def test_months_are_no_person_of_that_name():
    article = (
        "Secretary Alison May left in May. May had said that May 12 or 3 May was early. By late "
        'May it was done. [p:May] said on May Day: "No." They thanked May\'s staff.'
    )

    assert actors(article, kind="person") == ["Alison May"] * 4


def test_a_word_that_is_a_surname_too_counts_inside_a_sentence_only():
    article = "[p:Lou Will] came. They met Will. Will they meet again?"

    assert actors(article) == ["Lou Will"] * 2


@pytest.mark.parametrize("word", ["US", "WHO"])
def test_capitals_of_a_loud_line_are_no_acronym(word):
    assert actors(f"IT IS UP TO [l:{word}] NOW, COACH TELLS TEAM\nHe said no more.") == []


def test_an_office_is_no_body():
    assert actors("The Secretary of [o:State] left.") == []


def test_parties_with_a_common_name_count_beside_their_state_only():
    name = "Justice and Development Party"

    assert "Labour Party" in actors("Labour won in Britain, the UK government said.")
    assert actors("Labour costs rose.") == []
    assert name in actors(f"The {name} won in Turkey.")


def test_members_name_their_party():
    article = "The [o:Conservative Party] lost. It hurt the Conservatives; Neo Conservatives won."

    assert actors(article) == ["Conservative Party"] * 2


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("Republicans and Democrats met.", ["Republican Party", "Democratic Party"]),
        ("[o:House Democrats] left the Senate.", ["Democratic Party"]),
        ("Democrats won the vote in Denmark.", ["Denmark"]),
    ],
)
def test_american_parties_stand_back_in_other_countries(article, found):
    assert actors(article) == found


def test_leaders_are_persons_of_the_registry():
    assert named("Angela Merkel spoke. Merkel left.") == [
        ("Angela Merkel", "Angela Merkel", "person"),
        ("Merkel", "Angela Merkel", "person"),
    ]
