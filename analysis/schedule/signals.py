"""How a run is ended from outside: by a signal, or by its deadline."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LATE = 124
"""Exit code of a run that met its deadline, as of the command ``timeout``."""

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if name in dir(signal)]
GRACE = 30
"""Seconds to end cleanly; then the process ends as if killed, which the next run can mend."""


class Ended(BaseException):
    """A run was ended from outside. Not an error of the run, so nothing on the way catches it."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


@contextmanager
def until(deadline: float | None) -> Iterator[None]:
    """Raise `Ended` in a block when a signal comes or its time is over.

    Parameters
    ----------
    deadline
        Seconds; nothing for no deadline. Where a system has no timers, none is kept.

    Raises
    ------
    Ended
        With the exit code: 124 for the deadline, 128 and its number for a signal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals
        return
    timed = hasattr(signal, "setitimer")
    numbers = [*SIGNALS, *([signal.SIGALRM] if timed else [])]
    last_resort: list[threading.Timer] = []

    def end(number: int, _: Any) -> None:
        for other in numbers:  # once is enough: a second one would disturb the cleaning up
            signal.signal(other, signal.SIG_IGN)
        if timed and number == signal.SIGALRM:
            ended = Ended(LATE, f"not done within its deadline of {deadline:g} seconds")
        else:
            ended = Ended(128 + number, f"stopped by {signal.Signals(number).name}")
        timer = threading.Timer(GRACE, os._exit, [ended.code])
        timer.daemon = True
        timer.start()
        last_resort.append(timer)
        raise ended

    before = {number: signal.signal(number, end) for number in numbers}
    try:
        if timed and deadline:
            signal.setitimer(signal.ITIMER_REAL, deadline)
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        for timer in last_resort:
            timer.cancel()
