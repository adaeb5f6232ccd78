"""Jobs on one process, on several, or on a Dask cluster: the same results in the same order.

A job is a function that can be pickled and its arguments. It may run twice, when the process that
ran it was killed, so it must not matter whether it ran before.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from multiprocessing import util
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.errors import ParameterError, StoreError
from analysis.processes import SAFE, environment
from analysis.temporary import Temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

AHEAD = 2
"""Jobs a worker that may be under way or wait to be fetched: more would fill the memory."""
ANSWER = "10s"
"""How long a scheduler may take to answer."""
SOCKET_NAME = 104
"""Bytes of the path of a socket, on the system that allows the fewest."""
PATIENCE = 3
"""This many times in a row workers may die before a single job is done."""

_POOLS: dict[int, ProcessPoolExecutor] = {}
"""Processes stay for the next jobs: to start one takes longer than many a count."""


class Job(NamedTuple):
    """A function and its arguments; all must be picklable."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


def check(workers: str) -> str:
    """Refuse what is neither a number of processes nor the address of a scheduler.

    Examples
    --------
    >>> check("2"), check(" tcp://10.0.0.5:8786")
    ('2', 'tcp://10.0.0.5:8786')
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise StoreError(
            "workers: a process of several is being started and runs the whole script again. Put "
            "what the script does below the line: if __name__ == '__main__':"
        )
    wanted = str(workers).strip()
    is_address = "://" in wanted
    if is_address or (wanted.isdecimal() and int(wanted) > 0):
        return wanted
    raise ParameterError(
        "parameter 'workers' must be a number of processes from 1 on, or the address of a Dask "
        f"scheduler such as tcp://host:8786; found '{workers}'."
    )


def run(jobs: Iterable[Job], *, workers: str = "1") -> Iterator[Any]:
    """Run jobs and give their results in the order of the jobs.

    Parameters
    ----------
    jobs
        Taken one by one as workers become free.
    workers
        How many processes, or the address of a Dask scheduler.

    Yields
    ------
    Any
        What each job's function returns.

    Raises
    ------
    ParameterError
        If `workers` is neither.
    StoreError
        If workers die again and again, or the scheduler cannot be reached.
    """
    wanted = check(workers)
    if wanted == "1":
        return (job.function(*job.arguments) for job in jobs)
    if wanted.isdecimal():
        return _on_processes(iter(jobs), int(wanted))
    return _on_cluster(iter(jobs), wanted)


def _on_processes(jobs: Iterator[Job], n_workers: int) -> Iterator[Any]:
    """Keep a few jobs ahead; when a process dies, start a new pool and repeat what was lost."""
    waiting: deque[tuple[Job, Any]] = deque()
    deaths = 0
    while True:
        for job in islice(jobs, AHEAD * n_workers - len(waiting)):
            waiting.append((job, _submitted(n_workers, job)))
        if not waiting:
            return
        try:
            result = waiting[0][1].result()
        except BrokenProcessPool as error:
            deaths += 1
            _POOLS.pop(n_workers).shutdown(wait=False, cancel_futures=True)
            if deaths > PATIENCE:
                raise StoreError(
                    f"workers: {deaths} processes in a row died without finishing a job, the last "
                    "perhaps for want of memory. Use fewer workers; what is done is kept."
                ) from error
            waiting = deque((job, _submitted(n_workers, job)) for job, _ in waiting)
            continue
        deaths = 0
        waiting.popleft()
        yield result


def _submitted(n_workers: int, job: Job) -> Any:
    with environment(SAFE):  # what is started here is started by the first job
        if n_workers not in _POOLS:
            _POOLS[n_workers] = ProcessPoolExecutor(n_workers, _context(), _begin)
        try:
            return _POOLS[n_workers].submit(job.function, *job.arguments)
        except BrokenProcessPool as error:
            return _Lost(error)


def _begin() -> None:
    """Make a process a worker: it leaves Ctrl-C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that wanted this one, whatever ends it; then end at once.

    The parent holds the other end of a pipe, which the system closes. A process id would not do:
    a worker's parent is the fork server, and the number of a dead process is given away again.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _context() -> Any:
    """Start processes without forking this one, which may have threads.

    Where it can be done they are forked from a server that has imported what they need.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods() or not _has_sockets():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analysis.tied", "analysis.corpus.preload"])
    return context


@cache
def _has_sockets() -> bool:
    """Let multiprocessing keep its sockets where they are gone with us; say if their names fit."""
    folder = _home().path
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        used = util.get_temp_dir()  # its choice, once for the whole process
    finally:
        tempfile.tempdir = before
    return len(os.fsencode(used)) + len("/listener-") + 8 < SOCKET_NAME


@cache
def _home() -> Temporary:
    """Give a folder that this process has for its sockets."""
    return Temporary()


class _Lost:
    """What stands for the result of a job that could not even be handed over."""

    def __init__(self, error: BrokenProcessPool) -> None:
        self._error = error

    def result(self) -> Any:
        raise self._error


def _on_cluster(jobs: Iterator[Job], address: str) -> Iterator[Any]:
    """Let Dask repeat what dead workers leave; fetch results in order and release each at once."""
    try:
        from distributed import Client
    except ImportError as error:
        raise StoreError(
            "workers: Dask is not installed; get it with: pip install -e '.[cluster]'"
        ) from error
    try:
        client = Client(address, timeout=ANSWER, set_as_default=False)
    except OSError as error:
        raise StoreError(f"workers: no Dask scheduler answers at {address} ({error}).") from error
    with client:
        waiting: deque[Any] = deque()
        while True:
            ahead = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            for job in islice(jobs, max(0, ahead - len(waiting))):
                waiting.append(
                    client.submit(job.function, *job.arguments, pure=False, retries=PATIENCE)
                )
            if not waiting:
                return
            yield waiting.popleft().result()
