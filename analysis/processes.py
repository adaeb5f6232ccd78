"""How processes are started and ended.

No process that we start imports from the working folder. Children end with their parent, however
that ends.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import multiprocessing.util
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAFE = {"PYTHONSAFEPATH": "1"}
"""Tells Python not to import from the folder in which it is started."""

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def end_children() -> None:
    """End the workers of `multiprocessing`; what they had to do is done, or not wanted any more."""
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    # Else a process that leaves at once is told of leaks.
    multiprocessing.util._run_finalizers(0)  # type: ignore[attr-defined]  # noqa: SLF001


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for a block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def be_killed_with(parent: int) -> None:
    """Let the system kill this process when the one that started it dies; only Linux can.

    Parameters
    ----------
    parent
        The number of that process. If it is dead already, this process ends.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def outlive_parent() -> None:
    """Take back what `be_killed_with` did."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, 0)
