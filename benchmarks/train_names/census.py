"""Write the list of first names and surnames from the package `names`."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

COMMON_FIRST, COMMON_LAST, LAST = 300, 1_000, 12_000
FAR_MORE = 20
"""How many times as common a name must be with one sex as with the other, in order to tell it."""


def write(path: Path) -> None:
    """Write `census_names.csv`: each name with how common it is, 1 very and 2 less, and its sex.

    The package holds the lists of the United States census of 1990, which are in the public domain.
    """
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("package 'names': not installed. Install it: pip install names==0.3.0")
    folder = Path(spec.origin).parent
    first: dict[str, int] = {}
    share: dict[str, dict[str, float]] = {"female": {}, "male": {}}
    for kind, shares in share.items():
        for name, percent, rank in _rows(folder / f"dist.{kind}.first"):
            first[name] = min(first.get(name, 2), 1 if rank <= COMMON_FIRST else 2)
            shares[name] = percent
    last = {
        name: 1 if rank <= COMMON_LAST else 2
        for name, _, rank in _rows(folder / "dist.all.last")
        if rank <= LAST
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "first", "last", "sex"))
        for name in sorted(first.keys() | last.keys()):
            sex = _sex(share["female"].get(name, 0), share["male"].get(name, 0))
            writer.writerow((name, first.get(name, ""), last.get(name, ""), sex))


def _sex(woman: float, man: float) -> str:
    """Give the sex with which a name is far more common; nothing if there is none."""
    if woman > FAR_MORE * man:
        return "woman"
    return "man" if man > FAR_MORE * woman else ""


def _rows(path: Path) -> list[tuple[str, float, int]]:
    """Give each name with its share in percent and its rank."""
    rows = [line.split() for line in path.read_text("ascii").splitlines()]
    return [(row[0].lower(), float(row[1]), int(row[3])) for row in rows]
