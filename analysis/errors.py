"""The errors a user of the workbook can cause, each with the place, the fault and the cure."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


PART = 3
"""Characters of a name that tell what was meant, as “CNN” does in “CNN (Web News)”."""


class StandfirstError(ValueError):
    """Base of all errors that a user can mend; they are shown without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """Give what a notebook shows in its red box: the error alone, not our own lines."""
        return [f"{type(self).__name__}: {self}"]


class SchemaError(StandfirstError):
    """A table breaks its promise: a column is missing, has another type, or a key is not unique."""


class CorpusError(StandfirstError):
    """A corpus, or one file or line of it, cannot be read as articles."""


class LexiconError(StandfirstError):
    """A word list or an actor registry is malformed or contradicts itself."""


class ParameterError(StandfirstError):
    """A parameter is unknown, has the wrong type, or lies out of range."""


class StoreError(StandfirstError):
    """An annotated store is damaged, in use, or of another corpus; or the workers were lost."""


class ReportError(StandfirstError):
    """A notebook failed, or a report is not what its notebooks would make today."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Say which known name was probably meant, or nothing.

    Parameters
    ----------
    word
        The name that was not found.
    choices
        The names that exist.

    Returns
    -------
    str
        ``" did you mean 'x'?"`` with a leading space, or an empty string.

    Examples
    --------
    >>> nearest("topn", ["corpus", "top_n"])
    " did you mean 'top_n'?"
    >>> nearest("gazett", ["Cassette", "Lanmere Gazette"])
    " did you mean 'Lanmere Gazette'?"
    >>> nearest("zebra", ["corpus", "top_n"])
    ''
    """
    known = list(choices)
    part = word.casefold() if len(word) >= PART else None
    having = [each for each in known if part and part in each.casefold()]
    close = sorted(having, key=lambda each: (len(each), each)) or get_close_matches(word, known, 1)
    return f" did you mean '{close[0]}'?" if close else ""


def check_utf8(text: object, what: str, *, error: type[StandfirstError] = ParameterError) -> None:
    r"""Refuse a name or a value that UTF-8 cannot hold: it would stand in notebooks and records.

    Parameters
    ----------
    text
        A path or a value.
    what
        What it is, for the error.
    error
        The error's type.

    Raises
    ------
    StandfirstError
        If it holds bytes of another encoding, or half a character.

    Examples
    --------
    >>> check_utf8("caf\udce9", "the folder")
    Traceback (most recent call last):
    analysis.errors.ParameterError: the folder is not in UTF-8: 'caf\udce9'; rename it.
    """
    try:
        str(text).encode()
    except UnicodeEncodeError as cause:
        raise error(f"{what} is not in UTF-8: {str(text)!a}; rename it.") from cause
