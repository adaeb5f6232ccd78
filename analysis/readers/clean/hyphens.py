"""Joins words that were cut at the end of a line, as in text taken from PDF."""

from __future__ import annotations

import re

from analysis.readers.clean.undone import HYPHENS, Undone, undone

_HYPHEN_END, _NOT_SIGN_END, _SIGN_END = (
    re.compile(rf"{sign}[ \t]*[\r\n]") for sign in "-¬‐"
)  # a pattern that begins with one sign finds it much quicker than one that begins with a class
_CUT = re.compile(r"(?<![^\W_])(?P<left>[^\W\d_]+)[-‐¬][ \t]*\r?\n[ \t]*(?P<right>[^\W\d_]+)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_BEFORE = frozenset(
    """all anti cease co counter cross deputy eight ex far fifty first five forty four free full
    half hard hand high in large left lieutenant light long low major mid middle multi near neo nine
    ninety non north off old on one open over part post pre pro quasi re record right second self
    semi seven seventy short single six sixty small so soft south state ten third thirty three
    top trans twenty two ultra under vice war well wide world year""".split()
)
"""Words before which a hyphen stays, though the line ends at it."""
_AFTER = frozenset(
    """affiliated and aged backed based born bound called century day driven elect era far fire free
    funded general hour in led level like linked long made majority month monthly off old on or
    owned percent range related run scale speaking style term time to up wide year
    yearly""".split()
)
"""Words after which it stays."""
_JOINS = frozenset(("and", "or", "to"))
"""“two- and three-year”: here nothing is cut."""


def undo_hyphens(text: str) -> tuple[str, list[Undone]]:
    r"""Join words that are cut at line ends.

    Parameters
    ----------
    text
        A text whose lines may end within words.

    Returns
    -------
    text, notes
        A word goes on in lower case on the next line. Its hyphen stays if the text has the word
        with it elsewhere, or if either half says so, as in “well-known” and “Ankara-based”.

    Examples
    --------
    >>> undo_hyphens("the govern-\nment of a well-\nknown Ger-\nman")[0]
    'the government of a well-known German'
    """
    if not ends_within_word(text):
        return text, []
    examples: list[str] = []
    words: set[str] = set()

    def join(cut: re.Match[str]) -> str:
        left, right = cut["left"], cut["right"]
        if not right.islower() or right in _JOINS:
            return cut[0]
        if not examples:
            words.update(_WORD.findall(text.lower()))
        examples.append(f"{left}-{right}")
        return f"{left}{'-' if _is_compound(left, right, words) else ''}{right}"

    made = _CUT.sub(join, text)
    return made, undone(HYPHENS, len(examples), examples[0] if examples else "")


def ends_within_word(text: str) -> bool:
    r"""Say whether a line may end within a word.

    Examples
    --------
    >>> ends_within_word("govern-\nment"), ends_within_word("well-known\n")
    (True, False)
    """
    return (
        ("-" in text and bool(_HYPHEN_END.search(text)))
        or ("¬" in text and bool(_NOT_SIGN_END.search(text)))
        or ("‐" in text and bool(_SIGN_END.search(text)))
    )


def _is_compound(left: str, right: str, words: set[str]) -> bool:
    if f"{left}{right}".lower() in words:
        return False
    return (
        f"{left}-{right}".lower() in words
        or left.lower() in _BEFORE
        or right in _AFTER
        or (left[0].isupper() and len(right) < 3)
    )
