"""The command line with reports that take a moment: ``python quick_reports.py run …``.

A report is made as a real one is: piece by piece in a staging folder, then put in its place.
"""

import json
import time
from pathlib import Path

from analysis import reports
from analysis.__main__ import main
from analysis.reports import publish

PIECES = 20


def report(corpus, *, out, parameters, **_):
    with publish.staged(Path(out)) as staging:
        (staging / "index.html").write_text(publish.MARK)
        for number in range(PIECES):
            (staging / f"{number}.html").write_text(f"piece {number} of {corpus}")
            time.sleep(0.005)
        record = {"corpus": {"fingerprint": "f"}, "seconds": {}, "parameters": parameters}
        (staging / "run.json").write_text(json.dumps(record))
        publish.publish(staging, Path(out))
    return Path(out)


if __name__ == "__main__":
    reports.report = report
    main(prog_name="standfirst")
