"""A fork server of our own, from its start to its end, and processes that it starts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import temporary
from analysis.errors import ReportError
from analysis.reports.forkserver.preload import CHECKS
from analysis.reports.forkserver.provisioner import ADDRESS, register, unregister

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = "analysis.reports.forkserver.server"


class ForkServer:
    """A fork server of our own.

    Parameters
    ----------
    log
        File that takes what kernels print outside of cells.
    checks
        Whether reports will be checked by it, which needs more libraries.
    """

    def __init__(self, log: Path, *, checks: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="f-", dir=temporary.short_folder()))
        self.address = str(self.folder / "socket")
        more = CHECKS if checks else ()
        with log.open("ab") as noise:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", SERVER, self.address, str(os.getpid()), *more],
                cwd=self.folder,  # libraries look for settings in the folder they are imported in
                stdin=subprocess.PIPE,
                stdout=noise,
                stderr=noise,
                start_new_session=True,  # Ctrl-C is ours to handle
            )

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Start all kernels of the block from this server."""
        while not Path(self.address).exists():
            if self.process.poll() is not None:
                raise ReportError(f"the fork server ended with code {self.process.returncode}")
            time.sleep(0.005)
        before = os.environ.get(ADDRESS)
        os.environ[ADDRESS] = self.address
        register()
        try:
            yield
        finally:
            unregister()
            os.environ.pop(ADDRESS)
            if before is not None:
                os.environ[ADDRESS] = before
                register()

    def close(self) -> None:
        """End the server and every process it has started."""
        if self.process.stdin:
            self.process.stdin.close()  # ends a server that serves
        self.process.terminate()  # ends one that still imports
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
