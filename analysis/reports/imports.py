"""Import large libraries without what only costs time: modules nobody needs, and collections."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
"""Check web addresses and spans of time, of which no notebook file has any.

`jsonschema`, which nbformat uses, imports them where JupyterLab's dependencies have brought them
along. The first builds 38 grammars, in a second.
"""
HADOOP = ("pyarrow",)
"""papermill could fetch notebooks from Hadoop by it. Only for processes that import no pandas."""
DEBUGGER = ("debugpy",)
"""Takes 0.4 s in each kernel; nobody debugs a report while it is made."""
COVERAGE = ("coverage",)
"""numba would tell it which lines it compiles; whoever measures has imported it before."""


@contextmanager
def lean(*left_out: str) -> Iterator[None]:
    """Import within a block without searching for garbage, and without some modules.

    What is imported stays, and so a search for garbage finds none; over all it takes a fifth of
    the time. An import of a module that is left out fails as if it were not installed, and so only
    such as their users can do without may be named. One that was imported before stays as it is;
    after the block the others can be imported too.

    Parameters
    ----------
    *left_out
        Full names of modules.
    """
    barred = [name for name in left_out if name not in sys.modules]
    collects = gc.isenabled()
    gc.disable()
    sys.modules.update(dict.fromkeys(barred))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in barred:
            sys.modules.pop(name, None)
        if collects:
            gc.enable()
