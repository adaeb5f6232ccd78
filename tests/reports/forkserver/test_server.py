"""Kernels that are forks: as faithful as plain ones, and gone when they should be."""

import json
import os
import signal
import subprocess
import sys
import time
from ast import literal_eval
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from jupyter_client import KernelManager

from analysis.reports import kernels
from analysis.reports.forkserver.preload import CHECKS, PRELOAD
from analysis.reports.forkserver.process import ForkedProcess
from analysis.reports.imports import COVERAGE, DEBUGGER, FORMATS

pytestmark = pytest.mark.skipif(not kernels.CAN_FORK, reason="processes cannot be forked here")


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def dies(pid, seconds=10):
    end = time.monotonic() + seconds
    while lives(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not lives(pid)


@contextmanager
def kernel(server, **settings):
    with kernels.in_use(server):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(**settings)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=30)
        try:
            yield manager, client
        finally:
            client.stop_channels()
            if manager.has_kernel:
                manager.shutdown_kernel(now=True)


def ask(client, code):
    told = []

    def hear(message):
        if message["msg_type"] == "stream":
            told.append(message["content"]["text"])

    client.execute_interactive(code, output_hook=hear, timeout=30)
    return "".join(told).strip()


def test_a_forked_kernel_is_where_a_plain_one_would_be(make, notebooks, tmp_path):
    made = make(notebooks / "tells_where_it_runs.ipynb")

    notebook = nbformat.read(made / "tells_where_it_runs.ipynb", as_version=4)
    folder, leads_session, program, name, stdin = literal_eval(notebook.cells[-1].outputs[0].text)
    assert folder.startswith(f"{tmp_path}/.report.staging/")
    assert leads_session
    assert program == "ipykernel_launcher.py"
    assert name == "__main__"
    assert stdin == ""


def test_kernels_do_not_share_names_or_chance(server):
    code = "import random; print(random.random(), 'left' in dir())"
    with kernel(server) as (_, one), kernel(server) as (_, other):
        ask(one, "left = 1")

        first, second = ask(one, code).split(), ask(other, code).split()

    assert first[0] != second[0]
    assert (first[1], second[1]) == ("True", "False")


def test_a_killed_kernel_is_noticed(server):
    with kernel(server) as (manager, _):
        assert manager.is_alive()

        os.kill(manager.provisioner.pid, signal.SIGKILL)

        assert manager.provisioner.process.wait(10) == -signal.SIGKILL
        assert not manager.is_alive()


def test_a_kernel_that_ends_gives_its_exit_code(server):
    process = ForkedProcess(server.address, "this", [], env=os.environ, stdout=-3)

    assert process.wait(10) == 0
    assert process.poll() == 0


def test_waiting_for_a_living_kernel_times_out(server):
    with kernel(server) as (manager, _), pytest.raises(subprocess.TimeoutExpired):
        manager.provisioner.process.wait(0.05)


def test_an_interrupt_stops_the_cell_and_not_the_kernel(server, tmp_path):
    """The cell tells by a file that it is at work: printing could swallow the interrupt.

    For a moment after an error a kernel declines what comes next, unless it is asked not to.
    """
    at_work = tmp_path / "at work"
    with kernel(server) as (manager, client):
        message = client.execute(
            f"import pathlib, time; pathlib.Path({str(at_work)!r}).touch(); time.sleep(60)",
            stop_on_error=False,
        )
        end = time.monotonic() + 30
        while not at_work.exists():
            assert time.monotonic() < end
            time.sleep(0.05)

        manager.interrupt_kernel()

        reply = client.get_shell_msg(timeout=10)
        while reply["parent_header"].get("msg_id") != message:
            reply = client.get_shell_msg(timeout=10)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert ask(client, "print('here')") == "here"


def test_what_a_kernel_started_ends_with_it(server):
    with kernel(server) as (_, client):
        pid = int(ask(client, "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))

    assert dies(pid)


def test_errors_can_be_sent_away(server):
    read, write = os.pipe()
    with kernel(server, stderr=write) as (_, client):
        os.close(write)
        ask(client, "import os; os.write(2, b'noise')")

        assert os.read(read, 5) == b"noise"
    os.close(read)


def test_nothing_lives_on_when_the_command_is_killed(tmp_path):
    script = tmp_path / "command.py"
    script.write_text(
        "from jupyter_client import KernelManager\n"
        "from analysis.reports import kernels\n"
        "import time\n"
        "with kernels.fork_server() as server, kernels.in_use(server):\n"
        "    manager = KernelManager(kernel_name='python3')\n"
        "    manager.start_kernel()\n"
        "    print(server.process.pid, manager.provisioner.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in command.stdout.readline().split()]
    assert all(lives(pid) for pid in pids)

    command.kill()
    command.communicate()

    assert all(dies(pid) for pid in pids)


def test_a_closed_server_leaves_no_process_and_no_folder():
    with kernels.fork_server() as server:
        folder = server.folder
        with kernel(server) as (manager, _):
            pid = manager.provisioner.pid
    assert dies(pid)
    assert not lives(server.process.pid)
    assert not folder.exists()
    assert kernels.ADDRESS not in os.environ


def test_other_kernels_are_left_to_jupyter(server):
    """A kernel of another interpreter, or one whose output is wanted as a pipe."""
    with kernels.in_use(server):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(stderr=subprocess.PIPE)
        try:
            assert isinstance(manager.provisioner.process, subprocess.Popen)
        finally:
            manager.shutdown_kernel(now=True)


def test_the_preloaded_rooms_exist():
    root = Path(kernels.__file__).parents[2]
    ours = [Path(root, *name.split(".")) for name in PRELOAD if name.startswith("analysis.")]
    assert all(path.is_dir() or path.with_suffix(".py").is_file() for path in ours)


def test_a_server_that_checks_has_imported_what_checking_needs():
    code = "import json, sys; print(json.dumps([name in sys.modules for name in NAMES]))"
    code = code.replace("NAMES", repr(list(CHECKS)))
    with kernels.fork_server(checks=True) as checking, kernel(checking) as (_, client):
        assert json.loads(ask(client, code)) == [True] * len(CHECKS)


def test_a_server_leaves_out_what_only_costs_time_and_forks_can_import_it_again(server):
    names = [*DEBUGGER, *COVERAGE, *FORMATS]
    code = f"import sys; print([name for name in {names} if name in sys.modules])"
    with kernel(server) as (_, client):
        assert ask(client, code) == "[]"
