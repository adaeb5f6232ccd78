"""Work and memory of annotating grow with the length of a text, whatever it says.

Work is counted, not timed: the lines of our code that run, in a process in which kernels are plain
Python, and the bytes that are copied out of a text. What is compared are differences, so that what
is done once for all texts does not count: doubled twice, linear work grows by the double.
"""

import os
import subprocess
import sys
import tracemalloc
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import lexicons
from analysis.annotate.gazetteer import Text
from analysis.annotate.mentions import build_gazetteer
from analysis.annotate.texts import annotate_texts
from analysis.annotate.zones import dateline_outlet, headline_end, paragraphs
from analysis.corpus.shard import Shard
from analysis.schema import ZONES
from analysis.stories.credits import credited
from tests.annotate.hostile import TEXTS

PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"
OURS = str(Path(lexicons.__file__).parents[1])
SIZE, LARGE = 300, 20_000
MOST_WORK, MOST_MEMORY = 2.4, 3
"""How much more a second doubling may add than the first one: 2 is linear, 4 is quadratic. Sorting
and looking up add a logarithm; rooms for memory are made by doubling, so that it grows in steps."""


@cache
def prepared():
    registry = pd.DataFrame(
        [
            ("United States", "state", "US", "acronym", ""),
            ("Iraq", "state", "Iraq", "name", ""),
            ("Iraq", "state", "Baghdad", "metonym", ""),
        ],
        columns=["actor", "type", "alias", "how", "parent"],
    )
    stop_words = lexicons.stop_words()
    names = build_gazetteer(registry, titles=lexicons.titles(), not_names=stop_words)
    return names, stop_words


def annotate(text):
    """Do all that is done with a text of its own when it is read and annotated."""
    names, stop_words = prepared()
    spans = paragraphs(text, head=headline_end(text))
    dateline_outlet(text, spans)
    tables = annotate_texts([text], [spans], names=names, stop_words=stop_words)
    about = pd.DataFrame({"article_id": ["a"], "outlet": ["Wire"], "author": [""]})
    credited(Shard(about, np.array([0]), ZONES, lambda name, _: tables[name]))


def work_on(text):
    """Count the lines of ours that run, and the bytes of texts that are copied."""
    done = 0
    copied = Text.part

    def count(frame, event, _):
        nonlocal done
        done += event == "line"
        return count if frame.f_code.co_filename.startswith(OURS) else None

    def part(self, start, end):
        nonlocal done
        done += end - start
        return copied(self, start, end)

    Text.part = part
    sys.settrace(count)
    try:
        annotate(text)
    finally:
        sys.settrace(None)
        Text.part = copied
    return done


def memory_for(text):
    """Measure the largest memory held at once, in bytes."""
    tracemalloc.start()
    try:
        annotate(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def growth(measure, name, size):
    """Say how much more the second doubling of a text adds than the first one."""
    annotate(TEXTS[name](4 * size))  # what is made once and remembered is made now
    texts = [TEXTS[name](times * size) for times in (1, 2, 4)]
    small, double, fourfold = map(measure, texts)
    unit = max(double - small, len(texts[1]) - len(texts[0]))
    return (fourfold - double) / unit


@pytest.mark.skipif(not PLAIN, reason="another process does it with kernels in plain Python")
@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_text(name):
    assert growth(work_on, name, SIZE) < MOST_WORK


@pytest.mark.skipif(PLAIN, reason="this is that process")
def test_work_is_counted_with_kernels_in_plain_python():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert f"{len(TEXTS)} passed" in done.stdout


@pytest.mark.skipif(PLAIN, reason="plain Python holds other memory")
@pytest.mark.parametrize("name", TEXTS)
def test_memory_grows_with_the_text(name):
    assert growth(memory_for, name, LARGE) < MOST_MEMORY
