"""How two ways of doing the same are timed."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

INNER = 5
"""Calls of ours a round: they are short, so that the clock alone would blur one."""


class Comparison(NamedTuple):
    """One of our steps and a peer's.

    Parameters
    ----------
    key
        Its name among the figures.
    ours, peer
        The two to time, without arguments.
    equal
        Whether the results were compared in this run and were the same.
    cold
        A step of `cold.STEPS` and the texts for it, if its first call is to be timed too.
    """

    key: str
    ours: Callable[[], object]
    peer: Callable[[], object]
    equal: bool
    cold: tuple[str, list[str]] | None = None


def compare(one: Comparison, *, rounds: int) -> dict[str, float | bool]:
    """Time both in turn; return medians."""
    one.ours()  # compiles and warms
    ratios, our_times, peer_times = [], [], []
    for _ in range(rounds):
        our_times.append(statistics.median(seconds(one.ours) for _ in range(INNER)))
        peer_times.append(seconds(one.peer))
        ratios.append(peer_times[-1] / our_times[-1])
    return {
        "ratio": round(statistics.median(ratios), 2),
        "equal": bool(one.equal),
        "ours_s": statistics.median(our_times),
        "peer_s": statistics.median(peer_times),
    }


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def show(key: str, figure: dict[str, float | bool]) -> str:
    """Return one figure as a line."""
    others = [f"{name} {value:.4f}" for name, value in figure.items() if name.endswith("_s")]
    equal = {True: "equal", False: "NOT EQUAL", None: ""}[figure.get("equal")]
    return f"{key:32} {figure['ratio']:8.1f} x   {'   '.join(others)}   {equal}".rstrip()


def joined(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return texts as one array of bytes, and their bounds."""
    raw = [text.encode() for text in texts]
    bounds = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(r) for r in raw], out=bounds[1:])
    return np.frombuffer(b"".join(raw), np.uint8), bounds


def in_characters(text: str, begins: np.ndarray, ends: np.ndarray) -> list[tuple[int, int]]:
    """Return spans of bytes of one text as spans of characters."""
    raw = text.encode()
    return [
        (len(raw[:a].decode()), len(raw[:b].decode())) for a, b in zip(begins, ends, strict=True)
    ]
