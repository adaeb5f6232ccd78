"""Damages good corpora at random, and reads them: the work of `test_fuzz`, and its child process.

``python -m tests.faults.fuzzing KIND FIRST LAST FOLDER`` tries damages by number and prints a line
of JSON for each finding, and one at the end.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from analysis import corpus, lexicons
from analysis.annotate.warm import warm
from analysis.errors import StandfirstError
from analysis.readers.ledger import ledger
from analysis.readers.source import open_source
from analysis.schema import REGISTRY
from tests.faults.damages import BESIDE, OUTSIDE, SECRET, damage
from tests.faults.good_corpora import KINDS as GOOD

SECONDS = 10
BYTES = 1 << 30
MOST_BYTES = 4 << 30
"""Bytes of addresses that the child may ask for, so that a finding does not end the machine."""
KINDS = (*GOOD, "asked")
"""What is damaged; "asked" are the roles that a user types."""
_FORBIDDEN = (SECRET, "root:x:0:")


def make(kind: str, number: int, folder: Path) -> tuple[Path, str]:
    """Write the damaged corpus of a number; give its place and how its roles are given."""
    chance = random.Random(f"{kind} {number}")
    of = chance.choice(["csv", "metadata", "jsonl"]) if kind == "asked" else kind
    files, damaged, opened = GOOD[of](chance)
    place = folder / "corpus"
    place.mkdir()
    (folder / BESIDE).write_text(SECRET)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == damaged and kind != "asked":
            content = damage(chance, content, files[chance.choice(list(files))])  # noqa: PLW2901
        path.write_bytes(content)
    if kind == "tree":
        _lead_out(chance, place)
    roles = b"text:text, date:date, id:author, outlet:"
    roles = damage(chance, roles) if kind == "asked" else b""
    return place / opened, roles.decode("utf-8", "replace")


def _lead_out(chance: random.Random, place: Path) -> None:
    """Put links and pipes into a folder."""
    for n, target in enumerate(chance.sample([*OUTSIDE[:5], ".", "x", "/dev/zero", "c.txt"], 2)):
        (place / f"link{n}{chance.choice(['.txt', '.csv', '.zip', ''])}").symlink_to(target)
    if chance.random() < 0.3:
        os.mkfifo(place / chance.choice(["pipe.txt", "pipe.zip", "actors.csv"]))


def read(path: Path, roles: str, *, load: bool = False) -> str:
    """Read a corpus; check that all of it is accounted for, or that the refusal is ours.

    Returns
    -------
    str
        "read", "none kept" if all of it was dropped with a reason, or the kind of refusal.
    """
    try:
        source = open_source(path, roles=roles)
        n_found, drafts, faults = 0, [], []
        for piece in source.pieces(most_rows=3, most_bytes=4_000):
            dropped = sum(fault.dropped for fault in piece.faults)
            assert piece.extent.n_rows == len(piece.drafts) + dropped, piece.extent
            n_found += piece.extent.n_rows
            drafts += piece.drafts
            faults += piece.faults
        steps = ledger(source.unit, n_found, faults)
        assert (steps["n_in"].iloc[0], steps["n_kept"].iloc[-1]) == (n_found, len(drafts))
        assert all(fault.reason and "\n" not in fault.reason for fault in faults), faults
        said = "\n".join([*map(str, drafts), *map(str, faults)])
        assert not any(one in said for one in _FORBIDDEN), said[:300]
        names = lexicons.registry(source.actors)
        if load:
            names = names if source.actors else REGISTRY.empty()
            found = corpus.load(path, roles=roles, registry=names)
            n_dropped = found.ledger["n_dropped"].sum()
            assert found.ledger["n_in"].iloc[0] == n_found == len(found.articles) + n_dropped
            assert len(found.mentions) >= 0
    except StandfirstError as error:
        refusal = error
    else:
        return "read" if drafts else "none kept"
    first, *others = str(refusal).split("\n")
    assert all(line.startswith("  ") for line in others), str(refusal)[:300]
    assert len(first) < 3_000, first[:300]
    assert not any(one in str(refusal) for one in _FORBIDDEN), str(refusal)[:300]
    return type(refusal).__name__


class Guard:
    """Notes what a reader must not do: write outside of its folder, connect, or start a program."""

    _WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
    _CHANGES = dict.fromkeys("mkdir remove rmdir chmod chown utime".split(), (0,))
    _CHANGES |= {"rename": (0, 1), "link": (0, 1), "symlink": (1,)}
    _NEVER = ("connect", "getaddrinfo", "gethostbyname", "sendto", "sendmsg", "subprocess.Popen")
    _NEVER += ("os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn", "webbrowser.open")

    def __init__(self, own: Path) -> None:
        self.own = own.resolve()
        self.on = False
        self.broken: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, about: tuple) -> None:
        if not self.on:
            return
        paths = [about[n] for n in self._CHANGES.get(event.removeprefix("os."), ())]
        if event == "open" and ((about[2] or 0) & self._WRITES or "/etc/passwd" in str(about[0])):
            paths = [about[0]]
        fd = about[-1] if paths and event != "open" else -1
        root = Path(f"/proc/self/fd/{fd}") if isinstance(fd, int) and fd > 0 else Path()
        if event.removeprefix("socket.").startswith(self._NEVER) or not all(
            self._is_own(root, path) for path in paths
        ):
            self.broken.append(f"{event} {about}")

    def _is_own(self, root: Path, path: str | int) -> bool:
        if isinstance(path, int) or os.fspath(path) == os.devnull:
            return True
        return (root / os.fsdecode(path)).resolve().is_relative_to(self.own)


def _entries(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.lstat().st_size) for path in folder.rglob("*"))


def main(kind: str, first: int, last: int, folder: Path) -> None:
    """Try the damages of some numbers; the last line has how many were read, and the peak."""
    warm()  # what a fresh checkout compiles is no corpus's fault
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    own = folder / "own"
    own.mkdir()
    tempfile.tempdir = str(own)
    guard = Guard(own)
    outcomes: dict[str, int] = {}
    peak = 0
    for number in range(first, last):
        place = folder / f"{kind}-{number}"
        place.mkdir()
        path, roles = make(kind, number, place)
        before = _entries(place)
        faulthandler.dump_traceback_later(6 * SECONDS, exit=True)
        begin = time.process_time()
        finding, guard.on = "", True
        try:
            outcome = read(path, roles, load=number % 50 == 0)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        except BaseException:  # noqa: BLE001 - whatever it is, it is a finding
            finding = traceback.format_exc()
        guard.on = False
        seconds = time.process_time() - begin
        if seconds > SECONDS:
            finding += f"took {seconds:.1f} s"
        if (most := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024) > max(BYTES, peak):
            finding += f"took {most / 2**20:.0f} MiB"
        peak = max(peak, most)
        if guard.broken or _entries(place) != before:
            finding += f"did what it must not: {guard.broken[:3]}, {_entries(place)[:9]}"
        if finding:
            tell(kind=kind, number=number, finding=finding[-3_000:])
        guard.broken.clear()
        shutil.rmtree(place)
    tell(kind=kind, outcomes=outcomes, peak=peak)


def tell(**facts: object) -> None:
    """Write a line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
