"""The word lists: function and common words, abbreviations, titles, forms of given names."""

from __future__ import annotations

from functools import cache

from analysis.errors import LexiconError, nearest
from analysis.lexicons.files import DATA, Row, read_rows, values
from analysis.lexicons.sentences import punkt


@cache
def stop_words() -> frozenset[str]:
    """Give the function words of English.

    Returns
    -------
    frozenset of str
        Lower-case words, with contractions. An apostrophe stands in both its forms (' and ’).

    Notes
    -----
    The list holds words that carry grammar: articles, pronouns, prepositions, conjunctions,
    auxiliaries and the plainest adverbs. “Said” is not among them: how often people are quoted is
    a finding. Nor is any other verb, noun or adjective of content.

    Examples
    --------
    >>> {"the", "don't", "don’t"} <= stop_words()
    True
    >>> "said" in stop_words()
    False
    """
    words = [row.cells["word"] for row in _table("stop_words", "word", "class")]
    return frozenset(words) | {word.replace("'", "’") for word in words}


@cache
def titles(*, kind: str | None = None) -> frozenset[str]:
    """Give the titles and role nouns that introduce a person's name.

    Parameters
    ----------
    kind
        Only titles of this kind: office, rank, courtesy, spokes or role. All if None.

    Returns
    -------
    frozenset of str
        In the singular and as printed in running text: lower case, except forms of address and
        abbreviations.

    Raises
    ------
    LexiconError
        If there is no such kind.

    Examples
    --------
    >>> {"Mr", "spokesperson", "prime minister"} <= titles()
    True
    >>> sorted(titles(kind="spokes"))[:2]
    ['chief spokesman', 'deputy spokesman']
    """
    kinds = {row.cells["title"]: row.cells["kind"] for row in _table("titles", "title", "kind")}
    if kind is None:
        return frozenset(kinds)
    if kind not in kinds.values():
        known = sorted(set(kinds.values()))
        raise LexiconError(
            f"titles: kind '{kind}' is unknown;{nearest(kind, known)} "
            f"It may be: {', '.join(known)}."
        )
    return frozenset(title for title, its_kind in kinds.items() if its_kind == kind)


@cache
def abbreviations() -> dict[str, str]:
    """Say what a period does after abbreviations, and which words a sentence begins with.

    Returns
    -------
    dict of str to str
        For each word in lower case and without its last period: ``before name`` (no sentence ends
        between “Gov.” and a name), ``before number``, ``inside`` (no sentence ends there), ``ends``
        (one ends before a capital, unless a word that ``goes on`` follows), ``other``; and words
        with which a sentence ``begins`` after any abbreviation.

    Examples
    --------
    >>> abbreviations()["gov"], abbreviations()["p.m"]
    ('before name', 'ends')
    """
    rows = _table("abbreviations", "word", "kind")
    return {row.cells["word"]: row.cells["kind"] for row in rows}


@cache
def phrases() -> frozenset[str]:
    """Give phrases that hold the name of a state or a city and mean no actor.

    Returns
    -------
    frozenset of str
        In lower case and in the singular.

    Examples
    --------
    >>> "panama hat" in phrases()
    True
    """
    return frozenset(row.cells["phrase"] for row in _table("phrases", "phrase", "kind"))


@cache
def common_words() -> frozenset[str]:
    """Give the words that punkt saw in small letters: what is no name, or not a name alone.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> {"sanctions", "hope"} <= common_words(), "jordan" in common_words()
    (True, False)
    """
    small = sum((16, 32, 64))  # at the beginning, in the middle or anywhere in a sentence
    return frozenset(
        word for word, flags in punkt()["contexts"].items() if flags & small and word.isalpha()
    )


def given_names(*, kind: str) -> dict[str, str]:
    """Give for spellings or short forms of given names the one that stands for them.

    Parameters
    ----------
    kind
        ``spelling`` or ``short``.

    Returns
    -------
    dict of str to str
        Names in lower case. None has two meanings.

    Raises
    ------
    LexiconError
        If there is no such kind.

    Examples
    --------
    >>> given_names(kind="spelling")["binyamin"], given_names(kind="short")["joe"]
    ('benjamin', 'joseph')
    """
    rows = [row.cells for row in _table("given_names", "kind", "names")]
    known = sorted({cells["kind"] for cells in rows})
    if kind not in known:
        raise LexiconError(
            f"given names: kind '{kind}' is unknown;{nearest(kind, known)} "
            f"It may be: {', '.join(known)}."
        )
    groups = [values(cells["names"]) for cells in rows if cells["kind"] == kind]
    return {name: group[0] for group in groups for name in group}


def _table(name: str, first: str, second: str) -> list[Row]:
    return read_rows(DATA / f"{name}.csv", columns=(first, second), required=first)
