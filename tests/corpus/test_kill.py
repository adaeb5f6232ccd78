"""A process that is killed at any moment leaves a store that the next one completes."""

import multiprocessing
import os
import random
import signal
import time

import pytest

from analysis.corpus import annotate, load

KILLS = 20

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]


def _annotate(corpus, store, registry):
    annotate(corpus, store=store, registry=registry, articles_a_shard=4)


def test_an_interrupted_run_is_completed_to_the_same_bytes(corpus, registry, tmp_path, content):
    """Killed 20 times at random moments, each time in the middle of what was left to do."""
    corpus.grow(60)
    whole, store = tmp_path / "whole", tmp_path / "store"
    began = time.perf_counter()
    _annotate(corpus.path, whole, registry)
    took = time.perf_counter() - began
    draw = random.Random(1)
    killed = 0
    while killed < KILLS:
        child = multiprocessing.get_context("fork").Process(
            target=_annotate, args=(corpus.path, store, registry)
        )
        child.start()
        child.join(draw.uniform(0, took / 6))
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        child.join()
        if child.exitcode == 0 and killed < KILLS:  # done: begin again with part of it lost
            for number, shard in enumerate(sorted(store.glob("*/*/seal.json"))):
                if number % 3 != killed % 3:
                    shard.unlink()
    _annotate(corpus.path, store, registry)

    assert content(store) == content(whole)
    assert not list(store.rglob(".staging-*"))
    assert len(load(corpus.path, store=store, registry=registry)) == 80
