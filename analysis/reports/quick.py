"""Import nbformat without its second of waiting. Import it, and what needs it, from here.

`jsonschema`, which nbformat uses, imports `rfc3987_syntax` where JupyterLab's dependencies have
brought it along. That builds 38 grammars to check web addresses, which no notebook file has.
`jsonschema` does without it if the import fails, so we let it fail.
"""

from __future__ import annotations

import sys

SLOW = "rfc3987_syntax"

_blocked = SLOW not in sys.modules
if _blocked:
    sys.modules[SLOW] = None  # type: ignore[assignment]

import nbformat  # noqa: E402

if _blocked:
    del sys.modules[SLOW]

__all__ = ["nbformat"]
