"""Commands that are told how a run went."""

from __future__ import annotations

import subprocess
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
        done = subprocess.run(  # noqa: S602 - the owner of the configuration wrote the command
            command,
            shell=True,
            env={**environ, **told},
            input=f"{line}\n",
            text=True,
            errors="replace",
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the command '{command}' did not end well: {error}"
    if done.returncode == 0:
        return ""
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
    told_why = "".join(f": {one}" for one in said)
    return f"the command '{command}' ended with code {done.returncode}{told_why}"
