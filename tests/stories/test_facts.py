"""Texts of one template that tell other things are other stories; a copy may differ in little."""

import json

import numpy as np
import pytest

from analysis.corpus import annotate
from analysis.stories.facts import of_one_template
from analysis.stories.stories import stories

COPIES, APART = True, False
CLOSE = (
    "The institute asks everyone who felt the ground move to fill in the form on its page. "
    "Tremors of this strength seldom harm houses, but may bring down plaster and loose tiles. "
    "In 1931 the Great Orsa Tremor killed 214 people in Saltmarsh and Upper Denning. "
    "Since then the Building Code of King Aldous asks for frames of steel."
)
CRASH = (
    "Two trains collided in fog outside Marov on Monday\n\n"
    "At least 12 people were killed when two trains collided in thick fog outside Marov on Monday, "
    "the railway company said. Rescue workers said that 12 bodies had been taken to a school in "
    "Senn, and that a further 31 passengers were in hospitals. The line from Vell to Altan has a "
    "single track for 9 kilometres, and drivers had asked the minister, Ada Holt, for a second. "
    "“We were told to wait for the budget,” Jon Marl of the union of drivers told the Courier."
)


def together(folder, registry, *texts):
    """Say whether all texts are one story, or each is a story of its own."""
    path = folder / "news.jsonl"
    rows = [{"id": f"{place}", "text": text} for place, text in enumerate(texts)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    table = stories(annotate(path, store=folder / "news", registry=registry))
    n_stories = table["story"].nunique()
    assert n_stories in (1, len(texts))
    return n_stories == 1


def filled(text, **slots):
    for name, value in slots.items():
        text = text.replace(name, value)
    return text


@pytest.mark.parametrize(
    ("template", "issues"),
    [
        pytest.param(
            f"An earth tremor of magnitude SIZE was felt near PLACE on DAY, it wrote. {CLOSE}",
            [("4.1", "Ulmor", "Monday"), ("3.7", "Kabet", "Friday"), ("2.9", "Tavel", "Sunday")],
            id="short-with-much-that-stands",
        ),
        pytest.param(
            "The index of the Northern Exchange closed at SIZE points in Senn on DAY, and PLACE "
            "Shipping was the share that was traded most. Prices are those of the closing auction "
            "and may differ from what a private investor is offered.",
            [
                ("3,455", "Ulmor", "Monday"),
                ("3,461", "Kabet", "Tuesday"),
                ("98", "Tavel", "Friday"),
            ],
            id="market",
        ),
        pytest.param(
            "The court at Senn fined a man from PLACE on DAY because he had no insurance. "
            "He has to pay SIZE crowns, and may appeal in writing within a fortnight. Results come "
            "from the clerk of the court and are printed in full.",
            [("20", "Ulmor", "1 March"), ("35", "Kabet", "8 March"), ("27", "Tavel", "15 March")],
            id="court",
        ),
        pytest.param(
            "DAY 2026: wind warning for PLACE and all of the coast, in force from SIZE o'clock on. "
            "A warning means that people should look out for loose branches and tie down what "
            "could blow away. Small boats are advised to stay in harbour.",
            [
                ("six", "Ulmor", "March 2"),
                ("seven", "Kabet", "March 3"),
                ("five", "Tavel", "May 9"),
            ],
            id="weather-in-words",
        ),
    ],
)
def test_bulletins_of_one_template_are_stories_of_their_own(tmp_path, registry, template, issues):
    texts = [filled(template, SIZE=size, PLACE=place, DAY=day) for size, place, day in issues]

    assert together(tmp_path, registry, *texts) == APART


def test_a_bulletin_that_only_counts_anew_is_another_story(tmp_path, registry):
    text = (
        "The Health Office of Senn counted FIRST new cases of measles. There were SECOND cases in "
        "Altan and THIRD in Vell, and FOURTH children were treated in hospitals. Two doses of the "
        "vaccine protect for life, and the Health Office offers them to every child in the county."
    )
    names = ("FIRST", "SECOND", "THIRD", "FOURTH")
    texts = [
        filled(text, **dict(zip(names, numbers, strict=True)))
        for numbers in (("31", "12", "7", "5"), ("44", "18", "9", "6"))
    ]

    assert together(tmp_path, registry, *texts) == APART


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(CRASH.replace("12", "14"), id="updated-toll"),
        pytest.param(
            CRASH.replace("12", "14").replace("31", "38").replace("At least", "At the least"),
            id="two-updated-tolls",
        ),
        pytest.param(
            CRASH.replace("12 people", "14 people")
            .replace("12 bodies", "14 bodies")
            .replace("the railway company said", "the railway company said on Tuesday"),
            id="updated-the-next-day",
        ),
        pytest.param(CRASH.replace("9 kilometres", "11 kilometres"), id="corrected"),
        pytest.param(CRASH.replace("Courier", "Herald"), id="another-outlet"),
        pytest.param(CRASH.replace("told the Courier", "told AFP"), id="an-agency"),
        pytest.param(
            "Fog blamed for crash\n\nALTAN (AP) - " + CRASH.split("\n\n")[1] + "\n\n(AP)",
            id="dateline-and-credit",
        ),
        pytest.param(CRASH.split("\n\n")[1].partition(" The line from")[0], id="cut"),
        pytest.param(
            "Grief in Senn\n\nFamilies gathered in Senn on Tuesday after a crash with 14 dead. "
            + CRASH.split("Monday, ")[1],
            id="rewritten-lead",
        ),
        pytest.param(CRASH.replace("12", "twelve").replace("Holt", "Hoult"), id="house-style"),
    ],
)
def test_a_copy_may_correct_update_cut_or_rename(tmp_path, registry, copy):
    assert together(tmp_path, registry, CRASH, copy) == COPIES


def test_a_bulletin_printed_by_others_is_one_story(tmp_path, registry):
    text = f"An earth tremor of magnitude 4.1 was felt near Ulmor on Monday, it said. {CLOSE}"

    assert (
        together(
            tmp_path,
            registry,
            text,
            f"Tremor\n\nSENN (AP) - {text}",
            text.replace("4.1", "4.2"),
            text.replace("Tremors of this strength seldom harm houses, but may", "They may"),
        )
        == COPIES
    )


@pytest.mark.parametrize(
    ("agree", "differ", "expected"),
    [
        ([0, 0, 0], [0, 0, 0], COPIES),
        ([9, 3, 1], [0, 1, 0], COPIES),
        ([9, 3, 1], [3, 1, 0], COPIES),
        ([9, 0, 0], [0, 1, 1], COPIES),  # one figure and one day
        ([0, 0, 0], [5, 0, 0], COPIES),  # names alone, as where half of them are changed
        ([1, 1, 0], [1, 1, 0], APART),
        ([50, 2, 0], [3, 5, 1], APART),
        ([50, 9, 1], [1, 1, 1], APART),
        ([50, 9, 2], [1, 1, 1], COPIES),
        ([50, 1, 1], [0, 4, 0], APART),
        ([50, 2, 1], [0, 4, 0], COPIES),
    ],
)
def test_facts_of_two_kinds_must_differ_or_almost_all_numbers(agree, differ, expected):
    assert of_one_template(np.array([agree]), np.array([differ])).tolist() == [not expected]
