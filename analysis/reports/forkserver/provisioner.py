"""A Jupyter kernel provisioner that asks a fork server instead of starting a kernel anew."""

from __future__ import annotations

import os
import shutil
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
        cmd = [self._own_copy(word) for word in cmd]
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

    def _own_copy(self, word: str) -> str:
        """Give the kernel a copy of the file that says where to listen.

        A kernel writes that file anew when it starts. A forked one starts while Jupyter still reads
        the file, which would now and then find it empty.
        """
        if word != self.parent.connection_file:
            return word
        return shutil.copy(word, word.removesuffix(".json") + ".kernel.json")


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
