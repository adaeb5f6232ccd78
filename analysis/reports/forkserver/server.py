"""A process that has imported everything once, and forks itself for each kernel.

Importing pandas, matplotlib and ipykernel costs seconds; a report starts eight kernels. This
server pays once. It does for its clients what ``python -P -m MODULE ARGUMENTS`` would do, but in a
fork of itself. What a plain start does and a fork would miss is done by `child`.

One connection is one process: the client sends a request, is told the process id, and later the
exit code. If the client goes away first, the process and all it started are killed, so that
nothing survives a command that was interrupted. The server itself ends when its standard input
does, that is, with the command that started it.

The standard library has a fork server too. It runs the caller's main script again in each child,
which is right for worker functions and wrong for kernels.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import socket
import sys
import warnings
from contextlib import suppress
from pathlib import Path

from analysis import processes
from analysis.reports.forkserver.child import fulfil, leave
from analysis.reports.forkserver.messages import Request, receive, send
from analysis.reports.forkserver.preload import preload


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


def main(address: str, parent: int, *more: str) -> None:
    """Preload, and more where it is asked for; serve, and in each child run what was asked for.

    Python is started with ``-P``, and so neither this process nor a kernel imports from the folder
    in which it works.
    """
    processes.be_killed_with(parent)  # until it serves, and sees its standard input end
    server = Server(address)  # listens at once, so that clients can queue while we import
    me = os.getpid()
    preload(more)
    processes.outlive_parent()
    request = server.serve()
    if request is None:
        leave(0)
    fulfil(request, me)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
