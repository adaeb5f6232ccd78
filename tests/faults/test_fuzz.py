"""Corpora that are damaged at random are read, or refused in one line; nothing is lost on the way.

``STANDFIRST_FUZZ_MINUTES=30 pytest -s tests/faults/test_fuzz.py`` damages as long for each reader,
in processes that may use 10 seconds for a corpus and 1 GiB, and says how the readers fared.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.faults import fuzzing

MINUTES = float(os.environ.get("STANDFIRST_FUZZ_MINUTES", "0"))
FIRST = int(os.environ.get("STANDFIRST_FUZZ_FIRST", "1"))
BATCH = 500
PROGRAM = "tests.faults.fuzzing"


@pytest.mark.parametrize("kind", fuzzing.KINDS)
@settings(max_examples=12, deadline=None)
@given(number=st.integers(0, 10**9))
def test_a_damaged_corpus_is_read_or_refused(tmp_path_factory, kind, number):
    path, roles = fuzzing.make(kind, number, tmp_path_factory.mktemp("fuzz"))
    fuzzing.read(path, roles)


@pytest.mark.parametrize("kind", fuzzing.KINDS)
def test_what_is_read_can_be_annotated(tmp_path_factory, kind):
    for number in range(3):
        path, roles = fuzzing.make(kind, number, tmp_path_factory.mktemp("fuzz"))
        fuzzing.read(path, roles, load=True)


FORBIDDEN = """
import os, pathlib, socket, sys
from tests.faults.fuzzing import Guard
own, out = pathlib.Path(sys.argv[1], "own"), pathlib.Path(sys.argv[1], "out")
own.mkdir()
guard = Guard(own)
guard.on = True
(own / "a").write_text("x")
(own / "a").rename(own / "b")
print(len(guard.broken))
out.write_text("x")
(own / "b").rename(out)
out.unlink()
os.chdir(own)
os.mkdir("../d")
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    pass
os.system("true")
print(*sorted({one.split(" ")[0] for one in guard.broken}))
"""


def test_the_child_hears_of_what_no_reader_may_do(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN, str(tmp_path)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    assert done.stdout.splitlines() == [
        "0",
        "open os.mkdir os.remove os.rename os.system socket.connect socket.getaddrinfo",
    ]


@pytest.mark.skipif(not MINUTES, reason="a campaign of minutes is asked for by its variable")
@pytest.mark.parametrize("kind", fuzzing.KINDS)
def test_a_campaign_of_damages(tmp_path, kind):
    outcomes, findings, peak, number = Counter(), [], 0, FIRST
    end = time.monotonic() + 60 * MINUTES
    while time.monotonic() < end:
        folder = tmp_path / str(number)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", PROGRAM, kind, str(number), str(number + BATCH), str(folder)],
            cwd=ROOT,
            capture_output=True,
            check=False,
            text=True,
        )
        told = [json.loads(line) for line in done.stdout.splitlines()]
        findings += [one for one in told if "finding" in one]
        if done.returncode:
            left = sorted(path.name for path in folder.iterdir())
            findings.append({"kind": kind, "left": left, "finding": done.stderr[-3_000:]})
        else:
            outcomes.update(told[-1]["outcomes"])
            peak = max(peak, told[-1]["peak"])
        number += BATCH
    total = f"{sum(outcomes.values()):,} corpora, {dict(outcomes)}, peak {peak / 2**20:.0f} MiB"
    sys.stdout.write(f"\n{kind}: {total}, {len(findings)} findings\n")
    assert not findings, json.dumps(findings[:3], indent=1)
    assert peak < fuzzing.BYTES
