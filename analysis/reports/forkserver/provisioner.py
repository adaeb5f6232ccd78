"""A Jupyter kernel provisioner that asks a fork server instead of starting a kernel anew."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from analysis.reports.forkserver.process import ForkedProcess

NAME = "standfirst-fork"
ADDRESS = "STANDFIRST_FORKSERVER"
"""Environment variable with the fork server's socket, for our own child processes."""


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
