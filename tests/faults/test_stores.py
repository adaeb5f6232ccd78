"""Stores are damaged and their makers killed; numbers stay the same, or are refused.

``STANDFIRST_DAMAGES=300 STANDFIRST_STORE_KILLS=50 pytest -s tests/faults/test_stores.py`` damages
and kills as often, and says how it ended.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pandas as pd
import psutil
import pytest

from analysis import frequency
from analysis.corpus import annotate, load, storage
from analysis.errors import StoreError

DAMAGES = int(os.environ.get("STANDFIRST_DAMAGES", "10"))
KILLS = int(os.environ.get("STANDFIRST_STORE_KILLS", "2"))


def write_corpus(path, n_articles):
    with path.open("w", encoding="utf-8") as file:
        for number in range(n_articles):
            row = {
                "id": f"{number * 37 % 1000:03d}",
                "outlet": ("Wire", "Post")[number % 2],
                "date": f"2026-03-{1 + number % 28:02d}",
                "text": f"Marovia met the US envoy. Great peace in w{number}, a terrible war!",
            }
            file.write(json.dumps(row) + "\n")
    return path


def numbers(made):
    """Give what a store tells, as tables."""
    story = made.filter()
    return {
        "about": story.metadata,
        "ledger": story.ledger,
        "articles": story.articles,
        "sentences": story.sentences,
        "tokens": story.tokens,
        "types": story.types,
        "mentions": story.mentions,
        "paragraphs": story.paragraphs,
        "terms": frequency.terms(story),
    }


def assert_same(found, expected):
    for name, table in expected.items():
        pd.testing.assert_frame_equal(found[name], table, obj=name)


def flip(chance, path, _):
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 8])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def truncate(chance, path, _):
    os.truncate(path, chance.randrange(path.stat().st_size))


def overwrite(chance, path, _):
    data = path.read_bytes()
    begin = chance.randrange(len(data))
    path.write_bytes(data[:begin] + bytes(len(data) - begin))


def delete(_, path, __):
    path.unlink()


def swap(chance, path, others):
    other = chance.choice(others)
    aside = path.with_name("aside")
    path.rename(aside)
    if other != path:
        other.rename(path)
    aside.rename(other)


def swap_folders(chance, path, others):
    """Swap the folders of two files, such as two shards."""
    one, other = path.parent, chance.choice(others).parent
    if not (one.is_relative_to(other) or other.is_relative_to(one)):
        swap(chance, one, [other])


HOW = [flip, flip, truncate, overwrite, delete, swap, swap_folders]


def damage(chance, store):
    """Damage a random file in a random way, sometimes without a trace in its time."""
    files = sorted(path for path in store.rglob("*") if path.is_file() and path.stat().st_size)
    path = chance.choice(files)
    if chance.random() < 0.3:  # small files matter as much as large ones
        path = chance.choice([path for path in files if path.suffix == ".json"])
    times = path.stat()
    how = chance.choice(HOW)
    how(chance, path, files)
    if path.exists() and chance.random() < 0.5:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return how.__name__


def looked_at(corpus, store, registry, expected):
    """Say whether a store was refused, or told the same."""
    try:
        found = numbers(load(corpus, store=store, registry=registry))
    except StoreError as error:
        return "refused" if "\n" not in str(error) else "refused in several lines"
    assert_same(found, expected)
    return "same"


def annotated(corpus, store, settings):
    """Say whether a store could be brought up to date."""
    try:
        annotate(corpus, store=store, **settings)
    except StoreError:
        return False
    return True


def test_no_damage_to_any_file_of_a_store_changes_a_number(tmp_path, registry):
    chance = random.Random(1)
    corpus, whole, store = write_corpus(tmp_path / "news.jsonl", 40), tmp_path / "w", tmp_path / "s"
    settings = {"registry": registry, "articles_a_shard": 7}
    expected = numbers(annotate(corpus, store=whole, **settings))
    ended = Counter()
    for _ in range(DAMAGES):
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(whole, store)
        done = [damage(chance, store) for _ in range(chance.choice([1, 1, 2]))]
        at_once = looked_at(corpus, store, registry, expected)
        if not annotated(corpus, store, settings):
            assert not storage.is_ours(store)
            ended[*done[:1], at_once, "not ours any more"] += 1
            continue
        then = looked_at(corpus, store, registry, expected)
        if then == "refused":  # what is noticed only when it is read is mended the next time
            assert annotated(corpus, store, settings)
            assert looked_at(corpus, store, registry, expected) == "same"
            then = "refused, then mended"
        assert at_once in {"refused", "same"}
        ended[*done[:1], at_once, then] += 1
    assert sum(ended.values()) == DAMAGES
    print(f"\n{dict(sorted(ended.items()))}")  # noqa: T201


@pytest.fixture
def temporary():
    """A folder for temporary files that shows what was left; its name leaves room for sockets."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_annotating_with_workers_that_is_killed_leaves_no_process_and_no_folder(
    tmp_path, temporary, descendants, all_end
):
    chance = random.Random(2)
    corpus = write_corpus(tmp_path / "news.jsonl", 6_000)
    store = tmp_path / "store"
    command = [sys.executable, "-m", "analysis", "annotate", str(corpus), "--store", str(store)]
    environment = {**os.environ, "TMPDIR": str(temporary)}

    def start(*more):
        return subprocess.Popen(
            [*command, *more],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    began = time.monotonic()
    assert start("--workers", "2").wait() == 0
    lasts = time.monotonic() - began
    expected = numbers(load(corpus, store=store))
    ended = Counter()
    while sum(ended.values()) < KILLS:
        if chance.random() < 0.7:
            shutil.rmtree(store, ignore_errors=True)
        process = start("--workers", "2")
        time.sleep(chance.uniform(0, lasts))
        children = descendants(process)
        sent = chance.choice([signal.SIGKILL, signal.SIGTERM])
        with suppress(psutil.NoSuchProcess):
            process.send_signal(sent)
        code = process.wait()
        assert all_end(children) == []
        if code == -sent:
            ended[sent.name, f"{len(children)} children"] += 1
    assert start().wait() == 0

    assert_same(numbers(load(corpus, store=store)), expected)
    assert [path.name for path in temporary.iterdir()] == []
    assert [path for path in store.rglob("*") if "staging" in path.name] == []
    print(f"\n{dict(sorted(ended.items()))}")  # noqa: T201
