"""Jobs for workers, which do not import from the working folder."""

import os
import signal
from pathlib import Path


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
