"""Lines that name who wrote or edited: ``Editing by …`` at the end, ``By …`` under a headline."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"(?:with\s+)?(?:(?:additional|further)\s+)?"
    r"(?:report(?:ing|ed)|edit(?:ing|ed)|writ(?:ing|ten)|compil(?:ing|ed)|translat(?:ion|ed))\b"
    r".{0,60}?\b(?:by|from)\s",
    re.IGNORECASE | re.DOTALL,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed\s+(?:reporting|to\s+this\s+(?:report|story|article))\b", re.IGNORECASE
)
_REPORTED = re.compile(r"(?!The\b)[^\W\d_a-z]\S*\s(?:\S+\s){1,10}?reported\s+from\s")
_LOWER_WORDS = frozenset(
    re.findall(
        r"\S+",
        """additional agencies al and at bin by compiled correspondent correspondents de edited
        editing el for from further in more news of on our reported reporting staff the to
        translated translation van von with writers writing written""",
    )
)
"""Words that stand in lower case in a credit; any other one makes it a sentence of the story."""

_MOST_CREDIT_WORDS = 30
_MOST_BYLINE_WORDS = 12


def is_credit(paragraph: str) -> bool:
    """Say whether a closing paragraph names staff instead of telling the story.

    Parameters
    ----------
    paragraph
        A paragraph without white space at its ends.

    Returns
    -------
    bool
        True for "Editing by …", "(Additional reporting by …)", "--With reporting from …", "Ann Lee
        reported from …", or "… contributed to this report", of at most 30 words.

    Examples
    --------
    >>> is_credit("(Reporting by Ann Lee in Paris; editing by Bo Ek)")
    True
    >>> is_credit("Reporting by Reuters showed that prices rose.")
    False
    """
    words = paragraph.strip("()[]*_-–— ").split()
    if len(words) > _MOST_CREDIT_WORDS:
        return False
    line = " ".join(words)
    if "contr" in line.lower() and _CONTRIBUTED.search(line):
        return True
    names_staff = _CREDIT.match(line + " ") or _REPORTED.match(line)
    return bool(names_staff) and _are_names(words)


def is_byline(paragraph: str) -> bool:
    """Say whether a paragraph is a byline.

    Parameters
    ----------
    paragraph
        A paragraph without white space at its ends.

    Returns
    -------
    bool
        True for "By" and names, at most 12 words, without a full stop.

    Examples
    --------
    >>> is_byline("By Ann Lee and Bo Ek"), is_byline("By Sunday, the town was empty.")
    (True, False)
    """
    if paragraph[:2].lower() != "by":
        return False
    words = paragraph.split()
    if not 2 <= len(words) <= _MOST_BYLINE_WORDS or words[0].casefold() != "by":
        return False
    return paragraph[-1] != "." and _are_names(words)


def _are_names(words: list[str]) -> bool:
    bare = (word.strip(".,;:()[]&") for word in words)
    return all(not w[:1].islower() or w.casefold() in _LOWER_WORDS for w in bare)
