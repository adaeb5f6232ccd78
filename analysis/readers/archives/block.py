"""What a document holds: its articles, and what is no article and why."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """One article of a document, or the reason why there is none; empty strings are unknown.

    Parameters
    ----------
    text
        The article's text, without the lines that say its outlet, date and the like.
    headline, date, outlet, author, url, language
        As written there.
    place
        Where it stands in the document, such as "document 3"; empty if it is the whole document.
    flaw
        Why it is no article. It is dropped, and the ledger says so.
    undone
        What is told of its text already, as `RawArticle` has it.
    notes
        What is missing or was left out. It stands in the ledger; the article is kept.
    """

    text: str = ""
    headline: str = ""
    date: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    place: str = ""
    flaw: str = ""
    undone: str = ""
    notes: tuple[str, ...] = ()


NO_BODY = "a block of an archive's export without a text; see what the archive saved there"
NO_HEADLINE = "a block of an archive's export without a headline; the first line of its text is it"
NO_DATE = "a block of an archive's export without a date"


def checked(block: Block) -> Block:
    """Say what an article from an archive lacks; the archive always gives text, headline, date.

    Parameters
    ----------
    block
        An article as read.

    Returns
    -------
    Block
        The same with a flaw if it has no text, and else with notes.

    Examples
    --------
    >>> checked(Block("No deal.", date="2024-03-05")).notes == (NO_HEADLINE,)
    True
    """
    if block.flaw or not block.text.strip():
        return block._replace(flaw=block.flaw or NO_BODY)
    lacks = ((block.headline, NO_HEADLINE), (block.date, NO_DATE))
    return block._replace(notes=(*block.notes, *(note for value, note in lacks if not value)))
