"""A process that the fork server starts for us."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from analysis.reports.forkserver.messages import receive, send

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class ForkedProcess:
    """A process started by the fork server, with the part of `subprocess.Popen` kernels need.

    Parameters
    ----------
    address
        The fork server's socket.
    module, arguments
        What ``python -m`` would be given.
    env, cwd
        Environment and working folder; the folder of this process if none is given.
    stdout, stderr
        File descriptors or files; where nothing is given the server's own are used.
    """

    stdin = stdout = stderr = None

    def __init__(
        self,
        address: str,
        module: str,
        arguments: list[str],
        *,
        env: Mapping[str, str],
        cwd: str | None = None,
        stdout: int | IO[Any] | None = None,
        stderr: int | IO[Any] | None = None,
    ) -> None:
        given = {1: stdout, 2: stderr}
        streams = {number: file for number, file in given.items() if file is not None}
        request = {
            "module": module,
            "arguments": arguments,
            "env": dict(env),
            "cwd": cwd or str(Path.cwd()),
            "streams": list(streams),
        }
        self.returncode: int | None = None
        self.connection = socket.socket(socket.AF_UNIX)
        self.connection.connect(address)
        with _descriptors(streams.values()) as descriptors:
            send(self.connection, request, descriptors)
        answer = receive(self.connection)
        if answer is None:
            raise RuntimeError("the fork server ended before it could start a kernel")
        self.pid: int = answer["pid"]

    def poll(self) -> int | None:
        """Give the exit code if the process has ended, else nothing."""
        return self._await(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the process and give its exit code."""
        code = self._await(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended: its number may belong to another by now."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the process."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def _await(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self.connection], [], [], timeout)[0]:
            answer = receive(self.connection)
            # No answer: the server itself was killed, and its children with it.
            self.returncode = answer["code"] if answer else -signal.SIGKILL
            self.connection.close()
        return self.returncode


@contextmanager
def _descriptors(files: Iterable[int | IO[Any]]) -> Iterator[list[int]]:
    """Give the descriptors of files; the null device is opened for the block."""
    null = os.open(os.devnull, os.O_RDWR)
    try:
        yield [
            null if file == subprocess.DEVNULL else file if isinstance(file, int) else file.fileno()
            for file in files
        ]
    finally:
        os.close(null)
