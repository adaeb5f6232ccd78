"""Where the kernels of reports come from: from a fork server, or from Jupyter as always.

A fork server saves each kernel its imports. A report comes out the same without one: where
processes cannot be forked, or where the environment says ``STANDFIRST_FORK=0``. This module alone
knows the room `forkserver`, and is the switch.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ParameterError
from analysis.reports.forkserver.client import ForkServer
from analysis.reports.forkserver.process import ForkedProcess
from analysis.reports.forkserver.provisioner import ADDRESS, register

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ForkServer", "fork_server", "forks", "in_use", "inherit", "run_module"]

SWITCH = "STANDFIRST_FORK"
"""Environment variable: ``0`` for kernels that Jupyter starts in its own way."""

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


def forks() -> bool:
    """Say whether kernels are to be forked.

    Raises
    ------
    ParameterError
        If the switch is set to something else than 0 or 1.
    """
    value = os.environ.get(SWITCH, "") or "1"
    if value not in {"0", "1"}:
        raise ParameterError(
            f"environment variable {SWITCH} must be 1 (kernels are forked from a server, which is "
            f"faster) or 0 (each kernel is started by itself); found {value!r}."
        )
    return CAN_FORK and value == "1"


@contextmanager
def fork_server(
    log: Path = Path(os.devnull), *, checks: bool = False
) -> Iterator[ForkServer | None]:
    """Start a fork server for a block; give nothing where kernels are not to be forked.

    Each server has its own random hash seed. What one server's kernels wrote and another's
    confirm does not depend on the order of a set.

    Parameters
    ----------
    log
        File that takes what kernels print outside of cells.
    checks
        Whether reports will be checked by it, which needs more libraries.
    """
    if not forks():
        yield None
        return
    server = ForkServer(log, checks=checks)
    try:
        yield server
    finally:
        server.close()


def in_use(server: ForkServer | None) -> AbstractContextManager[None]:
    """Start all kernels of the block from a server, or in the ordinary way if there is none."""
    return server.in_use() if server else nullcontext()


def inherit() -> None:
    """Start the kernels of this process from where those of its parent came from."""
    if ADDRESS in os.environ:
        register()


def run_module(module: str, arguments: list[str]) -> str:
    """Run ``python -m MODULE ARGUMENTS`` to its end and give what it prints, errors included.

    Within `in_use` the process is forked, and need not import the libraries again.
    """
    address = os.environ.get(ADDRESS)
    with tempfile.TemporaryFile() as printed:
        if address:
            ForkedProcess(
                address, module, arguments, env=os.environ, stdout=printed, stderr=printed
            ).wait()
        else:
            command = [sys.executable, "-P", "-m", module, *arguments]
            subprocess.run(command, stdout=printed, stderr=subprocess.STDOUT, check=False)  # noqa: S603 - our own module
        printed.seek(0)
        return printed.read().decode(errors="replace")
