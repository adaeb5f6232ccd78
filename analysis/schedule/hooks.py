"""Commands that are told how a run went."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 60
"""A command that takes longer is ended."""


def call(command: str, facts: Mapping[str, str], line: str, *, environ: Mapping[str, str]) -> str:
    """Run a command of the shell.

    Parameters
    ----------
    command
        A line for the shell.
    facts
        By name; each becomes an environment variable, as in ``STANDFIRST_RUN``.
    line
        What its standard input holds.
    environ
        The environment it is run in besides.

    Returns
    -------
    str
        What went wrong, in one line, or nothing.
    """
    told = {f"STANDFIRST_{name.upper()}": value for name, value in facts.items()}
    try:
        process = subprocess.Popen(  # noqa: S602 - the owner of the configuration wrote the command
            command,
            shell=True,
            env={**environ, **told},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # so that what it starts can be ended with it
        )
        said = _wait(process, f"{line}\n")
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the command '{command}' did not end well: {error}"
    if process.returncode == 0:
        return ""
    why = "".join(f": {one}" for one in said.strip().splitlines()[-1:])
    return f"the command '{command}' ended with code {process.returncode}{why}"


def _wait(process: subprocess.Popen[str], line: str) -> str:
    """Wait for a command; if it takes too long, or we are ended, it ends with all it started."""
    try:
        return process.communicate(line, timeout=SECONDS)[0]
    except BaseException:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.communicate()
        raise
