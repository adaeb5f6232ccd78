"""Jobs give the same results in the same order, on one process or on several that die."""

import os
import signal
from pathlib import Path

import pytest

from analysis.corpus.worker_pool import Job, run
from analysis.errors import ParameterError, StoreError


def double(number):
    return 2 * number


def die_once(number, folder):
    """Die the first time; the mark says that it was tried."""
    mark = Path(folder) / str(number)
    if number % 3 == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(_):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_results_come_in_the_order_of_the_jobs(workers):
    jobs = (Job(double, (number,)) for number in range(9))

    assert list(run(jobs, workers=workers)) == [2 * number for number in range(9)]


def test_jobs_of_killed_workers_are_done_again(tmp_path):
    jobs = [Job(die_once, (number, str(tmp_path))) for number in range(8)]

    assert list(run(jobs, workers="2")) == list(range(8))
    assert len(list(tmp_path.iterdir())) == 3


def test_workers_that_always_die_end_with_a_word():
    with pytest.raises(StoreError, match="4 processes in a row died without finishing a job"):
        list(run([Job(die, (0,))], workers="2"))


@pytest.mark.parametrize("workers", ["0", "-1", "many", ""])
def test_a_wrong_number_of_workers_is_refused(workers):
    with pytest.raises(ParameterError, match=f"'workers' must be .* found '{workers}'"):
        run([], workers=workers)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr("analysis.corpus.worker_pool.ANSWER", "1s")
    with pytest.raises(StoreError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(run([Job(double, (1,))], workers="tcp://127.0.0.1:9"))
