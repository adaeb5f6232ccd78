"""Stop words: which words begin or end no term."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analysis.errors import LexiconError, ParameterError
from analysis.frequency.term_ids import normalise_term


class StopWords(NamedTuple):
    """Words that are left out.

    Parameters
    ----------
    shipped
        Whether those of the workbook's own list are.
    own
        Further terms, as they are counted.
    """

    shipped: bool
    own: tuple[str, ...] = ()


def read_stop_words(stop_words: str) -> StopWords:
    """Read which words are to be left out.

    Parameters
    ----------
    stop_words
        ``drop`` leaves out words such as “the”, ``keep`` none. The name of a text file ending in
        ``.txt`` leaves out these and the file's own, one a line; lines that begin with ``#`` are
        remarks.

    Returns
    -------
    Stops

    Raises
    ------
    ParameterError
        If it is none of the three.
    LexiconError
        If the file cannot be read, or a line has more than one word.

    Examples
    --------
    >>> read_stop_words("keep")
    StopWords(shipped=False, own=())
    """
    if stop_words in ("drop", "keep"):
        return StopWords(stop_words == "drop")
    if not stop_words.strip().lower().endswith(".txt"):
        raise ParameterError(
            "parameter 'stop_words' must be 'drop', 'keep', or a text file such as own.txt with "
            f"one word a line; found {stop_words!r}."
        )
    return StopWords(shipped=True, own=_read(Path(stop_words.strip())))


def _read(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"stop words '{path}' cannot be read ({error}). Give a text file in UTF-8."
        ) from error
    words = set()
    for number, line in enumerate(lines, 1):
        word = normalise_term(line)
        if line.lstrip().startswith("#") or not word:
            continue
        if " " in word:
            raise LexiconError(
                f"{path}, line {number}: a stop word must be one word; found '{line.strip()}'. "
                "Write each on a line of its own."
            )
        words.add(word)
    return tuple(sorted(words))
