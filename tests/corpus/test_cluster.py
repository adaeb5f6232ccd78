"""A Dask cluster of separate processes gives the same tables, also when a worker is killed."""

import os
import signal
import subprocess
import sys

import pytest

from analysis.corpus import annotate, load
from tests.corpus.tables import assert_same, results

distributed = pytest.importorskip("distributed")


def _start(role, *options):
    module = f"distributed.cli.dask_{role}"
    return subprocess.Popen(
        [sys.executable, "-m", module, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, each a process of its own."""
    about = tmp_path / "scheduler.json"
    processes = [
        _start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(about))
    ]
    for number in range(2):
        options = ("--scheduler-file", str(about), "--nthreads", "1", "--no-dashboard")
        options += ("--no-nanny", "--local-directory", str(tmp_path / f"worker{number}"))
        processes.append(_start("worker", *options))
    with distributed.Client(scheduler_file=str(about), timeout=120) as client:
        client.wait_for_workers(2, timeout=120)
        address = client.scheduler.address
    yield address, processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_killed_midway_cannot_be_seen_in_any_table(corpus, registry, tmp_path, cluster):
    address, (_, first, _) = cluster
    corpus.grow(10)

    def kill_once(_, n_annotated):
        if n_annotated and first.poll() is None:
            os.kill(first.pid, signal.SIGKILL)
            first.wait()

    annotate(
        corpus.path,
        store=tmp_path / "store",
        registry=registry,
        articles_a_shard=5,
        workers=address,
        progress=kill_once,
    )
    made = load(corpus.path, store=tmp_path / "store", registry=registry, workers=address)

    assert first.returncode == -signal.SIGKILL
    assert_same(results(made), results(load(corpus.path, registry=registry)))
