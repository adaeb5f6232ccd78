"""Run a command and say what it cost: wall and CPU seconds, and memory of all its processes.

Works on Linux, whose ``/proc`` it reads. Nothing large may be imported here: a child starts with
its parent's memory counted as its own.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path

PAUSE = 0.2
"""Seconds between two looks at the processes."""
PROC = Path("/proc")


def run(command: list[str], *, cwd: Path) -> dict[str, float | int]:
    """Run a command to its end and measure it.

    Returns
    -------
    dict
        `wall_s`; `cpu_s` of it and of all processes that it waited for; `peak_process_bytes`, the
        largest memory of one process; `peak_sum_bytes`, the largest sum over all processes at one
        moment, where memory that several share is counted once (seen every `PAUSE` seconds).

    Raises
    ------
    RuntimeError
        If it fails, with the end of what it said.
    """
    # Python's own compiled files may be written, as on a user's machine.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        if process.returncode:
            said.seek(0)
            end = said.read()[-2000:].decode(errors="replace")
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{end}")
    return {
        "wall_s": round(wall, 3),
        "cpu_s": round(used.ru_utime + used.ru_stime, 3),
        "peak_process_bytes": max(used.ru_maxrss * 1024, watch.largest),
        "peak_sum_bytes": max(used.ru_maxrss * 1024, watch.sum),
    }


class _Watch(threading.Thread):
    """Looks at the memory of a process and all that came from it."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.largest = self.sum = 0
        self._root = root
        self._over = threading.Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self._over.wait(PAUSE):
            family = descendants(self._root)
            self.sum = max(self.sum, sum(_bytes(pid, "smaps_rollup", b"Pss:") for pid in family))
            self.largest = max([self.largest, *(_bytes(p, "status", b"VmHWM:") for p in family)])

    def stop(self) -> None:
        """End the looking."""
        self._over.set()
        self.join()


def descendants(root: int) -> list[int]:
    """Return a process and all processes that came from it, as far as they live."""
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            try:
                # The name, in parentheses, may hold anything; the parent is the second word after.
                after = (entry / "stat").read_text(errors="replace").rpartition(")")[2]
            except OSError:
                continue  # it has just ended
            parents[int(entry.name)] = int(after.split()[1])
    family, new = {root}, {root}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new} - family
        family |= new
    return sorted(family)


def _bytes(pid: int, file: str, field: bytes) -> int:
    """Read one size from a file of a process; nothing if it has ended."""
    try:
        for line in (PROC / str(pid) / file).read_bytes().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
