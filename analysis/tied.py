"""Importing this ends the process with the one that started it, where the system can do so.

A fork server reads from its parent only when it has imported all it needs, and the first time that
takes a minute. Linux can be asked to end it at once.
"""

from __future__ import annotations

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
