"""Bulletins of one template with other places, people, numbers and days, and their copies."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.corpus import SYLLABLES
from benchmarks.stories.edits import FIRST_DAY, OUTLETS, WEEKDAYS, Made

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

PARTS = {"headline": "opening", "opening": "opening", "item": "items", "close": "close"}
FILE = Path(__file__).with_name("templates.txt")
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
SLOT = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b")


class Template(NamedTuple):
    """Lines with slots: what opens each bulletin, the items of which some have more, the close."""

    opening: list[str]
    items: list[str]
    close: list[str]


def templates() -> dict[str, Template]:
    """Read the templates by their names.

    Slots stand in braces. `home` is drawn once a series of bulletins and `day` follows the date;
    `place`, `person`, `small` (a number as a word), `n`, `big` and `share` are drawn each time.
    """
    read: dict[str, Template] = {}
    for line in FILE.read_text("utf-8").splitlines():
        what, _, text = line.partition(": ")
        if line.startswith("# "):
            one = read[line[2:]] = Template([], [], [])
        elif what in PARTS:
            getattr(one, PARTS[what]).append(text)
    return read


def make(n_series: int, n_issues: int, *, seed: int = 1) -> list[Made]:
    """Return series of bulletins, some of them printed again.

    A series has a template, a length and one issue a day. Every other series is about the same
    few places each day. Every third issue is printed by one or two other outlets, with an edit.
    """
    draw, made, known = random.Random(seed), [], templates()
    for series in range(n_series):
        name = [*known][series % len(known)]
        printed = _series(known[name], series, draw)
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
    lines = [*template.opening, *items, *template.close[:n_close]]
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
