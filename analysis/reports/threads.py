"""Threads that do not hold up a command that is interrupted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def threads(number: int) -> Iterator[ThreadPoolExecutor]:
    """Give a pool of threads; wait for them unless the block ends in an error.

    After an error, as after Ctrl-C, the caller ends the kernels, and with them the threads.
    """
    pool = ThreadPoolExecutor(number)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
