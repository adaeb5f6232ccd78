"""A process that has imported everything once, and forks itself for each kernel.

Importing pandas, matplotlib and ipykernel costs seconds; a report starts eight kernels. This
server pays once. It does for its clients what ``python -P -m MODULE ARGUMENTS`` would do, but in a
fork of itself. The parts of a plain start that a fork would miss are done by `_become`.

One connection is one process: the client sends a request, is told the process id, and later the
exit code. If the client goes away first, the process and all it started are killed, so that
nothing survives a command that was interrupted. The server itself ends when its standard input
does, that is, with the command that started it.

The standard library has a fork server too. It runs the caller's main script again in each child,
which is right for worker functions and wrong for kernels.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import random
import runpy
import selectors
import shutil
import signal
import socket
import struct
import sys
import traceback
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypedDict

from analysis import processes

HEADER = struct.Struct("!I")
"""A message is its length and then its JSON; file descriptors travel with the length."""

PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "psutil",
    "matplotlib_inline.backend_inline",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "numba",
    "pandas.io.formats.csvs",
    "pandas.io.formats.string",
    "analysis.readers.source",
    "analysis.lexicons",
    "analysis.corpus",
    "analysis.stories",
    "analysis.frequency",
    "analysis.sentiment",
    "analysis.cooccurrence",
    "analysis.display.export",
    "analysis.display.figures",
    "analysis.display.findings",
    "analysis.display.term_pages",
)
"""What notebooks import. A module that is missing is left to the notebook that wants it."""

CHECKS = ("analysis.reports.quick", "pytest", "nbval.plugin")
"""What checking a report imports besides."""


def send(connection: socket.socket, message: object, descriptors: list[int] | None = None) -> None:
    """Send one message, with open file descriptors if there are any."""
    body = json.dumps(message).encode()
    header = HEADER.pack(len(body))
    if descriptors:
        socket.send_fds(connection, [header], descriptors)
    else:
        connection.sendall(header)
    connection.sendall(body)


def receive(connection: socket.socket) -> Any:
    """Receive one message; nothing if the other side has gone.

    File descriptors that come with it are added as ``descriptors``.
    """
    header, descriptors, _, _ = socket.recv_fds(connection, HEADER.size, 3)
    if len(header) < HEADER.size:
        return None
    missing = HEADER.unpack(header)[0]
    parts = []
    while missing:
        part = connection.recv(missing)
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return {**json.loads(b"".join(parts)), "descriptors": list(descriptors)}


class Request(TypedDict):
    """What a client asks for: ``python -m MODULE ARGUMENTS`` in an environment and a folder.

    Each of `streams`, 1 and 2, is redirected to the descriptor at the same place in `descriptors`.
    """

    module: str
    arguments: list[str]
    env: dict[str, str]
    cwd: str
    streams: list[int]
    descriptors: list[int]


class Server:
    """Accept requests, fork, and tell each client how its process ended."""

    def __init__(self, address: str) -> None:
        self.folder = Path(address).parent
        self.listener = socket.socket(socket.AF_UNIX)
        # It gets its name once it listens: a client that sees the name may connect.
        self.listener.bind(f"{address}.new")
        self.listener.listen(16)
        Path(f"{address}.new").rename(address)
        self.clients: dict[int, socket.socket] = {}  # process id -> who asked for it
        # A child's end must wake the selector: the signal handler writes to this pair.
        self.wake, self.woken = socket.socketpair()
        self.wake.setblocking(False)
        self.woken.setblocking(False)

    def serve(self) -> Request | None:
        """Serve until standard input ends.

        Returns
        -------
        Request or None
            In a forked child the request it shall fulfil; in the server, at the end, nothing.
        """
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # standard input says when to end
        signal.set_wakeup_fd(self.wake.fileno())
        with selectors.DefaultSelector() as selector:
            for source in (sys.stdin, self.listener, self.woken):
                selector.register(source, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is sys.stdin:
                        self.end()
                        return None
                    if key.fileobj is self.woken:
                        self.reap(selector)
                    elif key.fileobj is self.listener:
                        request = self.fork(selector)
                        if request is not None:
                            return request
                    else:
                        self.abandon(selector, key.data)

    def fork(self, selector: selectors.BaseSelector) -> Request | None:
        """Take one request and fork; give the request back in the child only."""
        client, _ = self.listener.accept()
        request: Request | None = receive(client)
        if request is None:
            client.close()
            return None
        with warnings.catch_warnings():
            # Threads that numpy's linear algebra keeps waiting are set up anew in a fork.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            for mine in (client, self.listener, self.wake, self.woken, *self.clients.values()):
                mine.detach()
            return request
        for descriptor in request["descriptors"]:
            os.close(descriptor)
        self.clients[pid] = client
        selector.register(client, selectors.EVENT_READ, data=pid)
        send(client, {"pid": pid})
        return None

    def reap(self, selector: selectors.BaseSelector) -> None:
        """Collect the children that have ended and tell their clients."""
        with suppress(BlockingIOError):
            while self.woken.recv(64):
                pass
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            client = self.clients.pop(pid, None)
            if client is not None:
                selector.unregister(client)
                with suppress(OSError):
                    send(client, {"code": os.waitstatus_to_exitcode(status)})
                client.close()

    def abandon(self, selector: selectors.BaseSelector, pid: int) -> None:
        """Kill the process whose client has gone, with all it started."""
        client = self.clients.pop(pid, None)
        if client is None:  # it ended by itself a moment ago
            return
        selector.unregister(client)
        client.close()
        _kill(pid)

    def end(self) -> None:
        """Kill what is left, and remove the folder of the sockets."""
        for pid in self.clients:
            _kill(pid)
        shutil.rmtree(self.folder, ignore_errors=True)


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):  # a child that has no group of its own yet is killed itself
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _become(request: Request, server: int) -> None:
    """Turn a fork of the server into what a plain ``python -P -m MODULE`` would be."""
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


def main(address: str, parent: int, *more: str) -> None:
    """Preload, and more where it is asked for; serve, and in each child run what was asked for.

    Python is started with ``-P``, and so neither this process nor a kernel imports from the folder
    in which it works.
    """
    processes.be_killed_with(parent)  # until it serves, and sees its standard input end
    server = Server(address)  # listens at once, so that clients can queue while we import
    # Kernels choose this backend before matplotlib is imported; so must we.
    me = os.getpid()
    os.environ["JPY_PARENT_PID"] = str(me)  # ipykernel reads it when imported, not later
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 0.4 s, and nobody debugs a report
    for module in (*more, *PRELOAD):
        with suppress(ImportError):
            importlib.import_module(module)
    _warm()
    gc.freeze()  # the children share this memory; a collection would copy it
    processes.outlive_parent()
    request = server.serve()
    if request is None:
        _leave(0)
    _become(request, me)
    _run(request["module"])


def _leave(code: int) -> NoReturn:
    """End at once: taking compiled code down piece by piece would cost each process a second."""
    processes.end_children()  # which the next line would wait for
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter does first when it ends
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(code)


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
    _leave(code if isinstance(code, int) else int(code is not None))


def _warm() -> None:
    """Load compiled code before the first child is made; a notebook does without just as well."""
    from analysis.annotate.warm import warm

    with suppress(Exception):
        warm()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
