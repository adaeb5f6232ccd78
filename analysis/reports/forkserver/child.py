"""A fork of the server that becomes what ``python -P -m MODULE ARGUMENTS`` would be."""

from __future__ import annotations

import atexit
import os
import random
import runpy
import signal
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from analysis import processes

if TYPE_CHECKING:
    from analysis.reports.forkserver.messages import Request


def fulfil(request: Request, server: int) -> NoReturn:
    """Become the process that was asked for, run its module, and leave with its exit code.

    Parameters
    ----------
    request
        What was asked for.
    server
        The number of the server's process.
    """
    _become(request, server)
    _run(request["module"])


def leave(code: int) -> NoReturn:
    """End at once: taking compiled code down piece by piece would cost each process a second."""
    processes.end_children()  # which the next line would wait for
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter does first when it ends
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(code)


def _become(request: Request, server: int) -> None:
    """Do what a plain start does and a fork would miss."""
    os.setsid()
    processes.be_killed_with(server)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream, descriptor in zip(request["streams"], request["descriptors"], strict=True):
        os.dup2(descriptor, stream)
    os.closerange(3, 256)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = [request["module"], *request["arguments"]]
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _run(module: str) -> NoReturn:
    """Run a module as a program would be run, and leave with its exit code."""
    code: object = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        code = leaving.code
        if isinstance(code, str):
            print(code, file=sys.stderr)  # noqa: T201 - what the interpreter does
    except BaseException:  # noqa: BLE001 - whatever it was, it is shown and the child ends
        traceback.print_exc()
        code = 1
    leave(code if isinstance(code, int) else int(code is not None))
