"""Write the list of first names and surnames from the package `names`."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

COMMON_FIRST, COMMON_LAST, LAST = 300, 1_000, 12_000


def write(path: Path) -> None:
    """Write `census_names.csv`: each name with how common it is, 1 very and 2 less.

    The package holds the lists of the United States census of 1990, which are in the public domain.
    """
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("package 'names': not installed. Install it: pip install names==0.3.0")
    folder = Path(spec.origin).parent
    first: dict[str, int] = {}
    for kind in ("female", "male"):
        for name, rank in _ranks(folder / f"dist.{kind}.first"):
            first[name] = min(first.get(name, 2), 1 if rank <= COMMON_FIRST else 2)
    last = {
        name: 1 if rank <= COMMON_LAST else 2
        for name, rank in _ranks(folder / "dist.all.last")
        if rank <= LAST
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "first", "last"))
        for name in sorted(first.keys() | last.keys()):
            writer.writerow((name, first.get(name, ""), last.get(name, "")))


def _ranks(path: Path) -> list[tuple[str, int]]:
    rows = [line.split() for line in path.read_text("ascii").splitlines()]
    return [(row[0].lower(), int(row[3])) for row in rows]
