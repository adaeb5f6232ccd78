"""Benchmark text: shuffled real sentences, some with made-up names, as articles of 2.5 kB."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
SYLLABLES = "ka lo ri men ta vel so dar ni qu bet zan ul mor fi gra".split()


def read_sentences(path: str | Path) -> list[str]:
    """Return the sentences of a text file, one a line, gzipped or not."""
    path = Path(path)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def make_articles(sentences: list[str], n_articles: int, *, seed: int = 1) -> list[str]:
    """Return articles of about 2.5 kB made of shuffled sentences."""
    draw = random.Random(seed)
    pool: list[str] = []
    articles = []
    for _ in range(n_articles):
        paragraphs, size = [], 0
        while size < 2500:
            chosen = []
            for _ in range(draw.choice((1, 2, 2, 3, 4))):
                if not pool:
                    pool = draw.sample(sentences, len(sentences))
                chosen.append(_renamed(pool.pop(), draw))
            paragraphs.append(" ".join(chosen))
            size += len(paragraphs[-1]) + 2
        articles.append("\n\n".join(paragraphs))
    return articles


def _renamed(sentence: str, draw: random.Random) -> str:
    """Return the sentence, in 15 of 100 cases with one name replaced by a made-up one."""
    if draw.random() >= 0.15:
        return sentence
    names = list(NAME.finditer(sentence))
    if not names:
        return sentence
    old = draw.choice(names)
    new = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize()
    return sentence[: old.start()] + new + sentence[old.end() :]
