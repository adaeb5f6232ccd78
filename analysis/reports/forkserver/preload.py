"""What a fork server imports and warms before its first fork."""

from __future__ import annotations

import gc
import importlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.reports.imports import COVERAGE, DEBUGGER, FORMATS, lean

if TYPE_CHECKING:
    from collections.abc import Iterable

PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "psutil",
    "matplotlib_inline.backend_inline",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "numba",
    "pandas.io.formats.csvs",
    "pandas.io.formats.string",
    "analysis.readers.source",
    "analysis.lexicons",
    "analysis.corpus",
    "analysis.stories",
    "analysis.frequency",
    "analysis.sentiment",
    "analysis.cooccurrence",
    "analysis.display.export",
    "analysis.display.figures",
    "analysis.display.findings",
    "analysis.display.term_pages",
)
"""What notebooks import. A module that is missing is left to the notebook that wants it."""

CHECKS = ("nbformat", "pytest", "nbval.plugin")
"""What checking a report imports besides."""


def preload(more: Iterable[str]) -> None:
    """Import what notebooks import, and more where it is asked for; load compiled code.

    Parameters
    ----------
    more
        Names of modules.
    """
    # ipykernel reads the one when it is imported, not later, and matplotlib the other.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    with lean(*FORMATS, *DEBUGGER):
        _import(more)  # nbval wants coverage
        with lean(*COVERAGE):
            _import(PRELOAD)
        _warm()
    gc.freeze()  # the children share this memory; a collection would copy it


def _import(modules: Iterable[str]) -> None:
    for module in modules:
        with suppress(ImportError):
            importlib.import_module(module)


def _warm() -> None:
    """Load compiled code before the first child is made; a notebook does without just as well."""
    from analysis.annotate.warm import warm

    with suppress(Exception):
        warm()
