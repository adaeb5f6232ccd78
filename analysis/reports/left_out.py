"""Leave modules out that only cost time: an import of them fails, as if they were not installed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAMMARS = "rfc3987_syntax"
"""Builds 38 grammars, in a second, to check web addresses; no notebook file has any.

`jsonschema`, which nbformat uses, imports it where JupyterLab's dependencies have brought it along.
"""
DEBUGGER = "debugpy"
"""Takes 0.4 s in each kernel; nobody debugs a report while it is made."""


@contextmanager
def left_out(*modules: str) -> Iterator[None]:
    """Let imports of some modules fail within a block; those imported before stay as they are.

    Only such as their users can do without may be named. Afterwards they can be imported again.

    Parameters
    ----------
    *modules
        Full names.
    """
    barred = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(barred))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in barred:
            sys.modules.pop(name, None)
