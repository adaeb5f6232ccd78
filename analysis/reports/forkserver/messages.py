"""Messages between the fork server and those who want a process of it."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, TypedDict

HEADER = struct.Struct("!I")
"""A message is its length and then its JSON; file descriptors travel with the length."""


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
