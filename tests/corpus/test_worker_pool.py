"""Jobs give the same results in the same order, on one process or on several that die."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from analysis.corpus.worker_pool import Job, run
from analysis.errors import ParameterError, StoreError
from tests.corpus.jobs import die, die_once, double


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


PARENT = """
import os, sys
from analysis.corpus.worker_pool import Job, run

def told():
    return os.getpid()

def endless():
    import time
    time.sleep(600)

if __name__ == "__main__":
    print(list(run([Job(told, ())], workers="2"))[0], flush=True)
    if sys.argv[1:]:
        list(run([Job(endless, ())], workers="2"))
"""


@pytest.fixture
def temporary():
    """A folder for temporary files, of which the name is short enough for sockets."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def script(tmp_path, temporary):
    """A script that has workers."""
    (tmp_path / "parent.py").write_text(PARENT)

    def start(*arguments, temporary=temporary, **settings):
        return subprocess.Popen(
            [sys.executable, str(tmp_path / "parent.py"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(temporary)},
            **settings,
        )

    return start


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_workers_and_their_server_end_with_their_parent(script, temporary, sent):
    process = script("endless")
    process.stdout.readline()
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(sent)
    process.communicate(timeout=300)
    _, alive = psutil.wait_procs(children, timeout=300)

    assert len(children) >= 3
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []
    assert len(list(temporary.iterdir())) == 1, "its sockets, which it could not remove"
    process = script()
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert list(temporary.iterdir()) == []


def test_a_long_path_of_temporary_files_does_not_matter(script, tmp_path):
    folder = tmp_path / ("t" * 100)
    folder.mkdir()
    process = script(temporary=folder)
    said = process.communicate(timeout=300)

    assert process.returncode == 0, said
    assert list(folder.iterdir()) == []


def test_no_module_of_the_working_folder_is_run(script, tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    for name in ("analysis", "random", "struct", "signal", "selectors", "multiprocessing"):
        (here / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    process = script(cwd=here)
    said = process.communicate(timeout=300)

    assert process.returncode == 0, said
    assert not (tmp_path / "ran").exists()
