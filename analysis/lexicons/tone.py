"""The words by which VADER scores tone: its lexicon, and what its rules listen to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from analysis.lexicons.files import DATA, by_kind, read_cells, to_number

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.lexicons.files import Line

LEXICON, RULES = DATA / "vader.csv", DATA / "vader_rules.csv"


class VaderRules(TypedDict):
    """The words of VADER's rules, as `kernels.vader.vader_model` takes them.

    Attributes
    ----------
    boosters
        What a word adds to the next one's valence.
    negations
        Words that turn it.
    idioms
        Valence of idioms.
    """

    boosters: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]


def vader() -> dict[str, float]:
    """Give VADER's lexicon [1]_.

    Returns
    -------
    dict of str to float
        For each word or emoticon its mean valence as judged by ten people, from −4 (most
        negative) to 4 (most positive). Where VADER lists a word twice, the last line counts, as
        in nltk.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.

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
    return _numbers(LEXICON, read_cells(LEXICON, columns=("word", "valence")))


def vader_rules() -> VaderRules:
    """Give the words by which VADER's rules work, as nltk has them.

    Returns
    -------
    VaderRules
        The three lists, new at each call.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.

    Examples
    --------
    >>> rules = vader_rules()
    >>> rules["boosters"]["very"], rules["idioms"]["kiss of death"], "without" in rules["negations"]
    (0.293, -1.5, True)
    """
    rows = read_cells(RULES, columns=("rule", "words", "value"))
    rules = by_kind(RULES, rows, kinds=("booster", "idiom", "negation"))
    return {
        "boosters": _numbers(RULES, rules["booster"]),
        "negations": frozenset(words for _, (words, _) in rules["negation"]),
        "idioms": _numbers(RULES, rules["idiom"]),
    }


def _numbers(path: Path, rows: list[Line]) -> dict[str, float]:
    return {words: to_number(path, line, value) for line, (words, value) in rows}
