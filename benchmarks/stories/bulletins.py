"""Bulletins: texts of one template with other places, people, numbers and days, and their copies."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.corpus import SYLLABLES
from benchmarks.stories.edits import FIRST_DAY, OUTLETS, WEEKDAYS, Made

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

SMALL = "two three four five six seven eight nine ten eleven twelve".split()
SLOT = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b")


class Template(NamedTuple):
    """A headline, lines that every bulletin has, lines of which some have one, and a fixed close.

    Slots stand in braces: `place`, `person`, `day`, `small` (a number as a word), `n`, `big` and
    `share` are drawn anew each time, `home` once for a series of bulletins.
    """

    headline: str
    opening: list[str]
    items: list[str]
    close: list[str]


TEMPLATES = {
    "strikes": Template(
        "{day}'s sorties over {home}",
        [
            "Aircraft of the northern fleet flew {n} sorties on {day}, its press office wrote in a daily note.",
        ],
        [
            "Close to {place}, {small} raids hit a fuel dump, a radio mast and the workshop beside it.",
            "To the east of {place} a single raid broke up a column and set {small} lorries alight.",
            "Around {place}, {small} flights ended without a bomb because of cloud over the targets.",
        ],
        [
            "A raid in these notes may stand for several bombs that were dropped on one target within a short time.",
            "The fleet names neither the types of its aircraft nor the airfields they start from.",
            "Reports of harm to civilians are taken up by a board that meets once a month and publishes what it finds.",
            "All figures are provisional until the crews have been heard and the films were looked through.",
            "Crews of Norland, Westmark, Ostrava, Belgrave and the Free Isles take part in Operation Grey Heron, which began under Admiral Stavros Kent in 2019 and is led from Fort Dunmore.",
        ],
    ),
    "weather": Template(
        "Wind warning for {place}",
        [
            "The weather service at {home} has issued a yellow warning of wind for {place} and the coast, in force from {n} o'clock on {day}.",
            "Gusts of up to {n} kilometres an hour are expected, with waves of {small} metres at the harbour mouth.",
        ],
        [
            "Inland, towards {place}, temperatures fall to {n} degrees overnight, and showers are likely before noon.",
            "Rain of up to {n} millimetres may fall on the hills above {place} by the evening.",
        ],
        [
            "A yellow warning means that people should look out for loose branches, tie down what could blow away and allow more time for a journey.",
            "Small boats are advised to stay in harbour until the warning has been lifted.",
            "The service looks at its warnings every six hours and tells local radio when one is changed.",
            "Those who need help can ring the number on the back of their council's calendar at any time.",
            "The Emergency Plan of 2021 names Harrow Point, Castle Bay, Long Reach and Saint Orla as places of shelter, each with room for 40 people, and puts Commissioner Ida Brandt in charge.",
        ],
    ),
    "court": Template(
        "{person} before the magistrates",
        [
            "{person}, {n}, of Mill Lane in {place}, was fined {big} crowns by the magistrates at {home} on {day}.",
            "The charge was one of driving without insurance on the road to {place}, and {n} crowns of costs were added to the fine.",
        ],
        [
            "{person}, {n}, of {place}, admitted taking goods worth {big} crowns from a shop and was given {small} months in which to pay.",
            "The case of {person}, {n}, was put off to a {day} in the coming month because a witness had fallen ill.",
        ],
        [
            "The list of cases is drawn up by the clerk and may be read by anyone in the hall of the court house.",
            "Fines that are not paid in time are passed to a bailiff, who may add a charge of his own.",
            "Whoever wishes to appeal must write to the clerk within a fortnight and say on what grounds.",
            "This newspaper prints all results of the court and takes no name out on request.",
            "The bench sits under the Lower Courts Act of 1987 with Judge Martha Quill in the chair, and the Free Legal Aid Board at 12 Castle Street gives advice on Tuesday mornings.",
        ],
    ),
    "football": Template(
        "{place} {n}, {place} {n}",
        [
            "{place} beat {place} by {small} goals on {day} in front of {big} spectators in the county league.",
            "{person} scored in the {n}th minute after a corner, and {person} added a second with a header from close range.",
        ],
        [
            "{person} was shown a red card after {n} minutes for a foul on {person} and will miss the coming match.",
            "The side from {place} now has {n} points and stands {small} places above the line.",
        ],
        [
            "In the county league the first two go up at the end of the season and the last three go down.",
            "Teams that have as many points are placed by the difference of goals, and after that by lot.",
            "Tickets for all grounds are sold at the gate from one hour before the start of the match.",
            "Results come from the clubs themselves and are checked by the league before the table is drawn up.",
        ],
    ),
    "market": Template(
        "Shares in {home} close at {big}",
        [
            "The {home} index closed at {big} on {day}, a change of {share} per cent from the day before.",
            "Dealers said that {big} shares had changed hands by the closing bell, with most of the trade in the first hour.",
        ],
        [
            "{person} Shipping moved by {share} per cent to {n} crowns after a note from the brokers at {place}.",
            "A barrel of oil cost {n} crowns in late trading, and the crown was worth {share} marks at the fixing.",
            "Bonds that fall due in ten years paid {share} per cent, against {share} per cent at the start of the week.",
        ],
        [
            "The index is made up of the forty largest firms on the exchange and is worked out anew each minute.",
            "Prices are those of the closing auction and may differ from what a private investor is offered.",
            "Neither the exchange nor this page gives advice, and past returns say little of what is to come.",
            "Firms join or leave the index twice a year, when a panel looks at their size and their turnover.",
            "Figures come from Lindqvist Data, a unit of the Crown Exchange Group, which also runs the markets of Port Amsel, Greyfield and Vandermere and was founded in 1911.",
        ],
    ),
    "quake": Template(
        "Earth tremor near {place}",
        [
            "An earth tremor of magnitude {share} was felt near {place} on {day}, the seismic institute at {home} wrote.",
            "It began at a depth of {n} kilometres, some {big} metres off the coast and {small} hours before high tide.",
        ],
        [
            "People in {place} told the institute that windows had rattled for about {n} seconds.",
            "A second and weaker tremor of magnitude {share} followed, this time closer to {place}.",
        ],
        [
            "The institute asks everyone who felt the ground move to fill in the form on its page.",
            "Tremors of this strength seldom harm houses, but may bring down plaster and loose tiles.",
            "The first figures are worked out by a computer and are looked at by a person within the day.",
            "The country lies on a fault along which two plates grind past each other at the speed of a growing nail.",
            "In 1931 the Great Orsa Tremor killed 214 people in Saltmarsh, Old Ferring and Upper Denning, and since then the Building Code of King Aldous asks for frames of steel.",
        ],
    ),
    "appeal": Template(
        "Witnesses sought after crash in {place}",
        [
            "Police are looking for witnesses of a crash in {place} on {day} in which {person}, {n}, was hurt.",
            "A grey van and a bicycle met at the corner of {place} Road shortly after {n} o'clock.",
        ],
        [
            "The driver, aged {n}, stayed at the scene and was questioned by Sergeant {person}.",
            "The cyclist was taken to the hospital in {place}, {n} kilometres away, with a broken leg.",
        ],
        [
            "Officers would like to hear from anyone who has film from a camera on the dashboard or the doorbell.",
            "Information can be given at any station or, without leaving a name, by letter to the sheriff.",
            "The road was closed while the scene was measured and was opened again in the course of the evening.",
            "The force reminds drivers to leave a gap as wide as a car door when they pass a bicycle.",
        ],
    ),
    "ferry": Template(
        "Ferries: changes for {day}",
        [
            "The ferry company of {home} runs a reduced timetable on {day} because of work on the pier at {place}.",
            "The first boat to {place} leaves at {n} minutes past {small}, and the last one comes back with the tide.",
        ],
        [
            "Cars for {place} must be at the ramp {n} minutes before departure, lorries twice as early.",
            "On the line to {place} only {n} places are left, so that bookings by telephone are closed.",
        ],
        [
            "Tickets that were bought for a boat that does not run are taken for any other boat in the same week.",
            "Dogs travel free of charge if they are kept on a lead and stay on the open deck.",
            "The company asks passengers to look at the board in the hall, as winds may change the plan at short notice.",
            "Those who use a wheelchair are helped aboard by the crew and should ring the bell at the gate.",
        ],
    ),
    "health": Template(
        "{n} new cases of measles",
        [
            "The health office of {home} counted {n} new cases of measles up to {day}, after {n} in the week before.",
            "Since the beginning of the year {big} people have fallen ill, of whom {n} had to be treated in a hospital.",
        ],
        [
            "Most of the new cases, {n}, were reported from {place}, where a school was closed for {small} days.",
            "In {place} there were {n} cases, and {small} nurses were sent there to help with the vaccination.",
        ],
        [
            "Measles begins like a cold, and a rash follows after three or four days.",
            "Two doses of the vaccine protect for life, and the office offers them free of charge to every child.",
            "The figures are of cases that doctors have reported and may rise when late reports come in.",
            "Parents who are in doubt should ring their doctor before they come to the waiting room.",
        ],
    ),
    "planning": Template(
        "Plans for {place} before the council",
        [
            "The planning board of {home} will hear on {day} an application by {person} for {n} flats in {place}.",
            "The site of {big} square metres was last used as a yard, and {small} letters against the plans have come in.",
        ],
        [
            "A second application, by {person}, is for a wind turbine of {n} metres on the hill above {place}.",
            "Also on the list is the request of {person} to keep a shed of {n} square metres beside the church in {place}.",
        ],
        [
            "The board meets in the small hall, and the doors are open to the public from half an hour before.",
            "Whoever wants to speak must put down a name with the usher and has three minutes at the most.",
            "Drawings can be looked at in the library during opening hours and on the pages of the council.",
            "A decision is sent to all neighbours in writing and may be contested before the county court.",
            "The board has nine members, among them Alderman Rufus Whyte, Dame Clara Norrington and two from the Homes For All movement, and works under the Town And Country Act.",
        ],
    ),
}


def make(n_series: int, n_issues: int, *, seed: int = 1) -> list[Made]:
    """Return series of bulletins, some of them printed again.

    A series has a template, a length and one issue a day. Every other series is about the same
    few places each day. Every third issue is printed by one or two other outlets, with an edit.
    """
    draw, made = random.Random(seed), []
    for series in range(n_series):
        name = [*TEMPLATES][series % len(TEMPLATES)]
        printed = _series(TEMPLATES[name], series, draw)
        for issue in range(n_issues):
            day = FIRST_DAY + timedelta(days=issue)
            original = printed(day)
            kinds = draw.choices([*EDITS], k=draw.choice((1, 2))) if issue % 3 == 0 else []
            for place, kind in enumerate(["original", *kinds]):
                lines = EDITS[kind](original, draw) if place else original
                later = day + timedelta(days=draw.choice((0, 1)) if place else 0)
                made.append(
                    Made(
                        f"{draw.randrange(10**9):09d}-{name}-{series}-{issue}-{place}",
                        f"{series}-{issue}",
                        kind,
                        draw.choice(OUTLETS),
                        later.isoformat(),
                        "\n\n".join(lines),
                    )
                )
    return made


def _series(template: Template, number: int, draw: random.Random) -> Callable[[date], list[str]]:
    """Return what fills an issue of a series: its headline and its lines."""
    home, known = _name(draw), [_name(draw) for _ in range(8)] if number % 2 else []
    n_items, n_close = draw.randint(1, 6), draw.randint(0, 5)
    items = [template.items[place % len(template.items)] for place in range(n_items)]
    lines = [template.headline, *template.opening, *items, *template.close[:n_close]]
    fillings: dict[str, Callable[[date], str]] = {
        "home": lambda _: home,
        "day": lambda day: WEEKDAYS[day.weekday()],
        "place": lambda _: draw.choice(known) if known else _name(draw),
        "person": lambda _: f"{_name(draw)} {_name(draw)}",
        "small": lambda _: draw.choice(SMALL),
        "n": lambda _: str(draw.randint(3, 90)),
        "big": lambda _: f"{draw.randint(1, 20)},{draw.randint(100, 999)}",
        "share": lambda _: f"{draw.randint(0, 8)}.{draw.randint(1, 9)}",
    }
    return lambda day: [SLOT.sub(lambda slot: fillings[slot[1]](day), line) for line in lines]


def verbatim(lines: list[str], draw: random.Random) -> list[str]:
    """Print it as it is."""
    return lines


def datelined(lines: list[str], draw: random.Random) -> list[str]:
    """Give it another headline, a dateline and a credit."""
    place = _name(draw)
    return [f"News from {place}", f"{place.upper()} (AP) - {lines[1]}", *lines[2:], "(AP)"]


def cut(lines: list[str], draw: random.Random) -> list[str]:
    """Leave a third of the lines out, the headline not."""
    gone = set(draw.sample(range(1, len(lines)), max(1, (len(lines) - 1) // 3)))
    return [line for place, line in enumerate(lines) if place not in gone]


def corrected(lines: list[str], draw: random.Random) -> list[str]:
    """Put one number right wherever it stands, and say so."""
    numbers = sorted({number for line in lines for number in NUMBER.findall(line)})
    if not numbers:
        return lines
    old = draw.choice(numbers)
    new = f"{draw.randint(91, 99)}{old[2:]}"
    changed = [NUMBER.sub(lambda it: new if it[0] == old else it[0], line) for line in lines]
    return [*changed, "An earlier version of this text gave a wrong figure."]


EDITS = {"verbatim": verbatim, "datelined": datelined, "cut": cut, "corrected": corrected}


def _name(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.choice((2, 3)))).capitalize()
