"""papermill, with an engine that keeps what was executed when a kernel dies or a cell hangs."""

from __future__ import annotations

import logging
from typing import Any

from papermill.engines import NBClientEngine, papermill_engines

NAME = "standfirst"

_executed: dict[str, Any] = {}


class KeepingEngine(NBClientEngine):
    """papermill's own engine; it remembers each notebook while it runs."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, run: str, **settings: Any
    ) -> Any:
        """Execute a notebook, which `take` gives back under the name of its run."""
        _executed[run] = nb_man.nb
        return super().execute_managed_notebook(nb_man, kernel_name, **settings)


def take(run: str) -> Any:
    """Take the notebook of a run as far as it went; nothing if it did not start."""
    return _executed.pop(run, None)


def at_work() -> list[str]:
    """Name the runs whose notebooks are being executed."""
    return sorted(_executed)


# A dead kernel is told in our words; papermill would add its own on standard error.
logging.getLogger("papermill").addHandler(logging.NullHandler())
papermill_engines.register(NAME, KeepingEngine)
