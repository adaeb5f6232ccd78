"""A run of capitalised words is cut to what can be a person's name."""

import pytest

from analysis.annotate.plausible import is_title_case, person_words, plausible_name


@pytest.mark.parametrize(
    ("line", "surface", "name"),
    [
        ("Governor Signs Water Bill After Vote", "Signs Water Bill", ""),
        ("Judge Blocks Tougher Rules", "Blocks Tougher Rules", ""),
        ("Police Chief Faces Hard Questions", "Faces Hard Questions", ""),
        ("Mayor Lotte Weber Resigns", "Lotte Weber Resigns", "Lotte Weber"),
        ("Envoy Sam Okoro Visits Oslo Again", "Sam Okoro Visits", "Sam Okoro"),
        ("Senator Mary Ann Long Wins Second Term", "Mary Ann Long Wins", "Mary Ann Long"),
        ("The mayor, Lotte Weber, spoke to Ole Dahl and Una Berg.", "Lotte Weber", "Lotte Weber"),
        ("The tweet to student Ole Dahl Image: Twitter", "Ole Dahl Image", "Ole Dahl"),
        ("Unlike Silver Coal, a company owner, it pays.", "Unlike Silver Coal", ""),
        ("He led the Commander-in-Chief Forum.", "in-Chief Forum", ""),
        ("He fought in World War II, the general said.", "World War II", ""),
        ("President Park Geun-ho met Defence Minister Una Berg.", "Park Geun-ho", "Park Geun-ho"),
        ("Col. David C. Lyons, the group's commander", "David C. Lyons", "David C. Lyons"),
        ("Yusuf al-Rashid, the envoy, left.", "Yusuf al-Rashid", "Yusuf al-Rashid"),
        ("al-Rashid Hamad, the envoy, left.", "al-Rashid Hamad", "al-Rashid Hamad"),
    ],
)
def test_ordinary_words_are_cut_off(line, surface, name):
    assert plausible_name(surface, title_case=is_title_case(line)) == name


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Teacher Strike Enters Third Week", True),
        ("Teacher strike enters third week", False),
        ("Ole Dahl met Una Berg.", False),
        ("President Park Geun-ho received Defence Minister Nguyen Thi Lan.", False),
        ("", False),
    ],
)
def test_titles_have_capitals_and_no_full_stop(line, is_title):
    assert is_title_case(line) == is_title


def test_one_word_is_left_as_it_is():
    assert person_words(["Image"], title_case=True) == ("Image",)
