"""Importing this makes a process ready to annotate: compiled code and word lists are loaded.

Processes that work for a store are forked from one that has done so.
"""

from __future__ import annotations

from analysis.annotate.warm import warm

warm()
