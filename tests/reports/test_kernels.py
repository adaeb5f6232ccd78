"""The switch: kernels from a fork server, or as Jupyter starts them."""

import subprocess
from pathlib import Path

import pytest
from jupyter_client import KernelManager
from jupyter_client.manager import start_new_kernel

from analysis.errors import ParameterError
from analysis.reports import kernels


@pytest.fixture(params=["cannot", "must not"])
def _plain(request, monkeypatch):
    if request.param == "cannot":
        monkeypatch.setattr(kernels, "CAN_FORK", False)
    else:
        monkeypatch.setenv(kernels.SWITCH, "0")


@pytest.mark.usefixtures("_plain")
def test_without_forks_the_ordinary_provisioner_serves():
    with kernels.fork_server() as server, kernels.in_use(server):
        assert server is None
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel()
        try:
            assert isinstance(manager.provisioner.process, subprocess.Popen)
        finally:
            manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("value", ["", "1"])
def test_kernels_are_forked_where_nothing_else_is_said(monkeypatch, value):
    monkeypatch.setenv(kernels.SWITCH, value)

    assert kernels.forks() == kernels.CAN_FORK


@pytest.mark.parametrize("value", ["no", "2", " 0"])
def test_another_value_of_the_switch_is_refused(monkeypatch, value):
    monkeypatch.setenv(kernels.SWITCH, value)

    with pytest.raises(ParameterError, match=f"STANDFIRST_FORK must be 1 .* found '{value}'"):
        kernels.forks()


def test_a_module_runs_in_a_plain_process_without_a_server():
    assert kernels.run_module("analysis", ["--version"]).startswith("standfirst")


def test_a_module_runs_in_a_fork_with_one(server):
    with kernels.in_use(server):
        assert kernels.run_module("analysis", ["--version"]).startswith("standfirst")


def test_a_forked_kernel_leaves_the_file_alone_that_jupyter_reads(server):
    asked = "import ipykernel; where = ipykernel.get_connection_file()"
    with kernels.in_use(server):
        manager, client = start_new_kernel(kernel_name="python3")
        try:
            reply = client.execute(asked, reply=True, user_expressions={"own": "where"})
            own = reply["content"]["user_expressions"]["own"]["data"]["text/plain"]
            assert Path(own.strip("'")).name != Path(manager.connection_file).name
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
