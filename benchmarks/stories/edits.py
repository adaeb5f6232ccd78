"""Made copies: stories that several outlets print, each with its own edits, and false friends."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.corpus import SYLLABLES

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
NUMBER = re.compile(r"\b\d[\d,.]*\b")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAY = re.compile("|".join(WEEKDAYS))
OUTLETS = ("Courier", "Gazette", "Herald", "Tribune", "Post", "Examiner")
FEWEST_WITH_QUOTE = 12
"""Sentences of an article that holds a quoted paragraph of three."""
FIRST_DAY = date(2026, 3, 2)


class Draft(NamedTuple):
    """A headline and paragraphs of sentences."""

    headline: str
    paragraphs: list[list[str]]

    @property
    def text(self) -> str:
        """The article as a file has it."""
        return "\n\n".join([self.headline, *(" ".join(lines) for lines in self.paragraphs)])


class Made(NamedTuple):
    """One article: its id, its story, what was done to it, its outlet, day and text."""

    article_id: str
    story: str
    edit: str
    outlet: str
    day: str
    text: str


def make(
    sentences: list[str], n_stories: int, *, seed: int = 1, closing: float = 0.5
) -> list[Made]:
    """Return stories with copies, and single articles that share a paragraph with others.

    Each story takes sentences that no other one has. Every third one is printed once only. A
    share of all articles, `closing`, end with the standing paragraph of their outlet, and of the
    long stories two each hold the same quoted paragraph.
    """
    draw = random.Random(seed)
    pool = draw.sample(sentences, len(sentences))
    closings = {outlet: _lines(pool, draw.randint(2, 3)) for outlet in OUTLETS}
    quote, n_quoted, made = [], 0, []
    for number in range(n_stories):
        original = draft(pool, draw.choice((4, 8, 12, 16, 20, 25)), draw)
        if sum(map(len, original.paragraphs)) >= FEWEST_WITH_QUOTE:
            n_quoted += 1
            quote = _lines(pool, 3) if n_quoted % 2 else quote
            original.paragraphs.insert(len(original.paragraphs) // 2, quote)
        kinds = [] if number % 3 == 0 else draw.choices([*KINDS], k=draw.choice((1, 1, 2, 3, 6)))
        for place, kind in enumerate(["original", *kinds]):
            copy = KINDS[kind](original, pool, draw) if kind in KINDS else original
            outlet = draw.choice(OUTLETS)
            if draw.random() < closing:
                copy = copy._replace(paragraphs=[*copy.paragraphs, closings[outlet]])
            day = FIRST_DAY + timedelta(days=number % 60 + place)
            name = f"{draw.randrange(10**9):09d}-{number}-{place}"
            made.append(Made(name, str(number), kind, outlet, day.isoformat(), copy.text))
    return made


def draft(pool: list[str], n_sentences: int, draw: random.Random) -> Draft:
    """Take an article of so many sentences from a pool."""
    lines, paragraphs = _lines(pool, n_sentences), []
    while lines:
        size = draw.choice((1, 2, 2, 3))
        paragraphs.append(lines[:size])
        lines = lines[size:]
    return Draft(_headline(pool), paragraphs)


def dropped(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Drop 10 to 40 % of the sentences."""
    n = sum(map(len, one.paragraphs))
    gone = set(draw.sample(range(n), max(1, round(n * draw.uniform(0.1, 0.4)))))
    numbers = iter(range(n))
    kept = [[line for line in lines if next(numbers) not in gone] for lines in one.paragraphs]
    return one._replace(paragraphs=[lines for lines in kept if lines])


def reordered(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Put the paragraphs, and the sentences of each, in another order."""
    paragraphs = [draw.sample(lines, len(lines)) for lines in one.paragraphs]
    draw.shuffle(paragraphs)
    return one._replace(paragraphs=paragraphs)


def renamed(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Change half of all names, each everywhere, and replace the headline."""
    names = sorted(
        {name for lines in one.paragraphs for line in lines for name in NAME.findall(line)}
    )
    chosen = draw.sample(names, len(names) // 2)
    new = {name: "".join(draw.choices(SYLLABLES, k=3)).capitalize() for name in chosen}

    def change(line: str) -> str:
        return NAME.sub(lambda found: new.get(found.group(), found.group()), line)

    return Draft(_headline(pool), [[change(line) for line in lines] for lines in one.paragraphs])


def added(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Add sentences of one's own, as many as 10 to 50 % of the original's."""
    paragraphs = [*one.paragraphs]
    n = sum(map(len, paragraphs))
    for _ in range(max(1, round(n * draw.uniform(0.1, 0.5)))):
        paragraphs.insert(draw.randint(0, len(paragraphs)), _lines(pool, 1))
    return one._replace(paragraphs=paragraphs)


def everything(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Drop, reorder, rename and add."""
    for change in (dropped, reordered, renamed, added):
        one = change(one, pool, draw)
    return one


def brief(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Keep the beginning only: 4 sentences, or 30 %."""
    lines = [line for each in one.paragraphs for line in each]
    return Draft(_headline(pool), [lines[: max(4, round(0.3 * len(lines)))]])


def within(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Print all of it in an article three times as long."""
    n = sum(map(len, one.paragraphs))
    own = draft(pool, 2 * n, draw)
    return Draft(own.headline, [*own.paragraphs[:2], *one.paragraphs, *own.paragraphs[2:]])


def corrected(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Put one number right, wherever it stands, and say so."""
    changed = _counted_anew(one, draw, share=0)
    return changed._replace(paragraphs=[*changed.paragraphs, _lines(pool, 1)])


def updated(one: Draft, pool: list[str], draw: random.Random) -> Draft:
    """Change a third of the numbers, the first weekday, the headline and the first sentence."""
    changed = _counted_anew(one, draw, share=1 / 3)
    text = WEEKDAY.sub(lambda _: draw.choice(WEEKDAYS), "\n".join(changed.paragraphs[0]), count=1)
    first = text.split("\n")[1:] + _lines(pool, 1)
    paragraphs = [_lines(pool, 1) + first, *changed.paragraphs[1:]]
    return Draft(_headline(pool), paragraphs)


def _counted_anew(one: Draft, draw: random.Random, *, share: float) -> Draft:
    """Change a share of all numbers, one at least, each everywhere."""
    numbers = sorted(
        {number for lines in one.paragraphs for line in lines for number in NUMBER.findall(line)}
    )
    chosen = draw.sample(numbers, min(len(numbers), max(1, round(share * len(numbers)))))
    new = {number: str(draw.randint(2, 9)) + number[1:] for number in chosen}

    def change(line: str) -> str:
        return NUMBER.sub(lambda found: new.get(found.group(), found.group()), line)

    return one._replace(paragraphs=[[change(line) for line in lines] for lines in one.paragraphs])


KINDS = {
    "dropped": dropped,
    "reordered": reordered,
    "renamed": renamed,
    "added": added,
    "everything": everything,
    "brief": brief,
    "within": within,
    "corrected": corrected,
    "updated": updated,
}


def _lines(pool: list[str], n: int) -> list[str]:
    taken = pool[-n:]
    del pool[-n:]
    return taken


def _headline(pool: list[str]) -> str:
    return " ".join(pool.pop().rstrip(".").split()[:9])
