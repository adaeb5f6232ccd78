"""A process that publishes: ``publisher.py OUT TIMES LETTER``, or until it kills itself.

``publisher.py OUT exchange|renames N`` kills itself before its N-th change of the disk.
"""

import os
import signal
import sys
from pathlib import Path

from analysis.ours import BusyError
from analysis.reports import exchange
from analysis.reports import publish as publishing

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "exchange"}


def put(out, words):
    with publishing.staged(out) as staging:
        (staging / publishing.INDEX).write_text(publishing.MARK + words)
        publishing.publish(staging, out)


def often(out, times, words):
    done = 0
    while done < times:
        try:
            put(out, words)
            done += 1
        except BusyError:
            pass


def die_before(step):
    left = [step]

    def count(event, arguments):
        changes = event in CHANGES or (event == "open" and "w" in str(arguments[1]))
        if changes:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def audited(one, other):
    sys.audit("exchange", str(one))
    return exchange.exchange(one, other)


if __name__ == "__main__":
    place, how, last = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if how.isdigit():
        often(place, int(how), last * 100)
    else:
        publishing.exchange = audited if how == "exchange" else lambda *_: False
        die_before(int(last))
        put(place, "new")
