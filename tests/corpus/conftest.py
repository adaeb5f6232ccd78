"""Corpora that can grow, and what a store holds."""

import json
from itertools import chain

import pytest

from analysis.corpus import load
from tests.corpus.tables import results

WORDS = "Marovia met the US envoy in Senn. IS left, the port said. Great peace, a terrible war!"


def sentence(number):
    words = WORDS.split()
    turned = [*words[number % 7 :], f"w{number % 11}", *words[: number % 7]]
    return " ".join(turned) + ("." if number % 3 else "!")


def article(number):
    return {
        "id": f"{(number * 37) % 1000:03d}",  # not in the order of the file
        "outlet": ("Wire", "Post", "Gazette")[number % 3],
        "date": f"2026-03-{1 + number % 28:02d}",
        "headline": f"Talks {number}",
        "text": "\n\n".join(sentence(number + k) for k in range(3)),
    }


class Growing:
    """A file of twenty articles to which more can be appended."""

    def __init__(self, folder):
        self.path, self.n = folder / "news.jsonl", 0
        self.grow(20)

    def grow(self, by):
        with self.path.open("a", encoding="utf-8") as file:
            for number in range(self.n, self.n + by):
                file.write(json.dumps(article(number)) + "\n")
        self.n += by


@pytest.fixture
def corpus(tmp_path):
    """Twenty articles, for one test."""
    return Growing(tmp_path)


@pytest.fixture(scope="session")
def whole(tmp_path_factory, registry):
    """All results of the twenty articles in one shard; nobody changes them."""
    path = Growing(tmp_path_factory.mktemp("whole")).path
    return results(load(path, registry=registry))


@pytest.fixture
def content():
    """Give what a store holds: every file that readers open, by name, but no time."""

    def of(store):
        files = chain(
            store.glob("*.parquet"), store.glob("*/*/*.parquet"), store.glob("*/*/*.json")
        )
        return {path.relative_to(store).as_posix(): path.read_bytes() for path in files}

    return of
