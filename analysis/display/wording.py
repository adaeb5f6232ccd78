"""Words for the reader: paragraphs that are shown and never obeyed, numbers, days and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.markup import Html, verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True)
class Text:
    """A paragraph for the reader; every sign of it is shown, none is obeyed.

    Parameters
    ----------
    text
        Plain text.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        kind = verbatim("standfirst", self.text)
        return {
            "text/html": str(Html('<p class="{}">{}</p>').format(kind, self.text)),
            "text/plain": self.text,
        }


def count(n: int, noun: str) -> str:
    """Give a number with its noun in the right form.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(2, "story")
    ('1 article', '1,200 articles', '2 stories')
    """
    if n != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{n:,} {noun}"


def are_copies(n: int) -> str:
    """Say of how many articles it is that they are copies."""
    return f"{n:,} {'is a copy' if n == 1 else 'are copies'}"


def listing(items: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def signed(value: float) -> str:
    """Give a score with its sign, a true minus.

    Examples
    --------
    >>> signed(-0.254), signed(0.5), signed(0.001)
    ('−0.25', '+0.50', '0.00')
    """
    text = f"{abs(value):.2f}"
    return text if text == "0.00" else ("−" if value < 0 else "+") + text


def day(value: date) -> str:
    """Give a day as people write it.

    Examples
    --------
    >>> from datetime import date
    >>> day(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{value.day} {value:%B %Y}"


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"
