"""Measure news coverage: words, tone and actors, each number traced to its sentences."""

from __future__ import annotations

__version__ = "0.1.0"
