"""Quick kernels: a Jupyter kernel provisioner that asks the fork server instead of starting anew.

It is switched on within `in_use` only. There it serves papermill's kernels and nbval's alike. Where
processes cannot be forked the ordinary provisioner stays in place.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from analysis import temporary
from analysis.errors import ReportError
from analysis.reports import forkserver
from analysis.reports.forked import ForkedProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "standfirst-fork"
ADDRESS = "STANDFIRST_FORKSERVER"
"""Environment variable with the fork server's socket, for our own child processes."""

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


class ForkProvisioner(LocalProvisioner):
    """Start Python kernels of this environment by fork; leave any other to the usual way."""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Let the kernel talk through sockets in the fork server's folder.

        Jupyter chooses free network ports for a kernel before it starts. Kernels of several
        processes that start at once can be given the same ones, and then one of them dies.
        """
        address = os.environ.get(ADDRESS)
        if address:
            manager = self.parent
            manager.transport = "ipc"
            manager.ip = str(Path(address).with_name(self.kernel_id[:8]))
            manager.cache_ports = False
        return await super().pre_launch(**kwargs)  # type: ignore[no-any-return]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that a command line describes."""
        address = os.environ.get(ADDRESS)
        piped = subprocess.PIPE in (kwargs.get("stdout"), kwargs.get("stderr"))
        if not address or piped or not _is_our_kernel(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        start = cmd.index("-m")
        self.process = ForkedProcess(
            address,
            cmd[start + 1],
            cmd[start + 2 :],
            env=kwargs.get("env") or os.environ,
            cwd=kwargs.get("cwd"),
            stdout=kwargs.get("stdout"),
            stderr=kwargs.get("stderr"),
        )
        self.pid = self.pgid = self.process.pid
        return self.connection_info


def _is_our_kernel(cmd: list[str]) -> bool:
    return cmd[0] == sys.executable and "ipykernel_launcher" in cmd and "-m" in cmd


def register() -> None:
    """Let all kernels of this process be started by fork."""
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{ForkProvisioner.__name__}", factory.GROUP_NAME
    )
    factory.default_provisioner_name = NAME


def unregister() -> None:
    """Let all kernels of this process be started in the ordinary way again."""
    KernelProvisionerFactory.instance().default_provisioner_name = "local-provisioner"


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


class ForkServer:
    """A fork server of our own, from its start to its end.

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
        more = forkserver.CHECKS if checks else ()
        with log.open("ab") as noise:
            self.process = subprocess.Popen(  # noqa: S603
                [
                    *(sys.executable, "-P", "-m", forkserver.__name__),
                    *(self.address, str(os.getpid()), *more),
                ],
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


@contextmanager
def fork_server(
    log: Path = Path(os.devnull), *, checks: bool = False
) -> Iterator[ForkServer | None]:
    """Start a fork server for a block; give nothing where processes cannot be forked.

    Each server has its own random hash seed. What one server's kernels wrote and another's
    confirm does not depend on the order of a set.
    """
    if not CAN_FORK:
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
