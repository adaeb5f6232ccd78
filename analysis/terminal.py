"""What a terminal is shown: words that do nothing to it."""

from __future__ import annotations

import sys

import click

JOINERS = "\u200c\u200d"
"""Shape letters of Arabic and Indic scripts, and nothing else."""


def safe(text: str, *, lines: bool = True) -> str:
    r"""Give a text in which nothing can move the cursor or turn the direction of reading.

    Parameters
    ----------
    text
        Any text: an error may quote an article, or the name of a file.
    lines
        Whether ends of lines stay.

    Returns
    -------
    str
        The text with its control characters, marks of direction and halves of characters written
        as Python writes them.

    Examples
    --------
    >>> print(safe("a\x1b[2J\u202eb\n"), end="")
    a\x1b[2J\u202eb
    """
    kept = JOINERS + ("\n" if lines else "")
    return "".join(
        one if one.isprintable() or one in kept else one.encode("unicode_escape").decode("ascii")
        for one in text
    )


def say(text: object, *, err: bool = False, end: bool = True, bold: bool = False) -> None:
    """Print a text on standard output or error; all that commands print goes this way.

    Parameters
    ----------
    text
        What is to be said.
    err
        Say it on standard error.
    end
        End the line.
    bold
        Say it in bold, where a terminal can.
    """
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    plain = safe(str(text)).encode(encoding, "backslashreplace").decode(encoding)
    click.secho(plain, err=err, nl=end, bold=bold or None)
