"""What punkt knows of English sentences: abbreviations, and how words are written where."""

from __future__ import annotations

from typing import TypedDict

from analysis.lexicons.files import DATA, by_kind, read_cells, to_number

PUNKT, CONTEXTS = DATA / "punkt.csv", DATA / "punkt_contexts.csv"


class Punkt(TypedDict):
    """Punkt's four tables, as `kernels.sentences.punkt_model` takes them.

    Attributes
    ----------
    abbreviations
        Lower-case abbreviations without their final period.
    starters
        Lower-case words that often begin a sentence.
    collocations
        Pairs of lower-case words that a period does not part.
    contexts
        In which places and cases each word was seen, as punkt's sum of flags.
    """

    abbreviations: frozenset[str]
    starters: frozenset[str]
    collocations: frozenset[tuple[str, str]]
    contexts: dict[str, int]


def punkt() -> Punkt:
    """Give punkt's parameters for English [1]_, as nltk publishes them.

    Returns
    -------
    Punkt
        The four tables, new at each call.

    Raises
    ------
    LexiconError
        If a file is missing or damaged.

    References
    ----------
    .. [1] Kiss & Strunk (2006), "Unsupervised multilingual sentence boundary detection",
       Computational Linguistics 32(4), 485–525.

    Examples
    --------
    >>> {"dr", "u.s"} <= punkt()["abbreviations"]
    True
    """
    rows = read_cells(PUNKT, columns=("kind", "word", "next"))
    words = by_kind(PUNKT, rows, kinds=("abbreviation", "collocation", "starter"))
    contexts = read_cells(CONTEXTS, columns=("word", "flags"))
    return {
        "abbreviations": frozenset(word for _, (word, _) in words["abbreviation"]),
        "starters": frozenset(word for _, (word, _) in words["starter"]),
        "collocations": frozenset((word, after) for _, (word, after) in words["collocation"]),
        "contexts": {
            word: int(to_number(CONTEXTS, line, flags)) for line, (word, flags) in contexts
        },
    }
